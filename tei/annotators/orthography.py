"""The standard reading of damaged words: lost or broken ZWNJs, Arabic letter forms, a few clear misspellings.

Each becomes a `w` with `norm`; the text stays as it is. Sound words, Arabic passages, digits and Latin letters
get nothing. Where ZWNJs belong a trained model tells (`tei.language.zwnj_model`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, pairwise
from typing import NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import Certainty
from tei.language.characters import ZWNJ, fold
from tei.language.spelling import LETTERS, STRAY_JOINERS, break_like, persian_letters
from tei.language.views import ORTHOGRAPHY
from tei.language.zwnj_model import Condition, Gap, attach, breaks_of, condition, verb_form, zwnj_model

AGENT = Agent(
    ident=ORTHOGRAPHY, version=__version__, label="Standard readings of damaged words, by a model and hazm's lexicon"
)

_WORD = re.compile(f"(?<!{ZWNJ}){ZWNJ}*+[{LETTERS}]++(?:[{ZWNJ}{STRAY_JOINERS}]++[{LETTERS}]++)*{ZWNJ}*")
_UNTOUCHED = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+")
"""Web addresses, and names and tags of social media, in which a word has no spelling of its own."""

_SPACES = " \u00a0\u202f"
_GAPS = frozenset(first + second for first in _SPACES for second in ("", *_SPACES))
"""What may stand between the parts of one word."""

_LONGEST = 60
"""Characters of the longest word whose parts are put together."""

_SURE = 0.9
"""Probability from which a reading tells of the condition of its text."""

_NOTHING_TO_DECIDE = 2.0
"""Stands for the probability where the model has no part in a reading."""


class _Word(NamedTuple):
    """A word of the text in Persian letters, and how the model writes it, with the model's certainty."""

    clean: str
    repaired: str
    certainty: float
    is_verb: bool


def annotate(document: Document) -> Layer:
    """A `w` (feature `norm`) for each word, or words that should be one, that are not in standard spelling.

    The certainty is that of the model, from 0 to 1, or "high" where only letters and joiners are put right.
    """
    return Layer.of(AGENT, _readings(document.text, list(_matches(document))))


def _matches(document: Document) -> Iterator[re.Match[str]]:
    """The words in Arabic script outside Arabic passages and web addresses."""
    untouched = [annotation.span for annotation in document.annotations(Kind.FOREIGN)]
    untouched += [Span(*match.span()) for match in _UNTOUCHED.finditer(document.text)]
    passages = iter(sorted(untouched, key=lambda span: span.begin))
    passage = next(passages, None)
    for match in _WORD.finditer(document.text):
        while passage and passage.end <= match.start():
            passage = next(passages, None)
        if not passage or match.end() <= passage.begin:
            yield match


@lru_cache(maxsize=1 << 16)
def _word(source: str) -> _Word:
    clean = persian_letters(source)
    letters = fold(clean)
    form, probability = zwnj_model().spelling(letters)
    if breaks_of(_folded(clean)) < breaks_of(form):
        return _Word(clean, break_like(clean, form), probability, verb_form(letters) == form)
    return _Word(clean, clean, _NOTHING_TO_DECIDE, False)


def _folded(word: str) -> str:
    """A word folded, but with its ZWNJs."""
    return ZWNJ.join(map(fold, word.split(ZWNJ))) if ZWNJ in word else fold(word)


def _readings(text: str, matches: Sequence[re.Match[str]]) -> Iterator[Annotation]:
    words = [_word(match.group()) for match in matches]
    gaps = [text[match.end() : after.start()] in _GAPS for match, after in pairwise(matches)]
    repaired, joins = _repaired(words, gaps)
    at = 0
    while at < len(words):
        begin, end = matches[at].span()
        reading, certainty = repaired[at]
        while joins[at] and matches[at + 1].end() - begin < _LONGEST:
            certainty = min(certainty, joins[at], repaired[at + 1][1])
            at += 1
            reading = attach(reading, repaired[at][0])
            end = matches[at].end()
        if reading and reading != text[begin:end]:
            yield Annotation(Kind.WORD, Span(begin, end), {"norm": reading}, certainty=_grade(certainty))
        at += 1


def _grade(certainty: float) -> Certainty:
    """What `@cert` says: two digits of a probability, or "high" where the model had nothing to decide."""
    return "high" if certainty > 1 else round(certainty, 2)


def _repaired(words: Sequence[_Word], gaps: Sequence[bool]) -> tuple[list[tuple[str, float]], list[float]]:
    """Each word as it is to be read, with its certainty, and the probability that it belongs to the next one.

    What became of the ZWNJs of the text is estimated twice: by words such as «می» alone, then by the gaps to close.
    """
    kept = sum(ZWNJ in word.clean for word in words)
    lost = sum(word.repaired != word.clean and word.certainty > _SURE for word in words)
    spaced = sum(word.clean in zwnj_model().bound_parts for word in words)
    first = condition(kept, spaced, lost)
    joins = _joins(readings := _words_in(first, words), gaps, first)
    second = condition(kept, sum(join > _SURE for join in joins), lost)
    if second is not first:
        joins = _joins(readings := _words_in(second, words), gaps, second)
    return readings, joins


def _words_in(state: Condition, words: Sequence[_Word]) -> list[tuple[str, float]]:
    """The words as they are to be read: in a text that has ZWNJs or spaces for them, only verbs have lost one.

    Other words that are written together there (کتابها, سیاستگذار) follow another standard.
    """
    all_lost = state in (Condition.LOST, Condition.UNKNOWN)
    return [
        (word.repaired, word.certainty) if all_lost or word.is_verb else (word.clean, _NOTHING_TO_DECIDE)
        for word in words
    ]


def _joins(readings: Sequence[tuple[str, float]], gaps: Sequence[bool], state: Condition) -> list[float]:
    """For each word the probability that it and the next are one."""
    edges = [_edges(reading) for reading, _ in readings]
    joins = [0.0] * len(readings)
    for at in compress(range(len(gaps)), gaps):
        before = edges[at - 1][1] if at and gaps[at - 1] else "^"
        after = edges[at + 2][0] if at + 1 < len(gaps) and gaps[at + 1] else "$"
        left, right = edges[at][1], edges[at + 1][0]
        if left and right:
            joins[at] = zwnj_model().joined(Gap(before, left, right, after, state))
    return joins


@lru_cache(maxsize=1 << 16)
def _edges(word: str) -> tuple[str, str]:
    """The first and the last part of a word, folded."""
    parts = word.split(ZWNJ)
    return fold(parts[0]), fold(parts[-1])
