"""Pairs of quotation marks; an odd mark pairs with nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

OPENING = "«‹“„‟‘‚\"'”’"
"""What can open a quotation: curved marks are typed the wrong way round, too."""

CLOSING = "»›”’\"'“‘"
"""What can close one."""

_MARK = re.compile(f"[{OPENING}{CLOSING}]")
_OPENS = {"»": "«", "›": "‹", "”": "“", "’": "‘"}
_CURVED = {"“": "“”", "”": "“”", "„": "“”", "‟": "“”", "‘": "‘’", "’": "‘’", "‚": "‘’"}
_STRAIGHT = "\"'"
_LONGEST = 6000
_DEEPEST = 6


class Quoted(NamedTuple):
    """Words between two marks: half-open offsets without the marks and the space beside them, and with them."""

    begin: int
    end: int
    outer_begin: int
    outer_end: int


class _Mark(NamedTuple):
    """A mark at an offset; `sign` is a straight mark, or the one that should stand there: „ and “ are “ or ”."""

    at: int
    sign: str


def quoted_passages(text: str, blocks: Sequence[tuple[int, int]]) -> list[Quoted]:
    """The passages between marks, in the order of the text, the outer first.

    `blocks` are the half-open ranges of the paragraphs. Straight marks pair within a block. Marks that point pair
    across blocks only where the first ends what stands before a colon or begins its block and the last ends its block;
    each paragraph between may begin with the opening mark again.
    """
    found: list[Quoted] = []
    waiting: list[tuple[int, _Mark]] = []
    for number, (begin, end) in enumerate(blocks):
        opened: list[_Mark] = []
        marks = list(_marks(text, begin, end))
        if waiting and waiting[-1][0] == number - 1 and _goes_on(text, waiting[-1][1], begin, end, marks):
            waiting[-1] = (number, waiting[-1][1])
            marks = marks[1:]
        for mark in marks:
            opening = _OPENS.get(mark.sign)
            if mark.sign in _STRAIGHT:
                _straight(text, mark, begin, end, opened, found)
            elif opening is None:
                opened = [*opened[1 - _DEEPEST :], mark]
            elif any(other.sign == opening for other in opened):
                while opened[-1].sign != opening:
                    opened.pop()
                _add(text, opened.pop().at, mark.at, found)
            elif waiting and _ends_block(text, mark.at, end) and waiting[-1][1].sign == opening:
                before, other = waiting.pop()
                if number - before <= 8 and mark.at - other.at <= _LONGEST:
                    _add(text, other.at, mark.at, found)
        pointing = (mark for mark in opened if mark.sign not in _STRAIGHT)
        waiting.extend((number, mark) for mark in pointing if _begins_speech(text, mark.at, begin))
        del waiting[:-_DEEPEST]
    return sorted(found, key=lambda quoted: (quoted.begin, -quoted.end))


def _marks(text: str, begin: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, begin, end):
        at, written = match.start(), match.group()
        if written in "'’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            continue  # an apostrophe
        curved = _CURVED.get(written)
        if curved:
            before, behind = _is_free_before(text, at, begin), _is_free_behind(text, at, end)
            closes = behind if before != behind else written in "”’"
            yield _Mark(at, curved[closes])
        else:
            yield _Mark(at, written)


def _is_free_before(text: str, at: int, begin: int) -> bool:
    """Whether no word or stop stands directly before a mark, so that it can open."""
    return at == begin or not (text[at - 1].isalnum() or text[at - 1] in ".!؟?)»،…")


def _is_free_behind(text: str, at: int, end: int) -> bool:
    """Whether no word stands directly behind a mark, so that it can close."""
    return at + 1 >= end or not (text[at + 1].isalnum() or text[at + 1] in "«(")


def _goes_on(text: str, opening: _Mark, begin: int, end: int, marks: Sequence[_Mark]) -> bool:
    """Whether a block begins with the mark of a quotation that a block before it opened, and closes at most that."""
    if not marks or marks[0].at != begin or marks[0].sign != opening.sign:
        return False
    closing = [mark for mark in marks if _OPENS.get(mark.sign) == opening.sign]
    again = [mark for mark in marks if mark.sign == opening.sign]
    return len(closing) < len(again) or (len(closing) == len(again) and _ends_block(text, closing[-1].at, end))


def _straight(text: str, mark: _Mark, begin: int, end: int, opened: list[_Mark], found: list[Quoted]) -> None:
    """A straight mark closes the last one unless it can only open, and opens unless it can only close."""
    at = mark.at
    is_free, can_close = _is_free_before(text, at, begin), _is_free_behind(text, at, end)
    inner = next((i for i in range(len(opened) - 1, -1, -1) if opened[i].sign == mark.sign), None)
    after_sentence = text[max(begin, at - 3) : at].rstrip()[-1:] in set(".!؟?")
    if inner is not None and (after_sentence or not is_free or can_close):
        other = opened[inner]
        del opened[inner:]
        _add(text, other.at, at, found)
        return
    if inner is not None:
        del opened[inner:]
    if is_free or not can_close:
        opened.append(mark)


def _add(text: str, opening: int, closing: int, found: list[Quoted]) -> None:
    begin, end = opening + 1, closing
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append(Quoted(begin, end, opening, closing + 1))


def _begins_speech(text: str, at: int, begin: int) -> bool:
    return at == begin or text[max(begin, at - 3) : at].rstrip().endswith(":")


def _ends_block(text: str, at: int, end: int) -> bool:
    return end - at < 6 and not text[at + 1 : end].strip(" .!؟")
