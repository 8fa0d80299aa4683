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
