"""How much a word speaks for Arabic and against Persian, and the Arabic formulas that Persian texts use.

Arabic in Persian news is often typed with Persian letters and without vowel marks, so letters alone prove little. A
word that Persian has too tells by how frequent it is in both (`arabic_words.tsv` and the counts of the lexicon), a
word that it has not by its letters (`arabic_trigrams.tsv`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from tei.language.characters import VOWEL_MARKS, fold
from tei.language.data_files import FOLDER, load_yaml
from tei.language.lexicon import lexicon

WORD = re.compile(r"[^\W\d_][\w\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]*")

PERSIAN_LETTERS = frozenset("پچژگۀێۆڕڵےںٹڈڑۇۈۋڤڭېھہە")
"""Letters that Persian, Kurdish, Azeri, Uyghur or Urdu have and Arabic has not."""

TRIGRAM_SCALE = 0.25
"""Trigrams overlap, so their sum counts each letter three times over; found by trial."""

_ARTICLES = ("ال", "وال", "بال", "فال", "کال", "لل")
_TANWIN = re.compile("\u064b?ا?\u064b?$")
_VOCALISED = re.compile(r"[\u064c-\u0650\u0652](?=\w)")
"""A vowel mark within a word; at its end Persian writes one for the ezafe."""

_CERTAIN = 3.0
_SHARED, _FREQUENT_IN_ARABIC = 0.7, 5.0
"""A word of both languages says little, unless it is e^5 times as frequent in Arabic."""

_WORD_OF_BOTH = 2.0
_WITH_ARTICLE = 1.5
"""Names and titles have the article too."""

_MOST_BY_LETTERS, _SURE_BY_LETTERS, _LEAST_BY_LETTERS = 2.0, 1.2, -2.0
_UNKNOWN_TRIGRAM = -0.08
_LEAST = -4.0
_RARE = 10
_PERSIAN_BALANCE = 2.2
"""Logarithm of the count in the news at which a word that was not counted in Arabic speaks for neither language."""


_LEAST_LINE = 5
"""Words of a line that is weighed as a whole."""


class Sign(NamedTuple):
    """A word, folded, and what it says: `score` is above 0 for Arabic, about a logarithm of odds.

    `is_strong`: no name and no Persian word looks like that.
    """

    letters: str
    score: float
    is_strong: bool


@dataclass(frozen=True, slots=True)
class _Data:
    formulas: frozenset[str]
    openings: frozenset[str]
    first_words: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    words: frozenset[str]
    neutral: frozenset[str]
    not_article: frozenset[str]
    persian: frozenset[str]
    shared: dict[str, float]
    trigrams: dict[str, float]


@cache
def _data() -> _Data:
    data = load_yaml("arabic.yaml")
    formulas = [fold(formula).split() for formula in data["formulas"]]
    # «و» stands in every text, so that a formula is known by the word behind it.
    bare = [words[1:] if words[0] == "و" else words for words in formulas]
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(data["persian_phrases"] + data["persian_adverbs"], key=len, reverse=True):
        words = tuple(fold(phrase).split())
        phrases[words[0]] = (*phrases.get(words[0], ()), words)
    return _Data(
        formulas=frozenset(map("".join, formulas)),
        openings=frozenset(_openings(formulas)),
        first_words=frozenset(_openings([*formulas, *bare])) - {"و"},
        phrases=phrases,
        words=frozenset(map(fold, data["words"])),
        neutral=frozenset(map(fold, data["neutral"])),
        not_article=frozenset(map(fold, data["not_article"])),
        persian=frozenset(map(fold, data["persian"])),
        shared=_table("arabic_words.tsv"),
        trigrams=_table("arabic_trigrams.tsv"),
    )


def _openings(formulas: Iterable[Sequence[str]]) -> Iterator[str]:
    """The first words of each formula, joined: one, two, and so on to all of them."""
    return ("".join(words[:end]) for words in formulas for end in range(1, len(words) + 1))


def _table(name: str) -> dict[str, float]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: float(score) for key, score in rows}


@lru_cache(maxsize=1 << 16)
def sign(written: str) -> Sign:
    """What a word, as it is written, says of the language that it stands in."""
    letters = fold(written)
    data = _data()
    marked = VOWEL_MARKS.search(written)
    if marked and len(VOWEL_MARKS.findall(_TANWIN.sub("", written))) >= min(2, len(letters)) > 0:
        return Sign(letters, _CERTAIN, True)
    if letters in data.words:
        return Sign(letters, _CERTAIN, True)
    if letters in data.persian or letters.isascii() or not PERSIAN_LETTERS.isdisjoint(written):
        return Sign(letters, _LEAST, False)
    if letters in data.neutral or letters == "و":
        return Sign(letters, 0.0, False)
    score, is_strong = _by_frequency(letters)
    if letters in data.not_article or (len(letters) > 4 and letters.startswith(_ARTICLES)):
        score, is_strong = min(score, _WITH_ARTICLE), False
    if "ة" in written:
        score = max(score, _WITH_ARTICLE)
    elif marked and _VOCALISED.search(written):
        score = max(score, 0.0)
    return Sign(letters, score, is_strong)


def telling_words(text: str) -> set[str]:
    """The words of a text of which every Arabic passage has one: strong ones and those with which formulas begin."""
    first_words = _data().first_words
    signs = ((word, sign(word)) for word in set(WORD.findall(text)) - _untelling())
    return {word for word, its in signs if its.is_strong or its.letters in first_words}


@cache
def _untelling() -> frozenset[str]:
    """The frequent words of Persian, most of those of a text, that are neither."""
    data = _data()
    strong = {word for word, score in data.shared.items() if score >= _FREQUENT_IN_ARABIC}
    frequent = {word for word, count in lexicon().words.items() if count >= _RARE}
    return frozenset(frequent - strong - data.words - data.first_words)


def is_arabic(signs: Sequence[Sign]) -> bool:
    """Whether the words of a whole line are Arabic, though Persian has many of them, too: «أعلن وزير الثقافة …».

    At least one word in eight is strong, and hardly any is a particle or verb of Persian, as every sentence has.
    """
    strong = sum(word.is_strong for word in signs)
    if len(signs) < _LEAST_LINE or strong < max(2, len(signs) / 8):
        return False
    persian, verbs = _data().persian, lexicon().verbs
    return sum(word.letters in persian or word.letters in verbs for word in signs) <= len(signs) / 25


def _by_frequency(letters: str) -> tuple[float, bool]:
    """The score of a word, and whether it is no Persian word."""
    shared = _data().shared.get(letters)
    if shared is not None:
        is_strong = shared >= _FREQUENT_IN_ARABIC
        return _WORD_OF_BOTH if is_strong else min(shared, _SHARED), is_strong
    count = lexicon().words.get(letters)
    if count is not None and count >= _RARE:
        return max(_LEAST, min(0.0, _PERSIAN_BALANCE - math.log(count))), False
    score = sum(map(_data().trigrams.get, trigrams(letters), repeat(_UNKNOWN_TRIGRAM)))
    if count is not None:
        return max(_LEAST_BY_LETTERS, min(_SHARED, score)), False
    return max(_LEAST_BY_LETTERS, min(_MOST_BY_LETTERS, score)), score >= _SURE_BY_LETTERS


def trigrams(letters: str) -> list[str]:
    """Three letters in a row, with `^` before and `$` behind the word."""
    padded = f"^{letters}$"
    return [padded[at : at + 3] for at in range(len(letters))]


def formulas(letters: Sequence[str]) -> list[tuple[int, int]]:
    """The half-open ranges of words that are formulas, however their parts are joined; the longest at each place."""
    data = _data()
    found: list[tuple[int, int]] = []
    behind = 0
    for at, opening in enumerate(letters):
        if at < behind or opening not in data.openings:
            continue
        written = ""
        for end in range(at + 1, len(letters) + 1):
            written += letters[end - 1]
            if written not in data.openings:
                break
            if written in data.formulas:
                behind = end
        if behind > at:
            found.append((at, behind))
    return found


def persian_phrases(letters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of words that came from Arabic together and are Persian: فی نفسه."""
    known = _data().phrases
    for at, opening in enumerate(letters):
        for phrase in known.get(opening, ()):
            if tuple(letters[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase)
                break
