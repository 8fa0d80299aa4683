"""Trains the neural networks that find names; `tei.language.name_network` runs them without torch.

A network learns from probabilities of labels: that of a marked label is 1, others are what a teacher believes. The
sources of the labels disagree on what a name is, so each has an adjustment of its own, trained beside the common part
and left out when the weights are written.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from tei.language.arrays import Floats, Integers
from tei.language.gazetteer import gazetteer
from tei.language.name_network import GATES, LARGEST_SUM, UNITS, features_of, letter_numbers, letters_of
from tei.language.name_words import LABELS

LETTER_VECTOR, LETTER_SUMS = 32, 96
ADJUSTMENT = 8
UNKNOWN_WORD = 1
WORD_LOSS = 0.1
"""Share of the words whose vector is hidden in training, so that letters and context are learnt from, too."""
CODE_LOSS, STATE_LOSS = 0.2, 0.3
"""Shares of the numbers of codes and states that are set to zero in training."""
LEARNING_RATE, WARM_UP = 2e-3, 200

Tensor = Any
Arrays = dict[str, npt.NDArray[Any]]


@dataclass
class Sentence:
    """Rows of the words (see `Words`), the probability of each label at each word, and the number of the source.

    Source 0 is the common convention.
    """

    rows: Integers
    labels: Floats
    source: int = 0


class Words:
    """What is known of each word that occurs: the row of its vector, its letters, the lists that hold it.

    Row 0 is padding, those of the vocabulary follow. Vectors are numbered from 2; 1 is unknown.
    """

    def __init__(self, vocabulary: Sequence[str], letters: str) -> None:
        self._vectors = {word: number for number, word in enumerate(vocabulary, 2)}
        self._letters = letter_numbers(letters)
        self._known = gazetteer()
        self._rows: dict[str, int] = {"": 0}
        self._table: list[tuple[int, list[int], list[bool]]] = [(0, [0] * len(letters_of("", {})), [])]
        self.rows(vocabulary)

    def rows(self, words: Iterable[str]) -> Integers:
        """The rows of normalised words; new ones are added."""
        for word in words:
            if word not in self._rows:
                self._rows[word] = len(self._table)
                number = self._vectors.get(word, UNKNOWN_WORD)
                self._table.append((number, letters_of(word, self._letters), features_of(word, self._known)))
        return np.array([self._rows[word] for word in words], np.int64)

    def tensors(self) -> tuple[Tensor, Tensor, Tensor]:
        """Vector numbers, letters and lists of all rows."""
        numbers, letters, lists = zip(*self._table, strict=True)
        width = len(lists[-1])
        flags = [found or [False] * width for found in lists]
        return torch.tensor(numbers), torch.tensor(letters), torch.tensor(flags, dtype=torch.float32)


class TrainedNetwork:
    """The trainable parts and what is computed with them; `size` is that of the memory of one direction."""

    def __init__(self, vectors: Floats, size: int, letters: int, lists: int, sources: int) -> None:
        width = vectors.shape[1]
        self.size = size
        padded = torch.cat([torch.zeros(2, width), torch.from_numpy(vectors)])
        self.vectors = nn.Embedding.from_pretrained(padded, freeze=False, padding_idx=0, sparse=True)
        self.reader = nn.ModuleDict(
            {
                "letter_vectors": nn.Embedding(letters, LETTER_VECTOR, padding_idx=0),
                "letter": nn.Linear(3 * LETTER_VECTOR, LETTER_SUMS),
                "code": nn.Linear(LETTER_SUMS + lists, width),
                "memory": nn.LSTM(width, size, batch_first=True, bidirectional=True),
            }
        )
        self.labeller = nn.ModuleDict(
            {
                "output": nn.Linear(2 * size, len(LABELS)),
                "into": nn.Linear(2 * size, ADJUSTMENT),
                "sources": nn.Embedding(sources, ADJUSTMENT),
                "outof": nn.Linear(ADJUSTMENT, len(LABELS), bias=False),
            }
        )
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.edges = nn.Parameter(torch.zeros(2, len(LABELS)))

    def parameters(self) -> list[Tensor]:
        """All but the word vectors, whose steps are sparse."""
        return [*self.reader.parameters(), *self.labeller.parameters(), self.transitions, self.edges]

    def letter_sums(self, letters: Tensor) -> Tensor:
        """What the letters of words say: a convolution over three letters, of which the greatest sums are kept."""
        padded = functional.pad(self.reader["letter_vectors"](letters), (0, 0, 1, 1))
        windows = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], 2)
        sums = self.reader["letter"](windows).masked_fill((letters == 0).unsqueeze(2), 0)
        return sums.max(1)[0].relu()

    def codes(self, numbers: Tensor, letters: Tensor, lists: Tensor) -> Tensor:
        """The codes of words: the sum of their vectors and of what their letters and lists say."""
        return self.vectors(numbers) + self.reader["code"](torch.cat([self.letter_sums(letters), lists], 1))

    def states(self, words: tuple[Tensor, Tensor, Tensor], rows: Integers) -> Tensor:
        """The states of both directions at each word of a batch (rows padded with 0)."""
        kinds, places = np.unique(rows, return_inverse=True)
        numbers, letters, lists = (table[torch.from_numpy(kinds)] for table in words)
        hidden = (torch.rand(numbers.shape) < WORD_LOSS) & (numbers > 0)
        codes = self.codes(numbers.masked_fill(hidden, UNKNOWN_WORD), letters, lists)
        batch = functional.dropout(codes[torch.from_numpy(places.reshape(rows.shape))], CODE_LOSS)
        lengths = torch.from_numpy((rows > 0).sum(1))
        packed = pack_padded_sequence(batch, lengths, batch_first=True, enforce_sorted=False)
        states = pad_packed_sequence(self.reader["memory"](packed)[0], batch_first=True)[0]
        return functional.dropout(states, STATE_LOSS)

    def potentials(self, states: Tensor, sources: Tensor) -> Tensor:
        """The log-potentials of the labels, as a source has them."""
        adjusted = self.labeller["into"](states) * self.labeller["sources"](sources).unsqueeze(1)
        result: Tensor = self.labeller["output"](states) + self.labeller["outof"](adjusted)
        return result

    def loss(self, potentials: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The cross entropy of a batch: of the labels' probabilities and of what the network believes."""
        total = self.edges[0] + potentials[:, 0]
        for at in range(1, potentials.shape[1]):
            following = torch.logsumexp(total.unsqueeze(2) + self.transitions, 1) + potentials[:, at]
            total = torch.where(mask[:, at : at + 1], following, total)
        own = (potentials * labels).sum()
        steps = torch.einsum("sta,stb->ab", labels[:, :-1], labels[:, 1:]) * self.transitions
        last = labels[torch.arange(len(labels)), mask.sum(1) - 1]
        ends = (self.edges[0] * labels[:, 0]).sum() + (self.edges[1] * last).sum()
        return torch.logsumexp(total + self.edges[1], 1).sum() - own - steps.sum() - ends


