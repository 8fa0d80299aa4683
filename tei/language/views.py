"""Views: a folded or repaired reading of a text that knows, for each of its characters, where it stands in the source.

Annotators match on views and answer in source offsets, so that none of them ever changes the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

import numpy as np

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.language.characters import FOLD, VARIANT, VOWEL_MARKS, ZWNJ, fold

ORTHOGRAPHY = "orthography"
"""Id of the layer whose `w` annotations hold the repaired readings."""

_FOLDED = {chr(code): letters for code, letters in FOLD.items()}
_OTHER_LENGTH = re.compile(f"[{''.join(re.escape(sign) for sign, letters in _FOLDED.items() if len(letters) != 1)}]")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A word or a single punctuation mark of a view; `begin` and `end` are half-open offsets of the view."""

    text: str
    begin: int
    end: int


class View:
    """A reading of a source text.

    `text` is the reading; character i of it stands for `source[starts[i]:ends[i]]` (empty where the reading
    adds a character, as a space between two words that had grown together). Both are arrays, since a list would have
    an object for each character.
    """

    def __init__(self, text: str, starts: array[int], ends: array[int], source: str) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.source = source

    def span(self, begin: int, end: int) -> Span:
        """The source span of `text[begin:end]`, with stray ZWNJs before and vowel marks behind it.

        Empty if begin >= end.
        """
        if begin >= end:
            at = self.starts[begin] if begin < len(self.starts) else len(self.source)
            return Span(at, at)
        last = max(self.ends[end - 1], self.starts[begin])
        while last < len(self.source) and VOWEL_MARKS.match(self.source, last):
            last += 1
        return Span(self._with_stray_joiners(self.starts[begin]), last)

    def _with_stray_joiners(self, first: int) -> int:
        """Where the ZWNJs before a source offset begin, if they join nothing; else the offset."""
        begin = first
        while begin and self.source[begin - 1] == ZWNJ:
            begin -= 1
        return first if begin and self.source[begin - 1].isalnum() else begin

    def match_span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """The source span of a group of a match on `text`."""
        return self.span(match.start(group), match.end(group))

    def position(self, offset: int) -> int:
        """The first offset of the view that stands at or behind a source offset."""
        return bisect_left(self.starts, offset)

    def range(self, span: Span) -> tuple[int, int]:
        """The half-open range of the view that a source span covers."""
        return self.position(span.begin), self.position(span.end)

    @cached_property
    def words(self) -> list[str]:
        """Words (runs of letters, digits and underscores) and single other marks, without white space."""
        return _TOKEN.findall(self.text)

    @cached_property
    def word_begins(self) -> list[int]:
        """The offset at which each of `words` begins."""
        return [match.start() for match in _TOKEN.finditer(self.text)]

    @cached_property
    def word_ends(self) -> list[int]:
        """The offset behind each of `words`."""
        return list(map(add, self.word_begins, map(len, self.words)))

    def tokens(self, begin: int, end: int) -> list[Token]:
        """The words from one number to another, each with its place."""
        return list(map(Token, self.words[begin:end], self.word_begins[begin:end], self.word_ends[begin:end]))


@lru_cache(maxsize=4)
def folded_view(text: str) -> View:
    """The folded reading (`characters.fold`) of a source text."""
    folded = text
    # A replacement for each of the few variants that a text has takes half the time of a translation.
    for variant in set(VARIANT.findall(text)):
        folded = folded.replace(variant, _FOLDED[variant])
    lengths = np.ones(len(text), np.intp)
    for match in _OTHER_LENGTH.finditer(text):
        lengths[match.start()] = len(_FOLDED[match[0]])
    starts = np.arange(len(text), dtype=np.int64).repeat(lengths)
    return View(folded, array("q", starts.tobytes()), array("q", (starts + 1).tobytes()), text)


def repaired_view(document: Document) -> View:
    """The folded reading of the repaired text: where the orthography layer proposes a reading, that one."""
    return _repaired_view(document.text, document.layer(ORTHOGRAPHY))


@lru_cache(maxsize=2)
def _repaired_view(text: str, orthography: Layer | None) -> View:
    plain = folded_view(text)
    if orthography is None:
        return plain
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    at = 0
    for annotation in orthography.annotations:
        begin, end = plain.range(annotation.span)
        reading = _reading(annotation)
        if reading is None or begin < at or plain.text[begin:end] == reading:
            continue
        pieces.append(plain.text[at:begin])
        starts.extend(plain.starts[at:begin])
        ends.extend(plain.ends[at:begin])
        pieces.append(reading)
        _align(plain, begin, end, reading, starts, ends)
        at = end
    if not at:
        return plain
    pieces.append(plain.text[at:])
    starts.extend(plain.starts[at:])
    ends.extend(plain.ends[at:])
    return View("".join(pieces), starts, ends, text)


def _reading(annotation: Annotation) -> str | None:
    norm = annotation.features.get("norm") if annotation.kind is Kind.WORD else None
    return None if norm is None else fold(norm)


def _align(plain: View, begin: int, end: int, reading: str, starts: array[int], ends: array[int]) -> None:
    """Append the source offsets of a reading that replaces `plain.text[begin:end]`, letter by letter."""
    at = begin
    for letter in reading:
        while at < end and plain.text[at] == " " != letter:
            at += 1
        if at < end and (letter != " " or plain.text[at] == " "):
            starts.append(plain.starts[at])
            ends.append(plain.ends[at])
            at += 1
        else:
            here = plain.starts[at] if at < len(plain.starts) else len(plain.source)
            starts.append(here)
            ends.append(here)
