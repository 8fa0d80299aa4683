"""The token layer: sentences, words and punctuation marks, each word with its lemma and part of speech.

Every character of a leaf block that is not white space lies in one `w` or `pc`, and every `w` and `pc` in one `s`.
A word with clitics is a `w` with one `w` within for each syntactic word (کتابش: کتاب + ش), as in Universal
Dependencies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS, TOKEN_LAYER
from tei.language.characters import ZWNJ, fold
from tei.language.clitics import clitic
from tei.language.morphology import Analysis, morphology
from tei.language.sentences import sentence_ends
from tei.language.tokenization import Token, tokens_of
from tei.language.views import View, repaired_view

AGENT = Agent(
    ident=TOKEN_LAYER,
    version=__version__,
    label="Sentences and words by rules, parts of speech by a CRF trained on treebanks, lemmas by rules",
)

_MARKED = (Kind.PERS_NAME, Kind.ORG_NAME, Kind.PLACE_NAME, Kind.ROLE_NAME, Kind.DATE, Kind.ADD_NAME)
"""Kinds that the tagger is told of; a later one counts more."""


class Word(NamedTuple):
    """A token, its reading in standard spelling, and in what kind of name or date it stands (0: none)."""

    token: Token
    reading: str
    mark: int


def annotate(document: Document) -> Layer:
    """`s` for each sentence, `w` for each word (lemma, pos, msd, join), `pc` for each mark (pos, msd, join)."""
    sentences = sentences_of(document)
    words = list(chain.from_iterable(sentences))
    labels = morphology().tagger.tag(
        [word.token.text for word in words], [word.mark for word in words], [len(sentence) for sentence in sentences]
    )
    foreign = {
        offset
        for passage in document.annotations(Kind.FOREIGN)
        for offset in range(passage.span.begin, passage.span.end)
    }
    found: list[Annotation] = []
    labelled = iter(labels)
    for sentence in sentences:
        found.append(Annotation(Kind.SENTENCE, Span(sentence[0].token.begin, sentence[-1].token.end)))
        for word in sentence:
            label = next(labelled)
            found.extend(_annotations(document.text, word, "X" if word.token.begin in foreign else label))
    return Layer.of(AGENT, found)


def sentences_of(document: Document) -> list[list[Word]]:
    """The words and marks of all leaf blocks, a list for each sentence."""
    view = repaired_view(document)
    marks = _marks(document)
    readings = {
        annotation.span: annotation.features["norm"]
        for annotation in document.annotations(Kind.WORD)
        if "norm" in annotation.features
    }
    text = document.text
    return [
        [
            Word(
                token,
                readings.get(Span(token.begin, token.end)) or text[token.begin : token.end],
                marks.get(token.begin, 0),
            )
            for token in sentence
        ]
        for block in document.annotations(*LEAF_BLOCK_KINDS)
        for sentence in _sentences(view, block.span)
    ]


def _marks(document: Document) -> dict[int, int]:
    """The kind of name or date for each offset in one: odd where it begins, even behind."""
    marks: dict[int, int] = {}
    for number, kind in enumerate(_MARKED):
        for annotation in document.annotations(kind):
            begin, end = annotation.span.begin, annotation.span.end
            marks[begin] = 2 * number + 1
            for offset in range(begin + 1, end):
                marks[offset] = 2 * number + 2
    return marks


def _sentences(view: View, block: Span) -> Iterator[list[Token]]:
    """The tokens of a block, a list for each sentence."""
    sentence: list[Token] = []
    ends = iter([view.ends[end - 1] for end in sentence_ends(view.text, *view.range(block)) if end])
    end = next(ends, block.end)
    for token in tokens_of(view, block):
        if token.begin >= end and sentence:
            yield sentence
            sentence = []
        while end <= token.begin < block.end != end:
            end = next(ends, block.end)
        sentence.append(token)
    if sentence:
        yield sentence


def _annotations(text: str, word: Word, label: str) -> Iterator[Annotation]:
    """The `w` or `pc` of a token, and the `w` of its syntactic words where it has several."""
    token = word.token
    span = Span(token.begin, token.end)
    join = {"join": "right"} if token.end < len(text) and not text[token.end].isspace() else {}
    if not token.is_word:
        is_symbol = unicodedata.category(text[token.begin])[0] == "S" or text[token.begin] in "%٪‰"
        tag = "SYM" if is_symbol else "PUNCT"
        yield Annotation(Kind.PUNCTUATION, span, {"pos": tag, "msd": f"UPosTag={tag}", **join})
        return
    host, _, clitic_tag = ("X" if label == "PUNCT" else label).partition("+")
    found = clitic(word.reading, clitic_tag) if clitic_tag else None
    if found is None:
        yield Annotation(Kind.WORD, span, {**_features(morphology().analyse(word.reading, host)), **join})
        return
    cut = _cut(text, token.begin, token.end, found.length)
    reading = word.reading[: _cut(word.reading, 0, len(word.reading), found.length)].rstrip(ZWNJ)
    norm = {} if reading == text[token.begin : cut].rstrip(ZWNJ) else {"norm": reading}
    yield Annotation(Kind.WORD, span, join)
    yield Annotation(Kind.WORD, Span(token.begin, cut), {**_features(morphology().analyse(reading, host)), **norm})
    yield Annotation(Kind.WORD, Span(cut, token.end), _features(Analysis(found.lemma, clitic_tag, found.features)))


def _cut(text: str, begin: int, end: int, letters: int) -> int:
    """Where the last so many folded letters of `text[begin:end]` begin; never at its begin."""
    at = end
    while at - 1 > begin and len(fold(text[at:end])) < letters:
        at -= 1
    return at


def _features(analysis: Analysis) -> dict[str, str]:
    """TEI attributes of a syntactic word, with its features as ParlaMint writes them."""
    msd = f"UPosTag={analysis.tag}" + (f"|{analysis.features}" if analysis.features else "")
    return {"lemma": analysis.lemma, "pos": analysis.tag, "msd": msd}
