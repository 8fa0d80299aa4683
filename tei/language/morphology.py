"""Morphology of Persian: the tagger, the lemmas and the features of Universal Dependencies, from one trained model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tei.language.characters import ZWNJ, fold
from tei.language.clitics import Clitic, clitic, cut, is_host, predicative_adjectives
from tei.language.data_files import load_yaml
from tei.language.lemmas import BARE_YE, Lemmatizer
from tei.language.part_of_speech import PartOfSpeechTagger, WordFeatures
from tei.language.spoken import SpokenPersian, written_reading
from tei.language.verbs import Verbs

MODEL = Path(__file__).parent / "models" / "morphology.npz"

_NUMBER = re.compile(r"\d+(?:[.,٫٬/]\d+)+")
"""Numbers with separators, and dates in figures; whole ones may be years, which are nouns in PerDT."""
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")


class Analysis(NamedTuple):
    """The lemma of a word, its UPOS tag, and its features in the notation of CoNLL-U (empty where it has none)."""

    lemma: str
    tag: str
    features: str


def text_array(lines: list[str]) -> npt.NDArray[np.uint8]:
    """Lines as an array that a model file can hold."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _lines(array: npt.NDArray[Any]) -> list[str]:
    return array.tobytes().decode().split("\n")


class Morphology:
    """All that the model file knows: `tagger` gives labels, `analyse` says what a word with a label is."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        numbers = zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True)
        clusters = dict(zip(_lines(arrays["cluster_words"]), numbers, strict=True))
        classes = dict(line.split("\t") for line in _lines(arrays["classes"]))
        known = (line.split("\t") for line in _lines(arrays["lemmas"]))
        self._verbs = Verbs(_lines(arrays["verbs"]))
        self._classes = classes
        self._spoken = SpokenPersian(self._verbs, classes)
        self._lemmatizer = Lemmatizer({(form, label): lemma for form, label, lemma in known}, classes, self._verbs)
        self.features = WordFeatures(clusters, classes, self._verbs, self._spoken)
        self.tagger = PartOfSpeechTagger(arrays, self.features)

    def clitic(self, reading: str, label: str) -> tuple[str, str, Clitic] | None:
        """The tags of the two parts of a word in standard spelling, by its label, and its clitic; None if it has none.

        The tagger may be wrong. لیست is a word, and what ش leaves of داعش is none. What seems to be a pronoun behind an
        adjective may be a copula: مسئولیم is مسئول + یم, امیدوارم is امیدوار + م. And دنیاست is دنیا + ست.
        """
        if "+" not in label and not reading.endswith("ست"):
            return None
        host_tag, _, tag = label.partition("+")
        letters = fold(reading)
        if tag == "PRON" and self._ends_in_copula(letters):
            host_tag, tag = "ADJ", "VERB"
        elif not tag and host_tag in _NOMINAL and letters.endswith(("است", "وست")):
            tag = "AUX"
        found = clitic(reading, tag)
        if found is None:
            return None
        stem = letters[: -found.length]
        is_apart = reading[: cut(reading, found.length)].endswith((ZWNJ, " "))
        if "+" in label and (is_apart or host_tag not in _NOMINAL):
            return host_tag, tag, found
        return (host_tag, tag, found) if letters not in self._classes and is_host(stem, self._classes) else None

    def _ends_in_copula(self, letters: str) -> bool:
        """Whether a word is an adjective with یم (we are) and not a word in ی with م (my), or one such as امیدوارم."""
        if letters.removesuffix("م") in predicative_adjectives():
            return True
        adjective = letters.removesuffix("یم")
        is_adjective = adjective != letters and "J" in self._classes.get(adjective, "")
        return is_adjective and adjective[-1] not in "او" and letters[:-1] not in self._classes

    def analyse(self, reading: str, label: str) -> Analysis:
        """What a word in standard spelling is, by its label (a UPOS tag, with `BARE_YE` where that is so)."""
        tag = label.removesuffix(BARE_YE)
        if _NUMBER.fullmatch(reading):
            return Analysis(reading, "NUM", "")
        if tag in ("VERB", "AUX"):
            verb = self._spoken.verb(fold(reading))
            features = (verb.features_of_auxiliary if tag == "AUX" else verb.features) if verb else {}
            return Analysis(self._lemmatizer.lemma(reading, label, verb), tag, _joined(features))
        if tag != "PROPN":
            reading = written_reading(fold(reading), tag) or reading
        lemma = self._lemmatizer.lemma(reading, label)
        if tag in ("NOUN", "PROPN"):
            return Analysis(
                lemma, tag, f"Number={'Plur' if self._lemmatizer.is_plural(reading, label, lemma) else 'Sing'}"
            )
        if tag == "ADJ":
            return Analysis(lemma, tag, _degree(reading, lemma))
        if tag in ("PRON", "DET"):
            return Analysis(lemma, tag, _pronouns().get(fold(reading), ""))
        return Analysis(lemma, tag, "Foreign=Yes" if tag == "X" else "")


def _joined(features: Mapping[str, str]) -> str:
    return "|".join(f"{name}={value}" for name, value in sorted(features.items()))


def _degree(reading: str, lemma: str) -> str:
    ending = fold(reading)[len(fold(lemma)) :]
    if ending.startswith("ترین"):
        return "Degree=Sup"
    return "Degree=Cmp" if ending.startswith("تر") else ""


@cache
def _pronouns() -> dict[str, str]:
    return dict(load_yaml("pronouns.yaml"))


@cache
def morphology() -> Morphology:
    """The morphology that is shipped."""
    with np.load(MODEL) as arrays:
        return Morphology({name: arrays[name] for name in arrays.files})
