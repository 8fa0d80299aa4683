"""Cross-heads: headings between the paragraphs of an article."""

from __future__ import annotations

from collections.abc import Sequence

from tei.annotators.blocks.parts import SENTENCE_END, SHORT_LINE, Part
from tei.document import Kind
from tei.language.characters import VOWEL_MARKS


def name_cross_heads(parts: Sequence[Part]) -> None:
    """Name the short lines without a full stop that stand alone between paragraphs."""
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        is_plain = part.kind is Kind.PARAGRAPH and not part.value and part.container is after.container
        if is_plain and after.kind is Kind.PARAGRAPH and is_cross_head(before, part, after):
            part.name(Kind.HEAD, "cross")


_VOWELLED_NAME = 3
"""Vowel marks that a headline may have; a verse above a text has more."""


def is_cross_head(before: Part, part: Part, after: Part) -> bool:
    """Whether a part that stands between two others is a heading: short, and a long text follows."""
    text = part.text
    return (
        len(text) <= SHORT_LINE
        and text[-1].isalpha() | (text[-1] in "؟!»)")
        and text[0].isalpha() | (text[0] in "«*#")
        and ":" not in text
        and len(VOWEL_MARKS.findall(text)) <= _VOWELLED_NAME
        and len(after.text) > max(SHORT_LINE, 2 * len(text))
        and before.kind not in (Kind.BYLINE, Kind.ANONYMOUS_BLOCK)
        and (before.kind is not Kind.PARAGRAPH or bool(SENTENCE_END.search(before.text[-5:])))
    )
