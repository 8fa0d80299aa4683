"""Finds names of persons, organisations and places by two models that know a word by different things.

A neural network and a table of patterns each give log-potentials of the labels; of their weighted sum a linear-chain
conditional random field takes the probabilities. Together they are better than either (see the model card).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tei.language.name_network import Network
from tei.language.name_patterns import Patterns
from tei.language.name_words import LABELS

MODELS = Path(__file__).parent / "models"
NETWORK, PATTERNS = MODELS / "names.npz", MODELS / "name_patterns.npz"
WEIGHTS = (0.75, 0.5)
"""What the log-potentials of the network and of the patterns count; chosen among six pairs on the development sets."""
RESCALE = 8
"""Steps after which the sums of a pass are made probabilities again, so that they stay within what a float holds."""
BATCH = 64
"""Sequences that are tagged at once, of like length, so that little is padded."""

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class NameSpan(NamedTuple):
    """Tokens `begin` to `end` of a sequence (half-open) name a `label`: PER, ORG or LOC; probability 0-1."""

    label: str
    begin: int
    end: int
    probability: float


class NameTagger:
    """Finds the names of sentences by a network and a table of patterns."""

    def __init__(self, network: Network, patterns: Patterns) -> None:
        self.network = network
        self.patterns = patterns
        self._transitions = np.exp(self._sum(network.transitions, patterns.transitions))

    def _sum(self, of_network: Floats, of_patterns: Floats) -> Floats:
        return WEIGHTS[0] * of_network + WEIGHTS[1] * of_patterns

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[NameSpan]]:
        """The names in each sequence of folded tokens, in order; a sequence should be one sentence or headline."""
        words = list(dict.fromkeys(word for sequence in sequences for word in sequence))
        self.network.read(words)
        self.patterns.read(words)
        filled = [line for line, sequence in enumerate(sequences) if sequence]
        names: list[list[NameSpan]] = [[] for _ in sequences]
        by_length = sorted(filled, key=lambda line: len(sequences[line]))
        for first in range(0, len(by_length), BATCH):
            lines = by_length[first : first + BATCH]
            chosen = [sequences[line] for line in lines]
            potentials = self._sum(self.network.potentials(chosen), self.patterns.potentials(chosen))
            marginals = self._marginals(potentials, [len(sequence) for sequence in chosen])
            best = marginals.argmax(axis=2).tolist()
            certainty = marginals.max(axis=2).tolist()
            for at, line in enumerate(lines):
                names[line] = _spans(best[at][: len(chosen[at])], certainty[at])
        return names

    def _marginals(self, potentials: Floats, lengths: list[int]) -> Floats:
        """The probability of each label at each word, by the forward and the backward pass, run as one.

        The backward pass is a forward pass over the mirrored sequences. The sequences stand in order of their lengths,
        so that those which reach a word are the last ones.
        """
        here = np.exp((potentials - potentials.max(axis=2, keepdims=True)).astype(np.float64))
        mirror = _mirror(lengths)
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


def _mirror(lengths: list[int]) -> tuple[Integers, Integers]:
    """The places that turn each of some padded sequences round."""
    words = np.arange(lengths[-1])
    last = np.array(lengths)[:, np.newaxis] - 1
    return np.arange(len(lengths))[:, np.newaxis], np.where(words <= last, last - words, words)


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
