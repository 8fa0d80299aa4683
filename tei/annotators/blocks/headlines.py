"""Headlines: the main one and its kickers."""

from __future__ import annotations

from collections.abc import Sequence

from tei.annotators.blocks.parts import HEADING_LENGTH, KICKER_LENGTH, LEAD_LENGTH, Part, cut
from tei.document import Kind
from tei.language.formulas import formula
from tei.language.views import View


def is_heading(part: Part) -> bool:
    """Whether a part can be a headline: short, and no statement that ends with a full stop."""
    return part.free and len(part.text) <= HEADING_LENGTH and part.text[-1:] != "."


def name_headlines(view: View, parts: list[Part], title: str) -> list[Part]:
    """Name main headline and kickers; a title that is known and opens the first line is cut from it."""
    start = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if start == len(parts):
        return parts
    if title and parts[start].text.startswith(title) and len(title) >= 8:
        parts[start : start + 1] = cut(view, parts[start], [len(title)])
    lead, top = _lead_above(parts, start, title)
    if lead is not None:
        parts[lead].name(Kind.HEAD, "lead")
    main = next((i for i in top if parts[i].text == title and not _announces(parts[i].text)), None)
    if main is None:
        main = _main_heading(parts, top)
    for i in top:
        is_main = main is not None and parts[i].text == parts[main].text
        parts[i].name(Kind.HEAD, "main" if is_main else "kicker")
    return parts


def _lead_above(parts: Sequence[Part], start: int, title: str) -> tuple[int | None, list[int]]:
    """A lead that stands above the headings, and the headings."""
    top = _headings(parts, start)
    if not top and len(parts[start].text) <= LEAD_LENGTH:
        below = _headings(parts, start + 1)
        if below and (parts[below[0]].text == title or _announces(parts[below[0]].text)):
            return start, below
    return None, top


def _headings(parts: Sequence[Part], start: int) -> list[int]:
    """The headings at the top: at most three, bylines left out, and a longer text must follow."""
    top: list[int] = []
    for i in range(start, len(parts)):
        limit = HEADING_LENGTH if not top else KICKER_LENGTH
        if parts[i].kind in (Kind.BYLINE, Kind.ANONYMOUS_BLOCK):
            continue
        if len(top) == 3 or not is_heading(parts[i]) or len(parts[i].text) > limit:
            return top
        top.append(i)
    return top[:1]


def _main_heading(parts: Sequence[Part], top: Sequence[int]) -> int | None:
    """The main headline: the first heading that does not announce another."""
    return next((i for i in top if not _announces(parts[i].text)), None)


def _announces(heading: str) -> bool:
    """Whether a heading is no main headline by itself: «… گفت:», «در پاسخ به …؛», «یادداشت»."""
    return heading[-1:] in (":", "؛") or bool(formula("rubric").match(heading))
