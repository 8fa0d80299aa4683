"""Pairs of quotation marks; an odd mark pairs with nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_CLOSES = {"»": "«", "”": "“", "›": "‹"}
_OPENS = frozenset(_CLOSES.values()) | {"„"}
_STRAIGHT = '"'
_LONGEST = 6000
_DEEPEST = 6


class Quoted(NamedTuple):
    """Words between two marks: half-open offsets without the marks and the space beside them, and with them."""

    begin: int
    end: int
    outer_begin: int
    outer_end: int


def quoted_passages(text: str, blocks: Sequence[tuple[int, int]]) -> list[Quoted]:
    """The passages between marks, in the order of the text, the outer first.

    `blocks` are the half-open ranges of the paragraphs. Straight marks pair within a block. Marks that point pair
    across blocks only where the first ends what stands before a colon or begins its block and the last ends its block;
    each paragraph between may begin with the opening mark again.
    """
    found: list[Quoted] = []
    waiting: list[tuple[int, int]] = []
    for number, (begin, end) in enumerate(blocks):
        opened: list[int] = []
        marks = _marks(text, begin, end)
        if waiting and waiting[-1][0] == number - 1 and _goes_on(text, waiting[-1][1], begin, end, marks):
            waiting[-1] = (number, waiting[-1][1])
            marks = marks[1:]
        for at in marks:
            mark = text[at]
            if mark == "“" and any(text[other] == "„" for other in opened):
                mark = "”"
            if mark in _OPENS:
                opened = [*opened[1 - _DEEPEST :], at]
            elif mark == _STRAIGHT:
                _straight(text, at, begin, end, opened, found)
            elif any(_matches(text[other], mark) for other in opened):
                while not _matches(text[opened[-1]], mark):
                    opened.pop()
                _add(text, opened.pop(), at, found)
            elif waiting and _ends_block(text, at, end) and _matches(text[waiting[-1][1]], mark):
                before, other = waiting.pop()
                if number - before <= 8 and at - other <= _LONGEST:
                    _add(text, other, at, found)
        waiting.extend((number, at) for at in opened if text[at] in _OPENS and _begins_speech(text, at, begin))
        del waiting[:-_DEEPEST]
    return sorted(found, key=lambda quoted: (quoted.begin, -quoted.end))


def _marks(text: str, begin: int, end: int) -> list[int]:
    return [at for at in range(begin, end) if text[at] in '«»“”„‹›"']


def _goes_on(text: str, opening: int, begin: int, end: int, marks: Sequence[int]) -> bool:
    """Whether a block begins with the mark of a quotation that a block before it opened, and closes at most that."""
    if not marks or marks[0] != begin or text[begin] != text[opening]:
        return False
    closing = [at for at in marks if _matches(text[opening], text[at])]
    again = [at for at in marks if text[at] == text[opening]]
    return len(closing) < len(again) or (len(closing) == len(again) and _ends_block(text, closing[-1], end))


def _matches(opening: str, closing: str) -> bool:
    return _CLOSES.get(closing) == opening or (closing == "”" and opening == "„")


def _straight(text: str, at: int, begin: int, end: int, opened: list[int], found: list[Quoted]) -> None:
    """A straight mark closes the last one unless it can only open, and opens unless it can only close."""
    space_before = at == begin or not (text[at - 1].isalnum() or text[at - 1] in ".!؟?)»،…")
    space_after = at + 1 >= end or not (text[at + 1].isalnum() or text[at + 1] in "«(")
    inner = next((i for i in range(len(opened) - 1, -1, -1) if text[opened[i]] == _STRAIGHT), None)
    after_sentence = text[max(begin, at - 3) : at].rstrip()[-1:] in set(".!؟?")
    if inner is not None and (after_sentence or not space_before or space_after):
        other = opened[inner]
        del opened[inner:]
        _add(text, other, at, found)
        return
    if inner is not None:
        del opened[inner:]
    if space_before or not space_after:
        opened.append(at)


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
