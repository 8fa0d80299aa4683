"""A linear-chain CRF that labels words as parts of names of persons, organisations and places.

All features are hashed into one table of weights. What depends on a word alone is summed up once for each word
and kept; pairs of words and of word clusters are looked up for a whole article at once. So tagging costs a
few milliseconds an article. Lafferty, McCallum and Pereira 2001; hashing: Weinberger et al. 2009.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tei.language.gazetteer import Gazetteer, gazetteer

MODEL = Path(__file__).parent / "models" / "names.npz"
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
BUCKETS = 1 << 20
OFFSETS = (-2, -1, 0, 1, 2)
MOST_WORDS = 300_000
"""Words kept in memory before the tables are begun anew."""
RESCALE = 8
"""Steps after which the sums of a pass are made probabilities again, so that they stay within what a float holds."""
BATCH = 64
"""Sequences that are tagged at once, of like length, so that little is padded."""

_DIGITS = str.maketrans("123456789", "000000000")
_SEEDS = tuple(crc32(f"{offset}:".encode()) for offset in OFFSETS)

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class NameSpan(NamedTuple):
    """Tokens `begin` to `end` of a sequence (half-open) name a `label`: PER, ORG or LOC; probability 0-1."""

    label: str
    begin: int
    end: int
    probability: float


def shape_of(word: str) -> str:
    """Letters of which script, digits or a mark."""
    if word[0].isdigit():
        return f"digits{min(len(word), 4)}"
    if not word[0].isalpha():
        return "mark"
    return "latin" if word[0].isascii() else f"letters{min(len(word), 6)}"


def lists_with(word: str, known: Gazetteer) -> list[str]:
    """Which lists of the gazetteer hold a word as a phrase of its own or as the opening of one."""
    phrase = (word,)
    return [
        name
        for name, found in (
            ("honorific", word in known.honorifics.longest),
            ("forename", word in known.forenames),
            ("doubtful forename", word in known.doubtful_forenames),
            ("surname", word in known.surnames),
            ("surname ending", len(word) > 4 and word.endswith(known.surname_endings)),
            ("glued", len(word) > 5 and word.startswith(known.glued_honorifics)),
            ("place", phrase in known.places),
            ("doubtful place", phrase in known.doubtful_places),
            ("place head", word in known.place_heads),
            ("organisation", phrase in known.organisations),
            ("organisation head", word in known.organisation_heads.longest),
            ("organisation word", word in known.organisation_words),
            ("agency", phrase in known.agencies),
            ("office", word in known.offices.longest),
        )
        if found
    ]


def normalised(word: str) -> str:
    """A folded token as the model knows it: all digits alike."""
    return word.translate(_DIGITS)


class WordFeatures:
    """The features of single words, as buckets of the table for each offset at which the word may stand."""

    def __init__(self, clusters: dict[str, tuple[int, int]]) -> None:
        self.clusters = clusters
        self.known = gazetteer()

    def numbers(self, word: str) -> tuple[int, int, int]:
        """Hash, fine cluster and coarse cluster of a normalised word; clusters are from 1, 0 is unknown."""
        fine, coarse = self.clusters.get(word, (0, 0))
        return crc32(word.encode()), fine, coarse

    def buckets(self, word: str) -> list[list[int]]:
        """For each of `OFFSETS` the buckets of a normalised word."""
        _, fine, coarse = self.numbers(word)
        lists = [f"list={name}" for name in lists_with(word, self.known)]
        far = [f"word={word}", f"fine={fine}", *lists]
        near = [*far, f"coarse={coarse}", f"suffix={word[-2:]}"]
        here = [
            *near,
            "bias",
            f"shape={shape_of(word)}",
            f"suffix={word[-1:]}",
            f"suffix={word[-3:]}",
            f"suffix={word[-4:]}",
            f"prefix={word[:2]}",
            f"prefix={word[:3]}",
            f"prefix={word[:4]}",
        ]
        counts = (len(far), len(near), len(here), len(near), len(far))
        encoded = [feature.encode() for feature in here]
        return [
            [crc32(feature, seed) % BUCKETS for feature in encoded[:count]]
            for count, seed in zip(counts, _SEEDS, strict=True)
        ]


def pair_buckets(hashes: Integers, fine: Integers, coarse: Integers) -> Integers:
    """The buckets of pairs and triples of neighbours: one row a word, one column a feature.

    The arrays are of one sequence, with two zeros at each end that stand for no word.
    """
    middle = slice(2, -2)
    before, after = slice(1, -3), slice(3, -1)
    columns = [
        _mix(1, hashes[before], hashes[middle]),
        _mix(2, hashes[middle], hashes[after]),
        _mix(3, fine[before], fine[middle]),
        _mix(4, fine[middle], fine[after]),
        _mix(5, fine[before], fine[after]),
        _mix(6, coarse[before] * 1000 + coarse[middle], coarse[after]),
        _mix(7, coarse[:-4] * 1000 + coarse[before], coarse[middle]),
        _mix(8, coarse[middle] * 1000 + coarse[after], coarse[4:]),
    ]
    return np.stack(columns, axis=1)


def _mix(salt: int, first: Integers, second: Integers) -> Integers:
    mixed = (first * 2654435761 + second * 40503 * 65537 + salt * 97561) & 0x7FFFFFFFFFFF
    return (mixed ^ (mixed >> 21)) % BUCKETS


class NameTagger:
    """The trained model; `weights` are small integers that `scale` makes log-potentials."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        clusters = zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True)
        self._features = WordFeatures(dict(zip(words, clusters, strict=True)))
        self._weights: npt.NDArray[np.int8] = np.zeros((BUCKETS, len(LABELS)), np.int8)
        self._weights[arrays["buckets"]] = arrays["weights"]
        self._scale = float(arrays["scale"])
        self._transitions = np.exp(arrays["transitions"])
        self._forget()

    def _forget(self) -> None:
        """Begin the tables of what is known of words anew; row 0 stands for no word."""
        self._rows: dict[str, int] = {"": 0}
        self._numbers: Integers = np.zeros((1, 3), np.int64)
        self._scores: Floats = np.zeros((len(OFFSETS), 1, len(LABELS)), np.float32)

    def _learn(self, words: Sequence[str]) -> None:
        """Add words that were not seen yet to the tables."""
        plain = [normalised(word) for word in words]
        buckets = [group for word in plain for group in self._features.buckets(word)]
        begins = np.cumsum([0, *(len(group) for group in buckets)])[:-1]
        flat = np.array([bucket for group in buckets for bucket in group])
        sums = np.add.reduceat(self._weights.take(flat, axis=0), begins, axis=0, dtype=np.int32)
        scores = sums.reshape(len(words), len(OFFSETS), len(LABELS)).astype(np.float32)
        numbers = np.array([self._features.numbers(word) for word in plain], np.int64)
        begin, end = len(self._rows), len(self._rows) + len(words)
        if end > len(self._numbers):
            self._numbers = np.concatenate([self._numbers, np.zeros((end, 3), np.int64)])
            room = np.zeros((len(OFFSETS), end, len(LABELS)), np.float32)
            self._scores = np.concatenate([self._scores, room], axis=1)
        self._rows.update(zip(words, range(begin, end), strict=True))
        self._scores[:, begin:end] = scores.swapaxes(0, 1)
        self._numbers[begin:end] = numbers

    def _potentials(self, sequences: Sequence[Sequence[str]]) -> Floats:
        """The log-potentials of the labels: sequence, word, label; what is behind the end of a sequence is 0."""
        known = self._rows
        flat = [0, 0]
        for sequence in sequences:
            flat += [*(known[word] for word in sequence), 0, 0]
        rows = np.array(flat)
        hashes, fine, coarse = self._numbers.take(rows, axis=0).T
        scores = self._weights.take(pair_buckets(hashes, fine, coarse).T, axis=0).sum(axis=0, dtype=np.float32)
        for of_offset, offset in zip(self._scores, OFFSETS, strict=True):
            scores += of_offset.take(rows[2 + offset : len(rows) - 2 + offset], axis=0)
        scores *= self._scale
        potentials = np.zeros((len(sequences), max(map(len, sequences)), len(LABELS)), np.float32)
        begin = 0
        for line, sequence in enumerate(sequences):
            potentials[line, : len(sequence)] = scores[begin : begin + len(sequence)]
            begin += len(sequence) + 2
        return potentials

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[NameSpan]]:
        """The names in each sequence of folded tokens, in order; a sequence should be one sentence or headline."""
        if len(self._rows) > MOST_WORDS:
            self._forget()
        seen = self._rows
        if new := list(dict.fromkeys(word for sequence in sequences for word in sequence if word not in seen)):
            self._learn(new)
        filled = [line for line, sequence in enumerate(sequences) if sequence]
        names: list[list[NameSpan]] = [[] for _ in sequences]
        by_length = sorted(filled, key=lambda line: len(sequences[line]))
        for first in range(0, len(by_length), BATCH):
            lines = by_length[first : first + BATCH]
            chosen = [sequences[line] for line in lines]
            marginals = self._marginals(self._potentials(chosen), [len(words) for words in chosen])
            best = marginals.argmax(axis=2).tolist()
            certainty = marginals.max(axis=2).tolist()
            for at, line in enumerate(lines):
                names[line] = _spans(best[at][: len(chosen[at])], certainty[at])
        return names

    def _marginals(self, potentials: Floats, lengths: list[int]) -> Floats:
        """The probability of each label at each word, by the forward and the backward pass.

        The backward pass is a forward pass over the mirrored sequences, so both run at once. The sequences stand in
        order of their lengths, so that those which reach a word are the last ones.
        """
        here = np.exp((potentials - potentials.max(axis=2, keepdims=True)).astype(np.float64))
        words = np.arange(here.shape[1])
        last = np.array(lengths)[:, np.newaxis] - 1
        mirror = np.arange(len(lengths))[:, np.newaxis], np.where(words <= last, last - words, words)
        passes = np.ascontiguousarray(np.stack([here, here[mirror]]).transpose(2, 0, 1, 3))
        transitions = np.stack([self._transitions, self._transitions.T])
        for at in range(1, len(passes)):
            reach = bisect_right(lengths, at)
            step = passes[at, :, reach:]
            step *= passes[at - 1, :, reach:] @ transitions
            if at % RESCALE == 0:
                step /= step.sum(axis=2, keepdims=True)
        forward, backward = passes.transpose(1, 2, 0, 3)
        both = forward * backward[mirror] / here  # both passes hold the potentials of the word
        result: Floats = both / both.sum(axis=2, keepdims=True)
        return result


def _spans(labels: list[int], certainty: list[float]) -> list[NameSpan]:
    """The names in a sequence of label numbers; a name that begins with an I- label begins there."""
    spans: list[NameSpan] = []
    begin = 0
    current = ""
    for at, number in enumerate([*labels, 0]):
        label = LABELS[number]
        if current and label != f"I-{current}":
            spans.append(NameSpan(current, begin, at, min(certainty[begin:at])))
            current = ""
        if label != "O" and not current:
            begin, current = at, label[2:]
    return spans


@cache
def name_tagger() -> NameTagger:
    """The tagger that is shipped."""
    with np.load(MODEL) as arrays:
        return NameTagger({name: arrays[name] for name in arrays.files})
