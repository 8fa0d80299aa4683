"""The day of publication that the lines above and below the running text give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    for begin, end in _frame_lines(document, view):
        line = [reading for reading in readings if begin <= reading.begin and reading.end <= end]
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
    embedded = [text.span for text in document.annotations(Kind.FLOATING_TEXT) if not _is_whole(document, text.span)]
    leaves = [block for block in document.annotations(*LEAF_BLOCK_KINDS) if not _within(block.span, embedded)]
    long = [place for place, block in enumerate(leaves) if len(block.span) > _LINE_LENGTH]
    body = range(long[0], long[-1] + 1) if long else range(0)
    for place, block in enumerate(leaves):
        if place not in body and len(block.span) <= _LINE_LENGTH:
            yield view.range(block.span)


def _is_whole(document: Document, embedded: Span) -> bool:
    """Whether no paragraph stands before an embedded text, and none of running text behind it."""
    return all(
        embedded.covers(paragraph.span)
        or (embedded.end <= paragraph.span.begin and len(paragraph.span) <= _LINE_LENGTH)
        for paragraph in document.annotations(Kind.PARAGRAPH)
    )


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.covers(span) for other in others)


def _without(text: str, begin: int, end: int, found: Iterable[Found]) -> str:
    """`text[begin:end]` without what was found in it."""
    pieces = []
    for one in found:
        pieces.append(text[begin : one.begin])
        begin = one.end
    return " ".join([*pieces, text[begin:end]])
