"""Where zero-width non-joiners (ZWNJ) belong: spellings counted in well-spelt text, and models for the others.

It answers three questions: with which ZWNJs a run of letters is written (میرود: می‌رود), which of two words it is
where its sentence must tell (نامهای: نام‌های, نامه‌ای), and whether two neighbouring words are parts of one
(می رود: می‌رود). A word seen often enough is looked up. Otherwise log-linear models (logistic regressions) weigh the
features of `zwnj_features`. Weights and counts are integers, so that all machines decide alike.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tei.language.characters import ZWNJ
from tei.language.lexicon import NOT_JOINING, letters_and_breaks, lexicon
from tei.language.zwnj_features import (
    TREEBANK,
    VERB_PREFIXES,
    Choice,
    Condition,
    Counts,
    Gap,
    breaks_of,
    choice_features,
    free_plural,
    kind_of,
    may_join,
    moved,
    neighbour_features,
    pair_features,
    slot_features,
    slots,
    verb_form,
    with_breaks,
)

MODEL = Path(__file__).parent / "models" / "orthography.tsv.gz"
"""Made by `python -m tei.training.orthography`: four tables with an empty line between them, each line a key, a tab
and an integer: counts of forms, then weights of `slot_features`, `gap_features` and `choice_features`."""

SCALE = 100
"""Weight that multiplies the odds of a ZWNJ by e."""

LONGEST = 40
"""Letters; longer runs are no words."""

_ENOUGH, _ENOUGH_ALIKE = 2 * TREEBANK, 3
"""Counts from which a word is only looked up: of all its forms, and where it has one form only."""
_NEVER_SEEN = 0.5
"""Count that all the forms may have together that were not seen."""
_OPINION = TREEBANK
"""Count that the opinion of the model is worth beside those of a rarer word."""
_KNOWN_VERB = 0.95
"""Probability that letters that are a form of a verb on می and were never seen are that form."""
_OUTSIDE = 0.01
"""Probability of a ZWNJ where the model expects none."""
_LEAST_SLOT = 0.5
_LEAST_GAP = {Condition.SPACED: 0.45, Condition.UNKNOWN: 0.65, Condition.LOST: 0.85, Condition.KEPT: 0.9}
"""Probabilities from which a ZWNJ is set in a word, and a gap closed: sooner in a text that has spaces for ZWNJs.

Where they were kept, or words have grown together, most other spaces are the author's."""
_LEAST_CHOICE = 0.02
"""Share of the likeliest form that another must reach for the sentence to be asked."""
_CLEAR = 400
"""Score of two words, for or against their being one, that their neighbours do not change."""


def condition(kept: int, spaced: int, lost: int) -> Condition:
    """The condition of a text with so many words that kept their ZWNJs, have spaces for them, or lost them.

    A lost ZWNJ counts half, since many a word may also be written without (کتابها).
    """
    most = max(kept, spaced, lost / 2)
    if not most:
        return Condition.UNKNOWN
    if most == kept:
        return Condition.KEPT
    return Condition.SPACED if most == spaced else Condition.LOST


class Spelling(NamedTuple):
    """A word with its ZWNJs, and the probability (0-1) that they are right; the choice that its sentence must make."""

    form: str
    probability: float
    choice: Choice | None = None


class ZwnjModel:
    """The counts and the weights of the three models."""

    def __init__(
        self,
        counts: Counts,
        slot_weights: Mapping[str, int],
        gap_weights: Mapping[str, int],
        choice_weights: Mapping[str, int],
    ) -> None:
        self.counts = counts
        self.bound_parts = counts.bound_parts()
        self.pairs = counts.pairs()
        self.opening = frozenset(pair.partition(ZWNJ)[0] for pair in self.pairs)
        self.openers = counts.openers()
        self.closers = counts.closers()
        self._slot_weights = slot_weights
        self._gap_weights = gap_weights
        self._choice_weights = choice_weights
        self.spelling = lru_cache(1 << 16)(self._spelling)
        self._pair = lru_cache(1 << 16)(self._pair_score)

    def _spelling(self, letters: str) -> Spelling:
        """With which ZWNJs a word is written that has none."""
        return spelling_in(letters, self.counts, self._slot_weights)

    def chosen(self, choice: Choice, before: str, after: str) -> Spelling:
        """The reading of a word that has two, between its neighbours (letters; `^` and `$` where there is none)."""
        chance = _probability(_score(self._choice_weights, choice_features(choice, before, after)))
        return Spelling(choice.first, chance) if chance > 0.5 else Spelling(choice.second, 1 - chance)

    def is_misplaced(self, written: str, form: str) -> bool:
        """Whether a word is written with a ZWNJ one letter from its place (کتابه‌ا), or with one that is needless (د‌ر).

        So it is where no word follows the ZWNJ: ضد‌انقلاب may be meant.
        """
        is_form = form == letters_and_breaks(written) or form in moved(written, slots(form.replace(ZWNJ, "")))
        return is_form and any(
            len(part) == 1 or (part not in lexicon().words and self.counts.parts.get(part, 0) < TREEBANK)
            for part in written.split(ZWNJ)[1:]
        )

    def is_fragment(self, word: str) -> bool:
        """Whether no word is written so; of single letters only و is one."""
        if len(word) == 1:
            return word != "و"
        return not lexicon().words.get(word) and self.counts.parts.get(word, 0) < TREEBANK

    def is_cut(self, left: str, right: str) -> bool:
        """Whether two words, one of them a fragment, are one that needs no ZWNJ and is more frequent (مر بوط)."""
        words = lexicon().words
        return left[-1:] in NOT_JOINING and words.get(left + right, 0) > max(
            _ENOUGH, words.get(left, 0), words.get(right, 0)
        )

    def joined(self, gap: Gap, more: int = 0) -> float:
        """The probability (0-1) that the two words at a gap are parts of one; 0.0 where they are rather two.

        `more` is added to the score, for what else is known of the gap.
        """
        score = self._pair(gap.left, gap.right, gap.condition) + more
        if score <= -_CLEAR:
            return 0.0
        if score < _CLEAR:
            score += _score(self._gap_weights, neighbour_features(gap))
        chance = _probability(score)
        return chance if chance > _LEAST_GAP[gap.condition] else 0.0

    def _pair_score(self, left: str, right: str, state: Condition) -> int:
        if not may_join(left, right, self.counts):
            return -_CLEAR
        return _score(self._gap_weights, pair_features(left, right, state, self.counts))


