"""Train the restoring of ZWNJs: `python -m tei.training.orthography --gold FOLDER` writes `orthography.tsv.gz`.

`tei.training.spellings` says what FOLDER holds. Damaged twins of the sentences, with the ZWNJs lost or turned into
spaces, are made here. Seeds are fixed. With `--leave-out N` (0-4) a fifth of the second treebank is not trained on;
five such models, each scored on its fifth, give the cross-validated figures of the card.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tei.language.characters import ZWNJ
from tei.language.data_files import load_yaml
from tei.language.lexicon import NOT_JOINING, lexicon
from tei.language.zwnj_features import (
    TREEBANK,
    Choice,
    Condition,
    Counts,
    Gap,
    breaks_of,
    choice_features,
    gap_features,
    kind_of,
    may_join,
    moved,
    slot_features,
    slots,
)
from tei.language.zwnj_model import LONGEST, MODEL, SCALE, condition, ordered_choice, spelling_in
from tei.training.spellings import (
    FOLDS,
    LEAST_COUNT,
    Material,
    Run,
    Sentence,
    Texts,
    count_forms,
    made_names,
    read_texts,
)

LEAST_FEATURE = 3
"""Examples a feature must have."""
STRENGTH, CHOICE_STRENGTH = 0.2, 0.6
"""Inverse penalties of the regressions, of that on choices apart."""
LEAST_WEIGHT = 2
"""Smaller weights are left out (of `SCALE` for a factor of e)."""
MOST_REPEATS = 3
"""How often a form counts at most when the model of words is trained."""
NEWS_WEIGHT = 0.5
"""What an example from the news weighs against one from a treebank."""
GLUED = 4000
"""Words made of two neighbours that lost the space between them, which are no compounds."""
GLUED_WEIGHT = 0.1
"""What an example from one of these weighs."""
ALWAYS_ASKED = {"-های", "-ای"}
"""Endings (`kind_of`) that only the sentence tells apart in a word that was never seen."""

Weights = dict[str, int]


@contextmanager
def unseen(counts: Counts, forms: Iterable[tuple[str, int]]) -> Iterator[None]:
    """Take forms back from the counts for a while, so that the model learns to do without having seen them."""
    forms = list(forms)
    for form, count in forms:
        counts.add(form, -count)
    yield
    for form, count in forms:
        counts.add(form, count)


class Examples:
    """Features, answer and weight of each example."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows: list[list[int]] = []
        self.answers: list[bool] = []
        self.weights: list[float] = []

    def add(self, features: Sequence[str], answer: bool, weight: float) -> None:
        """Add an example."""
        numbers = self.numbers
        self.rows.append(sorted({numbers.setdefault(feature, len(numbers)) for feature in features}))
        self.answers.append(answer)
        self.weights.append(weight)

    def train(self, strength: float = STRENGTH) -> Weights:
        """Logistic regression with an L2 penalty (the smaller `strength`, the stronger): the weights by feature."""
        columns = np.concatenate([np.array(row, np.int32) for row in self.rows])
        begins = np.cumsum([0, *map(len, self.rows)])
        matrix = csr_matrix((np.ones(len(columns)), columns, begins), shape=(len(self.rows), len(self.numbers)))
        kept = np.flatnonzero(np.asarray(matrix.sum(axis=0))[0] >= LEAST_FEATURE)
        model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, random_state=1)
        model.fit(matrix[:, kept], self.answers, sample_weight=self.weights)
        names = list(self.numbers)
        weights = {names[column]: round(SCALE * weight) for column, weight in zip(kept, model.coef_[0], strict=True)}
        return {name: weights[name] for name in sorted(weights) if abs(weights[name]) >= LEAST_WEIGHT}


