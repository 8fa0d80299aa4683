"""The words of a document, the sentences in which names are looked for, and a name over some of the words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from string import digits
from typing import NamedTuple

from tei.document import Annotation, Certainty, Document, Kind, Span
from tei.language.gazetteer import gazetteer
from tei.language.passages import foreign_language
from tei.language.token_ranges import token_range, words_between
from tei.language.views import View, repaired_view

LONG_SENTENCE = 60
"""Words from which a line is cut at the end of a sentence."""

_WITHOUT_NAMES = (Kind.LIST, Kind.ITEM, Kind.LABEL, Kind.SURPLUS, Kind.FOREIGN, Kind.SALUTE)
"""Where no names are looked for: tags, debris, Arabic passages and those of an article wholly in another language (of
`foreign`), praise and basmala (of `salute`)."""

_URL = re.compile(r"\b(?:https?://|www\.)\S+")

_LINE_END = re.compile(r"\n")

_NEVER_IN_NAME = re.compile("ن?می\u200c[^\u200c]+|.*(?:ا\u064b|\u064bا)")
"""Words of the source that no name holds: verbs with می‌, adverbs with the Arabic ending (اخیراً)."""


class Name(NamedTuple):
    """A name over the tokens `begin` to `end` (half-open) of the view.

    `type` is `short` for the short form of an organisation in brackets, `nickname` for what somebody is called besides,
    `inverted` for a name whose surname stands first, and `headed` for a government with the name of its head.
    """

    kind: Kind
    begin: int
    end: int
    certainty: Certainty
    type: str = ""


class Reading:
    """The words of a document and the sentences (ranges of tokens) in which names are looked for."""

    def __init__(self, document: Document) -> None:
        self.view: View = repaired_view(document)
        self.words = self.view.words
        self._dates = self._covered(document.annotations(Kind.DATE, Kind.TIME))
        self.sentences = list(self._sentences(document))
        self.may_be_about_sports = len(self.words) < LONG_SENTENCE or not gazetteer().sports.isdisjoint(self.words)
        """Whether the article has a word of sports or is no longer than a sentence, so that it need not have one."""
        self._sentence_begins = [begin for begin, _ in self.sentences]

    def span(self, begin: int, end: int) -> Span:
        """The source span of tokens."""
        return self.view.span(self.view.word_begins[begin], self.view.word_ends[end - 1])

    def person_span(self, begin: int, end: int) -> Span:
        """The source span of the tokens of a person's name, without the number of a footnote behind it: آذرمهر۱."""
        last = self.words[end - 1]
        letters = len(last.rstrip(digits)) or len(last)
        return self.view.span(self.view.word_begins[begin], self.view.word_begins[end - 1] + letters)

    def is_apart(self, at: int) -> bool:
        """Whether white space stands before a word and behind it."""
        begin, end, text = self.view.word_begins[at], self.view.word_ends[at], self.view.text
        return text[max(begin - 1, 0)].isspace() and text[end : end + 1].isspace()

    def name_end(self, name: Name) -> int:
        """Where a name ends: before the first word that no name holds."""
        adverbs = gazetteer().adverbs
        for at in range(name.begin, name.end):
            word = self.words[at]
            if word in adverbs and at > name.begin:
                return at
            if (word[-1] == "ا" or word.startswith(("می", "نمی"))) and self._is_never_in_name(at):
                return at
        return name.end

    def in_date(self, name: Name) -> bool:
        """Whether a name shares a word with a date and does not hold more than dates beside it."""
        return name.begin in self._dates and self._dates.issuperset(range(name.begin, name.end))

    def is_dated(self, at: int) -> bool:
        """Whether a word belongs to a date."""
        return at in self._dates

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence that a token lies in."""
        return self.sentences[bisect_right(self._sentence_begins, at) - 1]

    def in_sentences(self, listed: Container[str]) -> Iterator[tuple[int, int, int]]:
        """Where words of a list stand, in order, each with the begin and end of its sentence."""
        if not self.sentences:
            return
        for at in [at for at, word in enumerate(self.words) if word in listed]:
            begin, end = self.sentence_of(at)
            if begin <= at < end:
                yield at, begin, end

    def _is_never_in_name(self, at: int) -> bool:
        # The view has neither ZWNJ nor vowel mark, by which the source tells these words from others.
        span = self.span(at, at + 1)
        return _NEVER_IN_NAME.fullmatch(self.view.source, span.begin, span.end) is not None

    def _covered(self, annotations: Iterable[Annotation]) -> set[int]:
        return {at for annotation in annotations for at in token_range(self.view, annotation.span)}

    def _sentences(self, document: Document) -> Iterator[tuple[int, int]]:
        without_names = {"ar", foreign_language(document)}
        left_out = self._covered(
            annotation
            for annotation in document.annotations(*_WITHOUT_NAMES)
            if annotation.features.get("xml:lang", "ar") in without_names
            and annotation.features.get("ana", "fn.praise") in ("fn.praise", "fn.basmala")
        )
        if "://" in self.view.text or "www." in self.view.text:
            for match in _URL.finditer(self.view.text):
                left_out.update(words_between(self.view, *match.span()))
        borders = {0, len(self.words), *self._block_and_line_begins(document), *left_out, *(at + 1 for at in left_out)}
        for begin, end in pairwise(sorted(borders)):
            if begin not in left_out:
                yield from self._cut(begin, end)

    def _cut(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """A stretch of words, cut behind full stops where it is long, and anywhere where it is very long."""
        at = begin + LONG_SENTENCE + 1
        while at < end:
            if self.words[at] in ".!؟" or at - begin > 3 * LONG_SENTENCE:
                yield begin, at + 1
                begin, at = at + 1, at + LONG_SENTENCE + 1
            at += 1
        if begin < end:
            yield begin, end

    def _block_and_line_begins(self, document: Document) -> Iterator[int]:
        for annotation in document.annotations(Kind.PARAGRAPH, Kind.HEAD, Kind.SALUTE, Kind.SIGNED, Kind.DATELINE):
            yield bisect_left(self.view.word_begins, self.view.position(annotation.span.begin))
        for match in _LINE_END.finditer(self.view.text):
            yield bisect_left(self.view.word_begins, match.start())
