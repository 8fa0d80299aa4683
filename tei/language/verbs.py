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
    "": ("Sing", "3"),
    "ام": ("Sing", "1"),
    "ای": ("Sing", "2"),
    "ایم": ("Plur", "1"),
    "اید": ("Plur", "2"),
    "اند": ("Plur", "3"),
}
_PAST_STEM, _PARTICIPLE, _PRESENT_STEM = range(3)
_ENDINGS = (_PAST, _PERFECT, _PRESENT)
"""What may stand behind each of the three parts of a verb."""
_LONGEST_ENDING = 3

_PREFIXES = (
    ("می", "می", ""),
    ("نمی", "می", "Neg"),
    ("ن", "", "Neg"),
    ("ب", "ب", ""),
)
"""What a form may begin with: its letters, the mark of aspect or mood among them, the polarity."""
_BEGINNINGS = tuple(letters for letters, _, _ in _PREFIXES)

_REGULAR_PAST = ("ید", "اند")
_GLIDES = ("ای", "آی", "وی")
"""How hazm may list a present stem with a vowel at its end: گوی for گو. Before endings it has the ی: گوید."""


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

    @property
    def features_of_auxiliary(self) -> dict[str, str]:
        """The features of this form as an auxiliary: خواهد is the mark of the future."""
        if self.lemma != _data()["future"] or self.mood != "Sub":
            return self.features
        return self._replace(tense="Fut", mood="").features | {"VerbForm": "Fin"}


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
        self._ranks = {lemma: rank for rank, lemma in enumerate(lemmas)}
        self._stems: dict[str, list[tuple[str, int]]] = {}
        self._bare: dict[str, list[str]] = {}
        for lemma in self._ranks:
            if lemma.endswith("ی") and lemma[:-1] in self._ranks:
                continue
            past, _, present = fold(lemma).partition("#")
            base = present[:-1] if present.endswith(_GLIDES) else present
            self._bare.setdefault(base, []).append(lemma)
            ends_in_vowel = base != present or base.endswith(("ا", "آ")) or lemma in _data()["vowel_stems"]
            self._stems.setdefault(past, []).append((lemma, _PAST_STEM))
            self._stems.setdefault(f"{past}ه", []).append((lemma, _PARTICIPLE))
            for stem in (f"{base}ی", f"{base}ئ") if ends_in_vowel else (present,):
                self._stems.setdefault(stem, []).append((lemma, _PRESENT_STEM))
        self._preverbs = tuple(_data()["preverbs"])
        self.past_stems, _, self.present_stems = (
            [stem for stem, verbs in self._stems.items() if any(part == wanted for _, part in verbs)]
            for wanted in (_PAST_STEM, _PARTICIPLE, _PRESENT_STEM)
        )

    def reading(self, form: str) -> VerbForm | None:
        """The likeliest reading of a folded form, or None where it is no form of a known verb."""
        if form in _irregular():
            return _irregular()[form]
        readings = list(self._readings(form))
        if not readings and form.startswith(self._preverbs):
            preverb = next(preverb for preverb in self._preverbs if form.startswith(preverb))
            readings = list(self._readings(form[len(preverb) :]))
        return min(readings, key=self._rank, default=None)

    def _rank(self, reading: VerbForm) -> tuple[int, bool]:
        """What is smaller is likelier: verbs by their place in the list, the third person before the others."""
        return self._ranks[reading.lemma], reading.person != "3"

    def guess(self, form: str) -> VerbForm | None:
        """The reading of a folded form that is known to be a verb; an unknown verb is taken to be regular."""
        return self.reading(form) or self._imperative(form) or next(_regular(form), None)

    def _imperative(self, form: str) -> VerbForm | None:
        """An imperative without prefix: کن, باش."""
        lemma = next(iter(self._bare.get(form, ())), None)
        return VerbForm(lemma, "Pres", "Imp", "Sing", "2", "", is_participle=False) if lemma else None

    def _readings(self, form: str) -> Iterator[VerbForm]:
        """Readings of a form without preverb. Behind a prefix آ is یا and ا is ی or یا: نیاورد, بینداز, بیاندازد."""
        yield from self._of_stem(form, "", "")
        for letters, mark, polarity in _PREFIXES if form.startswith(_BEGINNINGS) else ():
            if form.startswith(letters):
                rest = form[len(letters) :]
                yield from self._of_stem(rest, mark, polarity)
                if rest.startswith("ی"):
                    for beginning in ("آ", "ا"):
                        yield from self._of_stem(beginning + rest[1:].removeprefix("ا"), mark, polarity)

    def _of_stem(self, form: str, mark: str, polarity: str) -> Iterator[VerbForm]:
        """The readings of a form without its prefixes.

        Where past and present of a verb have the same letters (خورد), that is the present behind می, else the past.
        """
        ends = range(len(form), max(0, len(form) - _LONGEST_ENDING - 1), -1)
        for end in reversed(ends) if mark == "می" else ends:
            for lemma, part in self._stems.get(form[:end], ()):
                person = _ENDINGS[part].get(form[end:])
                if person is None or (mark == "ب" and part != _PRESENT_STEM):
                    continue
                tense, mood = "Past", ""
                if part == _PRESENT_STEM:
                    tense = "Pres"
                    mood = "" if mark == "می" or (mark != "ب" and lemma in _data()["without_prefix"]) else "Sub"
                elif part == _PARTICIPLE and end < len(form):
                    tense = ""
                yield VerbForm(lemma, tense, mood, *person, polarity, is_participle=part == _PARTICIPLE)
        if mark == "ب" or (polarity == "Neg" and not mark):
            for lemma in self._bare.get(form, ()):
                yield VerbForm(lemma, "Pres", "Imp", "Sing", "2", polarity, is_participle=False)


def _regular(form: str) -> Iterator[VerbForm]:
    """The readings of a form of an unknown verb, as of a regular one: past stem in ید, or in اند of causatives."""
    for letters, mark, polarity in (*sorted(_PREFIXES, reverse=True), ("", "", "")):
        if not form.startswith(letters):
            continue
        rest = form[len(letters) :]
        for stem, number, person in _endings(rest, _PERFECT):
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
