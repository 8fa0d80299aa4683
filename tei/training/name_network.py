"""Trains the neural network that finds names; `tei.language.name_network` runs it without torch.

The sources of the labels disagree on what a name is, so each has an adjustment of its own, trained beside the common
part and left out when the weights are written.
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

from tei.language.gazetteer import gazetteer
from tei.language.name_network import GATES, LARGEST_SUM, UNITS, features_of, letter_numbers, letters_of
from tei.language.name_words import LABELS

STATES = 128
"""Size of the memory of one direction."""
LETTER_VECTOR, LETTER_SUMS = 32, 96
ADJUSTMENT = 8
UNKNOWN_WORD = 1
WORD_LOSS = 0.1
"""Share of the words whose vector is hidden in training, so that letters and context are learnt from, too."""
LEARNING_RATE, WARM_UP = 2e-3, 200

Tensor = Any
Arrays = dict[str, npt.NDArray[Any]]
Integers = npt.NDArray[np.int64]


@dataclass
class Sentence:
    """Rows of the words (see `Words`), label numbers, and the number of the source; 0 is the common convention."""

    rows: Integers
    labels: Integers
    source: int = 0


class Words:
    """What is known of each word that occurs: the row of its vector, its letters, the lists that hold it.

    Row 0 is padding. Vectors are numbered from 2 in the order of `vocabulary`; 1 is unknown.
    """

    def __init__(self, vocabulary: Sequence[str], letters: str) -> None:
        self._vectors = {word: number for number, word in enumerate(vocabulary, 2)}
        self._letters = letter_numbers(letters)
        self._known = gazetteer()
        self._rows: dict[str, int] = {"": 0}
        self._table: list[tuple[int, list[int], list[bool]]] = [(0, [0] * len(letters_of("", {})), [])]

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
    """The trainable parts and what is computed with them."""

    def __init__(self, vectors: npt.NDArray[np.float32], letters: int, lists: int, sources: int) -> None:
        width = vectors.shape[1]
        padded = torch.cat([torch.zeros(2, width), torch.from_numpy(vectors)])
        self.vectors = nn.Embedding.from_pretrained(padded, freeze=False, padding_idx=0, sparse=True)
        self.reader = nn.ModuleDict(
            {
                "letter_vectors": nn.Embedding(letters, LETTER_VECTOR, padding_idx=0),
                "letter": nn.Linear(3 * LETTER_VECTOR, LETTER_SUMS),
                "memory": nn.LSTM(width + LETTER_SUMS + lists, STATES, batch_first=True, bidirectional=True),
            }
        )
        self.labeller = nn.ModuleDict(
            {
                "output": nn.Linear(2 * STATES, len(LABELS)),
                "into": nn.Linear(2 * STATES, ADJUSTMENT),
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

    def states(self, words: tuple[Tensor, Tensor, Tensor], rows: Integers, losses: tuple[float, float]) -> Tensor:
        """The states of both directions at each word of a batch (rows padded with 0).

        `losses` are the share of the words whose vector is hidden and of the inputs that are set to zero.
        """
        kinds, places = np.unique(rows, return_inverse=True)
        numbers, letters, lists = (table[torch.from_numpy(kinds)] for table in words)
        hidden = (torch.rand(numbers.shape) < losses[0]) & (numbers > 0)
        numbers = numbers.masked_fill(hidden, UNKNOWN_WORD)
        inputs = torch.cat([self.vectors(numbers), self.letter_sums(letters), lists], 1)
        batch = functional.dropout(inputs[torch.from_numpy(places.reshape(rows.shape))], losses[1])
        lengths = torch.from_numpy((rows > 0).sum(1))
        packed = pack_padded_sequence(batch, lengths, batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.reader["memory"](packed)[0], batch_first=True)[0]

    def potentials(self, states: Tensor, sources: Tensor) -> Tensor:
        """The log-potentials of the labels, as a source has them."""
        adjusted = self.labeller["into"](states) * self.labeller["sources"](sources).unsqueeze(1)
        result: Tensor = self.labeller["output"](states) + self.labeller["outof"](adjusted)
        return result

    def loss(self, potentials: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The negative log-likelihood of the labels of a batch."""
        length = mask.sum(1)
        total = self.edges[0] + potentials[:, 0]
        for at in range(1, potentials.shape[1]):
            following = torch.logsumexp(total.unsqueeze(2) + self.transitions, 1) + potentials[:, at]
            total = torch.where(mask[:, at : at + 1], following, total)
        steps = self.transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        own = (potentials.gather(2, labels.unsqueeze(2)).squeeze(2) * mask).sum(1) + steps.sum(1)
        last = labels.gather(1, (length - 1).unsqueeze(1)).squeeze(1)
        ends = self.edges[0][labels[:, 0]] + self.edges[1][last]
        return (torch.logsumexp(total + self.edges[1], 1) - own - ends).sum()


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


def _padded(arrays: Sequence[Integers]) -> Integers:
    table = np.zeros((len(arrays), max(map(len, arrays))), np.int64)
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


