"""Trains the table of patterns that finds names (`tei.language.name_patterns`), with crfsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pycrfsuite
from sklearn.cluster import MiniBatchKMeans

from tei.language.feature_hashing import BUCKETS, OFFSETS, buckets_of, neighbour_buckets
from tei.language.name_patterns import WordFeatures, word_sums
from tei.language.name_words import LABELS
from tei.training.name_data import Tagged

FINE, COARSE = 768, 64
"""Numbers of clusters of words."""

Arrays = dict[str, npt.NDArray[Any]]
Clusters = dict[str, tuple[int, int]]


def clusters_of(words: Sequence[str], vectors: npt.NDArray[np.float32]) -> Clusters:
    """Words with the numbers (from 1) of their fine and coarse cluster."""
    directions = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    fine, coarse = (
        MiniBatchKMeans(number, random_state=1, batch_size=4096, n_init=3, max_iter=100).fit_predict(directions) + 1
        for number in (FINE, COARSE)
    )
    return dict(zip(words, zip(fine.tolist(), coarse.tolist(), strict=True), strict=True))


def attributes(words: list[str], features: WordFeatures, seen: dict[str, list[list[str]]]) -> list[list[str]]:
    """The feature buckets of each word of a sentence, as strings."""
    padded = [(0, 0, 0)] * 2 + [features.numbers(word) for word in words] + [(0, 0, 0)] * 2
    hashes, fine, coarse = np.array(padded, np.int64).T
    rows = [[str(bucket) for bucket in row] for row in neighbour_buckets(hashes, fine, coarse).T.tolist()]
    for word in words:
        if word not in seen:
            buckets, begins = buckets_of([features.of(word)])
            seen[word] = [list(map(str, group.tolist())) for group in np.split(buckets, begins[1:])]
    for at, row in enumerate(rows):
        for column, offset in enumerate(OFFSETS):
            if 0 <= at + offset < len(words):
                row.extend(seen[words[at + offset]][column])
    return rows


def train_patterns(sentences: Sequence[Tagged], clusters: Clusters, iterations: int) -> Arrays:
    """Train the table of weights, and keep those that differ from zero."""
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
    for sentence in sentences:
        labels = [LABELS[number] for number in sentence.labels()]
        trainer.append(attributes(sentence.words, features, seen), labels)
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
    buckets = np.array(sorted(weights), np.int32)[kept]
    by_bucket = np.zeros((BUCKETS, len(LABELS)), np.int8)
    by_bucket[buckets] = small[kept]
    return {
        "buckets": buckets,
        "weights": small[kept],
        "word_sums": word_sums(list(clusters), features, by_bucket),
        "scale": np.array(scale),
        "transitions": transitions,
        "words": np.frombuffer("\n".join(clusters).encode(), np.uint8),
        "fine": np.array([fine for fine, _ in clusters.values()], np.uint16),
        "coarse": np.array([coarse for _, coarse in clusters.values()], np.uint8),
    }
