"""Lines into which many lines of the page have run, without a mark between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from tei.annotators.blocks.parts import HEADING_LENGTH, OPENING, SENTENCE_BREAK, SHORT_LINE, Part, cut
from tei.document import Kind
from tei.language.characters import ZWNJ
from tei.language.formulas import forenames, formula, word_set
from tei.language.lexicon import lexicon
from tei.language.views import View

_RUN_TOGETHER_LENGTH = 600
_GLUED_QUESTION = re.compile(r"[؟!](?=\w)")


def cut_run_together(view: View, parts: Sequence[Part]) -> list[Part]:
    """The parts, of which long lines are cut where lines of the page have run into each other."""
    return [piece for part in parts for piece in _cut_line(view, part)]


def _cut_line(view: View, part: Part) -> list[Part]:
    """The pieces of a line that many lines of the page have run into.

    Where a line ended without a full stop, its last word has grown together with the first of the next line.
    A stretch from the end of a sentence to such a place is a cross-head, or titles to read more.
    """
    if not part.free or len(part.text) < _RUN_TOGETHER_LENGTH:
        return [part]
    heads = [head for head in _inline_heads(part.text) if not _joined_by_zwnj(view, part.at + head[1])]
    offsets = [offset for stretch in (*_inline_titles(part.text), *heads) for offset in stretch]
    begins = {part.at + begin for begin, _ in heads}
    pieces = cut(view, part, offsets)
    for piece in pieces:
        if formula("read_more").match(piece.text[:SHORT_LINE]):
            piece.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
        elif piece.at in begins:
            piece.name(Kind.HEAD, "cross")
    return pieces


def _joined_by_zwnj(view: View, at: int) -> bool:
    return view.source[view.starts[at] - 1] == ZWNJ


def _inline_titles(text: str) -> Iterator[tuple[int, int]]:
    for match in formula("read_more").finditer(text):
        end = _GLUED_QUESTION.search(text, match.end(), match.end() + OPENING)
        if end:
            yield match.start(), end.end()


def _inline_heads(text: str) -> Iterator[tuple[int, int]]:
    starts = [match.end() for match in SENTENCE_BREAK.finditer(text)]
    starts += [match.end() for match in _GLUED_QUESTION.finditer(text)]
    starts.sort()
    for match in _clause_end_with_more().finditer(text):
        at = bisect_right(starts, match.start())
        begin = starts[at - 1] if at else 0
        is_short = begin and 15 <= match.end(1) - begin <= HEADING_LENGTH
        if is_short and not formula("report_opening").match(text[begin : match.end(1)]) and _is_glued(match):
            yield begin, match.end(1)


@cache
def _clause_end_with_more() -> re.Pattern[str]:
    """A word that begins like a verb that ends a clause (group 1)."""
    return re.compile(r"\b(" + "|".join(sorted(word_set("clause_end"), key=len, reverse=True)) + r")\w{2,}")


def _is_glued(match: re.Match[str]) -> bool:
    """Whether a word is no word of Persian but a verb and the beginning of a new line."""
    words, word, following = lexicon(), match[0], match[0][len(match[1]) :]
    if word in words.words or word in words.verbs or word in words.compounds:
        return False
    if following == "وی" or formula("agency_credit").match(match.string, match.end(1)):
        return True
    is_word = following in words.words or following in forenames()
    return len(following) >= 3 and is_word and following not in word_set("never_first")
