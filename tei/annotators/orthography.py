"""The standard reading of damaged words: lost or broken ZWNJs, Arabic letter forms, a few clear misspellings.

Each becomes a `w` with `norm`; the text stays as it is. Sound words, Arabic passages, digits and Latin letters
get nothing. Where ZWNJs belong a trained model tells (`tei.language.zwnj_model`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import Certainty
from tei.language.characters import ZWNJ, fold
from tei.language.spelling import LETTERS, STRAY_JOINERS, break_like, persian_letters
from tei.language.views import ORTHOGRAPHY
from tei.language.zwnj_features import Choice, Condition, Gap, attach, breaks_of, verb_form
from tei.language.zwnj_model import Spelling, condition, zwnj_model

AGENT = Agent(
    ident=ORTHOGRAPHY, version=__version__, label="Standard readings of damaged words, by a model and hazm's lexicon"
)

_SPACES = " \u00a0\u202f"
_WORD = re.compile(
    f"((?<!{ZWNJ}){ZWNJ}*+[{LETTERS}]++(?:[{ZWNJ}{STRAY_JOINERS}]++[{LETTERS}]++)*{ZWNJ}*)"
    f"([{_SPACES}]{{1,2}}(?={ZWNJ}*[{LETTERS}]))?"
)
"""A word, and the gap behind it if nothing but such a gap parts it from the next one, with which it may be one word."""

_UNTOUCHED = re.compile(rf"(?:https?://|www\.)\S+|[@#][\w{ZWNJ}]+")
"""Web addresses, and names and tags of social media, in which a word has no spelling of its own."""

_LONGEST = 60
"""Characters of the longest word whose parts are put together."""

_SURE = 0.9
"""Probability from which a reading tells of the condition of its text."""

_NOTHING_TO_DECIDE = 2.0
"""Stands for the probability where the model has no part in a reading."""


class _Reading(NamedTuple):
    """A reading of a word and how sure it is; its first and last part, folded, and what the model says of these.

    `closes` and `opens`: whether the first part often stands behind a ZWNJ, and the last before one.
    """

    text: str
    certainty: float
    first: str
    last: str
    closes: bool
    opens: bool


class _Word(NamedTuple):
    """A word of the text: folded letters; how it reads as it is, and as the model spells it.

    `in_any_text`: whether it is damaged even where other ZWNJs are kept. `evidence` is what it tells of the condition
    of its text; `choice` what its sentence must tell.
    """

    letters: str
    as_it_is: _Reading
    repaired: _Reading
    in_any_text: bool
    evidence: Condition | None
    choice: Choice | None


def annotate(document: Document) -> Layer:
    """A `w` (feature `norm`) for each word, or words that should be one, that are not in standard spelling.

    The certainty is that of the model, from 0 to 1, or "high" where only letters and joiners are put right.
    """
    return Layer.of(AGENT, _annotations(document.text, list(_matches(document))))


def _matches(document: Document) -> Iterator[re.Match[str]]:
    """The words in Arabic script outside Arabic passages and web addresses."""
    text = document.text
    untouched = [annotation.span for annotation in document.annotations(Kind.FOREIGN)]
    untouched += [Span(*match.span()) for match in _UNTOUCHED.finditer(text)]
    at = 0
    for passage in sorted(untouched, key=lambda span: span.begin):
        yield from _WORD.finditer(text, at, passage.begin)
        formula = _WORD.fullmatch(text, passage.begin, passage.end)
        if formula and passage.begin >= at and ZWNJ in _word(formula[1]).repaired.text:
            yield formula  # an Arabic phrase is no single word unless it lost its ZWNJ (علیهالسلام)
        at = max(at, passage.end)
    yield from _WORD.finditer(text, at)


@lru_cache(maxsize=1 << 16)
def _word(source: str) -> _Word:
    clean = persian_letters(source)
    letters = fold(clean)
    return _spelt(clean, letters, zwnj_model().spelling(letters))


def _spelt(clean: str, letters: str, spelling: Spelling) -> _Word:
    """A word in Persian letters as the model spells it, unless it has other ZWNJs of its own."""
    form, probability, choice = spelling
    as_it_is = _reading(clean, _NOTHING_TO_DECIDE)
    folded = _folded(clean)
    breaks = breaks_of(folded)
    if breaks:
        choice = None
    misplaced = bool(breaks) and zwnj_model().is_misplaced(folded, form)
    if not breaks < breaks_of(form) and not misplaced:
        evidence = Condition.SPACED if clean in zwnj_model().bound_parts else Condition.KEPT if breaks else None
        return _Word(letters, as_it_is, as_it_is, False, evidence, choice)
    evidence = Condition.KEPT if breaks else Condition.LOST if probability > _SURE else None
    repaired = _reading(break_like(clean, form), probability)
    return _Word(letters, as_it_is, repaired, misplaced or verb_form(letters) == form, evidence, choice)


def _reading(text: str, certainty: float) -> _Reading:
    parts = text.split(ZWNJ)
    first, last = fold(parts[0]), fold(parts[-1])
    counts = zwnj_model().counts
    return _Reading(text, certainty, first, last, counts.closes(first), counts.opens(last))


def _folded(word: str) -> str:
    """A word folded, but with its ZWNJs."""
    return ZWNJ.join(map(fold, word.split(ZWNJ))) if ZWNJ in word else fold(word)


def _annotations(text: str, matches: Sequence[re.Match[str]]) -> Iterator[Annotation]:
    gaps = [match[2] is not None for match in matches]
    readings, joins = _repaired(_in_context([_word(match[1]) for match in matches], gaps), gaps)
    at = 0
    while at < len(matches):
        begin, end = matches[at].span(1)
        reading, certainty = readings[at][:2]
        while joins[at] and matches[at + 1].end(1) - begin < _LONGEST:
            certainty = min(certainty, joins[at], readings[at + 1].certainty)
            at += 1
            reading = attach(reading, readings[at].text)
            end = matches[at].end(1)
        if reading and reading != text[begin:end]:
            yield Annotation(Kind.WORD, Span(begin, end), {"norm": reading}, certainty=_grade(certainty))
        at += 1


def _grade(certainty: float) -> Certainty:
    """What `@cert` says: two digits of a probability, or "high" where the model had nothing to decide."""
    return "high" if certainty > 1 else round(certainty, 2)


def _in_context(words: list[_Word], gaps: Sequence[bool]) -> list[_Word]:
    """The words, those of two readings (نام‌های, نامه‌ای) as their neighbours tell."""
    read = list(words)
    for at, word in enumerate(words):
        if word.choice is not None:
            before = words[at - 1].letters if at and gaps[at - 1] else "^"
            after = words[at + 1].letters if gaps[at] else "$"
            chosen = zwnj_model().chosen(word.choice, before, after)
            read[at] = _spelt(word.as_it_is.text, word.letters, chosen)
    return read


def _repaired(words: Sequence[_Word], gaps: Sequence[bool]) -> tuple[list[_Reading], list[float]]:
    """Each word as it is to be read, and the probability that it belongs to the next one.

    What became of the ZWNJs of the text is estimated twice: by words such as «می» alone, then by the gaps to close.
    """
    evidence = [word.evidence for word in words]
    kept, lost = evidence.count(Condition.KEPT), evidence.count(Condition.LOST)
    first = condition(kept, evidence.count(Condition.SPACED), lost)
    joins = _joins(readings := _readings_in(first, words), gaps, first)
    second = condition(kept, sum(join > _SURE for join in joins), lost)
    if second is not first:
        joins = _joins(readings := _readings_in(second, words), gaps, second)
    return readings, joins


def _readings_in(state: Condition, words: Sequence[_Word]) -> list[_Reading]:
    """The words as they are to be read: in a text that has ZWNJs or spaces for them, only verbs have lost any.

    Other words that are written together there (کتابها, سیاستگذار) follow another standard.
    """
    all_lost = state in (Condition.LOST, Condition.UNKNOWN)
    return [word.repaired if all_lost or word.in_any_text else word.as_it_is for word in words]


def _joins(readings: Sequence[_Reading], gaps: Sequence[bool], state: Condition) -> list[float]:
    """For each word the probability that it and the next are one."""
    model = zwnj_model()
    joins = [0.0] * len(readings)
    for at in compress(range(len(gaps)), gaps):
        word, following = readings[at], readings[at + 1]
        if word.opens or following.closes or f"{word.last}{ZWNJ}{following.first}" in model.pairs:
            before = readings[at - 1].last if at and gaps[at - 1] else "^"
            after = readings[at + 2].first if gaps[at + 1] else "$"
            if word.last and following.first:
                joins[at] = model.joined(Gap(before, word.last, following.first, after, state))
    return joins
