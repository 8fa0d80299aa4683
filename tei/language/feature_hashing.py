"""Features of words and their neighbours, hashed into one table of weights: for patterns of names and parts of speech.

Weinberger et al. 2009. The numbers below are part of the trained models: with others these would have to be trained
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from tei.language.arrays import Integers, SmallIntegers

BUCKETS = 1 << 20
OFFSETS = (-2, -1, 0, 1, 2)
"""Where a word may stand, seen from the word that is to be labelled."""

_SEEDS = tuple(crc32(f"{offset}:".encode()) for offset in OFFSETS)

_LONGEST = 200
"""Bytes of a feature whose length is told from others."""
_SHIFTS = np.array([[crc32(bytes(n), seed) ^ crc32(bytes(n)) for n in range(_LONGEST + 1)] for seed in _SEEDS])
"""What a seed changes in the hash of a feature: the same for all of one length, since CRC is an affine function."""


_DIGITS = str.maketrans("123456789", "000000000")


def normalised(word: str) -> str:
    """A folded token as the models know it: all digits alike."""
    return word if word.isalpha() else word.translate(_DIGITS)


class Features(NamedTuple):
    """The features of a word: the first `far` of them hold two words away, the first `near` ones beside it, too."""

    names: list[str]
    near: int
    far: int


def buckets_of(words: Sequence[Features]) -> tuple[Integers, Integers]:
    """The buckets of the features of words, in a row, and where those of each word at each of `OFFSETS` begin."""
    encoded = [name.encode() for features in words for name in features.names]
    hashes = np.fromiter(map(crc32, encoded), np.int64, len(encoded))
    lengths = np.minimum(np.fromiter(map(len, encoded), np.int64, len(encoded)), _LONGEST)
    sizes = np.array([len(features.names) for features in words])
    counts = np.array([(far, near, len(names), near, far) for names, near, far in words]).ravel()
    begins = np.cumsum(counts) - counts
    firsts = np.repeat(np.cumsum(sizes) - sizes, len(OFFSETS))
    places = np.repeat(firsts - begins, counts) + np.arange(counts.sum())
    shifts = np.repeat(np.tile(np.arange(len(OFFSETS)), len(words)), counts)
    return (hashes.take(places) ^ _SHIFTS[shifts, lengths.take(places)]) % BUCKETS, begins


def add_word_sums(scores: SmallIntegers, sums: SmallIntegers, places: Integers) -> None:
    """Add to the scores of the labels of words what the words beside them, and they themselves, say alone.

    `sums` has a row for each word of a text, offset by offset and label by label, `places` are the rows of `scores`.
    """
    by_offset = sums.reshape(len(sums), len(OFFSETS), -1)
    for column, offset in enumerate(OFFSETS):
        scores += by_offset[places + offset, column]


def neighbour_buckets(hashes: Integers, fine: Integers, coarse: Integers) -> Integers:
    """The buckets of pairs and triples of neighbours: a line a feature, a column a word.

    `hashes` are of words, `fine` and `coarse` are their clusters, with two zeros at each end that stand for no word.
    """
    middle = slice(2, -2)
    before, after = slice(1, -3), slice(3, -1)
    pairs = [
        (hashes[before], hashes[middle]),
        (hashes[middle], hashes[after]),
        (fine[before], fine[middle]),
        (fine[middle], fine[after]),
        (fine[before], fine[after]),
        (coarse[before] * 1000 + coarse[middle], coarse[after]),
        (coarse[:-4] * 1000 + coarse[before], coarse[middle]),
        (coarse[middle] * 1000 + coarse[after], coarse[4:]),
    ]
    return pair_buckets(1, pairs)


def pair_buckets(salt: int, pairs: Sequence[tuple[Integers, Integers]]) -> Integers:
    """The bucket of each pair of numbers, a line for each pair of arrays; `salt` tells the first line from others."""
    firsts, seconds = (np.stack(arrays) for arrays in zip(*pairs, strict=True))
    firsts *= 2654435761
    seconds *= 40503 * 65537
    found: Integers = firsts + seconds
    found += (np.arange(salt, salt + len(pairs)) * 97561)[:, np.newaxis]
    found &= 0x7FFFFFFFFFFF
    found ^= found >> 21
    found &= BUCKETS - 1
    return found
