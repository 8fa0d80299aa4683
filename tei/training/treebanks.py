"""Treebanks as the token layer sees them: tokens of whole articles, with the gold words that each is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tei.annotators import pipeline
from tei.annotators.tokens import marks_of, readings_of, sentences_of
from tei.document import Article, Source

SENTENCES = 10
"""Sentences of an article that is made of a treebank's."""


@dataclass(frozen=True)
class GoldWord:
    """A syntactic word of a treebank."""

    form: str
    lemma: str
    tag: str


@dataclass(frozen=True)
class TrainingWord:
    """A token: folded text, standard spelling, kind of name or date it stands in (see `marks_of`), gold words."""

    begin: int
    end: int
    text: str
    reading: str
    mark: int
    words: tuple[GoldWord, ...] = ()


Sentence = list[TrainingWord]
GoldToken = tuple[int, int, tuple[GoldWord, ...]]
"""Begin and end in the sentence, and the words that the token is made of."""


def articles_of(path: Path) -> Iterator[list[Sentence]]:
    """The sentences of each ten of a CoNLL-U file; those whose tokens are not all the treebank's are left out."""
    sentences = list(read(path))
    for first in range(0, len(sentences), SENTENCES):
        chosen = sentences[first : first + SENTENCES]
        gold = [{(begin, end): words for begin, end, words in tokens} for _, tokens in chosen]
        yield [
            [replace(word, words=words[word.begin, word.end]) for word in sentence]
            for sentence, words in zip(analyse([text for text, _ in chosen]), gold, strict=True)
            if all((word.begin, word.end) in words for word in sentence)
        ]


def analyse(texts: Sequence[str]) -> list[Sentence]:
    """The tokens of sentences that stand in one article, separated by blanks; offsets are of the sentence."""
    text = " ".join(texts)
    document = pipeline.annotate(Article("training", text, Source("training", "", 0)))
    marks = marks_of(document)
    readings = readings_of(document)
    tokens = [token for sentence in sentences_of(document) for token in sentence]
    found: list[Sentence] = []
    begin = 0
    for sentence in texts:
        end = begin + len(sentence)
        found.append(
            [
                TrainingWord(
                    low - begin,
                    high - begin,
                    letters,
                    readings.get((low, high), text[low:high]),
                    marks.get(low, 0),
                )
                for letters, low, high, _ in tokens
                if begin <= low < end
            ]
        )
        begin = end + 1
    return found


def read(path: Path) -> Iterator[tuple[str, list[GoldToken]]]:
    """The text of each sentence of a CoNLL-U file, and its tokens."""
    text = ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text ="):
            text = line.removeprefix("# text =").strip()
        elif not line:
            if rows:
                yield text, _tokens(text, rows)
            rows = []
        elif not line.startswith("#"):
            rows.append(line.split("\t"))


def _tokens(text: str, rows: list[list[str]]) -> list[GoldToken]:
    """The tokens of a sentence; a mark that PerDT joins with the word before it is a token of its own."""
    tokens: list[GoldToken] = []
    at = covered = 0
    for place, row in enumerate(rows):
        number = row[0].split("-")
        if "." in row[0] or (len(number) == 1 and int(row[0]) <= covered):
            continue
        parts = [row]
        if len(number) == 2:
            covered = int(number[1])
            parts = rows[place + 1 : place + 2 + covered - int(number[0])]
        begin = text.find(row[1], at)
        if begin < 0:
            continue
        at = end = begin + len(row[1])
        words = tuple(GoldWord(part[1], part[2], part[3]) for part in parts)
        if len(words) > 1 and words[-1].tag == "PUNCT":
            tokens.append((end - len(words[-1].form), end, words[-1:]))
            end -= len(words[-1].form)
            words = words[:-1]
        tokens.append((begin, end, words))
    return tokens
