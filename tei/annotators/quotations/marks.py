"""Titles of works and so-called things between quotation marks.

Words between marks that no cue introduces stay unmarked, unless the words beside them say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from tei.annotators.quotations.context import Context
from tei.annotators.quotations.words import before_marks, behind_marks, title_levels
from tei.document import Annotation, Kind
from tei.language.quotation_marks import Quoted

_LONGEST_TITLE = 12
_LONGEST_SO_CALLED = 4


def marked_words(context: Context, taken: Set[tuple[int, int]]) -> Iterator[Annotation]:
    """`title` and `soCalled` for the words between marks; not for the ranges that are `taken` (speech, verses)."""
    for quoted in context.quoted:
        words = len(context.text[quoted.begin : quoted.end].split())
        is_name = context.speakers.first(quoted.begin, quoted.end) is not None
        if (
            words > _LONGEST_TITLE
            or is_name
            or (quoted.begin, quoted.end) in taken
            or context.is_scripture(quoted.begin, quoted.end)
        ):
            continue
        level = _title_level(context, quoted)
        span = context.view.span(quoted.begin, quoted.end)
        if level:
            yield Annotation(Kind.TITLE, span, {"level": level}, "medium")
        elif words <= _LONGEST_SO_CALLED and _is_so_called(context, quoted):
            yield Annotation(Kind.SO_CALLED, span, {}, "medium")


def _title_level(context: Context, quoted: Quoted) -> str:
    match = before_marks().search(context.text, max(0, quoted.outer_begin - 50), quoted.outer_begin)
    noun = (match["work"] or match["entitled"] or "") if match else ""
    return title_levels().get(" ".join(noun.split()), "")


def _is_so_called(context: Context, quoted: Quoted) -> bool:
    before = before_marks().search(context.text, max(0, quoted.outer_begin - 30), quoted.outer_begin)
    if before:
        return before["so_called"] is not None
    is_object = context.text[max(0, quoted.outer_begin - 4) : quoted.outer_begin].rstrip().endswith(" را")
    return is_object and behind_marks().match(context.text, quoted.outer_end) is not None
