"""The text of the Quran, and where a Persian or Arabic text quotes it.

Text: the Hafs reading of the `quran-text` package (CC BY 4.0), word by word, in the vocalised spelling of the
mushaf and in plain modern spelling. News quotes it misspelt, unvocalised, in Persian letters, cut and joined; so words
are compared by their *skeleton*: folded, without alef and hamza.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz.fuzz import ratio

from tei.language.arabic import sign
from tei.language.characters import FOLD, TATWEEL, fold

MINIMAL_WORDS = 4
"""Matches of three words gave false quotations in news."""

MINIMAL_WEIGHT = 18.0
"""Least sum of ln(words of the Quran / occurrences) over the words of a match; from experiments on news."""

MINIMAL_SIMILARITY = 0.5
"""Least share of common letters at which a word can be a misspelling of the verse's."""

_BORDER_SIMILARITY = 0.75
_LEAST_ARABIC = -1.5
"""Mean score of the words (`arabic.sign`) below which they are Persian; true verses in news have more."""

_COMMON = 300
_GAP = 8
_MOST_ANCHORS = 500
"""With two more for each word, five times what articles full of verses need; else a verse that is repeated a thousand
times, and stands in many places, would take minutes."""

_SKELETON = {ord(letter): "" for letter in "اآء"} | {ord("ئ"): "ی"}
_WITHOUT_HAMZA = {ord("آ"): "ا", ord("ء"): "", ord("ئ"): "ی"}
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


class Word(NamedTuple):
    """A word of the text that is searched.

    `letters` is its folded form; `begin` and `end` are what the caller counts in. `bare_begin` is where it begins
    without the «و» before it, which Persian typing sets apart and the Quran joins; `begin` where it has none.
    """

    letters: str
    begin: int
    end: int
    bare_begin: int


class Pair(NamedTuple):
    """Words `text[text_begin:text_end]` that stand for words `quran[begin:end]`; `exact` where their skeletons agree.

    `bare` where they agree without the «و» before the first, `clipped` where they would with one, or with a «ف».
    """

    text_begin: int
    text_end: int
    begin: int
    end: int
    similarity: float
    bare: bool = False
    clipped: bool = False

    @property
    def exact(self) -> bool:
        """Whether the skeletons agree."""
        return self.similarity == 1.0


class Passage(NamedTuple):
    """A stretch of the text that quotes the Quran: the aligned words, in order, and their weight."""

    pairs: tuple[Pair, ...]
    weight: float

    @property
    def similarity(self) -> float:
        """The sum of the similarities of its words."""
        return sum(pair.similarity for pair in self.pairs)

    @property
    def begin(self) -> int:
        """Index of the first word of the Quran."""
        return self.pairs[0].begin

    @property
    def end(self) -> int:
        """Index behind the last word of the Quran."""
        return self.pairs[-1].end


