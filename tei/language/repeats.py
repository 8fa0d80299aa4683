"""Passages of a text that repeat another one word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tei.language.views import View

MINIMAL_WORDS = 6
"""Fewer words recur by chance: «وزیر امور خارجه جمهوری اسلامی ایران» opens many sentences."""

_WORD = re.compile(r"[^\W_]\w*")
_OPENING = '«"“('


class Passage(NamedTuple):
    """A range of a view, in half-open offsets, and its words joined by single blanks, with one at each end."""

    begin: int
    end: int
    words: str

    @staticmethod
    def of(view: View, begin: int, end: int) -> Passage:
        """The passage of a range."""
        return Passage(begin, end, f" {' '.join(_WORD.findall(view.text, begin, end))} ")


def find_repeat(view: View, begin: int, end: int, blocks: Sequence[Passage]) -> tuple[int, int] | None:
    """The first range of the view, within one of the `blocks`, that has the same words as `text[begin:end]`.

    Marks and spaces may differ. A mark that opens or ends the words that repeat it belongs to the range as well.
    None where there is none, or where the words are fewer than `MINIMAL_WORDS`.
    """
    wanted = Passage.of(view, begin, end).words
    count = wanted.count(" ") - 1
    if count < MINIMAL_WORDS:
        return None
    for block in blocks:
        at = block.words.find(wanted)
        if at >= 0:
            first = block.words.count(" ", 0, at)
            found = [*_WORD.finditer(view.text, block.begin, block.end)][first : first + count]
            start, last = found[0].start(), found[-1].end()
            stop = view.text[end - 1] in ".!؟" and view.text[last : last + 1] == view.text[end - 1]
            mark = view.text[begin] in _OPENING and view.text[start - 1 : start] == view.text[begin]
            return start - mark, last + stop
    return None
