"""The standard spelling of Persian words: where zero-width non-joiners (ZWNJ) belong, and Persian letter forms.

Knows words, not texts. The rules take a word apart into what the lexicon and `data/affixes.yaml` know; what they
cannot account for is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from tei.language.characters import TATWEEL, ZWJ, ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.lexicon import NOT_JOINING, lexicon

Grade: TypeAlias = Literal["high", "medium", "low"]
Reading: TypeAlias = tuple[str, Grade]
"""A word in standard spelling, and how sure that is."""

LETTERS = (
    "\u0621-\u063a\u0640-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc"
)
"""Letters of the Arabic script and the marks on them, for a character class."""

STRAY_JOINERS = "\u200b\u200d-\u200f\u00ac\u00ad\ufeff\u202a-\u202e"
"""Invisible characters, and U+00AC, that stand where a ZWNJ belongs in texts of old encodings."""

_PERSIAN_FORMS = str.maketrans("يىېكڪەہھٱ", "یییککههها") | dict.fromkeys((ord(TATWEEL), ord(ZWJ)), "")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_JOINER_RUN = re.compile(f"[{ZWNJ}{STRAY_JOINERS}]+")
_FREQUENT = 10
"""Count in news articles from which a word is safe to find in a longer one (تر in پارامتر follows no word)."""
_LONGEST = 40
"""Letters; longer runs are no words (and would make the recursion deep)."""


@dataclass(frozen=True, slots=True)
class _Affixes:
    plural: frozenset[str]
    after_mute_he: frozenset[str]
    after_ye: frozenset[str]
    comparison: frozenset[str]
    grown: frozenset[str]
    pronounced_he: tuple[str, ...]
    second_parts: frozenset[str]
    bound_parts: frozenset[str]
    one_word: frozenset[str]
    bound_prefixes: frozenset[str]
    prefixes: tuple[str, ...]
    preverbs: tuple[str, ...]
    verbs: dict[str, str]
    readings: dict[str, Reading]
    sound: frozenset[str]
    hamza_ends: frozenset[str]
    longest: int


@cache
def _affixes() -> _Affixes:
    data = load_yaml("affixes.yaml")
    endings = [*data["plural"], *data["after_mute_he"], *data["comparison"], *data["grown"], *data["second_parts"]]
    return _Affixes(
        plural=frozenset(data["plural"]),
        after_mute_he=frozenset(data["after_mute_he"]),
        after_ye=frozenset(data["after_ye"]),
        comparison=frozenset(data["comparison"]),
        grown=frozenset(data["grown"]),
        pronounced_he=tuple(data["pronounced_he"]),
        bound_parts=frozenset(data["bound_parts"]),
        one_word=frozenset(data["one_word"]),
        bound_prefixes=frozenset(data["bound_prefixes"]),
        second_parts=frozenset(data["second_parts"]),
        prefixes=tuple(data["prefixes"]),
        preverbs=tuple(data["preverbs"]),
        verbs={fold(verb): verb for verb in data["verbs"]},
        readings={letters: (reading, grade) for letters, (reading, grade) in data["readings"].items()},
        sound=frozenset(data["sound"]),
        hamza_ends=frozenset(data["hamza_ends"]),
        longest=max(map(len, endings)),
    )


@lru_cache(maxsize=1 << 16)
def standard_spelling(word: str) -> Reading:
    """The standard spelling of a word as it stands in a text, equal to the word where that is sound or unknown."""
    clean = persian_letters(word)
    letters = fold(clean)
    if letters in _affixes().readings and ZWNJ not in clean:
        return _affixes().readings[letters]
    if clean.endswith("أ") and letters in lexicon().words and letters not in _affixes().hamza_ends:
        return clean[:-1] + "اً", "high"
    analysis = _analysis(letters) if len(letters) <= _LONGEST else None
    if analysis and _breaks(clean) < _breaks(analysis[0]):
        return _break_like(clean, analysis[0]), analysis[1]
    return clean, "high"


def _breaks(word: str) -> frozenset[int]:
    """Where a word has ZWNJs, as numbers of folded letters before them."""
    if ZWNJ not in word:
        return frozenset()
    lengths = accumulate(len(fold(part)) for part in word.split(ZWNJ)[:-1])
    return frozenset(lengths)


def persian_letters(word: str) -> str:
    """A word with Persian letter forms (ي→ی, ك→ک), without tatweel, with single ZWNJs and those only inside.

    A run of tatweels alone, which stands for a dash, and an abbreviation such as هـ stay as they are.
    """
    plain = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), word)
    return (
        _JOINER_RUN.sub(ZWNJ, plain.translate(_PERSIAN_FORMS)).strip(ZWNJ)
        if len(fold(plain)) > 1 or TATWEEL not in plain
        else word
    )


def joined_spelling(first: str, second: str) -> Reading | None:
    """The one word that two neighbouring words (standard spelling) are parts of, or None where they are two."""
    affixes = _affixes()
    letters, ending = _letters(first), _letters(second)
    if ending in affixes.plural:
        return _attach(first, second), "high"
    if ending in affixes.comparison and letters in lexicon().words:
        return _attach(first, second), "high"
    if ending in affixes.after_mute_he and _is_mute_he(letters):
        return f"{first}{ZWNJ}{second}", "high"
    if letters.endswith("می") and (verb := _verb(letters + ending)):
        return (f"{first}{ZWNJ}{second}", "high") if verb.startswith(letters + ZWNJ) else None
    pair = f"{letters}{ZWNJ}{ending}"
    if pair in lexicon().pairs or pair in affixes.one_word:
        return _attach(first, second), "high"
    if letters in affixes.bound_prefixes or _is_bound(ending):
        analysis = _analysis(letters + ending)
        if analysis and analysis[1] == "high" and analysis[0].startswith(f"{letters}{ZWNJ}{ending[0]}"):
            return _attach(first, second), "medium"
    return None


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=1 << 16)
def _is_bound(ending: str) -> bool:
    """Whether this is the second part of a compound and no word of its own, with its endings: گذاران, گذاری‌ها."""
    affixes = _affixes()
    return ending in affixes.bound_parts or any(
        part in affixes.bound_parts and (rest in affixes.plural or rest in {"ان", "انی", "ی"})
        for part, rest in _cuts(ending, affixes.longest)
    )


@lru_cache(maxsize=1 << 16)
def _analysis(letters: str) -> Reading | None:
    """Folded letters with ZWNJs where they belong (none in a sound word), or None for an unknown word."""
    if letters in _affixes().sound or (letters in lexicon().words and not _is_grown_plural(letters)):
        return letters, "high"
    known = _verb(letters) or lexicon().compounds.get(letters)
    if known:
        return known, "medium" if _has_two_plurals(letters) else "high"
    return _inflected(letters) or _compounded(letters) or _with_prefix(letters) or _plural_of_unknown(letters)


def _is_grown_plural(letters: str) -> bool:
    """Whether a word, known though it be, is the plural of a more frequent one: سالهای, but not تنها."""
    at = letters.rfind("ها")
    counts = lexicon().words
    return at > 1 and letters[at:] in _affixes().plural and counts.get(letters[:at], 0) > counts[letters]


def _verb(letters: str) -> str | None:
    """A verb form with its ZWNJ, after a preverb too: می‌گردد, برمی‌گردد."""
    known = _affixes().verbs.get(letters) or lexicon().verbs.get(letters)
    if known or letters.removesuffix("های") in lexicon().words:
        return known
    for preverb in _affixes().preverbs:
        verb = lexicon().verbs.get(letters.removeprefix(preverb)) if letters.startswith(preverb) else None
        if verb:
            return preverb + verb
    return None


def _has_two_plurals(letters: str) -> bool:
    """Whether letters may be a plural or a word on a mute ه: نامهای is نامه‌ای or نام‌های."""
    stem = letters.removesuffix("های")
    return stem != letters and stem in lexicon().words and stem + "ه" in lexicon().words


def _inflected(letters: str) -> Reading | None:
    """A known word with an ending; the longest ending first."""
    affixes = _affixes()
    for stem, ending in _cuts(letters, affixes.longest):
        if ending in affixes.plural or (ending in affixes.comparison and len(stem) > 2 and _is_frequent(stem)):
            base = _analysis(stem)
            if base and not _is_rarer(stem, ending):
                return _attach(base[0], ending), base[1]
        if ending in affixes.after_mute_he and _is_mute_he(stem):
            base = _analysis(stem)
            if base:
                return base[0] + ZWNJ + ending, base[1]
        if ending in affixes.after_ye and stem[-1] == "ی" != stem[-2] and len(stem) > 3 and _is_frequent(stem):
            return stem + ZWNJ + ending, "high"
        if ending in affixes.grown:
            base = _analysis(stem)
            if base:
                return base[0] + ending, base[1]
    return None


def _is_frequent(letters: str) -> bool:
    return lexicon().words.get(letters, 0) >= _FREQUENT


def _is_rarer(stem: str, ending: str) -> bool:
    """Whether an ending on ها is rather one after a mute ه: برنامهای is برنامه‌ای, not برنام‌های."""
    if ending[1:] not in _affixes().after_mute_he:
        return False
    counts = lexicon().words
    return counts.get(stem + "ه", -1) > counts.get(stem, -1)


def _compounded(letters: str) -> Reading | None:
    """A frequent word with a second part such as آمیز, or with the Arabic article (رجب‌المرجب)."""
    affixes = _affixes()
    for stem, ending in _cuts(letters, affixes.longest):
        is_bound = ending in affixes.bound_parts and stem in lexicon().words
        if ending in affixes.second_parts and len(stem) > 2 and (is_bound or lexicon().words.get(stem)):
            return _attach(stem, ending), "medium"
        if ending.startswith("ال") and len(ending) > 5 and len(stem) > 2 and _is_frequent(stem):
            return _attach(stem, ending), "medium"
    return None


def _cuts(letters: str, longest: int) -> Iterator[tuple[str, str]]:
    """All ways to cut a word in two, the longest ending first; a stem has two letters or more."""
    for at in range(max(2, len(letters) - longest), len(letters)):
        yield letters[:at], letters[at:]


def _with_prefix(letters: str) -> Reading | None:
    for prefix in _affixes().prefixes:
        if letters.startswith(prefix) and len(letters) >= len(prefix) + 3:
            rest = letters.removeprefix(prefix)
            if lexicon().words.get(rest) or rest in lexicon().compounds:
                return _attach(prefix, lexicon().compounds.get(rest, rest)), "medium"
    return None


def _plural_of_unknown(letters: str) -> Reading | None:
    for stem, ending in _cuts(letters, _affixes().longest):
        if ending in _affixes().plural and len(stem) > 3:
            return _attach(stem, ending), "medium"
    return None


def _attach(first: str, second: str) -> str:
    """Two parts of a word, with a ZWNJ unless the first ends in a letter that never joins the next."""
    return first + second if first[-1] in NOT_JOINING else first + ZWNJ + second


def _is_mute_he(letters: str) -> bool:
    return (
        letters[-1:] == "ه"
        and letters[-2:-1] != "ا"
        and len(letters) > 2
        and not letters.endswith(_affixes().pronounced_he)
    )


def _break_like(word: str, model: str) -> str:
    """`word` with ZWNJs where `model`, which has the same folded letters, has them."""
    pieces: list[str] = []
    at = 0
    for character in word:
        if character == ZWNJ:
            continue
        if fold(character):
            if model[at] == ZWNJ:
                pieces.append(ZWNJ)
                at += 1
            at += 1
        pieces.append(character)
    return "".join(pieces)
