"""Names by a neural network: what words, their letters and the gazetteer say, read in both directions.

A word is known by its vector, its letters (a convolution with a maximum over the word) and the lists that hold it;
a long short-term memory reads a sentence in both directions. Lample et al. 2016, Ma and Hovy 2016.

What goes into a product of matrices are whole numbers, few and small enough that a sum of 32-bit floats is exact.
So a sentence has the same names whatever other sentences are read with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from tei.language.gazetteer import Gazetteer, gazetteer
from tei.language.name_words import LISTS, lists_with, normalised

LETTERS = 16
"""Letters of a word that are looked at, its two ends included: of a longer one the first and the last."""
UNITS = 127
"""Whole numbers up to this stand for 0 to 1 in what the network hands on."""
LARGEST_SUM = 1 << 24
"""Sums of whole numbers up to this are exact in 32-bit floats."""
GATES = 4
"""Of the memory: what is kept, what is forgotten of before, what is shown, and what is new."""
MOST_WORDS = 16_000
"""Words kept in memory before the table is begun anew."""

_OTHER_LETTER, _BEGIN, _END = 1, 2, 3
_FIRST_LETTER = 4

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def features_of(word: str, known: Gazetteer) -> list[bool]:
    """Which of `LISTS` hold a normalised word, and of what signs it is."""
    found = lists_with(word, known)
    latin = word[0].isascii()
    letters = word[0].isalpha()
    return [
        *(name in found for name in LISTS),
        word[0].isdigit(),
        not letters and not word[0].isdigit(),
        letters and latin,
        *(letters and not latin and min(len(word), 5) == length for length in range(1, 6)),
    ]


def letters_of(word: str, numbers: dict[str, int]) -> list[int]:
    """The letters of a normalised word as numbers, between a begin and an end, filled up with 0 to `LETTERS`."""
    inner = [numbers.get(letter, _OTHER_LETTER) for letter in word]
    half = LETTERS // 2 - 1
    if len(inner) > 2 * half:
        inner = inner[:half] + inner[-half:]
    return [_BEGIN, *inner, _END, *[0] * (LETTERS - 2 - len(inner))]


def letter_numbers(letters: str) -> dict[str, int]:
    """The number of each letter of the model's alphabet."""
    return {letter: number for number, letter in enumerate(letters, _FIRST_LETTER)}


