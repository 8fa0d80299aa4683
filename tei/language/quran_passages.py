"""Where a text quotes the Quran: its words aligned with those of the verses, however they are written.

News quotes verses misspelt, in Persian letters, with words left out or put in, cut and joined. So a place is looked for
by pairs of words that stand as far apart in the text as in the Quran, and from there the text is followed word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from tei.language.arabic import sign
from tei.language.lexicon import lexicon
from tei.language.quran import Quran, skeleton

MINIMAL_WORDS = 4
"""Matches of three words gave false quotations in news."""

MINIMAL_WEIGHT = 18.0
"""Least sum of ln(words of the Quran / occurrences) over the words of a match; from experiments on news."""

MINIMAL_SIMILARITY = 0.5
"""Least share of common letters at which a word can be a misspelling of the verse's."""

_BORDER_SIMILARITY = 0.75
_LEAST_ARABIC = -1.5
"""Mean score of the words (`arabic.sign`) below which they are Persian; true verses in news have more."""

_TELLING_WEIGHT = 6.5
"""Weight of a word that shows alone that the text goes on with the verse behind a word left out."""

_CITED_WORDS, _CITED_WEIGHT = 3, 8.0
"""As `MINIMAL_WORDS` and `MINIMAL_WEIGHT`, where a printed reference leads to the verse."""

_FEWEST = 3
"""Words that can stand for four, if two were written as one."""

_LONGEST_ALONE = 12
"""Words between marks of which one rare word is enough to look for a verse."""

_RARE = 50
_COMMON = 300
"""Places in the Quran: a word that has as few is looked up alone, one that has more not at all."""

_PERSIAN = 3000
"""Occurrences (`data/word_counts.tsv`) of words as «این» and «هم», which are alike a word of the Quran by chance."""

_GAP = 8
_MOST_ANCHORS = 500
"""With two more for each word, five times what articles full of verses need; else a verse that is repeated a thousand
times, and stands in many places, would take minutes."""


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


