"""Names by the patterns of words: a table of weights for words, pairs of words and of clusters of words.

All features are hashed into one table. What depends on a word alone is summed up before, for the words of the model's
vocabulary, or once when a word is new; pairs of words and of word clusters are looked up for many sentences at once.
Lafferty, McCallum and Pereira 2001; hashing: Weinberger et al. 2009.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tei.language.arrays import Floats, Integers, SmallIntegers, with_room
from tei.language.feature_hashing import BUCKETS, OFFSETS, Features, add_word_sums, buckets_of, neighbour_buckets
from tei.language.gazetteer import gazetteer
from tei.language.name_pieces import Layout
from tei.language.name_words import LABELS, lists_with, shape_of


class WordFeatures:
    """The features of single words."""

    def __init__(self, clusters: dict[str, tuple[int, int]]) -> None:
        self.clusters = clusters
        self.known = gazetteer()

    def numbers(self, word: str) -> tuple[int, int, int]:
        """Hash, fine cluster and coarse cluster of a normalised word; clusters are from 1, 0 is unknown."""
        fine, coarse = self.clusters.get(word, (0, 0))
        return crc32(word.encode()), fine, coarse

    def of(self, word: str) -> Features:
        """The features of a normalised word."""
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
        return Features(here, len(near), len(far))


def word_sums(words: Sequence[str], features: WordFeatures, weights: npt.NDArray[np.int8]) -> SmallIntegers:
    """The summed weights of the features of normalised words: word, offset, label."""
    buckets, begins = buckets_of([features.of(word) for word in words])
    sums = np.add.reduceat(weights.take(buckets, axis=0), begins, axis=0, dtype=np.int16)
    return sums.reshape(len(words), len(OFFSETS), len(LABELS))


class Patterns:
    """The trained table; its small integers become log-potentials by `scale`."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        clusters = zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True)
        self._features = WordFeatures(dict(zip(words, clusters, strict=True)))
        self._word_rows = {word: row for row, word in enumerate(words)}
        self._word_sums: SmallIntegers = arrays["word_sums"]
        self._weights: npt.NDArray[np.int8] = np.zeros((BUCKETS, len(LABELS)), np.int8)
        self._weights[arrays["buckets"]] = arrays["weights"]
        self._scale = float(arrays["scale"])
        self.transitions: Floats = arrays["transitions"].astype(np.float32)
        self._numbers: Integers = np.zeros((1, 3), np.int64)
        self._sums: SmallIntegers = np.zeros((1, len(OFFSETS) * len(LABELS)), np.int16)

    def learn(self, words: Sequence[str], row: int) -> None:
        """Note from a row of the tables on what is known of normalised words; row 0 stands for no word."""
        rows = [self._word_rows.get(word, -1) for word in words]
        sums = self._word_sums.take(rows, axis=0)
        if unknown := [at for at, known in enumerate(rows) if known < 0]:
            sums[unknown] = word_sums([words[at] for at in unknown], self._features, self._weights)
        end = row + len(words)
        self._numbers = with_room(self._numbers, end)
        self._numbers[row:end] = [self._features.numbers(word) for word in words]
        self._sums = with_room(self._sums, end)
        self._sums[row:end] = sums.reshape(len(words), -1)

    def potentials(self, rows: Integers, layout: Layout) -> Floats:
        """The log-potentials of the labels of words, whose rows in the tables are given: word, label."""
        lengths = np.bincount(layout.lines)
        begins = np.cumsum(lengths + 2) - lengths  # two rows of no word stand before, between and behind the pieces
        places = begins[layout.lines] + layout.steps
        padded = np.zeros(len(rows) + 2 * (len(lengths) + 1), np.int64)
        padded[places] = rows
        columns = neighbour_buckets(*self._numbers.take(padded, axis=0).T).take(places - 2, axis=1)
        scores = self._weights.take(columns, axis=0).sum(axis=0, dtype=np.int16)
        add_word_sums(scores, self._sums.take(padded, axis=0), places)
        potentials: Floats = scores.astype(np.float32) * np.float32(self._scale)
        return potentials
