"""The day of publication that the lines above and below the running text give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from tei.document import Document, Kind, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.dates.grammar import date_words
from tei.language.dates.reading import Found, read_dates
from tei.language.expressions import Reading
from tei.language.views import View

_LINE_LENGTH = 200
"""A longer block is running text."""


def publication_date(document: Document, view: View, readings: Sequence[Reading]) -> Found | None:
    """The date of publication as the lines above and below the running text give it.

    A date with a label («تاریخ انتشار: …») comes first, then a line of nothing but dates, times and the codes that
    stand beside them. Lines that name several days say nothing, since none of them is better than another.
    """
    labelled: list[Found] = []
    bare: list[Found] = []
    begin_of = attrgetter("begin")
    for begin, end in _frame_lines(document, view):
        first, behind = bisect_left(readings, begin, key=begin_of), bisect_left(readings, end, key=begin_of)
        line = [reading for reading in readings[first:behind] if reading.end <= end]
        found = list(read_dates(view, line, None))
        days = [date_ for date_ in found if date_.day]
        labelled += [date_ for date_ in days if date_words().published.search(view.text, begin, date_.begin)]
        if days and date_words().dateline.fullmatch(_without(view.text, begin, end, found)):
            bare += days
    candidates = labelled or bare
    return candidates[0] if len({candidate.day for candidate in candidates}) == 1 else None


def _frame_lines(document: Document, view: View) -> Iterator[tuple[int, int]]:
    """Ranges of the view: the blocks of the article's own text before and behind the long ones.

    A letter or speech is the article's own text if it is all of it below the headline.
    """
    embedded = {id(leaf) for text in _true_parts(document) for leaf in document.within(text, *LEAF_BLOCK_KINDS)}
    leaves = [leaf for leaf in document.annotations(*LEAF_BLOCK_KINDS) if id(leaf) not in embedded]
    long = [place for place, block in enumerate(leaves) if len(block.span) > _LINE_LENGTH]
    body = range(long[0], long[-1] + 1) if long else range(0)
    for place, block in enumerate(leaves):
        if place not in body and len(block.span) <= _LINE_LENGTH:
            yield view.range(block.span)


def _true_parts(document: Document) -> Iterator[Span]:
    """The embedded texts with a paragraph before them, or one of running text behind."""
    paragraphs = [paragraph.span for paragraph in document.annotations(Kind.PARAGRAPH)]
    first = paragraphs[0].begin if paragraphs else len(document.text)
    last = max((span.end for span in paragraphs if len(span) > _LINE_LENGTH), default=0)
    for text in document.annotations(Kind.FLOATING_TEXT):
        if first < text.span.begin or text.span.end < last:
            yield text.span


def _without(text: str, begin: int, end: int, found: Iterable[Found]) -> str:
    """`text[begin:end]` without what was found in it."""
    pieces = []
    for one in found:
        pieces.append(text[begin : one.begin])
        begin = one.end
    return " ".join([*pieces, text[begin:end]])
