"""Spoken Persian in writing: the written form of words such as اگه, می‌گن, چیزا."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.verbs import VerbForm, Verbs


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("spoken.yaml")
    return data


@cache
def _words() -> dict[str, str]:
    return {fold(word): written for word, written in _data()["words"].items()}


def written_reading(word: str, tag: str) -> str | None:
    """What a folded spoken word with a UPOS tag stands for, in standard spelling; None where it is no spoken one.

    Verbs have no place here: see `SpokenPersian.verb`.
    """
    by_tag: dict[str, str] = _data()["by_tag"].get(word, {})
    return by_tag.get(tag) or _words().get(word)


@cache
def spoken_clitics() -> dict[str, str]:
    """The written form of spoken clitics."""
    return dict(_data()["clitics"])


class SpokenPersian:
    """What spoken words stand for; `known` are folded words of the written language."""

    def __init__(self, verbs: Verbs, known: Container[str]) -> None:
        self._verbs = verbs
        self._known = known
        self._words = {word: fold(written) for word, written in _words().items()}
        self._verb_forms = _verb_forms(verbs)

    def written(self, word: str) -> str:
        """The written form of a folded word, folded; the word itself where it may well be a written one."""
        if word in self._words:
            return self._words[word]
        if word in self._verb_forms and word not in self._known and self._verbs.reading(word) is None:
            return self._verb_forms[word]
        return word

    def verb(self, form: str) -> VerbForm | None:
        """The reading of a folded form that is known to be a verb (`Verbs.guess`).

        So بره is برود rather than رهیدن, and کردن is کردند rather than the infinitive.
        """
        found = self._verbs.reading(form)
        if (found is None or found.mood == "Imp") and form in self._verb_forms:
            found = self._verbs.reading(self._verb_forms[form])
        if found is None and form.endswith("ن"):
            found = self._verbs.reading(f"{form}د")
        return found or self._verbs.guess(form)


def _verb_forms(verbs: Verbs) -> dict[str, str]:
    """The written form of the spoken forms of verbs, all folded: میکنه is میکند."""
    data = _data()
    present: dict[str, str] = data["endings"]
    persons = {person: person for person in data["persons"]}
    past = {spoken: written for spoken, written in present.items() if written in persons}
    alone = past | {"ن": "ن"}
    of_past_stem = persons | {"": "", "ه": "ه"}
    past_stems, present_stems = ({stem: stem for stem in stems} for stems in (verbs.past_stems, verbs.present_stems))
    tables = (
        (data["prefixes"], present_stems, present),
        (data["prefixes"], data["present_stems"], persons | present | {"د": "د"}),
        (data["prefixes_of_past"], past_stems, past),
        (data["prefixes_of_past"], data["past_stems"], of_past_stem | past),
        (("", "ن"), past_stems, {"ین": "ید"}),
        (("", "ن"), data["past_stems"], of_past_stem | alone),
    )
    found: dict[str, str] = {
        f"{prefix}{stem}{ending}": f"{prefix}{written_stem}{written_ending}"
        for prefixes, stems, endings in tables
        for stem, written_stem in stems.items()
        for prefix in prefixes
        for ending, written_ending in endings.items()
    }
    found.update(data["forms"])
    return found