def slot_examples(counts: Counts, material: Material, sentences: Sequence[Sentence]) -> Examples:
    """Every slot of every word, each word as if it had not been seen; and of words that have lost a space."""
    examples = Examples()
    done: set[str] = set()
    sources = (
        (material.treebanks, 1.0),
        (material.news, NEWS_WEIGHT),
        (material.informal, NEWS_WEIGHT),
        (made_names(), 0.3),
    )
    for forms, base in sources:
        by_letters: dict[str, dict[str, int]] = {}
        for form, count in forms.items():
            by_letters.setdefault(form.replace(ZWNJ, ""), {})[form] = count
        for letters, same in by_letters.items():
            total = sum(same.values())
            is_known = forms is not material.treebanks and lexicon().words.get(letters, 0) > 0
            is_rare = forms is material.news and total < LEAST_COUNT
            if letters in done or is_known or is_rare or not 3 <= len(letters) <= LONGEST:
                continue
            done.add(letters)
            with unseen(counts, list(counts.spellings.get(letters, {}).items())):
                features_of_slots = list(slot_features(letters, counts))
            for form, count in same.items():
                weight = base * (min(count, MOST_REPEATS) if len(same) == 1 else count / total)
                breaks = breaks_of(form)
                for at, features in features_of_slots:
                    examples.add(features, at in breaks, weight)
    for first, second in glued_words(sentences):
        letters = first.replace(ZWNJ, "")
        breaks = breaks_of(first) | {len(letters) + at for at in breaks_of(second)}
        for at, features in slot_features(letters + second.replace(ZWNJ, ""), counts):
            examples.add(features, at in breaks, GLUED_WEIGHT)
    return examples


def glued_words(sentences: Sequence[Sentence]) -> list[tuple[str, str]]:
    """Neighbours, drawn by chance, of which the first would join the second if the space were lost."""
    chance = random.Random(3)
    pairs = [
        pair
        for sentence in sentences
        for run in sentence.runs
        for pair in pairwise(run)
        if pair[0][-1] not in NOT_JOINING and min(map(len, pair)) > 2
    ]
    return chance.sample(pairs, GLUED)


class Piece(NamedTuple):
    """A word of a damaged text: a form or a part of one; `continues` where the space before it cuts a form."""

    text: str
    form: str
    continues: bool


def damaged(run: Run, share: float, chance: random.Random) -> list[Piece]:
    """A run with this share of its ZWNJs turned into spaces, and now and then a space in a word such as کشورها."""
    pieces: list[Piece] = []
    for form in run:
        text, *rest = form.split(ZWNJ)
        continues = False
        for part in rest:
            if chance.random() < share:
                pieces.append(Piece(text, form, continues))
                text, continues = part, True
            else:
                text += ZWNJ + part
        stem, ending = _cut(text) if chance.random() < share / 3 else (text, "")
        pieces.append(Piece(stem, form, continues))
        if ending:
            pieces.append(Piece(ending, form, True))
    return pieces


def _cut(word: str) -> tuple[str, str]:
    """A frequent word and an ending that is written without ZWNJ after its last letter, or the word and nothing."""
    for ending in _free_endings():
        stem = word.removesuffix(ending)
        if stem != word and stem[-1:] in NOT_JOINING and lexicon().words.get(stem, 0) > MOST_REPEATS:
            return stem, ending
    return word, ""


@cache
def _free_endings() -> tuple[str, ...]:
    return tuple(load_yaml("affixes.yaml")["free_endings"])


def gap_examples(counts: Counts, sentences: list[Sentence]) -> Examples:
    """The gaps of each sentence in four conditions: ZWNJs turned into spaces, some of them, none, all lost.

    Half of the time the feature that names both words is hidden, so that the model does not lean on it.
    """
    examples = Examples()
    chance = random.Random(1)
    bound = counts.bound_parts()
    for runs, weight in sentences:
        zwnj = sum(ZWNJ in form for run in runs for form in run)
        shares = [1.0]
        if zwnj >= 2 and chance.random() < 0.7:
            shares.append(0.15)
        if chance.random() < 0.5:
            shares.append(0.0)
        versions = [([damaged(run, share, chance) for run in runs], False) for share in shares]
        if zwnj and chance.random() < 0.5:
            versions.append(([damaged(run, 0.0, chance) for run in runs], True))
        for pieces_of_runs, all_lost in versions:
            texts = [piece.text for pieces in pieces_of_runs for piece in pieces]
            kept = 0 if all_lost else sum(ZWNJ in text for text in texts)
            state = condition(kept, sum(text in bound for text in texts), zwnj if all_lost else 0)
            for pieces in pieces_of_runs:
                for at in range(1, len(pieces)):
                    example = _gap_example(counts, pieces, at, state, weight)
                    if example:
                        features, is_one = example
                        examples.add(features[:-1] if chance.random() < 0.5 else features, is_one, weight)
    return examples


