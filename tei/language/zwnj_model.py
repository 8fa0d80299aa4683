"""Where zero-width non-joiners (ZWNJ) belong: spellings counted in well-spelt text, and a model for the others.

It answers two questions: with which ZWNJs a run of letters is written (میرود: می‌رود), and whether two
neighbouring words are parts of one (می رود: می‌رود). A word seen often enough is looked up. For others two
log-linear models (logistic regressions) weigh how the letters, the counts of the parts and hazm's lexicon speak
for a ZWNJ. Weights and counts are integers, so that all machines decide alike.

All words here are folded (`characters.fold`) but for their ZWNJs, and have none where it is not seen (after ا, د …).
"""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tei.language.characters import ZWNJ
from tei.language.data_files import load_yaml
from tei.language.lexicon import NOT_JOINING, lexicon

MODEL = Path(__file__).parent / "models" / "orthography.tsv.gz"
"""Made by `python -m tei.training.orthography`: three tables with an empty line between them, each line a key, a tab
and an integer: counts of forms, weights of `slot_features`, weights of `gap_features`."""

SCALE = 100
"""Weight that multiplies the odds of a ZWNJ by e."""

TREEBANK = 5
"""What a word of the treebank, whose spelling is the standard here, counts against a word of the news."""

LONGEST = 40
"""Letters; longer runs are no words."""

_ENOUGH = 3 * TREEBANK
"""Count from which a word is only looked up."""
_OPINION = TREEBANK
"""Count that the opinion of the model is worth beside those of a rarer word."""
_LEAST_SLOT, _LEAST_GAP, _LEAST_GAP_SPACED = 0.5, 0.65, 0.4
"""Probabilities from which a ZWNJ is set in a word, and a gap closed: sooner in a text that has spaces for ZWNJs."""
_CLEAR = 600
"""Score of two words, for or against their being one, that their neighbours do not change."""
_SELDOM = 4
"""A word that stands alone so many times oftener than beside a ZWNJ is no part of an unknown word."""
_LONGEST_PART = 16
_UNKNOWN, _UNKNOWN_LETTER, _RARE = 1700, 400, 1600
"""Costs (hundred times a natural logarithm) of an unknown part, of each of its letters, and of one that hazm knows."""
_NEVER = 1 << 40


class Condition(Enum):
    """What became of the ZWNJs of a text: kept, turned into spaces, lost; unknown where none was needed."""

    KEPT = "kept"
    SPACED = "spaced"
    LOST = "lost"
    UNKNOWN = "unknown"


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
    """A word with its ZWNJs, and the probability (0-1) that they are right."""

    form: str
    probability: float


class Gap(NamedTuple):
    """Two words with nothing but a space between them, and their neighbours (`^` and `$` where there is none).

    Of a word that has ZWNJs only the part next to the gap is given.
    """

    before: str
    left: str
    right: str
    after: str
    condition: Condition


class Counts:
    """How often spellings and their parts stand in well-spelt text."""

    def __init__(self) -> None:
        self.spellings: dict[str, dict[str, int]] = {}
        self.parts: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()
        self.before_break: Counter[str] = Counter()
        self.after_break: Counter[str] = Counter()
        self.together: Counter[str] = Counter()
        self.apart: Counter[str] = Counter()

    def add(self, form: str, count: int) -> None:
        """Count a form, or take it back if `count` is negative.

        A form with a space is a pair of words that are parts of one elsewhere.
        """
        if " " in form:
            self.apart[form.replace(" ", ZWNJ)] += count
            return
        parts = form.split(ZWNJ)
        same = self.spellings.setdefault("".join(parts), {})
        same[form] = same.get(form, 0) + count
        for part in parts:
            self.parts[part] += count
        if len(parts) == 1:
            self.alone[form] += count
        for before, after in pairwise(parts):
            self.before_break[before] += count
            self.after_break[after] += count
            self.together[before + ZWNJ + after] += count

    def bound_parts(self) -> frozenset[str]:
        """Frequent parts that hardly ever stand alone, such as می and های: alone, they tell of lost ZWNJs."""
        bound = self.before_break + self.after_break
        return frozenset(
            part for part, count in bound.items() if count > 100 * TREEBANK and count > 25 * self.alone[part]
        )


def slots(letters: str) -> list[int]:
    """The places of a word where a ZWNJ would be seen, as numbers of letters before them."""
    return [at for at in range(1, len(letters)) if letters[at - 1] not in NOT_JOINING]


