"""The text of the Quran, word by word, where its words stand, and which spellings of them are right.

Text: the Hafs reading of the `quran-text` package (CC BY 4.0), word by word, in the vocalised spelling of the
mushaf and in plain modern spelling. Words are compared by their *skeleton*: folded, without alef and hamza, in which
spellings differ, and without the mushaf's small letters.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

from tei.language.characters import FOLD, TATWEEL, fold

_SKELETON = {ord(letter): "" for letter in "اآء"} | {ord("ئ"): "ی"}
_SMALL_VOWEL = re.compile("(?<=ه)[\u06e5\u06e6]$", re.MULTILINE)
"""The mushaf's sign of a long vowel, in the pronoun."""

_WITHOUT_HAMZA = {ord("آ"): "ا", ord("ء"): "", ord("ئ"): "ی"}
_WORD = re.compile(r"[^\W\d_]+")
_DAGGER = "\u0670"
_MODERN_MARKS = {ord("\u06e1"): "\u0652", ord("\u08f0"): "\u064b", ord("\u08f1"): "\u064c", ord("\u08f2"): "\u064d"}
_MODERN_MARKS |= {ord("\u0657"): "\u064b", ord("\u065e"): "\u064c", ord("\u0656"): "\u064d", ord("ٱ"): "ا"}
_MODERN_MARKS |= dict.fromkeys(
    map(ord, "\u06d6\u06d7\u06d8\u06d9\u06da\u06db\u06dc\u06df\u06e0\u06e2\u06e3\u06e5\u06e6"), ""
)
_MODERN_MARKS |= dict.fromkeys(map(ord, "\u06e7\u06e8\u06ea\u06eb\u06ec\u06ed\u065c" + TATWEEL), "")
_MARKS = re.compile("[\u064b-\u0655\u0670]")
_VOCALISED_LETTER = re.compile("([^\u064b-\u0655\u0670])([\u064b-\u0655\u0670]*)")
_VOWELS = re.compile("[\u064b-\u0650\u0652]")


@lru_cache(maxsize=1 << 16)
def skeleton(letters: str) -> str:
    """The consonants of a folded word: the spellings of alef and hamza that vary leave nothing to differ in."""
    return _SMALL_VOWEL.sub("", letters.translate(_SKELETON)) or letters


def skeletons(text: str) -> list[str]:
    """Those of the words of a folded text, but for words that have none; a lone «و» belongs to the next word."""
    # Four replacements take a third of the time of one translation.
    for letter, left in _SKELETON.items():
        text = text.replace(chr(letter), left)
    return _WORD.findall(text.replace(" و ", " و"))