@lru_cache(maxsize=1 << 16)
def skeleton(letters: str) -> str:
    """The consonants of a folded word: the spellings of alef and hamza that vary leave nothing to differ in."""
    return letters.translate(_SKELETON) or letters


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
        self.skeletons = folded.translate(_SKELETON).split("\n")
        self.positions: defaultdict[str, list[int]] = defaultdict(list)
        self.joined: defaultdict[str, list[int]] = defaultdict(list)
        for position, (key, next_key) in enumerate(zip(self.skeletons, [*self.skeletons[1:], ""], strict=True)):
            self.positions[key].append(position)
            self.joined[key + next_key].append(position)

    def weight(self, position: int) -> float:
        """How much a word tells: ln(words of the Quran / occurrences of its skeleton)."""
        return math.log(len(self.skeletons) / len(self.positions[self.skeletons[position]]))

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

    def passages(self, words: Sequence[Word]) -> list[Passage]:
        """The quotations in a text, in its order, without overlap; the heavier of two that overlap."""
        keys = [skeleton(word.letters) for word in words]
        found = []
        for anchor, position in islice(self._anchors(keys), _MOST_ANCHORS + 2 * len(keys)):
            passage = self._extended(words, keys, anchor, position)
            if passage is not None:
                found.append(passage)
        chosen: list[Passage] = []
        taken: set[int] = set()
        for passage in sorted(found, key=lambda passage: (-passage.weight, -passage.similarity, passage.begin)):
            covered = range(passage.pairs[0].text_begin, passage.pairs[-1].text_end)
            if taken.isdisjoint(covered):
                taken.update(covered)
                chosen.append(passage)
        return sorted(chosen, key=lambda passage: passage.pairs[0].text_begin)

    def _anchors(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Pairs (text word, word of the Quran) with another such pair near on their diagonal, or on the next one.

        A word of the text can be two of the Quran that were joined, and the diagonal moves by one behind it.
        """
        last: dict[int, int] = {}
        used: dict[int, int] = {}
        long_ago = -_GAP - 1
        joined = long_ago
        for index, key in enumerate(keys):
            positions = self.positions.get(key, ())
            if not positions and key in self.joined:
                positions, joined = self.joined[key], index
            if len(positions) > _COMMON:
                continue
            shifts = (-1, 0, 1) if index - joined <= _GAP else (0,)
            for position in positions:
                diagonal = position - index
                latest = last.get(diagonal, long_ago)
                if len(shifts) > 1:
                    latest = max(last.get(diagonal + shift, long_ago) for shift in shifts)
                last[diagonal] = index
                if index - latest <= _GAP:
                    if all(index - used.get(diagonal + shift, long_ago) > _GAP for shift in shifts):
                        yield index, position
                    used[diagonal] = index

    def _extended(self, words: Sequence[Word], keys: Sequence[str], anchor: int, position: int) -> Passage | None:
        right = self._walk(words, keys, anchor, position, 1)
        left = self._walk(words, keys, anchor - 1, position - 1, -1)
        pairs = self._with_clipped(words, keys, _trimmed(words, [*reversed(left), *right]))
        if _is_persian(words, pairs):
            return None
        weight = sum(
            self.weight(at) for pair in pairs if pair.exact and not pair.clipped for at in range(pair.begin, pair.end)
        )
        exact = sum(pair.end - pair.begin for pair in pairs if pair.exact)
        total = sum(pair.end - pair.begin for pair in pairs if pair.similarity >= MINIMAL_SIMILARITY)
        if total < MINIMAL_WORDS or weight < MINIMAL_WEIGHT or exact * 2 < total or exact < MINIMAL_WORDS - 1:
            return None
        return Passage(tuple(pairs), weight)

    def _with_clipped(self, words: Sequence[Word], keys: Sequence[str], pairs: list[Pair]) -> list[Pair]:
        """The pairs, with a first word that the verse has behind a conjunction: it is often left out."""
        if not pairs:
            return pairs
        first = pairs[0]
        at, position = (first.text_begin - 1, first.begin - 1) if first.exact else (first.text_begin, first.begin)
        if at < 0 or position < 0 or not keys[at]:
            return pairs
        clipped = Pair(at, at + 1, position, position + 1, 1.0, clipped=True)
        is_clipped = self.skeletons[position] in ("و" + keys[at], "ف" + keys[at])
        if not is_clipped or _is_persian(words, [clipped]):
            return pairs
        return [clipped, *(pairs if first.exact else pairs[1:])]

    def _walk(self, words: Sequence[Word], keys: Sequence[str], at: int, position: int, step: int) -> list[Pair]:
        """Pairs from a place on, forwards or backwards, as long as the text follows the verse."""
        pairs: list[Pair] = []
        while 0 <= at < len(words) and 0 <= position < len(self.skeletons):
            pair = self._pair(words, keys, at, position, step)
            if pair is None:
                break
            pairs.append(pair)
            at = pair.text_end if step > 0 else pair.text_begin - 1
            position = pair.end if step > 0 else pair.begin - 1
        return pairs

    def _pair(self, words: Sequence[Word], keys: Sequence[str], at: int, position: int, step: int) -> Pair | None:
        """The best next pair: one word each, words cut or joined, then a word left out or put in."""
        best: Pair | None = None
        for text_count, count in ((1, 1), (2, 1), (1, 2), (3, 1)):
            pair = self._compared(words, keys, at, position, step, text_count, count)
            if pair is not None and pair.exact:
                return pair
            if pair is not None and (best is None or pair.similarity > best.similarity + 0.2):
                best = pair
        if best is not None and best.similarity >= _BORDER_SIMILARITY:
            return best
        for text_skip, skip in ((0, 1), (1, 0), (0, 2)):
            there, then = at + step * text_skip, position + step * skip
            pair = self._compared(words, keys, there, then, step, 1, 1)
            if pair is not None and pair.exact and self._agrees(words, keys, there + step, then + step, step):
                return pair
        if best is None and self._agrees(words, keys, at + step, position + step, step):
            return Pair(at, at + 1, position, position + 1, 0.0)
        return best

    def _agrees(self, words: Sequence[Word], keys: Sequence[str], at: int, position: int, step: int) -> bool:
        pair = self._compared(words, keys, at, position, step, 1, 1)
        return pair is not None and pair.exact

    def _compared(
        self, words: Sequence[Word], keys: Sequence[str], at: int, position: int, step: int, text_count: int, count: int
    ) -> Pair | None:
        text_begin, begin = (at, position) if step > 0 else (at - text_count + 1, position - count + 1)
        text_end, end = text_begin + text_count, begin + count
        if text_begin < 0 or text_end > len(keys) or begin < 0 or end > len(self.skeletons):
            return None
        mine = keys[at] if text_count == 1 else "".join(keys[text_begin:text_end])
        verse = self.skeletons[position] if count == 1 else "".join(self.skeletons[begin:end])
        if mine == verse:
            return Pair(text_begin, text_end, begin, end, 1.0)
        if words[text_begin].bare_begin > words[text_begin].begin and mine[1:] == verse:
            return Pair(text_begin, text_end, begin, end, 1.0, bare=True)
        similarity = ratio(mine, verse) / 100
        least = MINIMAL_SIMILARITY if text_count + count == 2 else _BORDER_SIMILARITY
        if similarity < least:
            return None
        return Pair(text_begin, text_end, begin, end, min(similarity, 0.99))

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


def _trimmed(words: Sequence[Word], pairs: list[Pair]) -> list[Pair]:
    """Pairs from the first to the last whose words are surely the verse's."""
    sure = [
        at
        for at, pair in enumerate(pairs)
        if pair.exact or (pair.similarity >= _BORDER_SIMILARITY and not _is_persian(words, [pair]))
    ]
    return pairs[sure[0] : sure[-1] + 1] if sure else []


def _is_persian(words: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Whether the words of the text, of which some differ from the verse, are Persian: then the likeness is chance."""
    letters = [
        word.letters[word.bare_begin > word.begin :]
        for pair in pairs
        for word in words[pair.text_begin : pair.text_end]
    ]
    return sum(sign(word).score for word in letters) < _LEAST_ARABIC * len(letters)


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