def breaks_of(form: str) -> frozenset[int]:
    """Where a form has ZWNJs, as numbers of letters before them."""
    breaks: list[int] = []
    for part in form.split(ZWNJ)[:-1]:
        breaks.append(len(part) + (breaks[-1] if breaks else 0))
    return frozenset(breaks)


def attach(first: str, second: str) -> str:
    """Two parts of a word, with a ZWNJ unless the first ends in a letter that never joins the next."""
    return first + second if first[-1] in NOT_JOINING else first + ZWNJ + second


def verb_form(letters: str) -> str | None:
    """A verb form that has a ZWNJ, after a preverb too (می‌گردد, برمی‌گردد), or None."""
    verbs = _verbs()
    if letters in verbs:
        return verbs[letters]
    for preverb in _preverbs():
        rest = letters.removeprefix(preverb)
        if rest != letters and rest in verbs:
            return preverb + verbs[rest]
    return None


@cache
def _verbs() -> Mapping[str, str]:
    return lexicon().verbs | {verb.replace(ZWNJ, ""): verb for verb in load_yaml("affixes.yaml")["verbs"]}


@cache
def _preverbs() -> tuple[str, ...]:
    return tuple(load_yaml("affixes.yaml")["preverbs"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load_yaml("affixes.yaml")["endings"], key=lambda ending: (-len(ending), ending)))


def slot_features(letters: str, counts: Counts) -> Iterator[tuple[int, list[str]]]:
    """For each slot of a word what speaks for or against a ZWNJ there.

    The letters before it are `left`, those behind it `right`; `<` and `>` are strings that end or begin at the slot.
    """
    parts = counts.parts
    known = _known(letters)
    verb, compound = verb_form(letters), lexicon().compounds.get(letters)
    verb_breaks = breaks_of(verb) if verb else None
    compound_breaks = breaks_of(compound) if compound else None
    margins = _margins(letters, counts)
    for at in slots(letters):
        left, right, margin = letters[:at], letters[at:], margins[at]
        before, after = f"^{left}", f"{right}$"
        left_count, right_count = _magnitude(parts[left]), _magnitude(parts[right])
        stem = _stem(right, counts) if right_count == "0" else right_count
        features = [
            "slot",
            f"known {known}",
            f"known {known} >{right[:2]}",
            f"known {known} <{left[-2:]}",
            f"known {known} counts {left_count} {right_count}",
            f"known {_known(left)} {_known(right)} {known}",
            f"whole {_magnitude(parts[letters])} margin {margin}",
            f"margin {margin} {known}",
            f"margin {margin} >{right[:2]}",
            f"margin {margin} <{left[-2:]}",
            f"margin {margin} {left_count} {right_count}",
            f"left {left_count} >{after[:6]}",
            f"right {right_count} <{before[-6:]}",
            f"counts {left_count} {right_count}",
            f"stem {stem} {left_count}",
            f"stem {stem} <{before[-6:]}",
            f"stem {stem} margin {margin}",
            f"length {min(at, 4)} {min(len(right), 4)} margin {margin}",
            f"{before[-1:]}|{after[:1]}",
            f"{before[-1:]}|{after[:3]}",
            f"{before[-1:]}|{after[:4]}",
            f"{before[-2:]}|{after[:2]}",
            f"{before[-2:]}|{after[:4]}",
            f"{before[-3:]}|{after[:3]}",
            f"{left[-1]}|{right}",
        ]
        features += [f">{after[:length]}" for length in (1, 2, 3, 4, 6)]
        features += [f"<{before[-length:]}" for length in (1, 2, 3, 4, 6)]
        if verb_breaks is not None:
            features.append(f"verb {at in verb_breaks} {known}")
        if compound_breaks is not None:
            features.append(f"compound {at in compound_breaks} {known}")
        if left[-1] == "ه":
            features.append(f"he {_magnitude(parts[left[:-1]])} {left_count} >{after[:3]}")
        if right.startswith("ها"):
            features.append(f"ha {left_count} {_magnitude(parts[left + 'ه'])}")
        yield at, features


def gap_features(gap: Gap, counts: Counts) -> list[str]:
    """What speaks for or against the two words at a gap being parts of one; the last feature names both words."""
    return [*neighbour_features(gap), *pair_features(gap.left, gap.right, gap.condition, counts)]


def neighbour_features(gap: Gap) -> list[str]:
    """What the words round two words say."""
    before, left, right, after, _ = gap
    return [
        f"{before} {left}|",
        f"{before} |{right}",
        f"{left}| {after}",
        f"|{right} {after}",
        f"|{right} {after[-2:]}",
    ]


