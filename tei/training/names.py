"""Train the name tagger: `python -m tei.training.names --gold FOLDER` writes `names.npz`.

FOLDER holds `ner_train.jsonl` (`tokens`, BIO `tags`, `source`) and `raw_news/*.jsonl` (`text`). Word vectors of
the raw text are clustered, a CRF is trained on the tagged sentences, and its weights are written as small
integers. Seeds are fixed and one thread is used; set PYTHONHASHSEED=0 to get the same file again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from tei.language.characters import ZWNJ, fold
from tei.language.gazetteer import gazetteer, words_of
from tei.language.name_tagger import LABELS, MODEL, OFFSETS, WordFeatures, normalised, pair_buckets

SOURCES = ("PEYMA", "NSURL2019-600K", "ParsNER-news", "ParsTwiNER")
"""Sources whose weights may be shipped and whose mark-up is whole; never ARMAN (academic research only)."""

CLASSES = {"PER": "PER", "ORG": "ORG", "POG": "ORG", "LOC": "LOC"}
FINE, COARSE = 768, 64
SPLIT_SHARE = 0.1
"""Share of the sentences in which ZWNJs become spaces, as on pages that lost them."""

Sentence = tuple[list[str], list[str]]
Clusters = dict[str, tuple[int, int]]


def tagged_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of the wanted sources: folded words and their labels."""
    chance = random.Random(1)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["source"] not in SOURCES:
            continue
        split = chance.random() < SPLIT_SHARE
        words: list[str] = []
        labels: list[str] = []
        for token, tag in zip(row["tokens"], row["tags"], strict=True):
            pieces = words_of(token.replace(ZWNJ, " ") if split else token)
            name = CLASSES.get(tag[2:])
            inside = [f"I-{name}"] * len(pieces) if name else ["O"] * len(pieces)
            if name and tag.startswith("B") and inside:
                inside[0] = f"B-{name}"
            words.extend(map(normalised, pieces))
            labels.extend(inside)
        if words:
            yield words, with_place_heads(words, labels)


def with_place_heads(words: list[str], labels: list[str]) -> list[str]:
    """The labels, with شهر or استان before the name of a place in the name, as PEYMA and NSURL have it."""
    heads = gazetteer().place_heads
    changed = list(labels)
    for at in range(1, len(words)):
        if labels[at] == "B-LOC" and labels[at - 1] == "O" and words[at - 1] in heads:
            changed[at - 1 : at + 1] = ["B-LOC", "I-LOC"]
    return changed


def raw_sentences(folder: Path) -> Iterator[list[str]]:
    """The sentences of the raw articles: folded words."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"\n|(?<=[.!؟])\s", fold(json.loads(line)["text"])):
                if words := list(map(normalised, words_of(sentence))):
                    yield words


def clusters_of(sentences: list[list[str]]) -> Clusters:
    """Words with the numbers (from 1) of their fine and coarse cluster."""
    model = Word2Vec(
        sentences, vector_size=80, window=3, min_count=4, workers=1, sg=1, negative=5, epochs=8, seed=1, sample=1e-4
    )
    vectors = model.wv.vectors / np.linalg.norm(model.wv.vectors, axis=1, keepdims=True)
    fine, coarse = (
        MiniBatchKMeans(number, random_state=1, batch_size=4096, n_init=3, max_iter=100).fit_predict(vectors) + 1
        for number in (FINE, COARSE)
    )
    return dict(zip(model.wv.index_to_key, zip(fine.tolist(), coarse.tolist(), strict=True), strict=True))


def attributes(words: list[str], features: WordFeatures, seen: dict[str, list[list[str]]]) -> list[list[str]]:
    """The feature buckets of each word of a sentence, as strings."""
    padded = [(0, 0, 0)] * 2 + [features.numbers(word) for word in words] + [(0, 0, 0)] * 2
    hashes, fine, coarse = np.array(padded, np.int64).T
    rows = [[str(bucket) for bucket in row] for row in pair_buckets(hashes, fine, coarse).tolist()]
    for word in words:
        if word not in seen:
            seen[word] = [[str(bucket) for bucket in buckets] for buckets in features.buckets(word)]
    for at, row in enumerate(rows):
        for column, offset in enumerate(OFFSETS):
            if 0 <= at + offset < len(words):
                row.extend(seen[words[at + offset]][column])
    return rows


def train(sentences: list[Sentence], clusters: Clusters, target: Path, iterations: int) -> None:
    """Train the CRF and write the weights that differ from zero."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=True)
    trainer.set_params(
        {
            "c1": 0.06,
            "c2": 0.01,
            "max_iterations": iterations,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    features = WordFeatures(clusters)
    seen: dict[str, list[list[str]]] = {}
    for words, labels in sentences:
        trainer.append(attributes(words, features, seen), labels)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "names.crfsuite")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
    weights: dict[int, list[float]] = {}
    for (bucket, label), weight in info.state_features.items():
        weights.setdefault(int(bucket), [0.0] * len(LABELS))[LABELS.index(label)] = weight
    table = np.array([weights[bucket] for bucket in sorted(weights)])
    scale = np.abs(table).max() / 127
    transitions = np.full((len(LABELS), len(LABELS)), -10.0)
    for (before, after), weight in info.transitions.items():
        transitions[LABELS.index(before), LABELS.index(after)] = weight
    small = np.round(table / scale).astype(np.int8)
    kept = small.any(axis=1)
    np.savez_compressed(
        target,
        buckets=np.array(sorted(weights), np.int32)[kept],
        weights=small[kept],
        scale=np.array(scale),
        transitions=transitions,
        words=np.frombuffer("\n".join(clusters).encode(), np.uint8),
        fine=np.array([fine for fine, _ in clusters.values()], np.uint16),
        coarse=np.array([coarse for _, coarse in clusters.values()], np.uint8),
    )


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with ner_train.jsonl and raw_news/")
    parser.add_argument("--out", type=Path, default=MODEL, help="where to write the weights")
    parser.add_argument("--iterations", type=int, default=110)
    arguments = parser.parse_args()
    sentences = list(tagged_sentences(arguments.gold / "ner_train.jsonl"))
    raw = list(raw_sentences(arguments.gold / "raw_news"))
    train(sentences, clusters_of(raw + [words for words, _ in sentences]), arguments.out, arguments.iterations)


if __name__ == "__main__":
    main()