def train_labels(
    network: TrainedNetwork, words: Words, sentences: Sequence[Sentence], epochs: int, seed: int
) -> Iterator[str]:
    """Train everything to label names; yields a report after each epoch.

    In a third of the sentences the source is not told, so that the common convention is learnt, too.
    """
    tables = words.tensors()
    chance = random.Random(seed)
    total = epochs * len(batches(sentences, 1600, chance))
    step = _Steps(network.parameters(), [network.vectors.weight], total)
    for epoch in range(epochs):
        losses = []
        for batch in batches(sentences, 1600, chance):
            rows = _padded([sentence.rows for sentence in batch])
            labels = torch.from_numpy(_padded([sentence.labels for sentence in batch]))
            told = [sentence.source if chance.random() > 1 / 3 else 0 for sentence in batch]
            states = functional.dropout(network.states(tables, rows, (WORD_LOSS, 0.3)), 0.4)
            potentials = network.potentials(states, torch.tensor(told))
            loss = network.loss(potentials, labels, torch.from_numpy(rows > 0)) / len(batch)
            step(loss)
            losses.append(loss.item())
        yield f"labels: epoch {epoch + 1} of {epochs}, loss {np.mean(losses):.3f}"


def whole_numbers(
    weights: npt.NDArray[np.float32], terms: int
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.float32]]:
    """Weights as whole numbers and the scale of each column, such that a sum of so many terms stays exact."""
    largest = LARGEST_SUM // (UNITS * terms)
    scale = np.maximum(np.abs(weights).max(axis=-2, keepdims=True), 1e-8) / largest
    return np.round(weights / scale).astype(np.int16), scale.astype(np.float32)


def arrays_of(network: TrainedNetwork, vocabulary: Sequence[str], letters: str, seen: Words) -> Arrays:
    """The weights as `tei.language.name_network` reads them: whole numbers, each input on a scale of its own."""
    with torch.no_grad():
        sums = network.letter_sums(seen.tensors()[1]).numpy()
    part = {name: value.detach().numpy() for name, value in network.reader.state_dict().items()}
    label = {name: value.detach().numpy() for name, value in network.labeller.state_dict().items()}
    vectors = network.vectors.weight.detach().numpy()[1:]
    reach = np.maximum(np.abs(vectors).max(axis=0), 1e-8)
    highest = np.maximum(sums.max(axis=0), 1e-8)
    letter_vectors = part["letter_vectors.weight"]
    letter_reach = np.abs(letter_vectors).max()
    letter, letter_scale = whole_numbers(part["letter.weight"].T / highest, 3 * letter_vectors.shape[1])
    lists = part["memory.weight_ih_l0"].shape[1] - len(reach) - len(highest)
    # torch orders the gates in, forget, cell, out; a sigmoid is computed as a tanh of half its argument
    order = np.concatenate([np.arange(STATES) + STATES * gate for gate in (0, 1, 3, 2)])
    halves = np.repeat([0.5, 0.5, 0.5, 1], STATES).astype(np.float32)
    directions = ("", "_reverse")
    into = np.stack([part[f"memory.weight_ih_l0{way}"][order].T * halves for way in directions])
    onward = np.stack([part[f"memory.weight_hh_l0{way}"][order].T * halves for way in directions])
    bias = [(part[f"memory.bias_ih_l0{way}"] + part[f"memory.bias_hh_l0{way}"])[order] * halves for way in directions]
    units = np.concatenate([reach, highest, np.ones(lists)])
    joined = np.concatenate(list(into * units[np.newaxis, :, np.newaxis]), axis=1)
    inputs, input_scale = whole_numbers(joined.astype(np.float32), len(units))
    states, state_scale = whole_numbers(onward.reshape(2, STATES, GATES, STATES).transpose(0, 2, 1, 3), STATES)
    common = label["outof.weight"] @ (label["sources.weight"][0][:, np.newaxis] * label["into.weight"])
    common_bias = label["outof.weight"] @ (label["sources.weight"][0] * label["into.bias"])
    output, output_scale = whole_numbers((label["output.weight"] + common).T, 2 * STATES)
    return {
        "words": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "vectors": np.round(vectors / reach * UNITS).astype(np.int8),
        "letters": np.frombuffer(letters.encode(), np.uint8),
        "letter_vectors": np.round(letter_vectors / letter_reach * UNITS).astype(np.int8),
        "letter_weights": letter,
        "letter_scale": letter_scale[0] * (letter_reach / UNITS),
        "letter_bias": part["letter.bias"] / highest,
        "input_weights": inputs,
        "input_scale": input_scale[0] / UNITS,
        "input_bias": np.concatenate(bias),
        "state_weights": states,
        "state_scale": state_scale / UNITS,
        "output_weights": output,
        "output_scale": output_scale[0] / UNITS,
        "output_bias": label["output.bias"] + common_bias,
        "transitions": network.transitions.detach().numpy(),
        "edges": network.edges.detach().numpy(),
    }
