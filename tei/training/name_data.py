"""The texts from which the name tagger learns: sentences with names, and texts without labels.

All are read as the annotators read an article: repaired and folded, digits alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tei.annotators import orthography
from tei.document import Article, Document, Source
from tei.language.feature_hashing import normalised
from tei.language.name_words import LABELS
from tei.language.views import View, repaired_view

SOURCES = ("PEYMA", "NSURL2019-600K", "ParsNER-news", "ParsTwiNER")
"""Sources whose weights may be shipped and whose mark-up is whole; never ARMAN (academic research only)."""

CLASSES = {"PER": "PER", "ORG": "ORG", "POG": "ORG", "LOC": "LOC", "FAC": "LOC"}
LONGEST = 150
"""Words of a sentence that are looked at in training."""


@dataclass
class Tagged:
    """A sentence of the gold: folded words, where each one begins in the source text, names as (class, begin, end)."""

    source: str
    words: list[str]
    spans: list[tuple[int, int]]
    names: list[tuple[str, int, int]]

    def labels(self) -> npt.NDArray[np.int64]:
        """The numbers of the BIO labels of the words."""
        labels = np.zeros(len(self.words), np.int64)
        for kind, begin, end in self.names:
            inside = [at for at, (first, last) in enumerate(self.spans) if first < end and last > begin]
            labels[inside] = LABELS.index(f"I-{kind}")
            labels[inside[:1]] = LABELS.index(f"B-{kind}")
        return labels


def view_of(text: str) -> View:
    """The repaired view of a text, as the annotators read it."""
    document = Document(Article("text", text, Source("text", "", 0)))
    return repaired_view(document.with_layer(orthography.annotate(document)))


def tagged_sentences(folder: Path, part: str) -> Iterator[Tagged]:
    """The sentences of the wanted sources in the part `train` or `dev`."""
    for line in (folder / f"ner_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["source"] in SOURCES and row["tokens"]:
            view = view_of(" ".join(row["tokens"]))
            spans = list(map(view.span, view.word_begins, view.word_ends))
            yield Tagged(
                row["source"],
                list(map(normalised, view.words)),
                [(span.begin, span.end) for span in spans],
                list(names_of(row["tokens"], row["tags"])),
            )


def names_of(tokens: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The names of a sentence whose tokens are joined by spaces: class, begin and end."""
    begin = end = 0
    kind = ""
    at = 0
    for token, tag in zip([*tokens, ""], [*tags, "O"], strict=True):
        if kind and tag != f"I-{kind}":
            if kind in CLASSES:
                yield CLASSES[kind], begin, end
            kind = ""
        if tag != "O" and not kind:
            kind, begin = tag[2:], at
        end = at + len(token)
        at = end + 1


def raw_texts(folder: Path) -> Iterator[str]:
    """Texts without labels: news articles and single sentences."""
    for path in sorted(folder.glob("raw_news/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for line in (folder / "tags_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield f"{row['title']}\n{row['text']}"
    for line in (folder / "zwnj_train.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text_gold"]


def raw_sentences(folder: Path) -> Iterator[list[str]]:
    """The sentences of the texts without labels: folded words."""
    for text in raw_texts(folder):
        for line in filter(str.strip, text.split("\n")):
            sentence: list[str] = []
            for word in view_of(line).words:
                sentence.append(normalised(word))
                if (word in ".!؟" and len(sentence) > 8) or len(sentence) == LONGEST:
                    yield sentence
                    sentence = []
            if len(sentence) > 3:
                yield sentence
