"""Words that introduce what stands in another text: «در بیانیه … آمده است:», «در روایت آمده است که», «به قول حافظ:»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tei.language.characters import fold
from tei.language.data_files import load_yaml

_FURTHEST_NOUN = 120
"""Characters before «آمده است» in which the noun stands that says in what."""

_LONGEST_OPENING = 60
_FURTHEST_SUBJECT = 100
"""Characters before a verb in which its subject is looked for."""


class WritingType(Enum):
    """What a text is in which something stands."""

    LETTER = "letter"
    """A letter, statement or report: somebody speaks in it."""
    QURAN = "quran"
    """In translation; Arabic verses are found by their words."""
    HADITH = "hadith"
    DOCUMENT = "document"
    """A law, contract or book: `quote type="document"`."""


class Writing(NamedTuple):
    """«در X آمده است»: half-open offsets of the verb, where the words begin that stand in X, and what X is."""

    begin: int
    end: int
    words: int
    type: WritingType


class TextQuotation(NamedTuple):
    """Half-open offsets of words of another text, and the `type` and `source` of their `quote`."""

    begin: int
    end: int
    type: str
    source: str = ""


@lru_cache(maxsize=2)
def writings(text: str) -> tuple[Writing, ...]:
    """Where a folded text says what stands in a writing, in its order."""
    return tuple(_writings(text))


def _writings(text: str) -> Iterator[Writing]:
    for match in _stands().finditer(text):
        low = max(0, match.start() - _FURTHEST_NOUN)
        sentence = _sentence(text, low, match.start())
        noun = _noun().search(text, sentence, match.start())
        if noun:
            yield Writing(*match.span("verb"), match.end(), WritingType(noun.lastgroup))


def speaks_by_revelation(text: str, at: int) -> bool:
    """Whether God, or the Quran, is the subject of a verb at an offset of a folded text."""
    return _revelation().search(text, max(0, at - _FURTHEST_SUBJECT), at) is not None


def is_poem_announced(text: str, at: int) -> bool:
    """Whether the words before an offset of a folded text say that verses follow."""
    return _poem_opening().search(text, max(0, at - _LONGEST_OPENING), at) is not None


def is_poet_speaking(text: str) -> bool:
    """Whether a folded text ends with a poet's name, perhaps a verb of saying, and a colon: lines of verse may follow,
    but so may prose.
    """
    return _poet_speaking().search(text, max(0, len(text) - _LONGEST_OPENING)) is not None


def _sentence(text: str, low: int, at: int) -> int:
    """Where the sentence before an offset begins, not before `low`."""
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in ".!؟؛:\n"))


@cache
def _stands() -> re.Pattern[str]:
    """What says that words stand in a writing, up to where they begin."""
    # The beginning of the word is asked for behind it, so that the search skips all other words.
    perfects = "|".join(rf"{verb}(?<=\b{verb})" for verb in map(fold, _data()["perfects"]))
    reads = "|".join(rf"{verb}(?<=\b{verb})" for verb in map(fold, _data()["reads"]))
    return re.compile(rf'(?P<verb>(?:{perfects})(?: ?است| بود| ?اند)?|{reads}) ?(?::|که\b|(?=[«"“])) *')


@cache
def _noun() -> re.Pattern[str]:
    """«در» and the noun that it governs, with a word or two between: «در بخشی از این نامه»."""
    groups = "|".join(f"(?P<{kind}>{_alternatives(nouns)})" for kind, nouns in _data()["writings"].items())
    return re.compile(rf"\bدر (?:\w+ ){{0,4}}?(?:{groups})(?:ه? ?ای|ی|ا?ش|شان)?\b")


@cache
def _poem_opening() -> re.Pattern[str]:
    poets, nouns, determiners = (_alternatives(_data()[name]) for name in ("poets", "poem_nouns", "determiners"))
    by_poet = rf"به (?:قول|گفته) (?:\w+ ){{0,2}}?(?:{poets})(?: \w+)? ?[:،]? ?"
    return re.compile(rf"\b(?:{by_poet}|(?:{determiners}) (?:{nouns})\b[^.:؛!؟«»\n]*: ?)[«\"“]?$")


@cache
def _poet_speaking() -> re.Pattern[str]:
    poets, verbs = _alternatives(_data()["poets"]), _alternatives(_data()["poets_verbs"])
    return re.compile(rf"\b(?:{poets})(?: \w+)?(?: (?:{verbs}))? ?: ?$")


@cache
def _revelation() -> re.Pattern[str]:
    """The subject at the beginning of a clause, with its attributes, and with what «در», «به» or a comma sets off."""
    names, attributes = _alternatives(_data()["divine"]), _alternatives(_data()["divine_attributes"])
    joint = rf"(?:^|[.،؛:!؟«»\"“”\n(*-]|\b(?:{_alternatives(_data()['conjunctions'])}))"
    aside = rf"(?: (?:{_alternatives(_data()['set_off_by'])})\b[^.؛:!؟«»\n]*)?"
    return re.compile(rf"{joint} ?(?:{names})(?: ?(?:{attributes})\b)*{aside} ?$")


def _alternatives(written: Any) -> str:
    words = sorted(map(fold, written), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in words)


@cache
def _data() -> Any:
    return load_yaml("quoted_texts.yaml")
