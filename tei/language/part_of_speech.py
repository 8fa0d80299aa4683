"""A linear-chain CRF that gives words their parts of speech: UPOS tags, several for a word with a clitic (NOUN+PRON).

All features are hashed into one table of weights. What depends on a word alone was summed up before, for the words of
the model's vocabulary, or is once when a word is new; what depends on its neighbours is looked up for a whole article
at once. Lafferty, McCallum and Pereira 2001; hashing: Weinberger et al. 2009.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tei.language.arrays import Floats, Integers, SmallIntegers, with_room
from tei.language.feature_hashing import (
    BUCKETS,
    OFFSETS,
    Features,
    add_word_sums,
    buckets_of,
    neighbour_buckets,
    normalised,
    pair_buckets,
)
from tei.language.spoken import SpokenPersian, spoken_clitics
from tei.language.verbs import Verbs

MOST_WORDS = 60_000
"""Words kept in memory before the tables are begun anew."""
CANDIDATES = 4
"""Labels of a word among which the best sequence is sought; the others are far behind."""
LONGEST = 200
"""Words of the longest sentence that is labelled in one piece."""

ENDINGS = ("هایی", "های", "ها", "ترین", "تر", "یی", "ان", "ات", "ی")
CLITICS = ("شان", "تان", "مان", "شون", "تون", "مون", "ست", "یم", "ند", "اش", "ات", "ام", "ش", "ت", "م")


def _by_last_letter(endings: Sequence[str]) -> dict[str, list[str]]:
    return {letter: [ending for ending in endings if ending[-1] == letter] for letter in {e[-1] for e in endings}}


_ENDINGS, _CLITICS = _by_last_letter(ENDINGS), _by_last_letter(CLITICS)


def _shape(word: str) -> str:
    if word[:1].isdigit():
        return f"digits{min(len(word), 5)}"
    if not word[:1].isalpha():
        return "mark"
    return "latin" if word.isascii() else f"letters{min(len(word), 6)}"


class WordFeatures:
    """The features of single words.

    `clusters` are the numbers (from 1) of the fine and coarse cluster of frequent words, `classes` hazm's parts of
    speech of a word (N, AJ, N,AJ …), both by folded words. `words` are no word, and those that have clusters.
    """

    def __init__(
        self,
        clusters: Mapping[str, tuple[int, int]],
        classes: Mapping[str, str],
        verbs: Verbs,
        spoken: SpokenPersian,
    ) -> None:
        self.words = ["", *clusters]
        self._clusters = clusters
        self._classes = classes
        self._verbs = verbs
        self._spoken = spoken

    def is_known(self, word: str) -> bool:
        """Whether hazm knows a word, or what it stands for in the written language."""
        written = self._spoken.written(word)
        return written in self._classes or self._verbs.reading(written) is not None

    def numbers(self, word: str) -> tuple[int, int, int]:
        """Hash, fine cluster and coarse cluster of a normalised word; 0 is unknown."""
        word = self._spoken.written(word)
        fine, coarse = self._clusters.get(word, (0, 0))
        return crc32(word.encode()), fine, coarse

    def _stems(self, word: str) -> list[str]:
        """The classes of what is left of a word without an ending or clitic."""
        found = [f"{ending}={word_class}" for ending, word_class in self._without_ending(word)]
        for clitic in _CLITICS.get(word[-1:], ()):
            if word.endswith(clitic) and len(word) > len(clitic) + 1:
                stem, written = word[: -len(clitic)], spoken_clitics().get(clitic, clitic)
                if stem in self._classes:
                    found.append(f"clitic {written}={self._classes[stem]}")
                else:
                    ends = self._without_ending(stem)
                    found.extend(f"clitic {ending}{written}={word_class}" for ending, word_class in ends[:1])
        return found

    def _without_ending(self, word: str) -> list[tuple[str, str]]:
        """The endings of a word behind which something known is left, each with the class of that."""
        return [
            (ending, self._classes[word[: -len(ending)]])
            for ending in _ENDINGS.get(word[-1:], ())
            if word.endswith(ending) and word[: -len(ending)] in self._classes
        ]

    def of(self, word: str) -> Features:
        """The features of a normalised word; those of a spoken word are those of what it stands for."""
        word = self._spoken.written(word)
        fine, coarse = self._clusters.get(word, (0, 0))
        verb = self._verbs.reading(word)
        word_class = self._classes.get(word, "")
        if verb:
            word_class += f"/{verb.tense}{verb.mood}{verb.number}{verb.person}"
        far = [f"word={word}", f"fine={fine}", f"class={word_class}"]
        near = [*far, f"coarse={coarse}", f"suffix={word[-2:]}", f"suffix={word[-1:]}", f"suffix={word[-3:]}"]
        here = [
            *near,
            "bias",
            f"shape={_shape(word)}",
            f"suffix={word[-4:]}",
            f"suffix={word[-5:]}",
            f"prefix={word[:1]}",
            f"prefix={word[:2]}",
            f"prefix={word[:3]}",
            f"prefix={word[:4]}",
            *self._stems(word),
        ]
        return Features(here, len(near), len(far))


def context_buckets(hashes: Integers, fine: Integers, coarse: Integers, marks: Integers) -> Integers:
    """The buckets of neighbours together: a line a feature, a column a word.

    The arrays are of one or more sentences, with two zeros before, between and behind them that stand for no word;
    `marks` say in what kind of name or date a word stands (0: none).
    """
    middle = slice(2, -2)
    before, after = slice(1, -3), slice(3, -1)
    pairs = [
        (hashes[before], hashes[after]),
        (marks[middle], marks[middle]),
        (marks[middle], hashes[middle]),
        (marks[before] * 100 + marks[middle], marks[after]),
    ]
    return np.concatenate([neighbour_buckets(hashes, fine, coarse), pair_buckets(9, pairs)])


class Weights:
    """The table of weights: small integers, a line of one for each label for every bucket in use.

    They are so small that the sum of all features of a word, with its neighbours, stays within 16 bits.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        table = arrays["weights"]
        self._lines: npt.NDArray[np.int32] = np.zeros(BUCKETS, np.int32)
        self._lines[np.cumsum(arrays["bucket_steps"])] = np.arange(1, len(table) + 1)
        self._table: SmallIntegers = np.concatenate([np.zeros_like(table[:1]), table])

    def of(self, buckets: Integers) -> SmallIntegers:
        """The weights of buckets: a last dimension more, of labels."""
        return self._table.take(self._lines.take(buckets), axis=0)

    def word_sums(self, words: Sequence[Features]) -> SmallIntegers:
        """The sums of the weights of the features of words: word, offset, label."""
        buckets, begins = buckets_of(words)
        sums: SmallIntegers = np.add.reduceat(self.of(buckets), begins, axis=0, dtype=np.int16)
        return sums.reshape(len(words), len(OFFSETS), -1)


