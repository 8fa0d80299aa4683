"""Features of words and their neighbours, hashed into one table of weights: for patterns of names and parts of speech.

Weinberger et al. 2009. The numbers below are part of the trained models: with others these would have to be trained
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 20
OFFSETS = (-2, -1, 0, 1, 2)
"""Where a word may stand, seen from the word that is to be labelled."""

_SEEDS = tuple(crc32(f"{offset}:".encode()) for offset in OFFSETS)

Integers = npt.NDArray[np.int64]


def word_buckets(far: Sequence[str], near: Sequence[str], here: Sequence[str]) -> list[list[int]]:
    """For each of `OFFSETS` the buckets of a word's features there; `far` and `near` are the first ones of `here`."""
    counts = (len(far), len(near), len(here), len(near), len(far))
    encoded = [feature.encode() for feature in here]
    return [
        [crc32(feature, seed) % BUCKETS for feature in encoded[:count]]
        for count, seed in zip(counts, _SEEDS, strict=True)
    ]


def neighbour_columns(hashes: Integers, fine: Integers, coarse: Integers) -> list[Integers]:
    """The buckets of pairs and triples of neighbours: a column a feature, one line a word.

    `hashes` are of words, `fine` and `coarse` are their clusters, with two zeros at each end that stand for no word.
    """
    middle = slice(2, -2)
    before, after = slice(1, -3), slice(3, -1)
    return [
        mixed(1, hashes[before], hashes[middle]),
        mixed(2, hashes[middle], hashes[after]),
        mixed(3, fine[before], fine[middle]),
        mixed(4, fine[middle], fine[after]),
        mixed(5, fine[before], fine[after]),
        mixed(6, coarse[before] * 1000 + coarse[middle], coarse[after]),
        mixed(7, coarse[:-4] * 1000 + coarse[before], coarse[middle]),
        mixed(8, coarse[middle] * 1000 + coarse[after], coarse[4:]),
    ]


def mixed(salt: int, first: Integers, second: Integers) -> Integers:
    """The bucket of each pair of numbers; `salt` tells one feature from another."""
    found = (first * 2654435761 + second * 40503 * 65537 + salt * 97561) & 0x7FFFFFFFFFFF
    return (found ^ (found >> 21)) % BUCKETS
