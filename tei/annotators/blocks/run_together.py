"""Lines into which many lines of the page have run, without a mark between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from tei.annotators.blocks.parts import OPENING, SENTENCE_BREAK, SHORT_LINE, WORD, Part, cut
from tei.document import Kind
from tei.language.characters import ZWNJ
from tei.language.formulas import ends_with_verb, forenames, formula, word_set
from tei.language.lexicon import lexicon
from tei.language.views import View

_RUN_TOGETHER_LENGTH = 600
_LEAST_HEAD, _LONGEST_HEAD = 15, 150
_GLUED_QUESTION = re.compile(r"[؟!](?=\w)")
_FULL_STOP = re.compile(r"\.\s|$")
_SHORTEST_GLUED = 4
"""Letters of the shortest verb with two of the next word behind it."""

_LEAST_BEFORE_SUBJECT = 4
_LONG_WORD = re.compile(r"[^\W\d_]{6,40}")
"""A word that may hold the end of one line and the beginning of the next."""


def cut_run_together(view: View, parts: Sequence[Part]) -> list[Part]:
    """The parts; one that holds most of the text is cut where lines of the page have run into each other."""
    least = max(_RUN_TOGETHER_LENGTH, sum(len(part.text) for part in parts) / 2)
    return [piece for part in parts for piece in (_cut_line(view, part) if len(part.text) >= least else [part])]


def _cut_line(view: View, part: Part) -> list[Part]:
    """The pieces of a line that many lines of the page have run into.

    Where a line ended without a full stop, its last word has grown together with the first of the next line.
    A stretch from the end of a sentence to such a place is a cross-head, or titles to read more.
    """
    if not part.free:
        return [part]
    glued = [at for at in _glued(part.text) if not _joined_by_zwnj(view, part.at + at)]
    titles = list(_titles_to_read(part.text, glued))
    heads = [head for head in _heads(part.text, glued) if not any(begin <= head[0] < end for begin, end in titles)]
    pieces = cut(view, part, [offset for stretch in (*titles, *heads) for offset in stretch])
    begins = {part.at + begin for begin, _ in heads}
    for piece in pieces:
        if formula("read_more").match(piece.text[:SHORT_LINE]):
            piece.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
        elif piece.at in begins:
            piece.name(Kind.HEAD, "cross")
    return pieces


def _joined_by_zwnj(view: View, at: int) -> bool:
    return view.source[view.starts[at] - 1] == ZWNJ


def _glued(text: str) -> list[int]:
    """Offsets inside words at which a new line begins: words that Persian has not hold the end of one and the next."""
    matches = list(WORD.finditer(text))
    written = [match[0] for match in matches]
    counts = Counter(written)
    unknown = set(counts).difference(lexicon().words)
    may_hold_two = {word for word in unknown if len(word) >= _SHORTEST_GLUED and not _is_word(word)}
    words = [match for match, word in zip(matches, written, strict=True) if word in may_hold_two]
    return sorted({at for word in words for at in (_behind_verb(word, counts), _before_subject(word, counts)) if at})


def _is_word(text: str) -> bool:
    words = lexicon()
    return text in words.words or text in words.verbs or text in words.compounds


@cache
def _clause_end_with_more() -> re.Pattern[str]:
    """A word that begins like a verb that ends a clause (group 1)."""
    return re.compile("(" + "|".join(sorted(word_set("clause_end"), key=len, reverse=True)) + r")\w{2,}")


def _behind_verb(word: re.Match[str], counts: Counter[str]) -> int:
    """Where in a word that Persian has not a new line begins behind a verb; 0 if none does."""
    verb = _clause_end_with_more().match(word[0])
    if verb is None:
        return 0
    at = word.start() + verb.end(1)
    following = word[0][verb.end(1) :]
    if following == "وی" or formula("agency_credit").match(word.string, at):
        return at
    is_known = following in lexicon().words or following in forenames() or counts[following] > 1
    return at if len(following) >= 3 and is_known and following not in word_set("never_first") else 0


def _before_subject(word: re.Match[str], counts: Counter[str]) -> int:
    """Where in a word that Persian has not the subject of the next line begins: «وی», or a name that the article has
    elsewhere, be it a word as well if somebody speaks; 0 if it is one word.
    """
    written = word[0]
    if counts[written] > 1 or not _LONG_WORD.fullmatch(written):
        return 0
    speaks = formula("goes_on_to_say").match(word.string, word.end())
    for length in range(len(written) - 2, _LEAST_BEFORE_SUBJECT - 1, -1):
        at = word.start() + length
        following = written[length:]
        is_known = counts[following] > 1 and not _is_word(following)
        is_name = len(following) >= 3 and (is_known or (speaks is not None and counts[following] > 0))
        if _is_word(written[:length]) and (is_name or formula("he_says").match(word.string, at)):
            return at
    return 0


def _titles_to_read(text: str, glued: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Titles to read more: from their label to the last place before the next full stop where a line ends."""
    for match in formula("read_more").finditer(text):
        stop = _FULL_STOP.search(text, match.end())
        limit = min(stop.start() if stop else len(text), match.end() + 2 * OPENING)
        ends = [question.end() for question in _GLUED_QUESTION.finditer(text, match.end(), limit)]
        ends += [at for at in glued if match.end() < at < limit]
        if ends:
            yield match.start(), _end_of_titles(text, sorted(ends))


def _end_of_titles(text: str, ends: Sequence[int]) -> int:
    """Where the titles end: a last one that is a statement, said by nobody, is the cross-head of what follows."""
    if len(ends) < 2:
        return ends[-1]
    last = text[ends[-2] : ends[-1]]
    return ends[-2] if ends_with_verb(last) and ":" not in last else ends[-1]


def _heads(text: str, glued: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches from the end of a sentence to the place where a line ends, short enough for a heading."""
    starts = [match.end() for match in SENTENCE_BREAK.finditer(text)]
    starts += [match.end() for match in _GLUED_QUESTION.finditer(text)]
    starts = sorted([*starts, *glued])
    for end in glued:
        at = bisect_right(starts, end - 1)
        begin = starts[at - 1] if at else 0
        head = text[begin:end]
        is_short = begin and _LEAST_HEAD <= len(head) <= _LONGEST_HEAD and head.count("«") == head.count("»")
        if is_short and not formula("report_opening").match(head):
            yield begin, end
