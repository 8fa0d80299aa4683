"""The forms of Persian verbs: stem, tense, mood, person and number of a single word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from tei.language.characters import fold
from tei.language.data_files import load_yaml

_PERSONS = {
    "م": ("Sing", "1"),
    "ی": ("Sing", "2"),
    "یم": ("Plur", "1"),
    "ید": ("Plur", "2"),
    "ند": ("Plur", "3"),
}
_PRESENT = {**_PERSONS, "د": ("Sing", "3")}
_PAST = {**_PERSONS, "": ("Sing", "3")}
_PERFECT = {
    "ام": ("Sing", "1"),
    "ای": ("Sing", "2"),
    "ایم": ("Plur", "1"),
    "اید": ("Plur", "2"),
    "اند": ("Plur", "3"),
}
_PREFIXES = (
    ("", "", ""),
    ("می", "می", ""),
    ("نمی", "می", "Neg"),
    ("ن", "", "Neg"),
    ("ب", "ب", ""),
)
"""What a form may begin with: its letters, the mark of aspect or mood among them, the polarity."""

_REGULAR_PAST = ("ید", "اند")


class VerbForm(NamedTuple):
    """One reading of a form: citation form (past and present stem, as in hazm: رفت#رو) and UD features."""

    lemma: str
    tense: str
    mood: str
    number: str
    person: str
    polarity: str
    is_participle: bool

    @property
    def features(self) -> dict[str, str]:
        """The features of Universal Dependencies that this form has."""
        values = {
            "Mood": self.mood,
            "Number": self.number,
            "Person": self.person,
            "Polarity": self.polarity,
            "Tense": self.tense,
            "VerbForm": "Part" if self.is_participle else "",
        }
        return {name: value for name, value in values.items() if value}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("verbs.yaml")
    return data


@cache
def _irregular() -> dict[str, VerbForm]:
    return {
        form: VerbForm(lemma, tense, "", number, person, polarity, is_participle=False)
        for form, (lemma, tense, number, person, polarity) in _data()["irregular"].items()
    }


def simple_verbs(lemmas: Iterable[str]) -> list[str]:
    """The citation forms of a list, and some more, without doublets and verbs that have a preverb (برگشت#برگرد)."""
    listed = [lemma for lemma in dict.fromkeys([*lemmas, *_data()["additional"]]) if lemma not in _data()["left_out"]]
    known = set(listed)
    return [
        lemma
        for lemma in listed
        if not any(
            lemma.startswith(preverb) and lemma.replace(preverb, "", 1).replace(f"#{preverb}", "#", 1) in known
            for preverb in _data()["preverbs"]
        )
    ]


class Verbs:
    """The verbs of a list of citation forms (past stem#present stem); of two readings of a form the earlier wins."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._ranks: dict[str, int] = {}
        self._past: dict[str, list[str]] = {}
        self._present: dict[str, list[str]] = {}
        for rank, lemma in enumerate(lemmas):
            past, _, present = fold(lemma).partition("#")
            self._ranks[lemma] = rank
            self._past.setdefault(past, []).append(lemma)
            for stem in _present_stems(present):
                self._present.setdefault(stem, []).append(lemma)
        self._preverbs = ("", *_data()["preverbs"])

    def reading(self, form: str) -> VerbForm | None:
        """The likeliest reading of a folded form, or None where it is no form of a known verb."""
        if form in _irregular():
            return _irregular()[form]
        return min(self._readings(form), key=lambda found: self._ranks[found.lemma], default=None)

    def guess(self, form: str) -> VerbForm | None:
        """The reading of a folded form that is known to be a verb; an unknown verb is taken to be regular."""
        return self.reading(form) or self._of_present_stem(form) or next(_regular(form), None)

    def _of_present_stem(self, form: str) -> VerbForm | None:
        """An imperative without prefix: کن, باش."""
        lemma = next(iter(self._present.get(form, ())), None)
        return VerbForm(lemma, "Pres", "Imp", "Sing", "2", "", is_participle=False) if lemma else None

    def _readings(self, form: str) -> Iterator[VerbForm]:
        for preverb in self._preverbs:
            if not form.startswith(preverb):
                continue
            rest = form[len(preverb) :]
            found = False
            for letters, mark, polarity in _PREFIXES:
                if rest.startswith(letters):
                    for reading in self._of_stem(rest[len(letters) :], mark, polarity, bool(letters)):
                        found = True
                        yield reading
            if found:
                return

    def _of_stem(self, form: str, mark: str, polarity: str, has_prefix: bool) -> Iterator[VerbForm]:
        """The readings of a form without its prefixes."""
        if mark != "ب":
            for stem, number, person in _endings(form, _PAST):
                for lemma in self._stems(self._past, stem, has_prefix):
                    yield VerbForm(lemma, "Past", "", number, person, polarity, is_participle=False)
            for stem, number, person in _endings(form, {"": ("Sing", "3"), **_PERFECT}):
                if stem.endswith("ه"):
                    for lemma in self._stems(self._past, stem[:-1], has_prefix):
                        yield VerbForm(lemma, "", "", number, person, polarity, is_participle=True)
        mood = "" if mark == "می" else "Sub"
        for stem, number, person in _endings(form, _PRESENT):
            for lemma in self._stems(self._present, stem, has_prefix):
                yield VerbForm(lemma, "Pres", mood, number, person, polarity, is_participle=False)
        if mark == "ب" or (polarity == "Neg" and not mark):
            for lemma in self._stems(self._present, form, has_prefix):
                yield VerbForm(lemma, "Pres", "Imp", "Sing", "2", polarity, is_participle=False)

    @staticmethod
    def _stems(table: dict[str, list[str]], stem: str, has_prefix: bool) -> Iterator[str]:
        """The verbs of a stem; behind a prefix آ is یا and ا is ی or یا: نیاورد, بینداز, بیاندازد."""
        yield from table.get(stem, ())
        if has_prefix and stem.startswith("ی"):
            for beginning in ("آ", "ا"):
                yield from table.get(beginning + stem[1:].removeprefix("ا"), ())


def _regular(form: str) -> Iterator[VerbForm]:
    """The readings of a form of an unknown verb, as of a regular one: past stem in ید, or in اند of causatives."""
    for letters, mark, polarity in sorted(_PREFIXES, reverse=True):
        if not form.startswith(letters):
            continue
        rest = form[len(letters) :]
        for stem, number, person in _endings(rest, {"": ("Sing", "3"), **_PERFECT}):
            if stem.endswith(tuple(past + "ه" for past in _REGULAR_PAST)):
                yield VerbForm(_regular_lemma(stem[:-1]), "", "", number, person, polarity, is_participle=True)
        for stem, number, person in _endings(rest, _PAST):
            if stem.endswith(_REGULAR_PAST):
                yield VerbForm(_regular_lemma(stem), "Past", "", number, person, polarity, is_participle=False)
        for stem, number, person in _endings(rest, _PRESENT) if letters else ():
            mood = "" if mark == "می" else "Sub"
            past = stem + ("د" if stem.endswith("ان") else "ید")
            yield VerbForm(f"{past}#{stem}", "Pres", mood, number, person, polarity, is_participle=False)


def _regular_lemma(past: str) -> str:
    return f"{past}#{past[:-1] if past.endswith('اند') else past[:-2]}"


def _endings(form: str, persons: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for ending, (number, person) in persons.items():
        if form.endswith(ending) and len(form) > len(ending):
            yield form[: len(form) - len(ending)], number, person


def _present_stems(stem: str) -> list[str]:
    """The shapes of a present stem: before a vowel one in ا or و has a ی (گو, گوی)."""
    if not stem:
        return []
    return [stem, stem + "ی"] if stem[-1] in "او" else [stem]
