"""Clitics: the words that Universal Dependencies splits off the end of a Persian word (کتابش: کتاب + ش)."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.part_of_speech import ENDINGS

_LONGEST_JOINED = 4
"""Letters of a clitic behind a ZWNJ, with the ا before it: اش, اشان."""


class Clitic(NamedTuple):
    """A clitic with its lemma and features (UD, joined by |), and how many letters of the folded word it has."""

    length: int
    lemma: str
    features: str


@cache
def _clitics() -> dict[str, dict[str, tuple[str, str]]]:
    """Lemma and features by tag and letters, the longest letters first."""
    data = load_yaml("clitics.yaml")
    return {
        tag: {letters: tuple(forms[letters]) for letters in sorted(forms, key=len, reverse=True)}
        for tag, forms in data["clitics"].items()
    }


@cache
def predicative_adjectives() -> frozenset[str]:
    """Folded adjectives behind which م is a copula: امیدوارم."""
    return frozenset(map(fold, load_yaml("clitics.yaml")["predicative"]))


def clitic(reading: str, tag: str) -> Clitic | None:
    """The clitic with this tag at the end of a word, or None where there is none.

    A vowel that only joins it to the word is part of it, as in PerDT: خانه‌اش is خانه + اش, جایش is جا + یش,
    but کتاب‌هایش is کتاب‌های + ش and برایش is برای + ش.
    """
    letters = fold(reading)
    for form, (lemma, features) in _clitics().get(tag, {}).items():
        if letters.endswith(form) and len(letters) > len(form):
            if form == "ت" and _is_abstract(letters):
                return None
            length = len(form) + _is_joined_by_vowel(reading, letters[: -len(form)])
            return Clitic(length, lemma, features)
    return None


def _is_abstract(letters: str) -> bool:
    """Whether a word ends like مسئولیت: that is hardly ever a pronoun behind an ی (which is زندگی‌ات)."""
    return letters.endswith("یت") and not letters.endswith(("ایت", "ویت", "هایت"))


def _is_joined_by_vowel(reading: str, stem: str) -> bool:
    """Whether the letter before a clitic only joins it: خانه‌اش, پایش; `stem` are the folded letters before it."""
    _, joiner, ending = reading.rpartition(ZWNJ)
    if joiner and fold(ending).startswith("ا") and len(fold(ending)) <= _LONGEST_JOINED:
        return stem.endswith("ا")
    return stem.endswith(("ای", "وی")) and not stem.endswith(("های", "برای"))


def is_host(stem: str, words: Container[str]) -> bool:
    """Whether a clitic may stand behind these folded letters: they are one of the words, perhaps with an ending."""
    bare = (stem.removesuffix(ending) for ending in ("", *ENDINGS) if stem.endswith(ending))
    return any(len(word) > 1 and word in words for word in bare)


def cut(form: str, letters: int) -> int:
    """The offset at which the last so many folded letters of a form begin."""
    at = len(form)
    while at > 0 and len(fold(form[at:])) < letters:
        at -= 1
    return at
