"""Passages of a text that repeat another one word for word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei.language.views import Token, View

MINIMAL_WORDS = 6
"""Fewer words recur by chance: «وزیر امور خارجه جمهوری اسلامی ایران» opens many sentences."""

_OPENING = '«"“('


def find_repeat(view: View, begin: int, end: int, blocks: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first range of the view, within one of the `blocks`, that has the same words as `text[begin:end]`.

    Marks and spaces may differ. A mark that opens or ends the words that repeat it belongs to the range as well.
    None where there is none, or where the words are fewer than `MINIMAL_WORDS`.
    """
    wanted = [token.text for token in _words(view, begin, end)]
    if len(wanted) < MINIMAL_WORDS:
        return None
    pattern = f" {' '.join(wanted)} "
    for low, high in blocks:
        words = _words(view, low, high)
        at = f" {' '.join(token.text for token in words)} ".find(pattern) if len(words) >= len(wanted) else -1
        if at >= 0:
            first = _count_before(words, at)
            last = words[first + len(wanted) - 1].end
            stop = view.text[end - 1] in ".!؟" and view.text[last : last + 1] == view.text[end - 1]
            start = words[first].begin
            mark = view.text[begin] in _OPENING and view.text[start - 1 : start] == view.text[begin]
            return start - mark, last + stop
    return None


def _words(view: View, begin: int, end: int) -> list[Token]:
    low, high = bisect_left(view.token_starts, begin), bisect_left(view.token_starts, end)
    return [token for token in view.tokens[low:high] if token.text[0].isalnum()]


def _count_before(words: Sequence[Token], at: int) -> int:
    """How many words stand before an offset of the words joined by single spaces."""
    count, behind = 0, 0
    while behind < at:
        behind += len(words[count].text) + 1
        count += 1
    return count
