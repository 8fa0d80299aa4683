"""Cross-heads: headings between the paragraphs of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.parts import SENTENCE_END, SHORT_LINE, Part
from tei.document import Kind
from tei.language.formulas import formula

_VOWELLED = 1.25
"""How much longer than its letters a vowelled verse is, at least; it is no heading."""
_BEGINNING = re.compile(r"[«*#]|[^\W\d_]|\d++(?!\s?[-–).:/])\s?\w")
_ITEM = re.compile(r"[*•♦■◊●▪\-–]|\d")


def name_cross_heads(parts: Sequence[Part]) -> None:
    """Name the short lines without a full stop that stand alone between paragraphs."""
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if _is_between_paragraphs(part, after) and is_cross_head(before, part, after):
            part.name(Kind.HEAD, "cross")
    if any(part.value == "cross" for part in parts):
        _name_first_cross_head(parts)


def _is_between_paragraphs(part: Part, after: Part) -> bool:
    is_plain = part.kind is Kind.PARAGRAPH and not part.value and part.container is after.container
    return is_plain and after.kind is Kind.PARAGRAPH


def is_cross_head(before: Part, part: Part, after: Part) -> bool:
    """Whether a part that stands between two others is a heading: short, and a long text follows."""
    is_behind_text = before.kind is not Kind.PARAGRAPH or bool(SENTENCE_END.search(before.text[-5:]))
    is_behind_frame = before.kind in (Kind.BYLINE, Kind.ANONYMOUS_BLOCK)
    return is_behind_text and not is_behind_frame and _looks_like_head(part, after)


def _looks_like_head(part: Part, after: Part) -> bool:
    text = part.text
    return (
        len(text) <= SHORT_LINE
        and text[-1].isalpha() | (text[-1] in "؟!»)")
        and bool(_BEGINNING.match(text))
        and ":" not in text
        and not formula("agency_credit").match(text)
        and part.end - part.begin < _VOWELLED * len(text) + 3
        and len(after.text) > max(SHORT_LINE, 2 * len(text))
    )


def _name_first_cross_head(parts: Sequence[Part]) -> None:
    """Where cross-heads stand below, a heading behind «… گفت:» or a byline is the first of them."""
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if part.value == "cross":
            return
        announced = (
            (before.text.endswith(":") or before.kind is Kind.BYLINE)
            and not _ITEM.match(part.text)
            and _looks_like_head(part, after)
        )
        if announced and _is_between_paragraphs(part, after):
            part.name(Kind.HEAD, "cross")
            return
