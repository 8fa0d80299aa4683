"""A linear-chain CRF that gives words their parts of speech: UPOS tags, several for a word with a clitic (NOUN+PRON).

All features are hashed into one table of weights. What depends on a word alone is summed up once for each word and
kept; what depends on its neighbours is looked up for a whole article at once. Lafferty, McCallum and Pereira 2001;
hashing: Weinberger et al. 2009.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tei.language.feature_hashing import (
    BUCKETS,
    OFFSETS,
    Integers,
    neighbour_buckets,
    pair_buckets,
    word_buckets,
)
from tei.language.verbs import Verbs

MOST_WORDS = 60_000
"""Words kept in memory before the tables are begun anew."""
CANDIDATES = 4
"""Labels of a word among which the best sequence is sought; the others are far behind."""
LONGEST = 200
"""Words of the longest sentence that is labelled in one piece."""

ENDINGS = ("هایی", "های", "ها", "ترین", "تر", "یی", "ان", "ات", "ی")
CLITICS = ("شان", "تان", "مان", "ست", "یم", "ند", "اش", "ات", "ام", "ش", "ت", "م")

_DIGITS = str.maketrans("123456789", "000000000")
Floats = npt.NDArray[np.float32]


def normalised(word: str) -> str:
    """A folded token as the model knows it: all digits alike."""
    return word.translate(_DIGITS)


def _shape(word: str) -> str:
    if word[:1].isdigit():
        return f"digits{min(len(word), 5)}"
    if not word[:1].isalpha():
        return "mark"
    return "latin" if word.isascii() else f"letters{min(len(word), 6)}"


class WordFeatures:
    """The features of single words, as buckets of the table for each offset at which the word may stand.

    `clusters` are the numbers (from 1) of the fine and coarse cluster of frequent words, `classes` hazm's parts of
    speech of a word (N, AJ, N,AJ …), both by folded words.
    """

    def __init__(self, clusters: Mapping[str, tuple[int, int]], classes: Mapping[str, str], verbs: Verbs) -> None:
        self._clusters = clusters
        self._classes = classes
        self._verbs = verbs

    def numbers(self, word: str) -> tuple[int, int, int]:
        """Hash, fine cluster and coarse cluster of a normalised word; 0 is unknown."""
        fine, coarse = self._clusters.get(word, (0, 0))
        return crc32(word.encode()), fine, coarse

    def _stems(self, word: str) -> list[str]:
        """The classes of what is left of a word without an ending or clitic."""
        classes = self._classes
        found = [
            f"{ending}={classes[word[: -len(ending)]]}"
            for ending in ENDINGS
            if word.endswith(ending) and word[: -len(ending)] in classes
        ]
        for clitic in CLITICS:
            if word.endswith(clitic) and len(word) > len(clitic) + 1:
                stem = word[: -len(clitic)]
                bare = next((e for e in ENDINGS if stem.endswith(e) and stem[: -len(e)] in classes), "")
                if stem in classes:
                    found.append(f"clitic {clitic}={classes[stem]}")
                elif bare:
                    found.append(f"clitic {bare}{clitic}={classes[stem[: -len(bare)]]}")
        return found

    def buckets(self, word: str) -> list[list[int]]:
        """For each of `OFFSETS` the buckets of a normalised word."""
        _, fine, coarse = self.numbers(word)
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
        return word_buckets(far, near, here)


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


class PartOfSpeechTagger:
    """The trained model; `weights` are integers that `scale` makes log-potentials, a line for each bucket in use."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], features: WordFeatures) -> None:
        self.labels: list[str] = arrays["labels"].tobytes().decode().split("\n")
        self._features = features
        self._lines: npt.NDArray[np.int32] = np.zeros(BUCKETS, np.int32)
        self._lines[np.cumsum(arrays["bucket_steps"])] = np.arange(1, len(arrays["weights"]) + 1)
        nothing = np.zeros((1, len(self.labels)), np.int16)
        self._weights: npt.NDArray[np.int16] = np.concatenate([nothing, arrays["weights"]])
        self._scale = float(arrays["scale"])
        self._transitions: Floats = arrays["transitions"]
        self._reach = float(np.abs(self._transitions).max())
        self._forget()

    def _forget(self) -> None:
        """Begin the tables of what is known of words anew; row 0 is no word, as before and behind a sentence."""
        self._rows: dict[str, int] = {}
        self._numbers: Integers = np.zeros((3, 0), np.int64)
        self._scores: npt.NDArray[np.int32] = np.zeros((len(OFFSETS), 0, len(self.labels)), np.int32)
        self._learn([""])

    def _learn(self, words: Sequence[str]) -> None:
        """Add words that were not seen yet to the tables."""
        plain = [normalised(word) for word in words]
        buckets = [group for word in plain for group in self._features.buckets(word)]
        begins = np.cumsum([0, *(len(group) for group in buckets)])[:-1]
        flat = np.array([bucket for group in buckets for bucket in group])
        sums = np.add.reduceat(self._weights.take(self._lines.take(flat), axis=0), begins, axis=0, dtype=np.int32)
        scores = sums.reshape(len(words), len(OFFSETS), len(self.labels)).swapaxes(0, 1)
        numbers = np.array([self._features.numbers(word) for word in plain], np.int64).T
        begin, end = len(self._rows), len(self._rows) + len(words)
        room = self._numbers.shape[1]
        if end > room:
            more = max(end, 2 * room) - room
            self._numbers = np.concatenate([self._numbers, np.zeros((3, more), np.int64)], axis=1)
            scores_of_more = np.zeros((len(OFFSETS), more, len(self.labels)), np.int32)
            self._scores = np.concatenate([self._scores, scores_of_more], axis=1)
        self._rows.update(zip(words, range(begin, end), strict=True))
        self._scores[:, begin:end] = scores
        self._numbers[:, begin:end] = numbers

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
        hashes, fine, coarse = self._numbers.take(rows, axis=1)
        buckets = context_buckets(hashes, fine, coarse, marks).take(places - 2, axis=1)
        scores = self._weights.take(self._lines.take(buckets), axis=0).sum(axis=0, dtype=np.int32)
        for of_offset, offset in zip(self._scores, OFFSETS, strict=True):
            scores += of_offset.take(rows.take(places + offset), axis=0)
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