def spelling_in(letters: str, counts: Counts, slot_weights: Mapping[str, int]) -> Spelling:
    """With which ZWNJs a word is written, by these counts and weights."""
    if not 0 < len(letters) <= LONGEST:
        return Spelling(letters, 0.0)
    seen = counts.spellings.get(letters, {})
    if len(seen) == 1:
        ((form, count),) = seen.items()
        if count >= _ENOUGH_ALIKE:
            return Spelling(form, count / (count + _NEVER_SEEN))
    if not any(seen.values()):
        if letters in lexicon().words:
            return Spelling(letters, 1.0)
        verb = verb_form(letters)
        if verb and kind_of(verb) in VERB_PREFIXES:
            return Spelling(verb, _KNOWN_VERB)
    scores, total = _scores(letters, counts, slot_weights)
    form, *others = sorted(scores, key=lambda form: (-scores[form], form))
    rival = next((other for other in others if _is_another_word(form, other)), None)
    choice = None
    if rival is not None and scores[rival] >= _LEAST_CHOICE * scores[form]:
        odds = min(9, round(2 * math.log((scores[form] + 0.5) / (scores[rival] + 0.5))))
        choice = ordered_choice(form, rival, odds)
    return Spelling(form, scores[form] / total, choice)


def ordered_choice(form: str, rival: str, odds: int | None) -> Choice:
    """The choice between two forms, where `odds` is that of the first."""
    if (kind_of(form), form) < (kind_of(rival), rival):
        return Choice(form, rival, odds)
    return Choice(rival, form, None if odds is None else -odds)


def _scores(letters: str, counts: Counts, slot_weights: Mapping[str, int]) -> tuple[dict[str, float], float]:
    """What speaks for each form of a word, and what they all may have together.

    That is their counts, with half a word for what was never seen; where they are low, also the opinion of the model.
    """
    scores = {form: float(count) for form, count in counts.spellings.get(letters, {}).items() if count > 0}
    total = sum(scores.values())
    if total >= (_ENOUGH_ALIKE if len(scores) == 1 else _ENOUGH):
        return scores, total + _NEVER_SEEN
    chances = {at: _probability(_score(slot_weights, features)) for at, features in slot_features(letters, counts)}
    if not scores and max(chances.values(), default=0.0) < _LEAST_CHOICE:
        return {letters: 1.0}, 1.0
    for form in (*scores, _best(letters, chances)):
        scores.setdefault(form, 0.0)
        for other in moved(form, chances):
            scores.setdefault(other, 0.0)
    return {form: score + _OPINION * _likelihood(form, chances) for form, score in scores.items()}, total + _OPINION


def _is_another_word(form: str, other: str) -> bool:
    """Whether two forms of the same letters differ in more than taste.

    Their ZWNJs stand elsewhere (نام‌های, نامه‌ای; مردهای, مرده‌ای), or one is a verb (می‌دانی, میدانی).
    """
    breaks, other_breaks = breaks_of(form), breaks_of(other)
    if breaks <= other_breaks or other_breaks <= breaks:
        is_verb = (kind_of(form) in VERB_PREFIXES) != (kind_of(other) in VERB_PREFIXES)
        return is_verb or bool(free_plural(form)) != bool(free_plural(other))
    return True


def _score(weights: Mapping[str, int], features: list[str]) -> int:
    return sum(filter(None, map(weights.get, features)))


def _probability(score: int) -> float:
    return 1 / (1 + math.exp(-score / SCALE))


def _best(letters: str, chances: Mapping[int, float]) -> str:
    """The letters with the likeliest ZWNJs, none of them next to another."""
    breaks: set[int] = set()
    for at in sorted(chances, key=lambda at: (-chances[at], at)):
        if chances[at] > _LEAST_SLOT and breaks.isdisjoint((at - 1, at + 1)):
            breaks.add(at)
    return with_breaks(letters, breaks)


def _likelihood(form: str, chances: Mapping[int, float]) -> float:
    breaks = breaks_of(form)
    inside = math.prod(chance if at in breaks else 1 - chance for at, chance in chances.items())
    return inside * _OUTSIDE ** len(breaks - chances.keys())


@cache
def zwnj_model() -> ZwnjModel:
    """The model that is shipped."""
    forms, *weights = gzip.decompress(MODEL.read_bytes()).decode().split("\n\n")
    counts = Counts()
    for form, count in _table(forms).items():
        counts.add(form, count)
    return ZwnjModel(counts, *map(_table, weights))


def _table(text: str) -> dict[str, int]:
    cells = text.strip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
