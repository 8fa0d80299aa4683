"""Train the restoring of ZWNJs: `python -m tei.training.orthography --gold FOLDER` writes `orthography.tsv.gz`.

FOLDER holds `zwnj_train.jsonl` (`text_gold`), `raw_news/*.jsonl` (`text`), `ner_train.jsonl` (`tokens`, `source`)
and `ud/fa_iperudt-train.conllu`. The treebank sentences say what the standard is; the others are only counted.
Their damaged twins, with the ZWNJs lost or turned into spaces, are made here. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from tei.language.lexicon import NOT_JOINING, letters_and_breaks, lexicon
from tei.language.spelling import LETTERS, persian_letters
from tei.language.zwnj_model import (
    LONGEST,
    MODEL,
    SCALE,
    TREEBANK,
    Condition,
    Counts,
    Gap,
    breaks_of,
    condition,
    gap_features,
    may_join,
    slot_features,
)
from tei.training.word_counts import keeps_zwnj

NAME_SOURCES = ("NSURL2019-600K", "ParsTwiNER")
"""Sources of `ner_train.jsonl` with good ZWNJs; not ParsNER, which holds sentences of the Seraji treebank."""

LEAST_ZWNJ = 5
"""ZWNJs that an article of the news must have to be counted."""
LEAST_COUNT = 2
"""How often a word that is in the news only must stand there."""
LEAST_FEATURE = 3
"""Examples a feature must have."""
SLOT_STRENGTH, GAP_STRENGTH = 0.2, 0.2
"""Inverse penalties of the two regressions."""
LEAST_WEIGHT = 2
"""Smaller weights are left out (of `SCALE` for a factor of e)."""
MOST_REPEATS = 3
"""How often a form counts at most when the model of words is trained."""
PATRONYMS = 400
"""Made-up names such as علی‌بن‌موسی, which news have and the treebank hardly has."""

_WORD = re.compile(f"[{LETTERS}]+(?:{ZWNJ}[{LETTERS}]+)*")

Run = list[str]
"""Forms with nothing but a space between them."""


def runs_of(text: str) -> list[Run]:
    """The forms of a text, in runs."""
    runs: list[Run] = []
    end = -1
    for match in _WORD.finditer(text):
        form = letters_and_breaks(persian_letters(match.group()))
        if not form.replace(ZWNJ, "").isalpha():
            end = -1
            continue
        if end >= 0 and text[end : match.start()] == " ":
            runs[-1].append(form)
        else:
            runs.append([form])
        end = match.end()
    return runs


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def treebank_sentences(gold: Path) -> list[list[Run]]:
    """The sentences that set the standard."""
    return [runs_of(str(row["text_gold"])) for row in rows(gold / "zwnj_train.jsonl")]


def counted_texts(gold: Path) -> Iterator[list[Run]]:
    """News that kept its ZWNJs, and the sentences of `NAME_SOURCES`."""
    for path in sorted((gold / "raw_news").glob("*.jsonl")):
        for row in rows(path):
            runs = runs_of(str(row["text"]))
            forms = [form for run in runs for form in run]
            if keeps_zwnj(forms) and sum(ZWNJ in form for form in forms) >= LEAST_ZWNJ:
                yield runs
    for row in rows(gold / "ner_train.jsonl"):
        if row["source"] in NAME_SOURCES:
            yield runs_of(" ".join(map(str, row["tokens"])))  # type: ignore[call-overload]


def informal_forms(gold: Path) -> Counter[str]:
    """The forms of iPerUDT, informal written Persian."""
    lines = (gold / "ud" / "fa_iperudt-train.conllu").read_text(encoding="utf-8").splitlines()
    texts = (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    return Counter(form for text in texts for run in runs_of(text) for form in run)


def patronyms() -> Counter[str]:
    """Names with بن between two forenames, drawn by chance."""
    chance = random.Random(2)
    lists = load_yaml("forenames.yaml")
    names = sorted({letters_and_breaks(persian_letters(name)) for group in lists.values() for name in group.split()})
    names = [name for name in names if name.replace(ZWNJ, "").isalpha()]
    made = (ZWNJ.join((chance.choice(names), "بن", chance.choice(names))) for _ in range(PATRONYMS))
    return Counter(map(letters_and_breaks, made))


class Material(NamedTuple):
    """Counted forms of the treebank, of the news, of informal text; and all of them weighted, with pairs."""

    treebank: Counter[str]
    news: Counter[str]
    informal: Counter[str]
    weighted: Counter[str]


def count_forms(sentences: list[list[Run]], texts: list[list[Run]], informal: Counter[str]) -> Material:
    """Count the forms, and how often neighbours that are parts of one word elsewhere stand apart."""
    treebank = Counter(form for runs in sentences for run in runs for form in run)
    news = Counter(form for runs in texts for run in runs for form in run)
    for part, count in _parts(treebank).items():
        if count >= 20 and count >= 20 * treebank[part]:
            del news[part]  # می alone is damage: news that keep their ZWNJs have spaces here and there
    weighted: Counter[str] = Counter()
    for form, count in treebank.items():
        weighted[form] += TREEBANK * count
    for form, count in news.items():
        if count >= LEAST_COUNT or form in treebank:
            weighted[form] += count
    for form, count in informal.items():
        if form in weighted or ZWNJ in form:
            weighted[form] += count
    pairs = {pair for form in weighted for pair in pairwise(form.split(ZWNJ))}
    for group, weight in ((sentences, TREEBANK), (texts, 1)):
        for runs in group:
            for run in runs:
                for first, second in pairwise(run):
                    pair = first.split(ZWNJ)[-1], second.split(ZWNJ)[0]
                    if pair in pairs:
                        weighted[" ".join(pair)] += weight
    return Material(treebank, news, informal, weighted)


def _parts(forms: Counter[str]) -> Counter[str]:
    parts: Counter[str] = Counter()
    for form, count in forms.items():
        if ZWNJ in form:
            for part in form.split(ZWNJ):
                parts[part] += count
    return parts


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

    def train(self, strength: float) -> dict[str, int]:
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


def slot_examples(counts: Counts, material: Material) -> Examples:
    """Every slot of every word, each word as if it had not been seen."""
    examples = Examples()
    done: set[str] = set()
    sources = (material.treebank, 1.0), (material.news, 0.5), (material.informal, 0.5), (patronyms(), 0.3)
    for forms, base in sources:
        by_letters: dict[str, dict[str, int]] = {}
        for form, count in forms.items():
            by_letters.setdefault(form.replace(ZWNJ, ""), {})[form] = count
        for letters, same in by_letters.items():
            total = sum(same.values())
            is_known = forms is not material.treebank and lexicon().words.get(letters, 0) > 0
            is_rare = forms is material.news and total < LEAST_COUNT
            if letters in done or is_known or is_rare or not 3 <= len(letters) <= LONGEST:
                continue
            done.add(letters)
            with unseen(counts, list(counts.spellings.get(letters, {}).items())):
                slots = list(slot_features(letters, counts))
            for form, count in same.items():
                weight = base * (min(count, MOST_REPEATS) if len(same) == 1 else count / total)
                breaks = breaks_of(form)
                for at, features in slots:
                    examples.add(features, at in breaks, weight)
    return examples


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


def gap_examples(counts: Counts, sentences: list[list[Run]]) -> Examples:
    """The gaps of each sentence in four conditions: ZWNJs turned into spaces, some of them, none, all lost.

    Half of the time the feature that names both words is hidden, so that the model does not lean on it.
    """
    examples = Examples()
    chance = random.Random(1)
    bound = counts.bound_parts()
    for runs in sentences:
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
                    _add_gap(examples, counts, pieces, at, state, hidden=chance.random() < 0.5)
    return examples


def _add_gap(examples: Examples, counts: Counts, pieces: list[Piece], at: int, state: Condition, hidden: bool) -> None:
    """The example of the gap before a piece, as if its words had not been seen this once."""
    left, right = pieces[at - 1].text.split(ZWNJ)[-1], pieces[at].text.split(ZWNJ)[0]
    is_one = pieces[at].continues
    own = [(pieces[at].form, TREEBANK)] if is_one else [(pieces[at - 1].form, TREEBANK), (pieces[at].form, TREEBANK)]
    if not is_one and counts.apart[left + ZWNJ + right]:
        own.append((f"{left} {right}", TREEBANK))
    with unseen(counts, own):
        if may_join(left, right, counts):
            before = pieces[at - 2].text.split(ZWNJ)[-1] if at > 1 else "^"
            after = pieces[at + 1].text.split(ZWNJ)[0] if at + 1 < len(pieces) else "$"
            features = gap_features(Gap(before, left, right, after, state), counts)
            examples.add(features[:-1] if hidden else features, is_one, 1.0)


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with zwnj_train.jsonl, raw_news/ and ud/")
    parser.add_argument("--out", type=Path, default=MODEL, help="where to write the model")
    arguments = parser.parse_args()
    sentences = treebank_sentences(arguments.gold)
    material = count_forms(sentences, list(counted_texts(arguments.gold)), informal_forms(arguments.gold))
    counts = Counts()
    for form, count in material.weighted.items():
        counts.add(form, count)
    slot_weights = slot_examples(counts, material).train(SLOT_STRENGTH)
    gap_weights = gap_examples(counts, sentences).train(GAP_STRENGTH)
    forms = dict(sorted(material.weighted.items(), key=lambda item: (-item[1], item[0])))
    tables = ("".join(f"{key}\t{table[key]}\n" for key in table) for table in (forms, slot_weights, gap_weights))
    arguments.out.write_bytes(gzip.compress("\n".join(tables).encode(), mtime=0))


if __name__ == "__main__":
    main()
