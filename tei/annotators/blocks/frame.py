"""The frame of an article: source lines, credits, end codes and what the page adds, also inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.bylines import is_byline, is_name
from tei.annotators.blocks.parts import (
    HEADING_LENGTH,
    KICKER_LENGTH,
    OPENING,
    SENTENCE_BREAK,
    SHORT_LINE,
    WORD,
    Part,
    cut,
)
from tei.document import Kind
from tei.language.formulas import formula, word_set
from tei.language.views import View

_SLASH_SOURCE = re.compile(r"/\s?\w+(?:\s\w+)?\s*$")


def cut_frame(view: View, parts: Sequence[Part]) -> list[Part]:
    """The parts, cut where a source line, a credit or an end code begins or ends inside a line."""
    return [piece for part in parts for piece in cut(view, part, _frame_cuts(part.text))]


def _frame_cuts(text: str) -> Iterator[int]:
    tail_at = max(0, len(text) - OPENING)
    tail = text[tail_at:]
    for name in ("inline_source", "inline_boilerplate"):
        yield from (tail_at + match.start() for match in formula(name).finditer(tail))
    for match in formula("end_code").finditer(text):
        yield match.start()
    yield from (tail_at + begin for begin in _agency_credits(tail))
    byline = formula("inline_byline").match(text[:KICKER_LENGTH])
    if byline and len(text) > KICKER_LENGTH:
        yield byline.end()
    if len(text) <= HEADING_LENGTH:
        yield from (match.start() for match in formula("photo_credit").finditer(text))


def _agency_credits(tail: str) -> Iterator[int]:
    """Where a line ends with the bare name of an agency: «… گفت. /ایسنا», «… گفت. ایسنا»."""
    slash = _SLASH_SOURCE.search(tail)
    if slash and _is_agency(slash.group()):
        yield slash.start()
    last_break = max((match.end() for match in SENTENCE_BREAK.finditer(tail)), default=0)
    if last_break and _is_agency(tail[last_break:]):
        yield last_break


def _is_agency(text: str) -> bool:
    words = "".join(WORD.findall(text))
    return words in word_set("agency")


_ADDRESS_LINE = re.compile(r"(?:\[\d{1,4}\]:? ?)?(?:https?://|www\.)\S+$|\[\d{1,4}\]:? #$")
_BOILERPLATE = ("end_code", "boilerplate", "inline_boilerplate", "read_more")


def name_frame(parts: Sequence[Part]) -> None:
    """Name the parts whose first words say what they are."""
    body = next((i for i, part in enumerate(parts) if len(part.text) > HEADING_LENGTH), 0)
    for i, part in enumerate(parts):
        if part.free:
            _name_by_first_words(part, is_before_body=i < body)


def _name_by_first_words(part: Part, is_before_body: bool) -> None:
    head = part.text[:HEADING_LENGTH]
    is_short = len(part.text) <= SHORT_LINE
    if not any(character.isalnum() for character in part.text):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif (formula("source").match(head) and len(part.text) <= 150) or (is_short and _is_agency(head)):
        part.name(Kind.ANONYMOUS_BLOCK, "source")
    elif _ADDRESS_LINE.match(head) or any(formula(name).match(head) for name in _BOILERPLATE):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif is_short and formula("photo_credit").match(head):
        part.name(*((Kind.BYLINE, "") if is_before_body else (Kind.ANONYMOUS_BLOCK, "boilerplate")))
    elif is_short and (is_name(head) or is_byline(head)):
        part.name(Kind.BYLINE)
