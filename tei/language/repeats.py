"""Passages of a text that repeat another one word for word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tei.language.views import Token, View

MINIMAL_WORDS = 6
"""Fewer words recur by chance: «وزیر امور خارجه جمهوری اسلامی ایران» opens many sentences."""

_OPENING = '«"“('


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a range of a view, and these joined by single blanks, with one at each end."""

    words: Sequence[Token]
    text: str

    @staticmethod
    def of(view: View, begin: int, end: int) -> Passage:
        """The words that begin in a range."""
        low, high = bisect_left(view.token_starts, begin), bisect_left(view.token_starts, end)
        words = [token for token in view.tokens[low:high] if token.text[0].isalnum()]
        return Passage(words, f" {' '.join(token.text for token in words)} ")


def find_repeat(view: View, begin: int, end: int, blocks: Sequence[Passage]) -> tuple[int, int] | None:
    """The first range of the view, within one of the `blocks`, that has the same words as `text[begin:end]`.

    Marks and spaces may differ. A mark that opens or ends the words that repeat it belongs to the range as well.
    None where there is none, or where the words are fewer than `MINIMAL_WORDS`.
    """
    wanted = Passage.of(view, begin, end)
    if len(wanted.words) < MINIMAL_WORDS:
        return None
    for block in blocks:
        at = block.text.find(wanted.text)
        if at >= 0:
            first = block.text.count(" ", 0, at)
            last = block.words[first + len(wanted.words) - 1].end
            stop = view.text[end - 1] in ".!؟" and view.text[last : last + 1] == view.text[end - 1]
            start = block.words[first].begin
            mark = view.text[begin] in _OPENING and view.text[start - 1 : start] == view.text[begin]
            return start - mark, last + stop
    return None
