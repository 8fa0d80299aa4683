"""What speaks for and against a zero-width non-joiner (ZWNJ): counts of spellings, and features of the three models.

Features are strings that tell a property of a place in a word, of a gap between two words, or of a word with two
readings and its neighbours; `zwnj_model` has their weights. `tei.training.orthography` counts and trains.

All words here are folded (`characters.fold`) but for their ZWNJs, and have none where it is not seen (after ا, د …).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.lexicon import NOT_JOINING, lexicon

TREEBANK = 5
"""What a word of the treebanks, whose spelling is the standard here, counts against a word of the news."""

VERB_PREFIXES = ("می-", "نمی-")
"""Kinds (`kind_of`) of verb forms."""

_FREE_PLURAL = re.compile(f"(?<=[{''.join(sorted(NOT_JOINING))}])ها(?:یی?|ی[مشت]|ی[مشت]ان)?$")
_SELDOM = 2
"""A word that stands alone so many times oftener than beside a ZWNJ is no part of an unknown word."""
_LONGEST_PART = 16
_UNKNOWN, _UNKNOWN_LETTER, _RARE = 1700, 400, 1600
"""Costs (hundred times a natural logarithm) of an unknown part, of each of its letters, and of one that hazm knows."""
_LEAST_MARGIN = -1500
"""Margin (hundred times a natural logarithm) under which a place is none to cut: one break of 300 is lost by this."""
_NEVER = 1 << 40
_MAGNITUDES = (0, *(TREEBANK * 10**digits - 1 for digits in range(1, 5)))


class Condition(StrEnum):
    """What became of the ZWNJs of a text: kept, turned into spaces, lost; unknown where none was needed."""

    KEPT = "kept"
    SPACED = "spaced"
    LOST = "lost"
    UNKNOWN = "unknown"


class Gap(NamedTuple):
    """Two words with nothing but a space between them, and their neighbours (`^` and `$` where there is none).

    Of a word that has ZWNJs only the part next to the gap is given.
    """

    before: str
    left: str
    right: str
    after: str
    condition: Condition


class Choice(NamedTuple):
    """Two forms of the same letters that are different words (نام‌های, نامه‌ای), in an order of their own.

    `odds` is the logarithm of the odds of the first, in halves, before the sentence is read; None where unknown.
    """

    first: str
    second: str
    odds: int | None


class Counts:
    """How often spellings and their parts stand in well-spelt text."""

    def __init__(self) -> None:
        self.spellings: dict[str, dict[str, int]] = {}
        self.parts: dict[str, int] = {}
        self.alone: dict[str, int] = {}
        self.before_break: dict[str, int] = {}
        self.after_break: dict[str, int] = {}
        self.together: dict[str, int] = {}
        self.apart: dict[str, int] = {}

    def add(self, form: str, count: int) -> None:
        """Count a form, or take it back if `count` is negative.

        A form with a space is a pair of words that are parts of one elsewhere.
        """
        if " " in form:
            _add(self.apart, form.replace(" ", ZWNJ), count)
            return
        parts = form.split(ZWNJ)
        _add(self.spellings.setdefault("".join(parts), {}), form, count)
        for part in parts:
            _add(self.parts, part, count)
        if len(parts) == 1:
            _add(self.alone, form, count)
        for before, after in pairwise(parts):
            _add(self.before_break, before, count)
            _add(self.after_break, after, count)
            _add(self.together, before + ZWNJ + after, count)

    def bound_parts(self) -> frozenset[str]:
        """Frequent parts that hardly ever stand alone, such as می and های: alone, they tell of lost ZWNJs."""
        bound = Counter(self.before_break) + Counter(self.after_break)
        return frozenset(
            part for part, count in bound.items() if count > 100 * TREEBANK and count > 25 * self.alone.get(part, 0)
        )

    def opens(self, part: str) -> bool:
        """Whether a part stands before a ZWNJ now and then, not only alone."""
        return _SELDOM * self.before_break.get(part, 0) > self.alone.get(part, 0)

    def closes(self, part: str) -> bool:
        """Whether a part stands behind a ZWNJ now and then, not only alone."""
        return _SELDOM * self.after_break.get(part, 0) > self.alone.get(part, 0)

    def openers(self) -> frozenset[str]:
        """The parts that stand before a ZWNJ now and then, not only alone."""
        return frozenset(filter(self.opens, self.before_break))

    def closers(self) -> frozenset[str]:
        """The parts that stand behind a ZWNJ now and then, not only alone."""
        return frozenset(filter(self.closes, self.after_break))

    def pairs(self) -> frozenset[str]:
        """Two parts with the ZWNJ that was seen between them, also in the compounds of hazm's lexicon."""
        return frozenset(self.together) | frozenset(lexicon().compounds.values())


