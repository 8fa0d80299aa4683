"""Lemmas of Persian words: the singular of nouns, the positive of adjectives, past#present stem of verbs.

What the treebanks say of a word goes before the rules. The conventions are those of UD Persian PerDT, with hazm's
citation form of verbs (رفت#رو).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tei.language import data_files
from tei.language.characters import ZWNJ, fold
from tei.language.verbs import VerbForm, Verbs

BARE_YE = "-ی"
"""Behind the tag of a word: it ends in an ی that is no part of its lemma (indefinite or ezafe)."""

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_VOWELS = re.compile("[\u064c-\u0652\u0670]")
"""Vowel marks that no lemma has; the ً of مثلاً stays."""
_HAMZA = re.compile("(?<=ه)\u0654$")
_YE = re.compile(f"(?:(?<=ه){ZWNJ})?[یئ]$")
_INDEFINITE = re.compile(f"(?<=[هی]){ZWNJ}ای$")
_INDEFINITE_OF_ADJECTIVE = re.compile(f"(?<=ی){ZWNJ}ای$")
_PLURAL = re.compile(f"{ZWNJ}?ها(?:ی|یی|ئی)?$")
_COMPARISON = re.compile(f"{ZWNJ}?تر(?:ین|ی)?$")
_SOUND_PLURALS = {
    "ایان": ("ا", "ای"),
    "ویان": ("وی", "و"),
    "یان": ("ی",),
    "گان": ("ه", "گ"),
    "ان": ("",),
    "ات": ("", "ه", "ت"),
    "ین": ("",),
}
"""Endings of plurals and what may stand for them in the singular."""
_PLURAL_ENDINGS = tuple(_SOUND_PLURALS)

_NOUN_OR_ADJECTIVE = frozenset("NJ")
_INVISIBLE = f"{ZWNJ} "


@dataclass(frozen=True)
class Lemmatizer:
    """`known`: folded form and tag → lemma, from treebanks; `classes`: hazm's parts of speech of folded words
    (letters, see the model card), `verbs` all verbs."""

    known: Mapping[tuple[str, str], str]
    classes: Mapping[str, str]
    verbs: Verbs

    def lemma(self, reading: str, label: str, verb: VerbForm | None = None) -> str:
        """The lemma of a word in standard spelling, by its label (UPOS, with `BARE_YE` where that is so).

        `verb` is the reading of the form of a verb.
        """
        tag = label.removesuffix(BARE_YE)
        letters = fold(reading)
        if (letters, label) in self.known:
            return self.known[letters, label]
        bare = reading if reading == letters else _VOWELS.sub("", reading).strip(ZWNJ)
        if tag in _VERBAL:
            return verb.lemma if verb else bare
        if bare != letters:
            bare = _HAMZA.sub("", bare.replace("ۀ", "ه"))
        if tag == "ADV" and bare in _data()["adverbs"]:
            return f"{bare}ً"
        if tag not in _NOMINAL:
            return bare
        if ZWNJ in bare:
            bare = (_INDEFINITE_OF_ADJECTIVE if tag == "ADJ" else _INDEFINITE).sub("", bare)
        if self._has_bare_ye(bare, label):
            bare = self._without_ye(bare)
        letters = fold(bare)
        if (letters, tag) in self.known:
            return self.known[letters, tag]
        if tag == "ADJ":
            return self._positive(bare)
        return self.singular(bare) if tag != "PROPN" else _without_plural(bare) or bare

    def _has_bare_ye(self, word: str, label: str) -> bool:
        """Whether the ی at the end of a word is no part of its lemma: not that of آماده‌سازی or of the name طبری."""
        if not label.endswith(BARE_YE):
            return self._has_ezafe(word)
        if label.startswith("PROPN"):
            return word.endswith(("ای", "وی", f"ه{ZWNJ}ی"))
        return not word.endswith(_data()["activities"])

    def _has_ezafe(self, word: str) -> bool:
        """Whether a word has the ی of the ezafe behind a vowel: شورای, where شورا is a word and شورای none."""
        if not word.endswith(("ای", "وی")):
            return False
        letters = fold(word)
        return letters not in self.classes and not _NOUN_OR_ADJECTIVE.isdisjoint(self.classes.get(letters[:-1], ""))

    def _without_ye(self, word: str) -> str:
        stem = _YE.sub("", word).rstrip(_INVISIBLE)
        shorter = stem.removesuffix("ی").removesuffix("ئ")
        return shorter if shorter != stem and shorter[-1:] in "او" and fold(stem) not in self.classes else stem

    def _positive(self, word: str) -> str:
        stem = _COMPARISON.sub("", word)
        if stem != word and (word[len(stem)] == ZWNJ or "J" in self.classes.get(fold(stem), "")):
            return stem
        return _without_plural(word) or word

    def singular(self, word: str) -> str:
        """The singular of a noun, or the word itself where it is none."""
        letters = fold(word)
        if letters in broken_plurals():
            return broken_plurals()[letters]
        stem = _without_plural(word)
        if stem != word and len(fold(stem)) > 1:
            return broken_plurals().get(fold(stem), stem)
        classes = self.classes.get(letters)
        if classes is not None and "P" not in classes and not letters.endswith("گان"):
            return word
        return self._sound_plural(word) or word

    def is_plural(self, reading: str, label: str, lemma: str) -> bool:
        """Whether a noun is plural: it has an ending of the plural that its lemma has not, or is a broken plural."""
        stem = self._without_ye(reading) if self._has_bare_ye(reading, label) else reading
        if _without_plural(stem) != stem:
            return not (lemma.endswith("ها") and fold(lemma) in self.classes)
        letters = fold(stem)
        has_ending = letters.endswith(_PLURAL_ENDINGS) and letters != fold(lemma)
        return not label.startswith("PROPN") and (has_ending or letters in broken_plurals())

    def _sound_plural(self, word: str) -> str | None:
        """The singular of a plural in گان, ان, ین or ات of a known word."""
        if not word.endswith(_PLURAL_ENDINGS) or fold(word) in _data()["no_plurals"]:
            return None
        for ending, replacements in _SOUND_PLURALS.items():
            stem = word.removesuffix(ending).rstrip(ZWNJ)
            if stem == word or len(stem) < 2:
                continue
            for replacement in replacements:
                singular = stem + replacement
                if not _NOUN_OR_ADJECTIVE.isdisjoint(self.classes.get(fold(singular.rpartition(ZWNJ)[2]), "")):
                    return singular
            if ending == "یان" and len(stem) > 2:
                return stem + "ی"
            if ending == "ان" and stem.endswith(_data()["agents"]):
                return stem
        return None


def _without_plural(word: str) -> str:
    return _PLURAL.sub("", word) if "ها" in word else word


@cache
def _data() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in data_files.load_yaml("lemmas.yaml").items()}


@cache
def broken_plurals() -> dict[str, str]:
    """Singulars by folded plurals."""
    lines = (data_files.FOLDER / "broken_plurals.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {fold(plural): singular for plural, singular in pairs}
