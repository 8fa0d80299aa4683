"""Titles of works and so-called things between quotation marks.

Words between marks that no cue introduces stay unmarked, unless the words beside them say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from tei.annotators.quotations.context import Context
from tei.annotators.quotations.words import before_marks, behind_marks, behind_title, title_levels
from tei.document import Annotation, Kind
from tei.language.quotation_marks import Quoted

_LONGEST_TITLE = 12
_LONGEST_SO_CALLED = 4
_WORK = "m"
"""TEI's level of a work of its own, as a book or film is."""

_BETWEEN_TITLES = re.compile(r" ?(?:[،,]|و|[،,] و) ?")


def marked_words(context: Context, taken: Set[tuple[int, int]]) -> Iterator[Annotation]:
    """`title` and `soCalled` for the words between marks; not for the ranges that are `taken` (speech, verses)."""
    last: tuple[int, str] = (-1, "")
    for quoted in context.quoted:
        words = len(context.text[quoted.begin : quoted.end].split())
        is_name = context.mentions.first(quoted.begin, quoted.end) is not None
        if (
            words > _LONGEST_TITLE
            or is_name
            or (quoted.begin, quoted.end) in taken
            or context.is_scripture(quoted.begin, quoted.end)
        ):
            continue
        is_listed = last[0] >= 0 and _BETWEEN_TITLES.fullmatch(context.text, last[0], quoted.outer_begin)
        level = last[1] if is_listed else _title_level(context, quoted)
        last = (quoted.outer_end, level) if level else (-1, "")
        span = context.view.span(quoted.begin, quoted.end)
        if level:
            yield Annotation(Kind.TITLE, span, {"level": level}, "medium")
        elif words <= _LONGEST_SO_CALLED and _is_so_called(context, quoted):
            yield Annotation(Kind.SO_CALLED, span, {}, "medium")


def _title_level(context: Context, quoted: Quoted) -> str:
    match = before_marks().search(context.text, max(0, quoted.outer_begin - 50), quoted.outer_begin)
    match = match or behind_title().match(context.text, quoted.outer_end)
    named = match.groupdict() if match else {}
    noun = named.get("work") or named.get("entitled") or ""
    return _WORK if named.get("author") else title_levels().get(" ".join(noun.split()), "")


def _is_so_called(context: Context, quoted: Quoted) -> bool:
    before = before_marks().search(context.text, max(0, quoted.outer_begin - 30), quoted.outer_begin)
    if before:
        return before["so_called"] is not None
    is_object = context.text[max(0, quoted.outer_begin - 4) : quoted.outer_begin].rstrip().endswith(" را")
    return is_object and behind_marks().match(context.text, quoted.outer_end) is not None