def pair_features(left: str, right: str, state: Condition, counts: Counts) -> list[str]:
    """What two words say by themselves, in a text of this condition; the last feature names both."""
    letters, pair = left + right, left + ZWNJ + right
    compound, verb = lexicon().compounds.get(letters), lexicon().verbs.get(letters)
    opens = _share(counts.before_break[left], counts.alone[left])
    closes = _share(counts.after_break[right], counts.alone[right])
    seen = _share(counts.together[pair], counts.apart[pair])
    left_count, right_count = _magnitude(counts.parts[left]), _magnitude(counts.parts[right])
    joins = left[-1] not in NOT_JOINING
    return [
        "gap",
        f"opens {opens}",
        f"closes {closes}",
        f"opens {opens} closes {closes} {joins}",
        f"seen {seen}",
        f"seen {seen} opens {opens} closes {closes}",
        f"compound {compound and compound == pair} closes {closes}",
        f"verb {verb and verb == pair}",
        f"verb {verb and verb == pair} opens {opens}",
        f"whole {_magnitude(counts.parts[letters])} {_known(letters)} {joins}",
        f"{left}|",
        f"{left}| {right_count}",
        f"{left}| closes {closes}",
        f"{left}|{right[:3]}",
        f"{left[-2:]}| closes {closes}",
        f"{left[-3:]}| closes {closes}",
        f"left {left_count} closes {closes}",
        f"|{right}",
        f"|{right} {joins}",
        f"|{right} {left_count}",
        f"|{right} opens {opens}",
        f"{left[-1]}|{right}",
        f"{left[-2:]}|{right}",
        f"{left[-3:]}|{right}",
        f"|{right[:3]} opens {opens}",
        f"right {right_count} opens {opens}",
        f"length {min(len(left), 5)} {min(len(right), 5)}",
        f"{state.value}",
        f"{state.value} opens {opens}",
        f"{state.value} closes {closes}",
        f"{state.value} seen {seen}",
        f"{state.value} |{right}",
        f"{left}|{right}",
    ]


def may_join(left: str, right: str, counts: Counts) -> bool:
    """Whether two words are worth a look: seen as one, or one of them seen now and then beside a ZWNJ."""
    letters, pair = left + right, left + ZWNJ + right
    return (
        counts.together.get(pair, 0) > 0
        or _SELDOM * counts.before_break.get(left, 0) > counts.alone.get(left, 0)
        or _SELDOM * counts.after_break.get(right, 0) > counts.alone.get(right, 0)
        or pair in (lexicon().compounds.get(letters), lexicon().verbs.get(letters))
    )


def _known(letters: str) -> str:
    """What hazm's lexicon calls a run of letters."""
    known = lexicon()
    count = known.words.get(letters)
    if count is not None:
        return "word" if count else "rare"
    return "compound" if letters in known.compounds else "verb" if letters in known.verbs else "-"


