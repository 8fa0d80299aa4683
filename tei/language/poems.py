"""Couplets in running prose, by the marks between their hemistichs, their lengths and their rhyme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tei.language.quoted_texts import is_poem_announced

_HEMISTICH = re.compile(r"(?:(?! {4})[^«»\"“”:؛.!؟()\[\]\n/*…\t|\d])+")
_BETWEEN_HEMISTICHS = re.compile(r"[.!؟،]?(?:\s*(?:/{1,2}|\*{1,4}|…|\t+)\s*| {4,})")
_SEPARATOR = re.compile(r"[/*…\t]| {4}")
_WORDS = range(3, 11)
_LETTERS = range(10, 46)
"""Letters of a hemistich; the metres have 10 to 16 syllables."""

_MOST_UNEQUAL = 1.5
"""Letters of the longest hemistich to those of the shortest; the syllables are as many in each."""

_RHYME = 2
"""Letters."""


def find_verses(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of a folded paragraph that are couplets, as «… / …» or «… *** …».

    They have an even number of hemistichs of nearly one length, and are announced as verse, or rhyme: with slashes,
    which stand in prose, too, only between quotation marks.
    """
    for pieces in _runs(text, begin, end):
        if len(pieces) % 2 or not _is_even([text[low:high] for low, high in pieces]):
            continue
        first, last = pieces[0][0], pieces[-1][1]
        between = text[pieces[0][1] : pieces[1][0]]
        is_marked = "*" in between or between.isspace() or _is_between_marks(text, first, last)
        if is_poem_announced(text, first) or (is_marked and _rhymes([text[low:high] for low, high in pieces])):
            yield first, last


def _runs(text: str, begin: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The pieces of a text that such marks join, two or more."""
    if not _SEPARATOR.search(text, begin, end):
        return
    run: list[tuple[int, int]] = []
    for match in _HEMISTICH.finditer(text, begin, end):
        piece = _trimmed(text, *match.span())
        if piece[0] >= piece[1]:
            continue
        if run and not _BETWEEN_HEMISTICHS.fullmatch(text, run[-1][1], piece[0]):
            if len(run) > 1:
                yield run
            run = []
        run.append(piece)
    if len(run) > 1:
        yield run


def _is_even(hemistichs: Sequence[str]) -> bool:
    lengths = [sum(map(str.isalpha, hemistich)) for hemistich in hemistichs]
    fits = all(length in _LETTERS for length in lengths) and max(lengths) <= _MOST_UNEQUAL * min(lengths)
    return fits and all(len(hemistich.split()) in _WORDS for hemistich in hemistichs)


def _rhymes(hemistichs: Sequence[str]) -> bool:
    """Whether the second hemistichs rhyme, or those of a single couplet."""
    rhyming = hemistichs if len(hemistichs) == 2 else hemistichs[1::2]
    return len(list(groupby(hemistich.rstrip(" ،")[-_RHYME:] for hemistich in rhyming))) == 1


def _is_between_marks(text: str, begin: int, end: int) -> bool:
    opened = text[max(0, begin - 2) : begin].rstrip()[-1:] in set('«"“')
    return opened and text[end : end + 3].lstrip(" .!؟")[:1] in set('»"”')


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in " ،":
        begin += 1
    while end > begin and text[end - 1] in " ،":
        end -= 1
    return begin, end
