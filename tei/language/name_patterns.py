"""Names by the patterns of words: a table of weights for words, pairs of words and of clusters of words.

All features are hashed into one table. What depends on a word alone is summed up once for each word and kept; pairs of
words and of word clusters are looked up for many sentences at once. Lafferty, McCallum and Pereira 2001; hashing:
Weinberger et al. 2009.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tei.language.feature_hashing import BUCKETS, OFFSETS, Integers, neighbour_columns, word_buckets
from tei.language.gazetteer import gazetteer
from tei.language.name_words import LABELS, lists_with, normalised, shape_of

MOST_WORDS = 300_000
"""Words kept in memory before the tables are begun anew."""

Floats = npt.NDArray[np.float32]


class WordFeatures:
    """The features of single words, as buckets of the table for each offset at which the word may stand."""

    def __init__(self, clusters: dict[str, tuple[int, int]]) -> None:
        self.clusters = clusters
        self.known = gazetteer()

    def numbers(self, word: str) -> tuple[int, int, int]:
        """Hash, fine cluster and coarse cluster of a normalised word; clusters are from 1, 0 is unknown."""
        fine, coarse = self.clusters.get(word, (0, 0))
        return crc32(word.encode()), fine, coarse

    def buckets(self, word: str) -> list[list[int]]:
        """For each of `OFFSETS` the buckets of a normalised word."""
        _, fine, coarse = self.numbers(word)
        lists = [f"list={name}" for name in lists_with(word, self.known)]
        far = [f"word={word}", f"fine={fine}", *lists]
        near = [*far, f"coarse={coarse}", f"suffix={word[-2:]}"]
        here = [
            *near,
            "bias",
            f"shape={shape_of(word)}",
            f"suffix={word[-1:]}",
            f"suffix={word[-3:]}",
            f"suffix={word[-4:]}",
            f"prefix={word[:2]}",
            f"prefix={word[:3]}",
            f"prefix={word[:4]}",
        ]
        return word_buckets(far, near, here)


def pair_buckets(hashes: Integers, fine: Integers, coarse: Integers) -> Integers:
    """The buckets of pairs and triples of neighbours: one row a word, one column a feature.

    The arrays are of one sequence, with two zeros at each end that stand for no word.
    """
    return neighbour_columns(hashes, fine, coarse).T


class Patterns:
    """The trained table; its small integers become log-potentials by `scale`."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        clusters = zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True)
        self._features = WordFeatures(dict(zip(words, clusters, strict=True)))
        self._weights: npt.NDArray[np.int8] = np.zeros((BUCKETS, len(LABELS)), np.int8)
        self._weights[arrays["buckets"]] = arrays["weights"]
        self._scale = float(arrays["scale"])
        self.transitions: Floats = arrays["transitions"].astype(np.float32)
        self._forget()

    def _forget(self) -> None:
        """Begin the tables of what is known of words anew; row 0 stands for no word."""
        self._rows: dict[str, int] = {"": 0}
        self._numbers: Integers = np.zeros((1, 3), np.int64)
        self._scores: Floats = np.zeros((len(OFFSETS), 1, len(LABELS)), np.float32)

    def read(self, words: Sequence[str]) -> None:
        """Learn what is to be known of the words of an article, all of them different."""
        if len(self._rows) > MOST_WORDS:
            self._forget()
        if new := [word for word in words if word not in self._rows]:
            self._learn(new)

    def _learn(self, words: Sequence[str]) -> None:
        """Add words that were not seen yet to the tables."""
        plain = [normalised(word) for word in words]
        buckets = [group for word in plain for group in self._features.buckets(word)]
        begins = np.cumsum([0, *(len(group) for group in buckets)])[:-1]
        flat = np.array([bucket for group in buckets for bucket in group])
        sums = np.add.reduceat(self._weights.take(flat, axis=0), begins, axis=0, dtype=np.int32)
        scores = sums.reshape(len(words), len(OFFSETS), len(LABELS)).astype(np.float32)
        numbers = np.array([self._features.numbers(word) for word in plain], np.int64)
        begin, end = len(self._rows), len(self._rows) + len(words)
        if end > len(self._numbers):
            self._numbers = np.concatenate([self._numbers, np.zeros((end, 3), np.int64)])
            room = np.zeros((len(OFFSETS), end, len(LABELS)), np.float32)
            self._scores = np.concatenate([self._scores, room], axis=1)
        self._rows.update(zip(words, range(begin, end), strict=True))
        self._scores[:, begin:end] = scores.swapaxes(0, 1)
        self._numbers[begin:end] = numbers

    def potentials(self, sequences: Sequence[Sequence[str]]) -> Floats:
        """The log-potentials of the labels of words that were read: sequence, word, label; 0 behind its end."""
        known = self._rows
        flat = [0, 0]
        for sequence in sequences:
            flat += [*(known[word] for word in sequence), 0, 0]
        rows = np.array(flat)
        hashes, fine, coarse = self._numbers.take(rows, axis=0).T
        scores = self._weights.take(pair_buckets(hashes, fine, coarse).T, axis=0).sum(axis=0, dtype=np.float32)
        for of_offset, offset in zip(self._scores, OFFSETS, strict=True):
            scores += of_offset.take(rows[2 + offset : len(rows) - 2 + offset], axis=0)
        scores *= self._scale
        potentials = np.zeros((len(sequences), max(map(len, sequences)), len(LABELS)), np.float32)
        begin = 0
        for line, sequence in enumerate(sequences):
            potentials[line, : len(sequence)] = scores[begin : begin + len(sequence)]
            begin += len(sequence) + 2
        return potentials
