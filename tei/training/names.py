"""Train the name tagger: `python -m tei.training.names --gold FOLDER --work FOLDER` writes its weights.

The gold folder holds `ner_train.jsonl` and `ner_dev.jsonl` (`tokens`, BIO `tags`, `source`), and, for word vectors,
`raw_news/*.jsonl` (`text`), `tags_dev.jsonl` (`title`, `text`) and `zwnj_train.jsonl` (`text_gold`). Word vectors are
learnt from all the text; a table of patterns and a large network, the teacher, are trained on the tagged sentences;
the small network that is shipped learns from these and from what both believe of raw sentences. What the steps give is
kept in the work folder; a step whose file is there is not repeated.

Seeds are fixed and one thread is used; set PYTHONHASHSEED=0 to get the same files again.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from gensim.models import Word2Vec

from tei.language.arrays import Floats
from tei.language.name_network import Network
from tei.language.name_patterns import Patterns
from tei.language.name_pieces import pieces_of
from tei.language.name_tagger import NETWORK, PATTERNS, NameTagger
from tei.language.name_words import LABELS
from tei.training.name_data import SOURCES, Tagged, raw_sentences, tagged_sentences
from tei.training.name_network import Sentence, TrainedNetwork, Words, arrays_of, train_labels
from tei.training.name_patterns import clusters_of, train_patterns

VECTOR = 128
RAREST = 3
"""Words must be found so often to have a vector."""
LETTERS = 120
TEACHER, PUPIL = 128, 64
"""Size of the memory of one direction of the two networks."""
TEACHER_WEIGHTS = (1.0, 0.5)
"""What the log-potentials of the teacher and of the patterns count when they label raw sentences."""
RAW = 40_000
"""Raw sentences from which the pupil learns."""
RAW_LENGTHS = range(6, 61)


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """What `make` gives, from the file if it is there."""
    if not path.exists():
        torch.save(make(), path)
    return torch.load(path, weights_only=False)


def vectors_of(sentences: list[list[str]]) -> tuple[list[str], npt.NDArray[np.float32]]:
    """Words and their vectors (word2vec, skip-grams)."""
    model = Word2Vec(
        sentences,
        vector_size=VECTOR,
        window=4,
        min_count=RAREST,
        workers=1,
        sg=1,
        negative=8,
        epochs=8,
        seed=1,
        sample=1e-4,
    )
    return model.wv.index_to_key, model.wv.vectors / (3 * np.abs(model.wv.vectors).std())


def scores(tagger: NameTagger, sentences: Sequence[Tagged]) -> str:
    """Micro F1 (exact spans) of each source."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence, found in zip(sentences, tagger.tag([sentence.words for sentence in sentences]), strict=True):
        mine = {(name.label, sentence.spans[name.begin][0], sentence.spans[name.end - 1][1]) for name in found}
        right[sentence.source] += 2 * len(mine & set(sentence.names))
        total[sentence.source] += len(mine) + len(sentence.names)
    return ", ".join(f"{source} {right[source] / total[source]:.4f}" for source in SOURCES if total[source])


def believed(tagger: NameTagger, sentences: Sequence[list[str]]) -> Iterator[tuple[list[str], Floats]]:
    """Raw sentences in which a tagger finds a name, with the probabilities that it gives to each label."""
    chosen = [sentence for sentence in sentences if len(sentence) in RAW_LENGTHS]
    random.Random(2).shuffle(chosen)
    number = 0
    for first in range(0, len(chosen), 1000):
        batch = chosen[first : first + 1000]
        ends = np.cumsum([len(words) for words in batch])
        for words, probabilities in zip(batch, np.split(tagger.probabilities(batch), ends[:-1]), strict=True):
            if probabilities.argmax(axis=1).any():
                yield words, probabilities
                number += 1
            if number == RAW:
                return


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder with the data")
    parser.add_argument("--work", type=Path, required=True, help="folder for what the steps give")
    parser.add_argument("--without", nargs="*", default=[], metavar="SOURCE", help="sources of labels to leave out")
    parser.add_argument("--iterations", type=int, default=110, help="of the training of the patterns")
    parser.add_argument("--epochs", type=int, default=5, help="over the sentences, of the training of each network")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    work = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    raw: list[list[str]] = kept(work / "raw.pt", lambda: list(raw_sentences(arguments.gold)))

    def sentences_of(part: str) -> list[Tagged]:
        every: list[Tagged] = kept(work / f"{part}.pt", lambda: list(tagged_sentences(arguments.gold, part)))
        return [sentence for sentence in every if sentence.source not in arguments.without]

    train, dev = sentences_of("train"), sentences_of("dev")
    texts = raw + [sentence.words for sentence in train]
    vocabulary, vectors = kept(work / "vectors.pt", lambda: vectors_of(texts))
    letters = "".join(letter for letter, _ in Counter("".join(vocabulary)).most_common(LETTERS))
    words = Words(vocabulary, letters)
    certain = np.eye(len(LABELS), dtype=np.float32)
    gold = [
        Sentence(words.rows(one.words[piece]), certain[one.labels()[piece]], 1 + SOURCES.index(one.source))
        for one in train
        for piece in pieces_of(one.words)
    ]

    patterns = kept(
        work / "patterns.pt",
        lambda: train_patterns(train, clusters_of(vocabulary, vectors), arguments.iterations),
    )

    def network(size: int, sentences: Sequence[Sentence]) -> dict[str, npt.NDArray[Any]]:
        torch.manual_seed(1)
        fresh = TrainedNetwork(vectors, size, LETTERS + 4, words.tensors()[2].shape[1], 1 + len(SOURCES))
        for report in train_labels(fresh, words, sentences, arguments.epochs):
            tagger = NameTagger(Network(arrays_of(fresh, vocabulary, letters, words)), Patterns(patterns))
            print(report, scores(tagger, dev), flush=True)
        return arrays_of(fresh, vocabulary, letters, words)

    teacher = kept(work / "teacher.pt", lambda: network(TEACHER, gold))
    teachers = NameTagger(Network(teacher), Patterns(patterns), TEACHER_WEIGHTS)
    raw_labels: list[tuple[list[str], Floats]] = kept(work / "raw_labels.pt", lambda: list(believed(teachers, raw)))
    more = [
        Sentence(words.rows(sentence[piece]), labels[piece])
        for sentence, labels in raw_labels
        for piece in pieces_of(sentence)
    ]
    pupil = kept(work / "pupil.pt", lambda: network(PUPIL, gold + more))
    print(scores(NameTagger(Network(pupil), Patterns(patterns)), dev))
    np.savez_compressed(NETWORK, **pupil)
    np.savez_compressed(PATTERNS, **patterns)


if __name__ == "__main__":
    main()
