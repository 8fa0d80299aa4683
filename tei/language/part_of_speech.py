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

from tei.language.feature_hashing import BUCKETS, OFFSETS, Integers, mixed, neighbour_columns, word_buckets
from tei.language.verbs import Verbs

MOST_WORDS = 60_000
"""Words kept in memory before the tables are begun anew."""
CANDIDATES = 4
"""Labels of a word among which the best sequence is sought; the others are far behind."""
BATCH = 256
"""Stretches that are labelled at once, of like length, so that little is padded."""
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
    """The buckets of neighbours together: one row a word, one column a feature.

    The arrays are of one or more sentences, with two zeros before, between and behind them that stand for no word;
    `marks` say in what kind of name or date a word stands (0: none).
    """
    middle = slice(2, -2)
    before, after = slice(1, -3), slice(3, -1)
    columns = [
        *neighbour_columns(hashes, fine, coarse),
        mixed(9, hashes[before], hashes[after]),
        mixed(10, marks[middle], marks[middle]),
        mixed(11, marks[middle], hashes[middle]),
        mixed(12, marks[before] * 100 + marks[middle], marks[after]),
    ]
    return np.stack(columns, axis=1)


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
        self._numbers: Integers = np.zeros((0, 3), np.int64)
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
        numbers = np.array([self._features.numbers(word) for word in plain], np.int64)
        begin, end = len(self._rows), len(self._rows) + len(words)
        if end > len(self._numbers):
            more = max(end, 2 * len(self._numbers)) - len(self._numbers)
            self._numbers = np.concatenate([self._numbers, np.zeros((more, 3), np.int64)])
            room = np.zeros((len(OFFSETS), more, len(self.labels)), np.int32)
            self._scores = np.concatenate([self._scores, room], axis=1)
        self._rows.update(zip(words, range(begin, end), strict=True))
        self._scores[:, begin:end] = scores
        self._numbers[begin:end] = numbers

    def tag(self, words: Sequence[str], marks: Sequence[int], lengths: Sequence[int]) -> list[str]:
        """The label of each word of a text; `lengths` are the numbers of words of its sentences.

        `words` are folded tokens, `marks` say in what kind of name or date each stands (0: none).
        """
        if len(self._rows) > MOST_WORDS:
            self._forget()
        seen = self._rows
        if new := [word for word in dict.fromkeys(words) if word not in seen]:
            self._learn(new)
        pieces = [min(LONGEST, length - done) for length in lengths for done in range(0, length, LONGEST)]
        if not pieces:
            return []
        sentence_of = np.repeat(np.arange(len(pieces)), pieces)
        places = np.arange(len(words)) + 2 + 2 * sentence_of
        rows = np.zeros(len(words) + 2 * len(pieces) + 2, np.int64)
        rows[places] = [seen[word] for word in words]
        spread = np.zeros(len(rows), np.int64)
        spread[places] = marks
        potentials = self._potentials(rows, spread, places)
        return [self.labels[number] for number in self._best(potentials, sentence_of).tolist()]

    def _potentials(self, rows: Integers, marks: Integers, places: Integers) -> Floats:
        """The log-potentials of the labels of the words that stand at `places`."""
        hashes, fine, coarse = self._numbers.take(rows, axis=0).T
        buckets = context_buckets(hashes, fine, coarse, marks)[places - 2]
        scores = np.zeros((len(places), len(self.labels)), np.int32)
        for lines in self._lines.take(buckets.T):
            scores += self._weights.take(lines, axis=0)
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
        runners_up, leaders = np.partition(potentials, -2, axis=1)[:, -2:].T
        begins, ends = _stretches(leaders - runners_up < self._reach, sentence_of)
        lengths = ends - begins
        order = np.argsort(lengths, kind="stable")
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            steps = np.arange(lengths[batch[-1]])
            last = lengths[batch][:, np.newaxis] - 1
            places = begins[batch][:, np.newaxis] + np.minimum(steps, last)
            of_batch = potentials[places]
            candidates = np.argpartition(of_batch, -CANDIDATES, axis=2)[:, :, -CANDIDATES:]
            chosen = self._paths(candidates, np.take_along_axis(of_batch, candidates, axis=2), steps <= last)
            best[places] = np.take_along_axis(chosen, np.minimum(steps, last), axis=1)
        return best

    def _paths(self, candidates: Integers, values: Floats, is_word: npt.NDArray[np.bool_]) -> Integers:
        """The best labels of sentences: sentence, word, candidate → sentence, word; what is no word has no say."""
        values = values * is_word[:, :, np.newaxis]
        moves = self._transitions[candidates[:, :-1, :, np.newaxis], candidates[:, 1:, np.newaxis, :]]
        moves *= is_word[:, 1:, np.newaxis, np.newaxis]
        score = values[:, 0]
        origins = []
        for step in range(moves.shape[1]):
            totals = score[:, :, np.newaxis] + moves[:, step]
            origins.append(totals.argmax(axis=1))
            score = totals.max(axis=1) + values[:, step + 1]
        at = score.argmax(axis=1)
        sentences = np.arange(len(at))
        path = [at]
        for origin in reversed(origins):
            at = origin[sentences, at]
            path.append(at)
        choice = np.stack(path[::-1], axis=1)
        labels: Integers = np.take_along_axis(candidates, choice[:, :, np.newaxis], axis=2)[:, :, 0]
        return labels


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