class Quran:
    """The words of the Quran with an index of their skeletons. Words are counted from 0 over the whole text."""

    def __init__(
        self, vocalised: Sequence[str], plain: Sequence[str], suras: Sequence[int], ayas: Sequence[int]
    ) -> None:
        """`plain` is the modern spelling of each word, empty if unknown; `suras` and `ayas` are their first words."""
        self.vocalised = vocalised
        self.plain = plain
        self.suras = suras
        self.ayas = ayas
        bare = (word or vocalised[i].replace(_DAGGER, "ا") for i, word in enumerate(plain))
        folded = "\n".join(bare).replace(" ", "").translate(FOLD)
        self.letters = folded.split("\n")
        self.skeletons = _SMALL_VOWEL.sub("", folded.translate(_SKELETON)).split("\n")
        self.positions: defaultdict[str, list[int]] = defaultdict(list)
        self.joined: defaultdict[str, list[int]] = defaultdict(list)
        for position, (key, next_key) in enumerate(zip(self.skeletons, [*self.skeletons[1:], ""], strict=True)):
            self.positions[key].append(position)
            self.joined[key + next_key].append(position)

    def weight(self, position: int) -> float:
        """How much a word tells: ln(words of the Quran / occurrences of its skeleton)."""
        return math.log(len(self.skeletons) / len(self.positions[self.skeletons[position]]))

    def aya_range(self, sura: int, first: int, last: int) -> tuple[int, int]:
        """The half-open range of the words of some ayas of a sura, all counted from 1, that exist."""
        opening = bisect_left(self.ayas, self.suras[sura - 1])
        behind = opening + last
        return self.ayas[opening + first - 1], self.ayas[behind] if behind < len(self.ayas) else len(self.skeletons)

    def aya_count(self, sura: int) -> int:
        """How many ayas a sura has; suras are counted from 1. Raises IndexError if there is none."""
        end = self.suras[sura] if sura < len(self.suras) else len(self.skeletons)
        return bisect_left(self.ayas, end) - bisect_left(self.ayas, self.suras[sura - 1])

    def references(self, begin: int, end: int) -> list[str]:
        """Where the words stand, as `4:104` or `2:1-3`; one reference a sura."""
        first = bisect_right(self.ayas, begin) - 1
        last = bisect_right(self.ayas, end - 1) - 1
        found = []
        for sura in range(bisect_right(self.suras, begin) - 1, bisect_right(self.suras, end - 1)):
            opening = bisect_right(self.ayas, self.suras[sura]) - 1
            closing = (
                bisect_right(self.ayas, self.suras[sura + 1]) - 2 if sura + 1 < len(self.suras) else len(self.ayas) - 1
            )
            low, high = max(first, opening) - opening + 1, min(last, closing) - opening + 1
            found.append(f"{sura + 1}:{low}" if low == high else f"{sura + 1}:{low}-{high}")
        return found

    def repeats(self, begin: int, end: int) -> list[int]:
        """The first words of all passages with the same skeletons, `begin` among them."""
        rarest = min(range(begin, end), key=lambda position: len(self.positions[self.skeletons[position]]))
        wanted = self.skeletons[begin:end]
        starts = (position - (rarest - begin) for position in self.positions[self.skeletons[rarest]])
        return [start for start in starts if start >= 0 and self.skeletons[start : start + end - begin] == wanted]

    def modern(self, position: int) -> str:
        """A word vocalised in modern spelling: تَهِنُوا for the mushaf's تَهِنُواْ.

        It is without vowels where the two spellings differ too much to tell where they go.
        """
        plain = self.plain[position]
        word = self.vocalised[position].replace("واْ", "وا").translate(_MODERN_MARKS).replace("ءَا", "آ")
        word = re.sub("\u0653", "", word)
        candidates = (
            word.replace(_DAGGER, ""),
            word.replace(_DAGGER, "ا"),
            word.replace("و" + _DAGGER, "ا").replace(_DAGGER, ""),
        )
        if not plain:
            return normalize("NFC", candidates[0])
        return next((normalize("NFC", word) for word in candidates if _MARKS.sub("", word) == plain), plain)

    def misquoted(self, source: str, position: int) -> bool:
        """Whether a word as the text writes it contradicts the verse, in its letters or in a vowel sign that it has."""
        letters = fold(source).translate(_WITHOUT_HAMZA)
        return not self._spelling(position).fullmatch(letters) or _contradicts(source, self.vocalised[position])

    def _spelling(self, position: int) -> re.Pattern[str]:
        """The spellings of a word that are right: modern, or the mushaf's with its small alefs written or not."""
        modern = self.letters[position].translate(_WITHOUT_HAMZA)
        vocalised = self.vocalised[position].replace(_DAGGER, "\x00")
        old = fold(vocalised).translate(_WITHOUT_HAMZA).replace("\x00", "ا?")
        patterns = [modern, old]
        if _MARKS.sub("", self.vocalised[position]).endswith("ة"):
            # Persian writes رحمت for رحمة.
            patterns = [re.sub("ه$", "[هت]", pattern) for pattern in patterns]
        return re.compile("|".join(patterns))


def _contradicts(source: str, vocalised: str) -> bool:
    """Whether a written vowel sign differs from the verse's on the same consonant."""
    mine, verse = _vowels(source), _vowels(vocalised)
    if [letter for letter, _ in mine] != [letter for letter, _ in verse]:
        return False
    differing = [i for i, (a, b) in enumerate(zip(mine, verse, strict=True)) if a[1] and b[1] and a[1] != b[1]]
    # At a pause the last vowel may be dropped.
    return any(i < len(mine) - 1 or mine[i][1] != "\u0652" for i in differing)


def _vowels(word: str) -> list[tuple[str, str]]:
    """(consonant, its vowel sign or nothing); the tanwin on an alef belongs to the consonant before it."""
    found: list[tuple[str, str]] = []
    for letter, marks in _VOCALISED_LETTER.findall(word.translate(_MODERN_MARKS)):
        vowel = _VOWELS.search(marks)
        sign = vowel.group() if vowel else ""
        consonant = fold(letter).translate(_SKELETON)
        if consonant:
            found.append((consonant, sign))
        elif sign == "\u064b" and found:
            found[-1] = (found[-1][0], sign)
    return found


@cache
def quran() -> Quran:
    """The whole text, read and indexed at the first call (about 0.15 s)."""
    data = json.loads(files("quran_text_data").joinpath("hafs.json").read_bytes())
    plain = [word or "" for word in data["rasm_imlai"]]
    return Quran(data["words"], plain, data["surah_starts"], data["ayah_starts"])