class Stretch:
    """Words of a text that are compared with the Quran.

    `is_enclosed`: marks stand before the first and behind the last, so that a quotation is likely to be all of them.
    """

    def __init__(self, quran: Quran, words: Sequence[Word], *, is_enclosed: bool) -> None:
        self._quran = quran
        self._words = words
        self._is_enclosed = is_enclosed
        self._keys = [skeleton(word.letters) for word in words]

    def passages(self) -> list[Passage]:
        """The quotations, in the order of the text, without overlap; the heavier of two that overlap."""
        if len(self._words) < _FEWEST:
            return []
        found = []
        for anchor, position in islice(self._anchors(), _MOST_ANCHORS + 2 * len(self._keys)):
            pairs = self._aligned(anchor, position)
            if self._is_quotation(pairs):
                found.append(Passage(tuple(pairs), self._weight(pairs)))
        chosen: list[Passage] = []
        taken: set[int] = set()
        for passage in sorted(found, key=lambda passage: (-passage.weight, -passage.similarity, passage.begin)):
            covered = range(passage.pairs[0].text_begin, passage.pairs[-1].text_end)
            if taken.isdisjoint(covered):
                taken.update(covered)
                chosen.append(passage)
        return sorted(chosen, key=lambda passage: passage.pairs[0].text_begin)

    def cited(self, begin: int, end: int) -> Passage | None:
        """The quotation at the end of the stretch from the ayas `quran[begin:end]`, to which a reference leads.

        Fewer words are enough than without a reference, if nearly all are right; between marks two.
        """
        last = len(self._keys) - 1
        places = [position for position in self._quran.positions.get(self._keys[last], ()) if begin <= position < end]
        found = [Passage(tuple(pairs), self._weight(pairs)) for pairs in (self._aligned(last, at) for at in places)]
        best = max(found, key=lambda passage: passage.weight, default=None)
        if best is None or best.weight < _CITED_WEIGHT or self._is_persian(best.pairs):
            return None
        least = _CITED_WORDS - 1 if self._is_enclosed and best.pairs[0].text_begin == 0 else _CITED_WORDS
        exact = sum(pair.end - pair.begin for pair in best.pairs if pair.exact)
        return best if exact >= least and exact * 4 >= len(best.pairs) * 3 else None

    def announced(self) -> Passage | None:
        """The quotation that all the words are, which are said to be an aya: two are enough, if the last is rare."""
        places = self._quran.positions.get(self._keys[-1], ())
        passage = self.cited(0, len(self._quran.skeletons)) if len(places) <= _RARE else None
        return passage if passage and passage.pairs[0].text_begin == 0 else None

    def _anchors(self) -> Iterator[tuple[int, int]]:
        """Pairs (text word, word of the Quran) with another such pair near on their diagonal, or on the next one.

        A word of the text can be two of the Quran that were joined, and the diagonal moves by one behind it. In a
        short stretch between marks one rare word is enough.
        """
        last: dict[int, int] = {}
        used: dict[int, int] = {}
        long_ago = -_GAP - 1
        joined = long_ago
        most_alone = _RARE if self._is_enclosed and len(self._keys) <= _LONGEST_ALONE else 0
        counts = lexicon().words
        for index, key in enumerate(self._keys):
            positions = self._quran.positions.get(key, ())
            is_joined = not positions and key in self._quran.joined
            if not (positions or is_joined) or counts.get(self._words[index].letters, 0) > _PERSIAN:
                continue
            if is_joined:
                positions, joined = self._quran.joined[key], index
            if len(positions) > _COMMON:
                continue
            is_rare = len(positions) <= most_alone
            shifts = (-1, 1) if index - joined <= _GAP else ()
            for position in positions:
                diagonal = position - index
                latest = last.get(diagonal, long_ago)
                if shifts:
                    latest = max(latest, *(last.get(diagonal + shift, long_ago) for shift in shifts))
                last[diagonal] = index
                if is_rare or index - latest <= _GAP:
                    if all(index - used.get(diagonal + shift, long_ago) > _GAP for shift in (0, *shifts)):
                        yield index, position
                    used[diagonal] = index

    def _aligned(self, anchor: int, position: int) -> list[Pair]:
        """The words around an anchor that follow the verse."""
        right = self._walk(anchor, position, 1)
        left = self._walk(anchor - 1, position - 1, -1)
        return self._with_clipped(self._trimmed([*reversed(left), *right]))

    def _weight(self, pairs: Sequence[Pair]) -> float:
        return sum(
            self._quran.weight(at)
            for pair in pairs
            if pair.exact and not pair.clipped
            for at in range(pair.begin, pair.end)
        )

    def _is_quotation(self, pairs: Sequence[Pair]) -> bool:
        if self._is_persian(pairs) or self._weight(pairs) < MINIMAL_WEIGHT:
            return False
        exact = sum(pair.end - pair.begin for pair in pairs if pair.exact)
        total = sum(pair.end - pair.begin for pair in pairs if pair.similarity >= MINIMAL_SIMILARITY)
        is_whole = self._is_enclosed and pairs[0].text_begin == 0 and pairs[-1].text_end == len(self._words)
        least = MINIMAL_WORDS - 2 if is_whole else MINIMAL_WORDS - 1
        return total >= MINIMAL_WORDS and exact * 2 >= total and exact >= least

    def _trimmed(self, pairs: list[Pair]) -> list[Pair]:
        """Pairs from the first to the last whose words are surely the verse's, or stand beside a mark."""
        sure = [
            at
            for at, pair in enumerate(pairs)
            if pair.exact or (pair.similarity >= _BORDER_SIMILARITY and not self._is_persian([pair]))
        ]
        if not sure:
            return []
        first, last = sure[0], sure[-1]
        if self._is_enclosed:
            first = 0 if pairs[0].text_begin == 0 else first
            last = len(pairs) - 1 if pairs[-1].text_end == len(self._words) else last
        return pairs[first : last + 1]

    def _is_persian(self, pairs: Sequence[Pair]) -> bool:
        """Whether the words of the text, of which some differ from the verse, are Persian: the likeness is chance."""
        letters = [
            word.letters[word.bare_begin > word.begin :]
            for pair in pairs
            for word in self._words[pair.text_begin : pair.text_end]
        ]
        return sum(sign(word).score for word in letters) < _LEAST_ARABIC * len(letters)

    def _with_clipped(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs, with a first word that the verse has behind a conjunction: it is often left out."""
        if not pairs:
            return pairs
        first = pairs[0]
        at, position = (first.text_begin - 1, first.begin - 1) if first.exact else (first.text_begin, first.begin)
        if at < 0 or position < 0 or not self._keys[at]:
            return pairs
        clipped = Pair(at, at + 1, position, position + 1, 1.0, clipped=True)
        is_clipped = self._quran.skeletons[position] in ("و" + self._keys[at], "ف" + self._keys[at])
        if not is_clipped or self._is_persian([clipped]):
            return pairs
        return [clipped, *(pairs if first.exact else pairs[1:])]

    def _walk(self, at: int, position: int, step: int) -> list[Pair]:
        """Pairs from a place on, forwards or backwards, as long as the text follows the verse."""
        pairs: list[Pair] = []
        while 0 <= at < len(self._words) and 0 <= position < len(self._quran.skeletons):
            pair = self._pair(at, position, step)
            if pair is None:
                break
            pairs.append(pair)
            at = pair.text_end if step > 0 else pair.text_begin - 1
            position = pair.end if step > 0 else pair.begin - 1
        return pairs

    def _pair(self, at: int, position: int, step: int) -> Pair | None:
        """The best next pair: one word each, words cut or joined, then a word left out or put in."""
        best: Pair | None = None
        for text_count, count in ((1, 1), (2, 1), (1, 2), (3, 1)):
            pair = self._compared(at, position, step, text_count, count)
            if pair is not None and pair.exact:
                return pair
            if pair is not None and (best is None or pair.similarity > best.similarity + 0.2):
                best = pair
        recut = self._compared(at, position, step, 2, 2)
        if recut is not None and recut.exact:
            return recut
        if best is not None and best.similarity >= _BORDER_SIMILARITY:
            return best
        for text_skip, skip in ((0, 1), (1, 0), (0, 2)):
            there, then = at + step * text_skip, position + step * skip
            pair = self._compared(there, then, step, 1, 1)
            if pair is not None and pair.exact and self._goes_on(pair, there + step, then + step, step):
                return pair
        if best is None and self._returns(at + step, position + step, step):
            return Pair(at, at + 1, position, position + 1, 0.0)
        return best

    def _returns(self, at: int, position: int, step: int) -> bool:
        """Whether the text follows the verse again behind a wrong word, or with two words behind two wrong ones."""
        if self._agrees(at, position, step):
            return True
        return all(self._agrees(at + step * count, position + step * count, step) for count in (1, 2))

    def _goes_on(self, pair: Pair, at: int, position: int, step: int) -> bool:
        """Whether the text follows the verse behind a word left out or put in: a pair at its far side is not chance."""
        if self._agrees(at, position, step) or (self._is_enclosed and not 0 <= at < len(self._words)):
            return True
        return self._weight([pair]) >= _TELLING_WEIGHT and not self._is_persian([pair])

    def _agrees(self, at: int, position: int, step: int) -> bool:
        pair = self._compared(at, position, step, 1, 1)
        return pair is not None and pair.exact

    def _compared(self, at: int, position: int, step: int, text_count: int, count: int) -> Pair | None:
        """Words of the text against words of the verse; None where they are too unlike, or there are none."""
        text_begin, begin = (at, position) if step > 0 else (at - text_count + 1, position - count + 1)
        text_end, end = text_begin + text_count, begin + count
        if text_begin < 0 or text_end > len(self._keys) or begin < 0 or end > len(self._quran.skeletons):
            return None
        mine = self._keys[at] if text_count == 1 else "".join(self._keys[text_begin:text_end])
        verse = self._quran.skeletons[position] if count == 1 else "".join(self._quran.skeletons[begin:end])
        if mine == verse:
            return Pair(text_begin, text_end, begin, end, 1.0)
        if self._words[text_begin].bare_begin > self._words[text_begin].begin and mine[1:] == verse:
            return Pair(text_begin, text_end, begin, end, 1.0, bare=True)
        similarity = ratio(mine, verse) / 100
        least = MINIMAL_SIMILARITY if text_count + count == 2 else _BORDER_SIMILARITY
        if similarity < least:
            return None
        return Pair(text_begin, text_end, begin, end, min(similarity, 0.99))
