"""The token layer: sentences, words and punctuation marks, each word with its lemma and part of speech.

Every character of a leaf block that is not white space lies in one `w` or `pc`, and every `w` and `pc` in one `s`.
A word with clitics is a `w` with one `w` within for each syntactic word (کتابش: کتاب + ش), as in Universal
Dependencies.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, pairwise
from operator import itemgetter
from typing import TypeAlias

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS, TOKEN_LAYER
from tei.language.characters import ZWNJ
from tei.language.clitics import cut
from tei.language.morphology import Analysis, morphology
from tei.language.passages import foreign_passages
from tei.language.sentences import sentence_ends
from tei.language.spelling import persian_letters
from tei.language.tokenization import Token, tokens_of
from tei.language.views import View, repaired_view

_MOST_WORDS = 1 << 17
"""Words whose attributes are kept in memory."""

Attributes: TypeAlias = Mapping[str, str]
"""Attributes of a word: all words of the same form and reading share them, so nothing may change them."""

_Part: TypeAlias = tuple[int, int, Attributes]
"""Half-open begin and end in the form, and the attributes of a syntactic word."""

_SENTENCE, _WORD, _PUNCTUATION = Kind.SENTENCE, Kind.WORD, Kind.PUNCTUATION  # looking an enum up takes time
_JOIN: dict[bool, dict[str, str]] = {False: {}, True: {"join": "right"}}
_PERCENT = frozenset("%٪‰")
_MOST_BORROWED = 2
"""Words of another language that the tagger labels as words of the Persian sentence around them."""

AGENT = Agent(
    ident=TOKEN_LAYER,
    version=__version__,
    label="Sentences and words by rules, parts of speech by a CRF trained on treebanks, lemmas by rules",
)

_MARKED = (Kind.PERS_NAME, Kind.ORG_NAME, Kind.PLACE_NAME, Kind.ROLE_NAME, Kind.DATE, Kind.ADD_NAME)
"""Kinds that the tagger is told of; a later one counts more."""


def annotate(document: Document) -> Layer:
    """`s` for each sentence, `w` for each word (lemma, pos, msd, join), `pc` for each mark (pos, msd, join)."""
    sentences = sentences_of(document)
    tokens = list(chain.from_iterable(sentences))
    marks = marks_of(document)
    labels = morphology().tagger.tag(
        [letters for letters, _, _, _ in tokens],
        [marks.get(begin, 0) for _, begin, _, _ in tokens],
        list(map(len, sentences)),
    )
    foreign = _foreign(document)
    readings = readings_of(document)
    text = document.text
    found: list[Annotation] = []
    labelled = iter(labels)
    for sentence in sentences:
        found.append(Annotation(_SENTENCE, Span(sentence[0][1], sentence[-1][2])))
        for (_, begin, end, is_word), label in zip(sentence, labelled, strict=False):
            join = end < len(text) and not text[end].isspace()
            form = text[begin:end]
            if not is_word:
                found.append(Annotation(_PUNCTUATION, Span(begin, end), _mark(form, join)))
                continue
            if begin in foreign:
                attributes, parts = _word(form, form, "X", join)
            else:
                attributes, parts = _word(form, readings.get((begin, end), form), label, join)
            found.append(Annotation(_WORD, Span(begin, end), attributes))
            for first, behind, attributes in parts:
                found.append(Annotation(_WORD, Span(begin + first, begin + behind), attributes))
    return Layer(AGENT, tuple(found))


def sentences_of(document: Document) -> list[list[Token]]:
    """The words and marks of all leaf blocks, a list for each sentence."""
    view = repaired_view(document)
    return list(chain.from_iterable(_sentences(view, block.span) for block in document.annotations(*LEAF_BLOCK_KINDS)))


def readings_of(document: Document) -> dict[tuple[int, int], str]:
    """The standard spelling of damaged words, by begin and end."""
    return {
        (word.span.begin, word.span.end): word.features["norm"]
        for word in document.annotations(Kind.WORD)
        if "norm" in word.features
    }


def marks_of(document: Document) -> dict[int, int]:
    """In what kind of name or date an offset lies, for the tagger: odd where one begins, even behind."""
    marks: dict[int, int] = {}
    for number, kind in enumerate(_MARKED):
        for annotation in document.annotations(kind):
            begin, end = annotation.span.begin, annotation.span.end
            marks |= dict.fromkeys(range(begin + 1, end), 2 * number + 2)
            marks[begin] = 2 * number + 1
    return marks


def _foreign(document: Document) -> set[int]:
    """The offsets in passages of other languages; one or two words, as a name in Latin letters, are Persian enough."""
    spans = (passage.span for passage in foreign_passages(document))
    return {
        offset
        for span in spans
        if len(document.text[span.begin : span.end].split()) > _MOST_BORROWED
        for offset in range(span.begin, span.end)
    }


def _sentences(view: View, block: Span) -> list[list[Token]]:
    """The tokens of a block, a list for each sentence."""
    tokens = tokens_of(view, block)
    begin_of = itemgetter(1)
    ends = [view.ends[end - 1] for end in sentence_ends(view.text, *view.range(block)) if end]
    cuts = [0, *(bisect_left(tokens, end, key=begin_of) for end in ends), len(tokens)]
    return [tokens[first:behind] for first, behind in pairwise(cuts) if first < behind]


@lru_cache(maxsize=_MOST_WORDS)
def _mark(form: str, join: bool) -> Attributes:
    """The attributes of a punctuation mark or symbol."""
    tag = "SYM" if unicodedata.category(form[0])[0] == "S" or form in _PERCENT else "PUNCT"
    return {"pos": tag, "msd": f"UPosTag={tag}"} | _JOIN[join]


@lru_cache(maxsize=_MOST_WORDS)
def _word(form: str, reading: str, label: str, join: bool) -> tuple[Attributes, tuple[_Part, ...]]:
    """The attributes of a word, and its parts where it has a clitic; then the attributes stand on these."""
    split = _parts(form, reading, label)
    if split:
        return _JOIN[join], split
    return _syntactic_word(reading, label.partition("+")[0]) | _JOIN[join], ()


def _parts(form: str, reading: str, label: str) -> tuple[_Part, ...]:
    """The parts of a word with a clitic, or none where it does not end in one that fits the label."""
    split = morphology().clitic(reading, label)
    if split is None:
        return ()
    host_tag, tag, found = split
    at = cut(form, found.length)
    if not 0 < at < len(form):
        return ()
    host = reading[: cut(reading, found.length)].rstrip(ZWNJ)
    norm = {} if host == form[:at].rstrip(ZWNJ) else {"norm": host}
    clitic = _attributes(Analysis(found.lemma, tag, found.features))
    return (0, at, _syntactic_word(host, host_tag) | norm), (at, len(form), clitic)


@lru_cache(maxsize=_MOST_WORDS)
def _syntactic_word(reading: str, label: str) -> dict[str, str]:
    """The attributes of a word of one part; callers share them, and change a copy."""
    tag = "X" if label == "PUNCT" else label
    return _attributes(morphology().analyse(persian_letters(reading) if tag != "X" else reading, tag))


def _attributes(analysis: Analysis) -> dict[str, str]:
    """TEI attributes of a syntactic word, with its features as ParlaMint writes them."""
    msd = f"UPosTag={analysis.tag}" + (f"|{analysis.features}" if analysis.features else "")
    return {"lemma": analysis.lemma, "pos": analysis.tag, "msd": msd}