def _gap_example(
    counts: Counts, pieces: list[Piece], at: int, state: Condition, weight: int
) -> tuple[list[str], bool] | None:
    """Features and answer of the gap before a piece, as if its words had not been seen this once."""
    left, right = pieces[at - 1].text.split(ZWNJ)[-1], pieces[at].text.split(ZWNJ)[0]
    is_one = pieces[at].continues
    forms = [pieces[at].form] if is_one else [pieces[at - 1].form, pieces[at].form]
    if not is_one and counts.apart.get(left + ZWNJ + right):
        forms.append(f"{left} {right}")
    with unseen(counts, [(form, weight * TREEBANK) for form in forms]):
        if not may_join(left, right, counts):
            return None
        before = pieces[at - 2].text.split(ZWNJ)[-1] if at > 1 else "^"
        after = pieces[at + 1].text.split(ZWNJ)[0] if at + 1 < len(pieces) else "$"
        return gap_features(Gap(before, left, right, after, state), counts), is_one


def choice_examples(counts: Counts, texts: Texts, slot_weights: Weights) -> Examples:
    """The words with two readings, between their neighbours; half of them as if the odds were unknown.

    So the model learns what the neighbours say, and not only which reading is the more frequent.
    """
    examples = Examples()
    choices: dict[tuple[str, int], Choice | None] = {}
    for run, count in texts.weighted_runs():
        weight = max(NEWS_WEIGHT, count / TREEBANK) / 2
        letters = ["^", *(form.replace(ZWNJ, "") for form in run), "$"]
        for at, form in enumerate(run, 1):
            if (form, count) not in choices:
                choices[form, count] = _choice(form, count, counts, slot_weights)
            choice = choices[form, count]
            if choice:
                for odds in {choice.odds: None, None: None}:
                    features = choice_features(choice._replace(odds=odds), letters[at - 1], letters[at + 1])
                    examples.add(features, form == choice.first, weight)
    return examples


def _choice(form: str, count: int, counts: Counts, slot_weights: Weights) -> Choice | None:
    """The choice of which a form is a part, as if it had not been seen this once."""
    letters = form.replace(ZWNJ, "")
    seen = counts.spellings.get(letters, {})
    with unseen(counts, [(form, count)] if form in seen else []):
        choice = spelling_in(letters, counts, slot_weights).choice
    if choice:
        return choice if form in choice[:2] else None
    rivals = (rival for rival in moved(form, slots(letters)) if {kind_of(form), kind_of(rival)} == ALWAYS_ASKED)
    rival = next(rivals, None)
    return ordered_choice(form, rival, None) if rival else None


def train(texts: Texts) -> tuple[Mapping[str, int], Weights, Weights, Weights]:
    """The counts of forms and the weights of the three models."""
    material = count_forms(texts)
    counts = Counts()
    for form, count in material.weighted.items():
        counts.add(form, count)
    slot_weights = slot_examples(counts, material, texts.sentences).train()
    gap_weights = gap_examples(counts, texts.sentences).train()
    choice_weights = choice_examples(counts, texts, slot_weights).train(CHOICE_STRENGTH)
    forms = dict(sorted(material.weighted.items(), key=lambda item: (-item[1], item[0])))
    return forms, slot_weights, gap_weights, choice_weights


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the gold data")
    parser.add_argument("--out", type=Path, default=MODEL, help="where to write the model")
    parser.add_argument("--leave-out", type=int, choices=range(FOLDS), help="part of the second treebank to leave out")
    arguments = parser.parse_args()
    tables = train(read_texts(arguments.gold, arguments.leave_out))
    text = "\n".join("".join(f"{key}\t{table[key]}\n" for key in table) for table in tables)
    arguments.out.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
