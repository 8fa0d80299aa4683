"""Train the name tagger: `python -m tei.training.names --gold FOLDER --work FOLDER` writes its weights.

The gold folder holds `ner_train.jsonl` and `ner_dev.jsonl` (`tokens`, BIO `tags`, `source`), and, for word vectors,
`raw_news/*.jsonl` (`text`), `tags_dev.jsonl` (`title`, `text`) and `zwnj_train.jsonl` (`text_gold`). Word vectors are
learnt from all the text; a table of patterns and a network are trained on the tagged sentences; both together tag raw
sentences, and a second network learns from the tagged and the raw ones. What the steps give is kept in the work
folder; a step whose file is there is not repeated.

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

from tei.language.name_network import Network
from tei.language.name_patterns import Patterns
from tei.language.name_tagger import NETWORK, PATTERNS, NameTagger
from tei.language.name_words import LABELS
from tei.training.name_data import LONGEST, SOURCES, Tagged, raw_sentences, tagged_sentences
from tei.training.name_network import Sentence, TrainedNetwork, Words, arrays_of, train_labels
from tei.training.name_patterns import clusters_of, train_patterns

VECTOR = 128
RAREST = 3
"""Words must be found so often to have a vector."""
LETTERS = 120
SILVER = 25_000
"""Raw sentences from which the second network learns."""
SILVER_LENGTHS = range(6, 61)
SURE = 0.7
"""Probability that every name of such a sentence has."""

Labelled = tuple[list[str], npt.NDArray[np.int64]]


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


def silver(tagger: NameTagger, sentences: Sequence[list[str]]) -> Iterator[Labelled]:
    """Raw sentences with the labels of a tagger that is sure of all their names."""
    order = random.Random(2).sample(range(len(sentences)), len(sentences))
    chosen = [sentences[at] for at in order if len(sentences[at]) in SILVER_LENGTHS]
    number = 0
    for first in range(0, len(chosen), 1000):
        for words, names in zip(chosen[first:], tagger.tag(chosen[first : first + 1000]), strict=False):
            if not names or min(name.probability for name in names) < SURE:
                continue
            labels = np.zeros(len(words), np.int64)
            for name in names:
                labels[name.begin : name.end] = LABELS.index(f"I-{name.label}")
                labels[name.begin] = LABELS.index(f"B-{name.label}")
            yield words, labels
            number += 1
            if number == SILVER:
                return


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder with the data")
    parser.add_argument("--work", type=Path, required=True, help="folder for what the steps give")
    parser.add_argument("--without", nargs="*", default=[], metavar="SOURCE", help="sources of labels to leave out")
    parser.add_argument("--iterations", type=int, default=110, help="of the training of the patterns")
    parser.add_argument("--epochs", type=int, default=5, help="over the sentences, for each of the two networks")
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
    gold = [
        Sentence(words.rows(one.words)[:LONGEST], one.labels()[:LONGEST], 1 + SOURCES.index(one.source))
        for one in train
    ]

    patterns = kept(
        work / "patterns.pt",
        lambda: train_patterns(train, clusters_of(vocabulary, vectors), arguments.iterations),
    )

    def network(seed: int, sentences: Sequence[Sentence]) -> dict[str, npt.NDArray[Any]]:
        torch.manual_seed(seed)
        fresh = TrainedNetwork(vectors, LETTERS + 4, words.tensors()[2].shape[1], 1 + len(SOURCES))
        for report in train_labels(fresh, words, sentences, arguments.epochs, seed):
            tagger = NameTagger(Network(arrays_of(fresh, vocabulary, letters, words)), Patterns(patterns))
            print(report, scores(tagger, dev), flush=True)
        return arrays_of(fresh, vocabulary, letters, words)

    first = kept(work / "first.pt", lambda: network(1, gold))
    tagged: list[Labelled] = kept(
        work / "silver.pt", lambda: list(silver(NameTagger(Network(first), Patterns(patterns)), raw))
    )
    more = [Sentence(words.rows(sentence), labels) for sentence, labels in tagged]
    second = kept(work / "second.pt", lambda: network(2, gold + more))
    print(scores(NameTagger(Network(second), Patterns(patterns)), dev))
    np.savez_compressed(NETWORK, **second)
    np.savez_compressed(PATTERNS, **patterns)


if __name__ == "__main__":
    main()
