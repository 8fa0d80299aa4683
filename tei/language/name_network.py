"""Names by a neural network: what words, their letters and the gazetteer say, read in both directions.

A word is known by a code of some numbers: that of the model's vocabulary, or, for other words, one that is guessed from
the letters (a convolution with a maximum over the word) and from the lists that hold it. A long short-term memory reads
the codes of a sentence in both directions. Lample et al. 2016, Ma and Hovy 2016.

What goes into a product of matrices are whole numbers, and the weights of a column are multiples of one power of two,
so few and small that a sum of 32-bit floats is exact. So a sentence has the same names whatever other sentences are
read with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
import numpy.typing as npt

from tei.language.arrays import Floats, Integers, with_room
from tei.language.gazetteer import Gazetteer, gazetteer
from tei.language.name_pieces import Layout
from tei.language.name_words import LISTS, lists_with

LETTERS = 16
"""Letters of a word that are looked at, its two ends included: of a longer one the first and the last."""
UNITS = 127
"""Whole numbers up to this stand for 0 to 1 in what the network hands on."""
LARGEST_SUM = 1 << 24
"""Sums of whole numbers up to this are exact in 32-bit floats."""
GATES = 4
"""Of the memory: what is kept, what is forgotten of before, what is shown, and what is new."""
_OTHER_LETTER, _BEGIN, _END = 1, 2, 3
_FIRST_LETTER = 4


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
        self._code_rows = {word: row for row, word in enumerate(words)}
        self._codes = arrays["codes"]
        self._letters = letter_numbers(arrays["letters"].tobytes().decode())
        self._known = gazetteer()
        self.weights: dict[str, Floats] = {
            layer: arrays[f"{layer}_weights"].astype(np.float32)
            for layer in ("letter", "code", "input", "state", "output")
        }
        self._biases: dict[str, Floats] = {
            layer: arrays[f"{layer}_bias"] for layer in ("letter", "code", "input", "output")
        }
        vectors = arrays["letter_vectors"].astype(np.float32)
        self._letter_sums = np.stack([vectors @ weights for weights in np.split(self.weights["letter"], 3)])
        self.transitions: Floats = arrays["transitions"]
        self._edges: Floats = arrays["edges"]
        self._size = self.weights["state"].shape[-1]
        self._inputs: Floats = np.zeros((GATES, 2, 1, self._size), np.float32)

    def learn(self, words: Sequence[str], row: int) -> None:
        """Note from a row of the table on what normalised words bring into the gates of both directions."""
        inputs = self._codes_of(words) @ self.weights["input"] + self._biases["input"]
        end = row + len(words)
        self._inputs = with_room(self._inputs, end)
        self._inputs[:, :, row:end] = inputs.reshape(len(words), GATES, 2, -1).transpose(1, 2, 0, 3)

    def _codes_of(self, words: Sequence[str]) -> Floats:
        """The codes of normalised words, as whole numbers."""
        rows = [self._code_rows.get(word, -1) for word in words]
        codes = self._codes.take(rows, axis=0).astype(np.float32)
        if unknown := [at for at, row in enumerate(rows) if row < 0]:
            codes[unknown] = self._guessed([words[at] for at in unknown])
        return codes

    def _guessed(self, words: Sequence[str]) -> Floats:
        """The codes of words that are not in the vocabulary."""
        numbers = np.array([[0, *letters_of(word, self._letters), 0] for word in words])
        before, here, after = (of_place.take(numbers, axis=0) for of_place in self._letter_sums)
        sums = before[:, :-2] + here[:, 1:-1] + after[:, 2:] + self._biases["letter"]
        sums[numbers[:, 1:-1] == 0] = 0
        letters = np.rint(np.clip(sums.max(axis=1), 0, UNITS))
        lists = np.array([features_of(word, self._known) for word in words], np.float32) * UNITS
        codes = np.concatenate([letters, lists], axis=1) @ self.weights["code"] + self._biases["code"]
        result: Floats = np.rint(np.clip(codes, -UNITS, UNITS))
        return result

    def potentials(self, rows: Integers, layout: Layout) -> Floats:
        """The log-potentials of the labels of words, whose rows in the table are given: word, label."""
        states = self._states((rows, rows[layout.mirrors]), layout.begins)
        both = np.concatenate([states[0], states[1].take(layout.mirrors, axis=0)], axis=1)
        potentials: Floats = both @ self.weights["output"] + self._biases["output"]
        pieces = layout.begins[1]
        potentials[:pieces] += self._edges[0]
        potentials[layout.mirrors[:pieces]] += self._edges[1]
        return potentials

    def _states(self, rows: tuple[Integers, Integers], begins: list[int]) -> Floats:
        """What the memory of each direction holds at each word, as whole numbers.

        The backward direction is a forward one over the mirrored pieces, so both run at once.
        """
        gates = np.empty((GATES, 2, len(rows[0]), self._size), np.float32)
        for gate, way in product(range(GATES), range(2)):
            np.take(self._inputs[gate, way], rows[way], axis=0, out=gates[gate, way], mode="clip")
        weights = self.weights["state"]
        states = np.zeros((2, len(rows[0]), self._size), np.float32)
        before = states[:, : begins[1]]
        cells = np.zeros_like(before)
        for begin, end in pairwise(begins):
            reach = end - begin
            sums = before[:, -reach:] @ weights
            sums += gates[:, :, begin:end]
            np.tanh(sums, out=sums)
            # a sigmoid is half of one more than the tanh of half its argument; the weights are halved already
            sums[:3] += 1
            kept, forgotten, shown, new = sums
            cells = cells[:, -reach:]
            cells *= forgotten
            kept *= new
            cells += kept
            cells *= 0.5
            before = np.tanh(cells, out=states[:, begin:end])
            before *= shown
            before *= UNITS / 2
            np.rint(before, out=before)
        return states
