"""The standard reading of damaged words: lost or broken ZWNJs, Arabic letter forms, a few clear misspellings.

Each becomes a `w` with `norm`; the text stays as it is. Sound words, Arabic passages, digits and Latin letters
get nothing. Where ZWNJs belong a trained model tells (`tei.language.zwnj_model`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import Certainty
from tei.language.characters import ZWNJ, fold
from tei.language.passages import foreign_passages
from tei.language.spelling import LETTERS, NOT_PERSIAN, STRAY_JOINERS, break_like, latin_letters, persian_letters
from tei.language.views import ORTHOGRAPHY
from tei.language.zwnj_features import Choice, Condition, Gap, attach, breaks_of, verb_form
from tei.language.zwnj_model import Spelling, condition, zwnj_model

AGENT = Agent(
    ident=ORTHOGRAPHY, version=__version__, label="Standard readings of damaged words, by a model and hazm's lexicon"
)

_WORD = re.compile(f"((?<!{ZWNJ}){ZWNJ}*+[{LETTERS}]++(?:[{ZWNJ}{STRAY_JOINERS}]++[{LETTERS}]++)*{ZWNJ}*)")
"""A word, with the joiners in and round it."""

_SPACES = " \u00a0\u202f"
_GAPS = frozenset(_SPACES) | {first + second for first in _SPACES for second in _SPACES}
"""What may part two words that are one; behind anything else a word is one of its own."""

_NO_GAP = ""
"""Stands for whatever else is between two words, and for the end of the text."""

_UNTOUCHED = re.compile(rf"(?:https?://|www\.)\S+|[@#][\w{ZWNJ}]+")
"""Web addresses, and names and tags of social media, in which a word has no spelling of its own."""

_LONGEST = 60
"""Characters of the longest word whose parts are put together."""

_SURE = 0.9
"""Probability from which a reading tells of the condition of its text."""

_CUT = 0.9
"""Certainty of a known word that a space has cut in two."""

_HARD_SPACE, _HARD_SPACE_SCORE = "\u00a0", 300
"""What stands for ZWNJs in some texts, all other spaces of which part words; and what it adds to the score of a gap."""

_NOTHING_TO_DECIDE = 2.0
"""Stands for the probability where the model has no part in a reading."""


class _Reading(NamedTuple):
    """A reading of a word and how sure it is; its first and last part, folded, and what the model says of these.

    `closes` and `opens`: whether the first part often stands behind a ZWNJ, and the last before one; `is_bound`:
    whether it is but a part, such as می or های, that hardly ever stands alone. `is_fragment`: whether it is no word.
    """

    text: str
    certainty: float
    first: str
    last: str
    closes: bool
    opens: bool
    is_bound: bool
    is_fragment: bool


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
    sources: list[str] = []
    begins: list[int] = []
    gaps: list[str] = []
    for stretch in _stretches(document):
        pieces = _WORD.split(document.text[stretch.begin : stretch.end])
        sources += pieces[1::2]
        begins += list(accumulate(map(len, pieces), initial=stretch.begin))[1:-1:2]
        gaps += [piece if piece in _GAPS else _NO_GAP for piece in pieces[2:-1:2]]
        gaps += [_NO_GAP] * (len(sources) - len(gaps))
    return Layer.of(AGENT, _annotations(sources, begins, gaps))


def _stretches(document: Document) -> Iterator[Span]:
    """The text outside foreign passages and web addresses."""
    text = document.text
    untouched = [passage.span for passage in foreign_passages(document)]
    untouched += [Span(*match.span()) for match in _UNTOUCHED.finditer(text)]
    at = 0
    for passage in sorted(untouched, key=lambda span: span.begin):
        if at < passage.begin:
            yield Span(at, passage.begin)
        formula = _WORD.fullmatch(text, passage.begin, passage.end)
        if formula and passage.begin >= at and ZWNJ in _word(formula[1]).repaired.text:
            yield passage  # an Arabic phrase is no single word unless it lost its ZWNJ (علیهالسلام)
        at = max(at, passage.end)
    yield Span(at, len(text))


@lru_cache(maxsize=1 << 16)
def _word(source: str) -> _Word:
    letters = fold(source)
    if NOT_PERSIAN.search(source):
        foreign = _reading(source, letters, _NOTHING_TO_DECIDE)
        return _Word(letters, foreign, foreign, False, None, None)
    if letters == source and source.isalpha():
        return _spelt(source, letters, zwnj_model().spelling(letters))
    clean = persian_letters(source)
    letters = fold(clean)
    return _spelt(clean, letters, zwnj_model().spelling(letters))


def _spelt(clean: str, letters: str, spelling: Spelling) -> _Word:
    """A word in Persian letters as the model spells it, unless it has other ZWNJs of its own.

    An Arabic word with a ة inside (نزهةالقلوب) must be sure: the model knows few of them.
    """
    form, probability, choice = spelling
    if ZWNJ not in clean and ZWNJ not in form:
        as_it_is = _reading(clean, letters, _NOTHING_TO_DECIDE)
        return _Word(letters, as_it_is, as_it_is, False, Condition.SPACED if as_it_is.is_bound else None, choice)
    folded = _folded(clean)
    as_it_is = _reading(clean, folded, _NOTHING_TO_DECIDE)
    breaks = breaks_of(folded)
    if breaks:
        choice = None
    misplaced = bool(breaks) and zwnj_model().is_misplaced(folded, form)
    is_doubtful = probability < _SURE and "ة" in clean[:-1]
    if is_doubtful or not (misplaced or breaks < breaks_of(form)):
        return _Word(letters, as_it_is, as_it_is, False, Condition.KEPT if breaks else None, choice)
    evidence = Condition.KEPT if breaks else Condition.LOST if probability > _SURE else None
    repaired = _reading(break_like(clean, form), form, probability)
    return _Word(letters, as_it_is, repaired, misplaced or verb_form(letters) == form, evidence, choice)


def _reading(text: str, folded: str, certainty: float) -> _Reading:
    """A reading; `folded` is it without variants of letters, but with its ZWNJs."""
    first, last = folded.partition(ZWNJ)[0], folded.rpartition(ZWNJ)[2]
    model = zwnj_model()
    return _Reading(
        text,
        certainty,
        first,
        last,
        closes=first in model.closers,
        opens=last in model.openers,
        is_bound=folded in model.bound_parts,
        is_fragment=ZWNJ not in folded and model.is_fragment(folded),
    )


def _folded(word: str) -> str:
    """A word folded, but with its ZWNJs."""
    return ZWNJ.join(map(fold, word.split(ZWNJ))) if ZWNJ in word else fold(word)


def _annotations(sources: Sequence[str], begins: Sequence[int], gaps: Sequence[str]) -> Iterator[Annotation]:
    """The readings of words at such places that differ from them, those that are one put together."""
    readings, joins = _repaired(_in_context([_word(source) for source in sources], gaps), gaps)
    done = 0
    for at in [at for at, source in enumerate(sources) if readings[at].text != source or joins[at]]:
        if at < done:
            continue
        last = at
        reading, certainty = readings[at][:2]
        while joins[last] and begins[last + 1] + len(sources[last + 1]) - begins[at] < _LONGEST:
            certainty = min(certainty, joins[last], readings[last + 1].certainty)
            last += 1
            reading = attach(reading, readings[last].text)
        span = Span(begins[at], begins[last] + len(sources[last]))
        if reading and (last > at or reading != sources[at]):
            yield Annotation(Kind.WORD, span, {"norm": reading}, certainty=_grade(certainty))
        done = last + 1


def _grade(certainty: float) -> Certainty:
    """What `@cert` says: two digits of a probability, or "high" where the model had nothing to decide."""
    return "high" if certainty > 1 else round(certainty, 2)


def _in_context(words: list[_Word], gaps: Sequence[str]) -> list[_Word]:
    """The words, those of two readings (نام‌های, نامه‌ای) as their neighbours tell."""
    read = list(words)
    for at, word in enumerate(words):
        if word.choice is not None:
            before = words[at - 1].letters if at and gaps[at - 1] else "^"
            after = words[at + 1].letters if gaps[at] else "$"
            chosen = zwnj_model().chosen(word.choice, before, after)
            read[at] = _spelt(word.as_it_is.text, word.letters, chosen)
    return read


def _repaired(words: Sequence[_Word], gaps: Sequence[str]) -> tuple[list[_Reading], list[float]]:
    """Each word as it is to be read, and the probability that it belongs to the next one.

    What became of the ZWNJs of the text is estimated twice: by words such as «می» alone, then by the gaps to close.
    """
    evidence = [word.evidence for word in words if word.evidence]
    kept, lost = evidence.count(Condition.KEPT), evidence.count(Condition.LOST)
    first = condition(kept, evidence.count(Condition.SPACED), lost)
    joins = _joins(readings := _readings_in(first, words), gaps, first)
    second = condition(kept, sum(join > _SURE for join in joins), lost)
    if second is not first:
        joins = _joins(readings := _readings_in(second, words), gaps, second)
    joins = _with_hard_spaces(joins, readings, gaps, second)
    if second is Condition.SPACED:
        _join_latin_letters(joins, words, gaps)
    return readings, joins


def _with_hard_spaces(
    joins: list[float], readings: Sequence[_Reading], gaps: Sequence[str], state: Condition
) -> list[float]:
    """The joins, found anew if hard spaces stand for ZWNJs; then the other spaces are as in a text that kept those.

    So it is where most hard spaces are closed, and no fewer than other spaces.
    """
    if _HARD_SPACE not in gaps:
        return joins
    hard = [at for at, gap in enumerate(gaps) if gap == _HARD_SPACE]
    closed = sum(joins[at] > 0 for at in hard)
    others = len(joins) - joins.count(0.0) - closed
    if closed <= len(hard) / 2 or closed < others:
        return joins
    joins = _joins(readings, gaps, Condition.KEPT)
    for at in hard:
        joins[at] = joins[at] or _chance(readings, gaps, at, state, _HARD_SPACE_SCORE)
    return joins


def _join_latin_letters(joins: list[float], words: Sequence[_Word], gaps: Sequence[str]) -> None:
    """Put names of three Latin letters or more together (بی بی سی), and part them from the word before."""
    names = latin_letters()
    begin = 0
    for at in [at for at, word in enumerate(words) if word.letters in names]:
        if not at or not gaps[at - 1] or words[at - 1].letters not in names:
            begin = at
        if gaps[at] and words[at + 1].letters in names:
            continue
        last = at - 1 if joins[at] else at  # a last بی may belong to the next word: بی صبرانه
        if last - begin >= 2:
            joins[begin:last] = [_SURE] * (last - begin)
            if begin:
                joins[begin - 1] = 0.0


def _readings_in(state: Condition, words: Sequence[_Word]) -> list[_Reading]:
    """The words as they are to be read: in a text that has ZWNJs or spaces for them, only verbs have lost any.

    Other words that are written together there (کتابها, سیاستگذار) follow another standard.
    """
    all_lost = state in (Condition.LOST, Condition.UNKNOWN)
    return [word.repaired if all_lost or word.in_any_text else word.as_it_is for word in words]


def _joins(readings: Sequence[_Reading], gaps: Sequence[str], state: Condition) -> list[float]:
    """For each word the probability that it and the next are one.

    In a text that kept its ZWNJs only those are looked at that were seen as one, or of which one is a mere part.
    """
    model = zwnj_model()
    pairs, opening, is_kept = model.pairs, model.opening, state is Condition.KEPT
    joins = [0.0] * len(readings)
    for at, (gap, word, following) in enumerate(zip(gaps, readings, readings[1:], strict=False)):
        if not gap:
            continue
        if (word.is_fragment or following.is_fragment) and model.is_cut(word.last, following.first):
            joins[at] = _CUT
        elif (
            word.is_bound
            or following.is_bound
            or (not is_kept and (word.opens or following.closes))
            or (word.last in opening and f"{word.last}{ZWNJ}{following.first}" in pairs)
        ):
            joins[at] = _chance(readings, gaps, at, state)
    return joins


def _chance(readings: Sequence[_Reading], gaps: Sequence[str], at: int, state: Condition, more: int = 0) -> float:
    """The probability that a word and the next are one, by themselves, their neighbours and `more` (a score)."""
    left, right = readings[at].last, readings[at + 1].first
    if not left or not right:
        return 0.0
    before = readings[at - 1].last if at and gaps[at - 1] else "^"
    after = readings[at + 2].first if gaps[at + 1] else "$"
    return zwnj_model().joined(Gap(before, left, right, after, state), more)