def _add(counts: dict[str, int], key: str, count: int) -> None:
    counts[key] = counts.get(key, 0) + count


def may_join(left: str, right: str, counts: Counts) -> bool:
    """Whether two words are worth a look: seen as one, or one of them seen now and then beside a ZWNJ."""
    pair = left + ZWNJ + right
    return (
        counts.opens(left)
        or counts.closes(right)
        or counts.together.get(pair, 0) > 0
        or lexicon().compounds.get(left + right) == pair
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


def with_breaks(letters: str, breaks: Iterable[int]) -> str:
    """Letters with ZWNJs at such places: the reverse of `breaks_of`."""
    places = frozenset(breaks)
    return "".join(ZWNJ + letter if at in places else letter for at, letter in enumerate(letters))


def moved(form: str, places: Iterable[int]) -> Iterator[str]:
    """The forms in which one ZWNJ stands a letter before or behind, at one of these places (نام‌های for نامه‌ای).

    Before a plural behind a letter that never joins it vanishes, or comes from there (مردهای for مرده‌ای).
    """
    letters, breaks, free = form.replace(ZWNJ, ""), breaks_of(form), frozenset(places)
    hidden = len(letters) - len(free_plural(letters) or letters)
    for at in sorted(breaks):
        for step in (-1, 1):
            if at + step in free and breaks.isdisjoint((at + step, at + 2 * step)):
                yield with_breaks(letters, breaks - {at} | {at + step})
        if hidden and at == hidden + 1:
            yield with_breaks(letters, breaks - {at})
    if hidden and hidden + 1 in free and breaks.isdisjoint((hidden + 1, hidden + 2)):
        yield with_breaks(letters, breaks | {hidden + 1})


def free_plural(form: str) -> str:
    """The ending of a plural that has no ZWNJ because the letter before it never joins (های of مردهای), or nothing."""
    match = _FREE_PLURAL.search(form)
    return match.group() if match else ""


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
    """The verb forms of hazm, and those on می that it has not, by their letters."""
    affixes, verbs = load_yaml("affixes.yaml"), load_yaml("verbs.yaml")
    forms: list[str] = affixes["verbs"]
    for verb in verbs["additional"]:
        past, present = verb.split("#")
        stems = [past + ending for ending in affixes["past_endings"]]
        if verb not in verbs["vowel_stems"]:
            stems += [present + ending for ending in affixes["present_endings"]]
        forms = forms + [prefix + ZWNJ + stem for prefix in ("می", "نمی") for stem in stems]
    return {fold(form): form for form in forms} | lexicon().verbs


@cache
def _preverbs() -> tuple[str, ...]:
    return tuple(load_yaml("affixes.yaml")["preverbs"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load_yaml("affixes.yaml")["endings"], key=lambda ending: (-len(ending), ending)))


def _endings_of(letters: str) -> list[str]:
    """The endings that a word may have, the longest first."""
    endings = _endings()
    return [ending for ending in endings if letters.endswith(ending)] if letters.endswith(endings) else []


@cache
def _forenames() -> frozenset[str]:
    return frozenset(name for group in load_yaml("forenames.yaml").values() for name in fold(group).split())


def slot_features(letters: str, counts: Counts) -> Iterator[tuple[int, list[str]]]:
    """For each slot of a word that may hold a ZWNJ what speaks for or against one.

    The letters before it are `left`, those behind it `right`; `<` and `>` are strings that end or begin at the slot.
    """
    margins = _margins(letters, counts)
    places = [at for at in slots(letters) if margins[at] >= _LEAST_MARGIN]
    if not places:
        return
    parts = counts.parts
    known, whole = _known(letters), _magnitude(parts.get(letters, 0))
    verb, compound = verb_form(letters), lexicon().compounds.get(letters)
    verb_breaks = breaks_of(verb) if verb else None
    compound_breaks = breaks_of(compound) if compound else None
    base = _base(letters, counts)
    for at in places:
        left, right, margin = letters[:at], letters[at:], str(min(margins[at], 2000) // 250)
        before, after = f"^{left}", f"{right}$"
        left_count, right_count = _magnitude(parts.get(left, 0)), _magnitude(parts.get(right, 0))
        stem = _stem(right, counts) if right_count == "0" else right_count
        opens = _share(counts.before_break.get(left, 0), counts.alone.get(left, 0))
        closes = _share(counts.after_break.get(right, 0), counts.alone.get(right, 0))
        features = [
            "slot",
            f"known {known}",
            f"known {known} >{right[:2]}",
            f"known {known} <{left[-2:]}",
            f"known {known} counts {left_count} {right_count}",
            f"known {_known(left)} {_known(right)} {known}",
            f"whole {whole} margin {margin}",
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
            f"opens {opens} closes {closes}",
            f"opens {opens} margin {margin}",
            f"closes {closes} margin {margin}",
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
        if base:
            here = "end" if at == len(letters) - len(base.ending) else str(at in base.breaks)
            features += [f"base {here} {base.magnitude}", f"base {here} {base.magnitude} {base.ending}"]
            features.append(f"base {here} margin {margin}")
        if left in _forenames():
            features += ["forename", f"forename >{after[:4]}"]
        if left[-1] == "ه":
            features.append(f"he {_magnitude(parts.get(left[:-1], 0))} {left_count} >{after[:3]}")
        if right.startswith("ها"):
            features.append(f"ha {left_count} {_magnitude(parts.get(left + 'ه', 0))}")
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
    opens = _share(counts.before_break.get(left, 0), counts.alone.get(left, 0))
    closes = _share(counts.after_break.get(right, 0), counts.alone.get(right, 0))
    seen = _share(counts.together.get(pair, 0), counts.apart.get(pair, 0))
    left_count, right_count = _magnitude(counts.parts.get(left, 0)), _magnitude(counts.parts.get(right, 0))
    joins, condition = left[-1] not in NOT_JOINING, state.value
    verb_agrees = verb and verb == pair
    return [
        "gap",
        f"opens {opens}",
        f"closes {closes}",
        f"opens {opens} closes {closes} {joins}",
        f"seen {seen}",
        f"seen {seen} opens {opens} closes {closes}",
        f"compound {compound and compound == pair} closes {closes}",
        f"verb {verb_agrees}",
        f"verb {verb_agrees} opens {opens}",
        f"whole {_magnitude(counts.parts.get(letters, 0))} {_known(letters)} {joins}",
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
        condition,
        f"{condition} opens {opens}",
        f"{condition} closes {closes}",
        f"{condition} seen {seen}",
        f"{condition} |{right}",
        f"{left}|{right}",
    ]


def choice_features(choice: Choice, before: str, after: str) -> list[str]:
    """What the words round a word with two readings say for the first of them (`^` and `$` where there is none)."""
    kinds = f"{kind_of(choice.first)}/{kind_of(choice.second)}"
    letters = choice.first.replace(ZWNJ, "")
    features = [
        kinds,
        f"{kinds} {before}|",
        f"{kinds} {before[-2:]}|",
        f"{kinds} {_known(before)}|",
        f"{kinds} |{after}",
        f"{kinds} |{after[:2]}",
        f"{kinds} |{after[-2:]}",
        f"{kinds} |{after[-3:]}",
        f"{kinds} |{_known(after)} {after[-1]}",
        f"{kinds} |verb {verb_form(after) is not None}",
        f"{letters} {before}|",
        f"{letters} |{after}",
    ]
    if choice.odds is not None:
        features += [f"odds {choice.odds}", f"{kinds} odds {choice.odds}"]
    return features


def kind_of(form: str) -> str:
    """What is joined to a word by its ZWNJ: a prefix of verbs before it, or an ending; nothing if it has none.

    A plural counts as joined also where its ZWNJ would not be seen.
    """
    if plural := free_plural(form):
        return f"-{plural}"
    first, *others = form.split(ZWNJ)
    if not others:
        return ""
    if f"{first}-" in VERB_PREFIXES:
        return f"{first}-"
    return f"-{others[-1]}" if len(others[-1]) <= 5 else "-"


def _known(letters: str) -> str:
    """What hazm's lexicon calls a run of letters."""
    known = lexicon()
    count = known.words.get(letters)
    if count is not None:
        return "word" if count else "rare"
    return "compound" if letters in known.compounds else "verb" if letters in known.verbs else "-"


def _magnitude(count: int) -> str:
    """A count in six steps."""
    return "012345"[bisect_left(_MAGNITUDES, count)]


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
    for ending in _endings_of(right):
        if len(right) >= len(ending) + 2:
            count = counts.parts.get(right.removesuffix(ending), 0)
            if count >= TREEBANK:
                return f"{ending} {_magnitude(count)}"
    return "-"


class _Base(NamedTuple):
    """What a word is without its ending: that ending, where the rest is written with ZWNJs, and how frequent it is."""

    ending: str
    breaks: frozenset[int]
    magnitude: str


def _base(letters: str, counts: Counts) -> _Base | None:
    for ending in _endings_of(letters):
        rest = letters.removesuffix(ending)
        if len(rest) < 3:
            continue
        for base in (rest, rest + "ه") if ending == "گان" else (rest,):
            seen = counts.spellings.get(base, {})
            form = max(seen, key=lambda form: (seen[form], form), default="")
            if form and seen[form] >= TREEBANK:
                return _Base(ending, breaks_of(form), _magnitude(seen[form]))
    return None


def _margins(letters: str, counts: Counts) -> list[int]:
    """For each place of a word, how much likelier the best way to cut it up there is than the best one not to.

    Parts are as likely as they are frequent (a unigram model); the unit is a hundredth of a natural logarithm.
    """
    length = len(letters)
    count_of, words = counts.parts.get, lexicon().words
    costs: list[list[int]] = []
    ahead = [0] + [_NEVER] * length
    for begin in range(length):
        here = ahead[begin]
        row: list[int] = []
        for end in range(begin + 1, min(length, begin + _LONGEST_PART) + 1):
            part = letters[begin:end]
            count = count_of(part, 0)
            if count > 0:
                cost = _cost(count)
            elif part in words:
                cost = _RARE
            else:
                cost = _UNKNOWN + _UNKNOWN_LETTER * (end - begin)
            row.append(cost)
            if here + cost < ahead[end]:
                ahead[end] = here + cost
        costs.append(row)
    behind = [0] * (length + 1)
    uncut = [_NEVER] * length
    for begin in reversed(range(length)):
        row, here, least = costs[begin], ahead[begin], _NEVER
        for at in range(begin + len(row) - 1, begin, -1):  # of the parts that begin here and end behind this place
            whole = here + row[at - begin] + behind[at + 1]
            if whole < least:
                least = whole
            if least < uncut[at]:
                uncut[at] = least
        behind[begin] = min(least - here, row[0] + behind[begin + 1])
    return [uncut[at] - ahead[at] - behind[at] for at in range(length)]


@lru_cache(maxsize=1 << 12)
def _cost(count: int) -> int:
    """The cost of a part that was seen so often."""
    return _UNKNOWN - round(100 * math.log(count))