def batches(sentences: Sequence[Sentence], words: int, chance: random.Random) -> list[list[Sentence]]:
    """All sentences in batches of like length, each of about so many words, in random order."""
    order = sorted(sentences, key=lambda sentence: len(sentence.rows) + chance.random() * 8)
    result: list[list[Sentence]] = [[]]
    for sentence in order:
        if (len(result[-1]) + 1) * len(sentence.rows) > words and result[-1]:
            result.append([])
        result[-1].append(sentence)
    chance.shuffle(result)
    return result


def _padded(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    table = np.zeros((len(arrays), max(map(len, arrays)), *arrays[0].shape[1:]), arrays[0].dtype)
    for line, array in enumerate(arrays):
        table[line, : len(array)] = array
    return table


class _Steps:
    """Steps of Adam, at first small, then smaller and smaller."""

    def __init__(self, dense: list[Tensor], sparse: list[Tensor], total: int) -> None:
        self._dense = dense
        self._optimisers = (torch.optim.Adam(dense, betas=(0.9, 0.99)), torch.optim.SparseAdam(sparse))
        self._total = total
        self._done = 0

    def __call__(self, loss: Tensor) -> None:
        self._done += 1
        rate = LEARNING_RATE * min(1, self._done / WARM_UP) * max(0.0, 1 - self._done / self._total)
        for optimiser, share in zip(self._optimisers, (1, 0.4), strict=True):
            optimiser.zero_grad()
            for group in optimiser.param_groups:
                group["lr"] = rate * share
        loss.backward()
        nn.utils.clip_grad_norm_(self._dense, 5.0)
        for optimiser in self._optimisers:
            optimiser.step()


def train_labels(network: TrainedNetwork, words: Words, sentences: Sequence[Sentence], epochs: int) -> Iterator[str]:
    """Train everything to label names; yields a report after each epoch.

    In a third of the sentences the source is not told, so that the common convention is learnt, too.
    """
    tables = words.tensors()
    chance = random.Random(1)
    total = epochs * len(batches(sentences, 1600, chance))
    step = _Steps(network.parameters(), [network.vectors.weight], total)
    for epoch in range(epochs):
        losses = []
        for batch in batches(sentences, 1600, chance):
            rows = _padded([sentence.rows for sentence in batch])
            labels = torch.from_numpy(_padded([sentence.labels for sentence in batch]))
            told = [sentence.source if chance.random() > 1 / 3 else 0 for sentence in batch]
            potentials = network.potentials(network.states(tables, rows), torch.tensor(told))
            loss = network.loss(potentials, labels, torch.from_numpy(rows > 0)) / len(batch)
            step(loss)
            losses.append(loss.item())
        yield f"labels: epoch {epoch + 1} of {epochs}, loss {np.mean(losses):.3f}"


def on_grid(weights: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float16]:
    """Weights as multiples of a power of two for each column, such that the sums of `Network` are exact.

    The multiples are so small that 16-bit floats hold them.
    """
    most = min(2048, LARGEST_SUM // (UNITS * weights.shape[-2]))
    largest = np.maximum(np.abs(weights).max(axis=-2, keepdims=True), 1e-8)
    step = np.maximum(2.0 ** np.ceil(np.log2(largest / most)), 2.0**-24)
    rounded: npt.NDArray[np.float16] = (np.rint(weights / step) * step).astype(np.float16)
    return rounded


def arrays_of(network: TrainedNetwork, vocabulary: Sequence[str], letters: str, words: Words) -> Arrays:
    """The weights as `tei.language.name_network` reads them; what is handed on is counted in whole numbers."""
    with torch.no_grad():
        _, spelling, _ = tables = words.tensors()
        codes = network.codes(*(table[1 : 1 + len(vocabulary)] for table in tables)).numpy()
        highest = np.maximum(network.letter_sums(spelling).numpy().max(axis=0), 1e-8)
        unknown = network.vectors.weight[UNKNOWN_WORD].numpy()
    part = {name: value.detach().numpy() for name, value in network.reader.state_dict().items()}
    label = {name: value.detach().numpy() for name, value in network.labeller.state_dict().items()}
    reach = np.abs(codes).max(axis=0)
    letter_vectors = part["letter_vectors.weight"]
    letter_reach = np.abs(letter_vectors).max()
    size = network.size
    units = np.concatenate([highest, np.ones(part["code.weight"].shape[1] - len(highest))])
    # torch orders the gates in, forget, cell, out; a sigmoid is computed as a tanh of half its argument
    halves = np.array([0.5, 0.5, 0.5, 1])[:, np.newaxis, np.newaxis, np.newaxis]

    def gates(name: str) -> npt.NDArray[Any]:
        """The parts of a weight of the memory: gate, direction, output, input."""
        both = np.stack([part[f"memory.{name}_l0{way}"] for way in ("", "_reverse")])
        ordered: npt.NDArray[Any] = both.reshape(2, GATES, size, -1).swapaxes(0, 1)[[0, 1, 3, 2]] * halves
        return ordered

    common = label["outof.weight"] @ (label["sources.weight"][0][:, np.newaxis] * label["into.weight"])
    common_bias = label["outof.weight"] @ (label["sources.weight"][0] * label["into.bias"])
    return {
        "words": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "codes": np.rint(codes / reach * UNITS).astype(np.int8),
        "letters": np.frombuffer(letters.encode(), np.uint8),
        "letter_vectors": np.rint(letter_vectors / letter_reach * UNITS).astype(np.int8),
        "letter_weights": on_grid(part["letter.weight"].T / highest * letter_reach),
        "letter_bias": part["letter.bias"] / highest * UNITS,
        "code_weights": on_grid(part["code.weight"].T * units[:, np.newaxis] / reach),
        "code_bias": ((part["code.bias"] + unknown) / reach * UNITS).astype(np.float32),
        "input_weights": on_grid(gates("weight_ih").reshape(2 * GATES * size, -1).T * reach[:, np.newaxis] / UNITS),
        "input_bias": (gates("bias_ih") + gates("bias_hh")).astype(np.float32).ravel(),
        "state_weights": on_grid(gates("weight_hh").swapaxes(2, 3) / UNITS),
        "output_weights": on_grid((label["output.weight"] + common).T / UNITS),
        "output_bias": label["output.bias"] + common_bias,
        "transitions": network.transitions.detach().numpy(),
        "edges": network.edges.detach().numpy(),
    }