class PartOfSpeechTagger:
    """The trained model; `scale` makes log-potentials of its weights, `word_sums` are those of `features.words`, by
    offset, word and label.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], features: WordFeatures) -> None:
        self.labels: list[str] = arrays["labels"].tobytes().decode().split("\n")
        self._features = features
        self._weights = Weights(arrays)
        self._scale = float(arrays["scale"])
        self._transitions: Floats = arrays["transitions"]
        self._reach = float(np.abs(self._transitions).max())
        self._known_numbers: Integers = np.array([features.numbers(word) for word in features.words], np.int64)
        self._known_sums: SmallIntegers = arrays["word_sums"].swapaxes(0, 1).reshape(len(features.words), -1)
        self._forget()

    def _forget(self) -> None:
        """Begin the tables of words anew with those that the model knows; row 0 is no word, as before a sentence."""
        self._rows = {word: row for row, word in enumerate(self._features.words)}
        self._count = len(self._rows)
        self._numbers, self._sums = self._known_numbers, self._known_sums

    def _learn(self, words: Sequence[str]) -> None:
        """Add words that were not seen yet to the tables; those that differ in their digits alone have one row."""
        plain = [normalised(word) for word in words]
        if new := [word for word in dict.fromkeys(plain) if word not in self._rows]:
            begin, end = self._count, self._count + len(new)
            self._numbers = with_room(self._numbers, end)
            self._numbers[begin:end] = [self._features.numbers(word) for word in new]
            self._sums = with_room(self._sums, end)
            self._sums[begin:end] = self._weights.word_sums([self._features.of(word) for word in new]).reshape(
                len(new), -1
            )
            self._rows.update(zip(new, range(begin, end), strict=True))
            self._count = end
        self._rows.update(zip(words, map(self._rows.__getitem__, plain), strict=True))

    def tag(self, words: Sequence[str], marks: Sequence[int], lengths: Sequence[int]) -> list[str]:
        """The label of each word of a text; `lengths` are the numbers of words of its sentences.

        `words` are folded tokens, `marks` say in what kind of name or date each stands (0: none).
        """
        if len(self._rows) > MOST_WORDS:
            self._forget()
        seen = self._rows
        if not all(map(seen.__contains__, words)):
            self._learn([word for word in dict.fromkeys(words) if word not in seen])
        pieces = [min(LONGEST, length - done) for length in lengths for done in range(0, length, LONGEST)]
        if not pieces:
            return []
        sentence_of = np.repeat(np.arange(len(pieces)), pieces)
        places = np.arange(len(words)) + 2 + 2 * sentence_of
        rows = np.zeros(len(words) + 2 * len(pieces) + 2, np.int64)
        rows[places] = list(map(seen.__getitem__, words))
        spread = np.zeros(len(rows), np.int64)
        spread[places] = marks
        potentials = self._potentials(rows, spread, places)
        return [self.labels[number] for number in self._best(potentials, sentence_of).tolist()]

    def _potentials(self, rows: Integers, marks: Integers, places: Integers) -> Floats:
        """The log-potentials of the labels of the words that stand at `places`."""
        hashes, fine, coarse = self._numbers.take(rows, axis=0).T
        buckets = context_buckets(hashes, fine, coarse, marks).take(places - 2, axis=1)
        scores = self._weights.of(buckets).sum(axis=0, dtype=np.int16)
        add_word_sums(scores, self._sums.take(rows, axis=0), places)
        potentials: Floats = scores.astype(np.float32) * np.float32(self._scale)
        return potentials

    def _best(self, potentials: Floats, sentence_of: Integers) -> Integers:
        """The numbers of the labels of the best sequence of each sentence, by Viterbi's algorithm.

        A label so far ahead that no neighbour can change it is settled; only the stretches between such words, with
        one of them at each end, need the algorithm.
        """
        best: Integers = potentials.argmax(axis=1)
        within_reach = potentials > potentials.max(axis=1, keepdims=True) - self._reach
        begins, ends = _stretches(within_reach.sum(axis=1) > 1, sentence_of)
        order = np.argsort(begins - ends, kind="stable")  # the longest first
        begins, lengths = begins[order], (ends - begins)[order]
        firsts = np.cumsum(lengths) - lengths
        places = np.repeat(begins - firsts, lengths) + np.arange(lengths.sum())
        candidates, values = _candidates(potentials.take(places, axis=0))
        chosen = self._paths(candidates, values, firsts, lengths)
        best[places] = candidates[np.arange(len(places)), chosen]
        return best

    def _paths(self, candidates: Integers, values: Floats, firsts: Integers, lengths: Integers) -> Integers:
        """Which candidate is best for each word of stretches, the longest of which come first.

        Candidates and their values have a line for each word of all stretches; those of a stretch begin at its first.
        All stretches go on in step, so that those which have a word at a step are the first ones.
        """
        moves = self._transitions[candidates[:-1, :, np.newaxis], candidates[1:, np.newaxis, :]]
        origins: list[Integers] = []
        score = values[firsts]
        for step in range(1, lengths.max(initial=1)):
            words = firsts[: np.count_nonzero(lengths > step)] + step
            totals = score[: len(words), :, np.newaxis] + moves[words - 1]
            origins.append(totals.argmax(axis=1))
            score[: len(words)] = totals.max(axis=1) + values[words]
        chosen = np.zeros(len(candidates), np.int64)
        chosen[firsts + lengths - 1] = score.argmax(axis=1)
        for step in range(len(origins), 0, -1):
            origin = origins[step - 1]
            words = firsts[: len(origin)] + step
            chosen[words - 1] = origin[np.arange(len(origin)), chosen[words]]
        return chosen


def _candidates(potentials: Floats) -> tuple[Integers, Floats]:
    """The best labels of each word and their potentials, a column for each; used up are the potentials given."""
    words = np.arange(len(potentials))
    labels = np.zeros((len(potentials), CANDIDATES), np.int64)
    values = np.zeros((len(potentials), CANDIDATES), np.float32)
    for column in range(CANDIDATES):
        best = potentials.argmax(axis=1)
        labels[:, column] = best
        values[:, column] = potentials[words, best]
        potentials[words, best] = -np.inf
    return labels, values


def _stretches(is_open: npt.NDArray[np.bool_], sentence_of: Integers) -> tuple[Integers, Integers]:
    """Begin and end of the runs of open words, each with one word more before and behind it in the same sentence."""
    if not len(is_open):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    is_first = np.diff(sentence_of, prepend=-1) != 0
    is_last = np.append(is_first[1:], True)
    before = np.append(False, is_open[:-1]) & ~is_first
    behind = np.append(is_open[1:], False) & ~is_last
    begins = np.flatnonzero(is_open & ~before)
    ends = np.flatnonzero(is_open & ~behind) + 1
    return begins - ~is_first[begins], ends + ~is_last[ends - 1]
