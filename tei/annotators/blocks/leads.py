"""The lead: the first paragraph, where the report begins behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tei.annotators.blocks.parts import LEAD_LENGTH, OPENING, SENTENCE_BREAK, Part, cut
from tei.document import Kind
from tei.language.formulas import formula
from tei.language.views import View


def name_lead(view: View, parts: list[Part]) -> list[Part]:
    """Name the lead: the first paragraph, if the report begins behind it."""
    first = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if first == len(parts):
        return parts
    head, *following = parts[first:]
    if not _opens_article(parts, first):
        return parts
    if _is_lead(head, following):
        head.name(Kind.HEAD, "lead")
    elif following and following[0].container and (end := _lead_end(head.text)):
        parts[first : first + 1] = cut(view, head, [end])
        parts[first].name(Kind.HEAD, "lead")
    return parts


def _opens_article(parts: Sequence[Part], first: int) -> bool:
    """Whether nothing but headlines and the like stands before a part, and no lead."""
    frame = (Kind.HEAD, Kind.BYLINE, Kind.ANONYMOUS_BLOCK)
    return all(part.kind in frame and part.value != "lead" for part in parts[:first])


def _is_lead(part: Part, following: Sequence[Part]) -> bool:
    """Whether the first paragraph is a lead: the news begins once more behind it."""
    if not following or len(part.text) > LEAD_LENGTH:
        return False
    if formula("agency_prefix").match(part.text) or not following[0].text.strip("*=-_ "):
        return True
    text = next((other for other in following if other.kind is Kind.BYLINE or other.free), part)
    if len(following) == 1 and len(text.text) > max(LEAD_LENGTH, 3 * len(part.text)):
        return True
    if text.kind is Kind.BYLINE or (following[1:] and following[1].value == "fn.question"):
        return True
    head = text.text[:OPENING]
    return text.free and bool(formula("agency_credit").match(head) or formula("reporter").search(head[:150]))


def _lead_end(text: str) -> int | None:
    """Where the lead ends in a line that goes on with «به گزارش …»."""
    for match in SENTENCE_BREAK.finditer(text[:700]):
        if formula("agency_credit").match(text, match.end()):
            return match.end()
    return None
