"""Finds names of persons, organisations and places by two models that know a word by different things.

A neural network and a table of patterns each give log-potentials of the labels; of their weighted sum a linear-chain
conditional random field takes the probabilities. Together they are better than either (see the model card).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tei.language.arrays import Floats, Integers
from tei.language.feature_hashing import normalised
from tei.language.name_network import Network
from tei.language.name_patterns import Patterns
from tei.language.name_pieces import Layout, layout_of, pieces_of
from tei.language.name_words import LABELS

MODELS = Path(__file__).parent / "models"
NETWORK, PATTERNS = MODELS / "names.npz", MODELS / "name_patterns.npz"
WEIGHTS = (1.0, 0.7)
"""What the log-potentials of the network and of the patterns count; chosen among nine pairs on the development sets."""
RESCALE = 8
"""Steps after which the sums of a pass are made probabilities again, so that they stay within what a float holds."""
BATCH = 64
"""Pieces of sentences that are read at once."""
MOST_WORDS = 16_000
"""Words of which the models keep what is to be known before they begin anew."""


class NameSpan(NamedTuple):
    """Tokens `begin` to `end` of a sequence (half-open) name a `label`: PER, ORG or LOC; probability 0-1."""

    label: str
    begin: int
    end: int
    probability: float


class NameTagger:
    """Finds the names of sentences by a network and a table of patterns, and what either counts."""

    def __init__(self, network: Network, patterns: Patterns, weights: tuple[float, float] = WEIGHTS) -> None:
        self.network = network
        self.patterns = patterns
        self._weights = weights
        transitions = np.exp(self._sum(network.transitions, patterns.transitions))
        self._transitions = np.stack([transitions, transitions.T])
        self._rows = {"": 0}

    def _sum(self, of_network: Floats, of_patterns: Floats) -> Floats:
        return self._weights[0] * of_network + self._weights[1] * of_patterns

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[NameSpan]]:
        """The names in each sequence of folded tokens, in order; a sequence should be one sentence or headline."""
        probabilities = self.probabilities(sequences)
        best = probabilities.argmax(axis=1).tolist()
        certainty = probabilities.max(axis=1).tolist()
        ends = list(accumulate(len(sequence) for sequence in sequences))
        return [_spans(best[begin:end], certainty[begin:end]) for begin, end in pairwise([0, *ends])]

    def probabilities(self, sequences: Sequence[Sequence[str]]) -> Floats:
        """The probability of each of `LABELS` at each token of the sequences, one behind the other."""
        rows = self._rows_of([word for sequence in sequences for word in sequence])
        pieces: list[tuple[int, int]] = []
        begin = 0
        for sequence in sequences:
            pieces += [(piece.stop - piece.start, begin + piece.start) for piece in pieces_of(sequence)]
            begin += len(sequence)
        pieces.sort()
        result = np.zeros((len(rows), len(LABELS)), np.float32)
        for first in range(0, len(pieces), BATCH):
            lengths, begins = np.array(pieces[first : first + BATCH]).T
            layout = layout_of(lengths)
            places = begins[layout.lines] + layout.steps
            chosen = rows[places]
            potentials = self._sum(self.network.potentials(chosen, layout), self.patterns.potentials(chosen, layout))
            result[places] = self._marginals(potentials, layout)
        return result

    def _rows_of(self, words: Sequence[str]) -> Integers:
        """The rows of words in the tables of both models, which learn what is new."""
        if len(self._rows) > MOST_WORDS:
            self._rows = {"": 0}
        known = self._rows
        if new := [word for word in dict.fromkeys(words) if word not in known]:
            row = len(known)
            plain = [normalised(word) for word in new]
            self.network.learn(plain, row)
            self.patterns.learn(plain, row)
            known.update(zip(new, range(row, row + len(new)), strict=True))
        return np.fromiter(map(known.__getitem__, words), np.int64, len(words))

    def _marginals(self, potentials: Floats, layout: Layout) -> Floats:
        """The probability of each label at each word, by the forward and the backward pass, run as one.

        The backward pass is a forward pass over the mirrored pieces.
        """
        here = np.exp((potentials - potentials.max(axis=1, keepdims=True)).astype(np.float64))
        passes = np.stack([here, here[layout.mirrors]])
        before = passes[:, : layout.begins[1]]
        for number, (begin, end) in enumerate(pairwise(layout.begins[1:]), 1):
            step = passes[:, begin:end]
            step *= before[:, begin - end :] @ self._transitions
            if number % RESCALE == 0:
                step /= step.sum(axis=2, keepdims=True)
            before = step
        both = passes[0] * passes[1][layout.mirrors] / here  # both passes hold the potentials of the word
        result: Floats = both / both.sum(axis=1, keepdims=True)
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
    with np.load(NETWORK) as network, np.load(PATTERNS) as patterns:
        return NameTagger(Network(network), Patterns(patterns))