def _magnitude(count: int) -> str:
    """A count in six steps."""
    return "0" if count <= 0 else str(min(5, len(str(count // TREEBANK))))


def _share(yes: int, no: int) -> str:
    """How often one of two things was seen, in ten steps; the ends and what hangs on much evidence are told apart."""
    total = yes + no
    if total <= 0:
        return "?"
    share = yes / total
    if yes <= 0 or no <= 0:
        return f"{share:.0f}{'!' if total > 10 * TREEBANK else ''}"
    return f".{int(share * 10)}" if 0.02 < share < 0.98 else f".{share:.0f}{share:.0f}"


def _stem(right: str, counts: Counts) -> str:
    """How well a part is known without its ending."""
    for ending in _endings():
        if right.endswith(ending) and len(right) >= len(ending) + 2:
            count = counts.parts[right.removesuffix(ending)]
            if count >= TREEBANK:
                return f"{ending} {_magnitude(count)}"
    return "-"


def _margins(letters: str, counts: Counts) -> list[str]:
    """For each place of a word, how much likelier the best way to cut it up there is than the best one not to.

    Parts are as likely as they are frequent (a unigram model); the steps are of 2.5 natural logarithms.
    """
    length = len(letters)
    costs: list[tuple[int, int, int]] = []
    ahead = [0] + [_NEVER] * length
    for end in range(1, length + 1):
        for begin in range(max(0, end - _LONGEST_PART), end):
            cost = _part_cost(letters[begin:end], counts)
            costs.append((begin, end, cost))
            ahead[end] = min(ahead[end], ahead[begin] + cost)
    behind = [_NEVER] * length + [0]
    for begin, end, cost in reversed(costs):
        behind[begin] = min(behind[begin], cost + behind[end])
    uncut = [_NEVER] * length
    for begin, end, cost in costs:
        whole = ahead[begin] + cost + behind[end]
        for at in range(begin + 1, end):
            uncut[at] = min(uncut[at], whole)
    margins = [uncut[at] - ahead[at] - behind[at] for at in range(length)]
    return ["none" if margin < -1000 else str(min(margin, 2000) // 250) for margin in margins]


def _part_cost(part: str, counts: Counts) -> int:
    count = counts.parts.get(part, 0)
    if count > 0:
        return _UNKNOWN - round(100 * math.log(count))
    return _RARE if part in lexicon().words else _UNKNOWN + _UNKNOWN_LETTER * len(part)


class ZwnjModel:
    """The counts and the weights of the two models."""

    def __init__(self, counts: Counts, slot_weights: Mapping[str, int], gap_weights: Mapping[str, int]) -> None:
        self.counts = counts
        self.bound_parts = counts.bound_parts()
        self._slot_weights = slot_weights
        self._gap_weights = gap_weights
        self.spelling = lru_cache(1 << 16)(self._spelling)
        self._pair = lru_cache(1 << 16)(self._pair_score)

    def _spelling(self, letters: str) -> Spelling:
        """With which ZWNJs a word is written that has none."""
        seen = self.counts.spellings.get(letters, {})
        total = sum(seen.values())
        if total >= _ENOUGH or len(letters) > LONGEST or not letters:
            form = max(seen, key=lambda form: (seen[form], form), default=letters)
            return Spelling(form, (seen.get(form, 0) + 1) / (total + 1))
        probabilities = {
            at: _probability(_score(self._slot_weights, features))
            for at, features in slot_features(letters, self.counts)
        }
        scores = {form: float(count) for form, count in seen.items()} | {_best(letters, probabilities): 0.0}
        for form in scores:
            scores[form] = seen.get(form, 0) + _OPINION * _likelihood(form, probabilities)
        form = max(scores, key=lambda form: (scores[form], form))
        return Spelling(form, scores[form] / (total + _OPINION))

    def joined(self, gap: Gap) -> float:
        """The probability (0-1) that the two words at a gap are parts of one; 0.0 where they are rather two."""
        score = self._pair(gap.left, gap.right, gap.condition)
        if score <= -_CLEAR:
            return 0.0
        if score < _CLEAR:
            score += _score(self._gap_weights, neighbour_features(gap))
        chance = _probability(score)
        least = _LEAST_GAP_SPACED if gap.condition is Condition.SPACED else _LEAST_GAP
        return chance if chance > least else 0.0

    def _pair_score(self, left: str, right: str, state: Condition) -> int:
        if not may_join(left, right, self.counts):
            return -_CLEAR
        return _score(self._gap_weights, pair_features(left, right, state, self.counts))


def _score(weights: Mapping[str, int], features: list[str]) -> int:
    return sum(filter(None, map(weights.get, features)))


def _probability(score: int) -> float:
    return 1 / (1 + math.exp(-score / SCALE))


def _best(letters: str, probabilities: Mapping[int, float]) -> str:
    """The letters with the likeliest ZWNJs, none of them next to another."""
    breaks: set[int] = set()
    for at in sorted(probabilities, key=lambda at: (-probabilities[at], at)):
        if probabilities[at] > _LEAST_SLOT and breaks.isdisjoint((at - 1, at + 1)):
            breaks.add(at)
    return "".join(ZWNJ + letter if at in breaks else letter for at, letter in enumerate(letters))


def _likelihood(form: str, probabilities: Mapping[int, float]) -> float:
    breaks = breaks_of(form)
    return math.prod(chance if at in breaks else 1 - chance for at, chance in probabilities.items())


@cache
def zwnj_model() -> ZwnjModel:
    """The model that is shipped."""
    forms, slot_weights, gap_weights = gzip.decompress(MODEL.read_bytes()).decode().split("\n\n")
    counts = Counts()
    for form, count in _table(forms).items():
        counts.add(form, count)
    return ZwnjModel(counts, _table(slot_weights), _table(gap_weights))


def _table(text: str) -> dict[str, int]:
    return {key: int(number) for key, number in (line.split("\t") for line in text.splitlines())}
