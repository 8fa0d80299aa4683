"""Reading Persian number words and digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from tei.language.characters import fold
from tei.language.data_files import load_yaml

_AND = "و"
_LONGEST = 9
"""More digits than this are no number that Persian prose counts with."""


class Number(NamedTuple):
    """A number read from words: it takes up `words[:length]`; ordinal as in «پنجم»."""

    value: int
    ordinal: bool
    length: int


def read_number(words: Sequence[str], at: int = 0) -> Number | None:
    """The longest number that begins with `words[at]`, of folded words; None if that word begins none.

    Reads digits (`15`, `15 ام`) and words up to 999999 («بیست و هفتم», «بیستوهفتم», «هزار و سیصد و نود»).
    """
    first = words[at]
    if first.isdecimal():
        if not (first.isascii() and len(first) <= _LONGEST):
            return None
        # A letter behind a year is no ending: «۱۹۹۰ م» is 1990 CE.
        ordinal = len(first) <= 2 and at + 1 < len(words) and words[at + 1] in _words().endings
        return Number(int(first), ordinal, 1 + ordinal)
    if first not in _words().values:
        return None
    return _read_words(words, at)


def number_words() -> Set[str]:
    """The folded words, digits apart, of which numbers and their endings consist."""
    return _words().values.keys() | _words().endings


def _read_words(words: Sequence[str], at: int) -> Number:
    values, endings = _words().values, _words().endings
    thousands = group = 0
    below = 1_000_000
    here = at
    while True:
        value, ordinal = values[words[here]]
        if value >= 1000:
            thousands, group, below = max(group, 1) * value, 0, 1000
        else:
            group += value
            below = 10 if 20 <= value < 100 else 100 if value >= 100 else 1
        here += 1
        if ordinal:
            return Number(thousands + group, True, here - at)
        following = here + 1 if here < len(words) and words[here] == _AND else here
        value, _ = values.get(words[following], (0, False)) if following < len(words) else (0, False)
        joined = following > here and 0 < value < below
        multiplied = following == here and value == 1000 and thousands == 0
        if not joined and not multiplied:
            break
        here = following
    ordinal = here < len(words) and words[here] in endings
    return Number(thousands + group, ordinal, here + ordinal - at)


class _Words(NamedTuple):
    """Value and whether ordinal of each word, fused ones among them; endings that stand apart."""

    values: Mapping[str, tuple[int, bool]]
    endings: frozenset[str]


@cache
def _words() -> _Words:
    data = load_yaml("numerals.yaml")
    simple = {fold(word): value for name in ("units", "teens") for word, value in data[name].items()}
    tens = {fold(word): value for word, value in data["tens"].items()}
    hundreds = {fold(word): value for word, value in data["hundreds"].items()}
    units = {word: value for word, value in simple.items() if value < 10}
    below_hundred = simple | tens | _fused(tens, units)
    cardinals = below_hundred | hundreds | _fused(hundreds, below_hundred)
    endings = [fold(ending) for ending in data["endings"]]
    ordinals = {word + ending: value for word, value in cardinals.items() for ending in endings}
    ordinals |= {fold(word): value for word, value in data["ordinals"].items()}
    ordinals |= _fused(tens, {"یکم": 1, "سوم": 3})
    values = {word: (value, True) for word, value in ordinals.items()}
    values |= {word: (value, False) for word, value in cardinals.items()}
    values |= {fold(word): (value, False) for word, value in data["thousands"].items()}
    return _Words(values, frozenset(endings))


def _fused(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """Words that grew together, as «بیستوهفت»."""
    return {a + _AND + b: m + n for a, m in first.items() for b, n in second.items()}


def is_several(word: str) -> bool:
    """Whether a folded word is a number that counts more than one, as in «۲۴ سرمربی»."""
    number = read_number([word])
    return number is not None and not number.ordinal and number.value > 1
