"""Cross-heads: headings between the paragraphs of an article, also of the sections of a scholarly one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.annotators.blocks.parts import SENTENCE_END, SHORT_LINE, Part
from tei.document import Kind
from tei.language.formulas import ends_with_verb, formula

_VOWELLED = 1.25
"""How much longer than its letters a vowelled verse is, at least; it is no heading."""
_BEGINNING = re.compile(r"[«*#]|[^\W\d_]|\d++(?!\s?[-–).:/])\s?\w")
_ITEM = re.compile(r"[*•♦■◊●▪\-–]|\d")


def is_section_head(text: str) -> bool:
    """Whether a line is the heading of a section by its words, with or without a number: «۱. مقدمه», «پانویس»."""
    return len(text) <= SHORT_LINE and bool(formula("section_head").fullmatch(_without_number(text).rstrip(" :")))


def is_part_of_series(text: str) -> bool:
    """Whether a line is the heading of a part by its number: «روز دوم: قنات میبد»."""
    is_part = len(text) <= SHORT_LINE and formula("part_of_series").match(_without_number(text))
    return bool(is_part) and text[-1].isalnum() and not ends_with_verb(text)


def _is_topic(text: str, after: Part) -> bool:
    """Whether a line names a topic of an encyclopedic article, and a sentence on it follows."""
    is_topic = len(text) <= SHORT_LINE and formula("section_topic").fullmatch(_without_number(text).rstrip(" :"))
    return bool(is_topic) and len(after.text) > SHORT_LINE / 2 and bool(SENTENCE_END.search(after.text[-5:]))


def _without_number(text: str) -> str:
    number = formula("section_number").match(text)
    return text[number.end() :] if number else text


def name_cross_heads(parts: Sequence[Part]) -> None:
    """Name the short lines without a full stop that stand alone between paragraphs, and the headings of sections."""
    for part in [*_section_heads(parts), *_numbered_heads(parts)]:
        part.name(Kind.HEAD, "cross")
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if _is_between_paragraphs(part, after) and is_cross_head(before, part, after):
            part.name(Kind.HEAD, "cross")
    if any(part.value == "cross" for part in parts):
        _name_first_cross_head(parts)


def _section_heads(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts below the first and above the last that are headings by their words."""
    for part, after in pairwise(parts[1:]):
        is_head = is_section_head(part.text) or is_part_of_series(part.text) or _is_topic(part.text, after)
        if is_head and part.kind is Kind.PARAGRAPH and not part.value:
            yield part


def _numbered_heads(parts: Sequence[Part]) -> list[Part]:
    """Two or more short lines with numbers, over text or over lines with deeper numbers: «۲-۱. قنات‌های یزد»."""
    levels = [_level(part.text) for part in parts]
    heads = [parts[i] for i in range(1, len(parts) - 1) if levels[i] and _is_numbered_head(parts, levels, i)]
    return heads if len(heads) > 1 else []


def _is_numbered_head(parts: Sequence[Part], levels: Sequence[int], at: int) -> bool:
    """Whether a line with a number is no item of a list: it does not stand below one of its level."""
    part, after = parts[at], parts[at + 1]
    if not _is_between_paragraphs(part, after) or levels[at - 1] >= levels[at]:
        return False
    if not part.text[-1].isalpha() or ends_with_verb(part.text):
        return False
    if levels[at + 1]:
        return levels[at + 1] > levels[at]
    return len(after.text) > (len(part.text) if levels[at] > 1 else max(SHORT_LINE, 2 * len(part.text)))


def _level(text: str) -> int:
    """How many numbers stand before a short line without a colon: 2 for «۲-۱. قنات», 0 for none."""
    number = formula("section_number").match(text) if len(text) <= SHORT_LINE and ":" not in text else None
    return len(re.findall(r"\w+", number.group())) if number else 0


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
        and (text[-1:].isalpha() or text.endswith(("؟", "!", "»", ")")))
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
