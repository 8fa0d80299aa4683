"""The pieces in which sentences are read by the models that find names, and how the words of many pieces are laid out.

The network, and the sum over all ways to label a piece, go from word to word. They do so for many pieces at once: step
by step, a word of each piece at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tei.language.arrays import Integers

SHORTEST, LONGEST = 16, 40
"""Words after which a sentence is cut at a mark, and at which it is cut in any case."""
MARKS = frozenset("،؛:.!؟")


def pieces_of(words: Sequence[str]) -> Iterator[slice]:
    """The pieces in which a sentence is read: long ones cost time, and what is far away says little."""
    begin = 0
    while begin < len(words):
        last = min(begin + LONGEST, len(words))
        end = next((at for at in range(begin + SHORTEST, last) if words[at - 1] in MARKS), last)
        yield slice(begin, end)
        begin = end


@dataclass(frozen=True)
class Layout:
    """How the words of some pieces stand: the first word of each piece, then the second ones, and so on.

    The pieces stand in order of their lengths, so those which reach a step are the last ones. For each word there are
    its piece (`lines`), its place in the piece (`steps`), and the place of the word that `mirrors` it in the layout,
    with which the piece can be read backward. `begins` says where each step begins, and where the last one ends.
    """

    begins: list[int]
    lines: Integers
    steps: Integers
    mirrors: Integers


def layout_of(lengths: Integers) -> Layout:
    """The layout of the words of pieces that have these lengths, in ascending order."""
    steps, lines = np.nonzero(np.arange(lengths[-1])[:, np.newaxis] < lengths)
    begins = np.searchsorted(steps, np.arange(lengths[-1] + 1))
    mirrored = lengths[lines] - 1 - steps
    first_lines = len(lengths) - np.diff(begins)
    mirrors = begins[mirrored] + lines - first_lines[mirrored]
    return Layout(begins.tolist(), lines, steps, mirrors)
