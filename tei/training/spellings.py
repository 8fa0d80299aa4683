"""Well-spelt text for the restoring of ZWNJs: the gold sentences and news as runs of words, and counts of their forms.

The folder of the gold holds `zwnj_train.jsonl` and `zwnj_dev.jsonl` (`text_gold`, `source`, `id`), `raw_news/*.jsonl`
(`text`), `ner_train.jsonl` (`tokens`, `source`) and `ud/fa_iperudt-train.conllu`. The sentences of the treebanks say
what the standard is; the other texts are only counted.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tei.language.characters import ZWNJ
from tei.language.data_files import load_yaml
from tei.language.lexicon import letters_and_breaks
from tei.language.spelling import LETTERS, persian_letters
from tei.language.zwnj_features import TREEBANK, VERB_PREFIXES, kind_of, verb_form
from tei.training.word_counts import keeps_zwnj

NAME_SOURCES = ("NSURL2019-600K", "ParsTwiNER")
"""Sources of `ner_train.jsonl` with good ZWNJs; not ParsNER, which holds sentences of the Seraji treebank."""

SECOND_TREEBANK = "UD_Persian-Seraji"
"""Source of `zwnj_dev.jsonl` that is trained on: of its train part there is nothing."""
WEIGHT_OF_SECOND = 1
"""How many times its few sentences count."""
FOLDS = 5
"""Parts of its sentences, one of which can be left out to score on it."""

LEAST_ZWNJ = 5
"""ZWNJs that an article of the news must have to be counted."""
LEAST_COUNT = 2
"""How often a word that is in the news only must stand there."""
MADE_NAMES = 400
"""Made-up names such as علی‌بن‌موسی, which news have and the treebanks hardly have; a quarter as many as علیمان."""
SURNAME_ENDINGS = ("مان", "یان")
"""Endings of made-up surnames: behind a forename they are hardly ever «our» or a plural."""

_WORD = re.compile(f"[{LETTERS}]+(?:{ZWNJ}[{LETTERS}]+)*")

Run = list[str]
"""Forms with nothing but a space between them."""


class Sentence(NamedTuple):
    """The runs of a sentence of a treebank, and how many times it counts."""

    runs: list[Run]
    weight: int


class Texts(NamedTuple):
    """All well-spelt text: sentences of the treebanks, texts of the news, forms of informal text."""

    sentences: list[Sentence]
    news: list[list[Run]]
    informal: Counter[str]

    def weighted_runs(self) -> Iterator[tuple[Run, int]]:
        """The runs of sentences and news, and what a form of each counts."""
        for sentence in self.sentences:
            for run in sentence.runs:
                yield run, TREEBANK * sentence.weight
        for text in self.news:
            for run in text:
                yield run, 1


class Material(NamedTuple):
    """Counted forms of the treebanks, of the news, of informal text; and all of them weighted, with pairs."""

    treebanks: Counter[str]
    news: Counter[str]
    informal: Counter[str]
    weighted: Counter[str]


def read_texts(gold: Path, left_out: int | None = None) -> Texts:
    """The texts of the gold folder, but for one of the `FOLDS` of the second treebank, if one is to be left out."""
    sentences = [Sentence(runs_of(row["text_gold"]), 1) for row in _rows(gold / "zwnj_train.jsonl")]
    for row in _rows(gold / "zwnj_dev.jsonl"):
        if row["source"] == SECOND_TREEBANK and fold_of(row["id"]) != left_out:
            sentences.append(Sentence(runs_of(row["text_gold"]), WEIGHT_OF_SECOND))
    return mended(Texts(sentences, list(_news(gold)), _informal_forms(gold)))


def mended(texts: Texts) -> Texts:
    """The texts with the ZWNJs that verbs on می have lost in the news (میرود), of which hardly any keep them all.

    A form that stands nowhere with its ZWNJ is no verb (میناوند, a surname).
    """
    forms = {form for run, _ in texts.weighted_runs() for form in run}
    lost: dict[str, str] = {}
    for form in forms:
        verb = verb_form(form)
        if verb in forms and kind_of(verb) in VERB_PREFIXES:
            lost[form] = verb
    return texts._replace(news=[[[lost.get(form, form) for form in run] for run in runs] for runs in texts.news])


def fold_of(ident: str) -> int:
    """Which of the `FOLDS` a sentence belongs to, by its id."""
    return zlib.crc32(ident.encode()) % FOLDS


def runs_of(text: str) -> list[Run]:
    """The forms of a text, in runs."""
    runs: list[Run] = []
    end = -1
    for match in _WORD.finditer(text):
        form = _form(match.group())
        if not form:
            end = -1
            continue
        if end >= 0 and text[end : match.start()] == " ":
            runs[-1].append(form)
        else:
            runs.append([form])
        end = match.end()
    return runs


def made_names() -> Counter[str]:
    """Names with بن between two forenames, and surnames of a forename and an ending, drawn by chance."""
    chance = random.Random(2)
    names = sorted({form for group in load_yaml("forenames.yaml").values() for form in _forms(group)})
    made = [ZWNJ.join((chance.choice(names), "بن", chance.choice(names))) for _ in range(MADE_NAMES)]
    made += [chance.choice(names) + chance.choice(SURNAME_ENDINGS) for _ in range(MADE_NAMES // 4)]
    return Counter(map(letters_and_breaks, made))


def listed_names() -> list[str]:
    """The forenames, surnames and places of the gazetteer, word by word."""
    places = [text for part, text in load_yaml("places.yaml").items() if isinstance(text, str) and "\n" in text]
    texts = [*load_yaml("forenames.yaml").values(), load_yaml("surnames.yaml")["known"], *places]
    return sorted({form for text in texts for form in _forms(text)})


def count_forms(texts: Texts) -> Material:
    """Count the forms, and how often neighbours that are parts of one word elsewhere stand apart."""
    treebanks: Counter[str] = Counter()
    for runs, weight in texts.sentences:
        for run in runs:
            for form in run:
                treebanks[form] += weight
    news = Counter(form for text in texts.news for run in text for form in run)
    for part, count in _parts(treebanks).items():
        if count >= 20 and count >= 20 * treebanks[part]:
            del news[part]  # می alone is damage: news that keep their ZWNJs have spaces here and there
    weighted: Counter[str] = Counter()
    for form, count in treebanks.items():
        weighted[form] += TREEBANK * count
    for form, count in news.items():
        if count >= LEAST_COUNT or form in treebanks:
            weighted[form] += count
    for form, count in texts.informal.items():
        if form in weighted or ZWNJ in form:
            weighted[form] += count
    for form in listed_names():
        weighted.setdefault(form, TREEBANK)
    pairs = {pair for form in weighted for pair in pairwise(form.split(ZWNJ))}
    for run, weight in texts.weighted_runs():
        for first, second in pairwise(run):
            pair = first.split(ZWNJ)[-1], second.split(ZWNJ)[0]
            if pair in pairs:
                weighted[" ".join(pair)] += weight
    return Material(treebanks, news, texts.informal, weighted)


def _parts(forms: Counter[str]) -> Counter[str]:
    parts: Counter[str] = Counter()
    for form, count in forms.items():
        if ZWNJ in form:
            for part in form.split(ZWNJ):
                parts[part] += count
    return parts


def _news(gold: Path) -> Iterator[list[Run]]:
    """News that kept its ZWNJs, and the sentences of `NAME_SOURCES`."""
    for path in sorted((gold / "raw_news").glob("*.jsonl")):
        for row in _rows(path):
            runs = runs_of(row["text"])
            forms = [form for run in runs for form in run]
            if keeps_zwnj(forms) and sum(ZWNJ in form for form in forms) >= LEAST_ZWNJ:
                yield runs
    for row in _rows(gold / "ner_train.jsonl"):
        if row["source"] in NAME_SOURCES:
            yield runs_of(" ".join(row["tokens"]))


def _informal_forms(gold: Path) -> Counter[str]:
    """The forms of iPerUDT, informal written Persian."""
    lines = (gold / "ud" / "fa_iperudt-train.conllu").read_text(encoding="utf-8").splitlines()
    texts = (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    return Counter(form for text in texts for run in runs_of(text) for form in run)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _forms(text: str) -> Sequence[str]:
    return [form for match in _WORD.finditer(text) if (form := _form(match.group()))]


def _form(written: str) -> str:
    """A word in folded letters with its ZWNJs, or nothing if it is more than letters."""
    form = ZWNJ.join(filter(None, letters_and_breaks(persian_letters(written)).split(ZWNJ)))
    return form if form.replace(ZWNJ, "").isalpha() else ""