class Network:
    """The trained network; `tei.training.names` writes its arrays."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        self._word_rows = {word: row for row, word in enumerate(words, 1)}
        self._letters = letter_numbers(arrays["letters"].tobytes().decode())
        self._known = gazetteer()
        self._vectors = arrays["vectors"]
        self._letter_vectors = arrays["letter_vectors"].astype(np.float32)
        self.letter_layer = Layer(arrays, "letter")
        self.input_layer = Layer(arrays, "input")
        self.state_layer = Layer(arrays, "state")
        self.output_layer = Layer(arrays, "output")
        self._letter_bias, self._input_bias, self._output_bias = (
            arrays[f"{layer}_bias"] for layer in ("letter", "input", "output")
        )
        self.transitions: Floats = arrays["transitions"]
        self._edges: Floats = arrays["edges"]
        self._size = self.state_layer.weights.shape[-1]
        self._forget()

    def _forget(self) -> None:
        """Begin the table of what is known of words anew; row 0 stands for no word."""
        self._rows: dict[str, int] = {"": 0}
        self._inputs: Floats = np.zeros((2, GATES, 1, self._size), np.float32)

    def read(self, words: Sequence[str]) -> None:
        """Learn what is to be known of the words of an article, all of them different."""
        if len(self._rows) > MOST_WORDS:
            self._forget()
        if new := [word for word in words if word not in self._rows]:
            self._learn(new)

    def _learn(self, words: Sequence[str]) -> None:
        """Add words that were not seen yet to the table: what they bring into the gates of both directions."""
        plain = [normalised(word) for word in words]
        vectors = self._vectors.take([self._word_rows.get(word, 0) for word in plain], axis=0)
        lists = np.array([features_of(word, self._known) for word in plain], np.float32) * UNITS
        inputs = self.input_layer(np.concatenate([vectors, self._of_letters(plain), lists], axis=1))
        inputs += self._input_bias
        begin, end = len(self._rows), len(self._rows) + len(words)
        if end > self._inputs.shape[2]:
            room = np.zeros((2, GATES, end, self._size), np.float32)  # the table doubles, so that it is seldom copied
            self._inputs = np.concatenate([self._inputs, room], axis=2)
        self._rows.update(zip(words, range(begin, end), strict=True))
        self._inputs[:, :, begin:end] = inputs.reshape(len(words), 2, GATES, -1).transpose(1, 2, 0, 3)

    def _of_letters(self, words: Sequence[str]) -> Floats:
        """What the letters of words say: a convolution over three letters, of which the greatest sums are kept."""
        numbers = np.array([letters_of(word, self._letters) for word in words])
        vectors = self._letter_vectors.take(numbers, axis=0)
        padded = np.pad(vectors, ((0, 0), (1, 1), (0, 0)))
        windows = np.concatenate([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], axis=2)
        sums = self.letter_layer(windows) + self._letter_bias
        sums[numbers == 0] = 0
        result: Floats = np.rint(np.clip(sums.max(axis=1), 0, 1) * UNITS)
        return result

    def potentials(self, sequences: Sequence[Sequence[str]]) -> Floats:
        """The log-potentials of the labels of words that were read: sequence, word, label; 0 behind its end.

        The sequences stand in order of their lengths. They are read in step, a word of each at a time, so that those
        which reach a word are the last ones. The backward direction is a forward one over the mirrored sequences, so
        both run at once.
        """
        lengths = [len(words) for words in sequences]
        table = np.zeros((len(sequences), lengths[-1]), np.int64)
        for line, words in enumerate(sequences):
            table[line, : len(words)] = [self._rows[word] for word in words]
        steps, lines = np.nonzero(table.T)
        onward = table[lines, steps]
        # where each step begins among all words, and where the word lies that mirrors a word of its sequence
        begins = np.searchsorted(steps, np.arange(lengths[-1] + 1))
        mirrored_step = np.array(lengths)[lines] - 1 - steps
        firsts = len(sequences) - np.diff(begins)
        mirror = begins[mirrored_step] + lines - firsts[mirrored_step]
        states = self._states(np.stack([onward, onward[mirror]]), begins.tolist(), len(sequences))
        potentials = np.zeros((len(sequences), lengths[-1], self.output_layer.weights.shape[1]), np.float32)
        outputs = self.output_layer(np.concatenate([states[0], states[1][mirror]], axis=1))
        potentials[lines, steps] = outputs + self._output_bias
        potentials[:, 0] += self._edges[0]
        potentials[np.arange(len(lengths)), np.array(lengths) - 1] += self._edges[1]
        return potentials

    def _states(self, rows: Integers, begins: list[int], number: int) -> Floats:
        """What the memory of each direction holds at each word, as whole numbers; the words stand step by step.

        `rows` are of the words of both directions, `number` is that of the sequences.
        """
        gates = np.stack([table.take(row, axis=1) for table, row in zip(self._inputs, rows, strict=True)])
        states = np.zeros((2, rows.shape[1], self._size), np.float32)
        state = np.zeros((2, 1, number, self._size), np.float32)
        cells = np.zeros((2, number, self._size), np.float32)
        for begin, end in pairwise(begins):
            first = number - (end - begin)
            sums = self.state_layer(state[:, :, first:])
            sums += gates[:, :, begin:end]
            np.tanh(sums, out=sums)
            # a sigmoid is half of one more than the tanh of half its argument; the weights are halved already
            kept, forgotten, shown = (1 + sums[:, gate] for gate in range(3))
            cell = cells[:, first:]
            cell *= forgotten
            cell += kept * sums[:, 3]
            cell *= 0.5
            here = np.tanh(cell)
            here *= shown
            here *= UNITS / 2
            np.rint(here, out=here)
            state[:, 0, first:] = here
            states[:, begin:end] = here
        return states


class Layer:
    """A product with matrices of whole numbers, times `scale`."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> None:
        self.weights: Floats = arrays[f"{name}_weights"].astype(np.float32)
        self.scale: Floats = arrays[f"{name}_scale"]

    def __call__(self, numbers: Floats) -> Floats:
        """The result for rows of whole numbers."""
        sums: Floats = numbers.astype(np.float32, copy=False) @ self.weights
        sums *= self.scale
        return sums
