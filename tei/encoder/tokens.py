"""The token layer: every word and punctuation mark of a text in an element of its own, `w` or `pc`.

Tokens are the innermost elements and there are hundreds in an article. So they are not woven with the rest, which would
take longer than everything else: they are written with the text, wherever there is some.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias

from tei.document import Annotation, Document, Kind, Layer
from tei.document.annotation import WORD_KINDS
from tei.encoder.elements import agent_pointer, as_xml, certainty_value
from tei.encoder.identifiers import xml_id
from tei.encoder.writer import TextWriter

_SENTENCE = Kind.SENTENCE
_NAMES = {kind: kind.value for kind in WORD_KINDS}  # it takes time to look these up in an enum

_begin = attrgetter("span.begin")

_MOST_WRITTEN = 1 << 14
_written: dict[int, tuple[Mapping[str, str], str]] = {}
"""Features and what they are as XML, by the identity of the features, which live as long as they stand here."""

Reading: TypeAlias = tuple[Annotation, Layer]
"""What a layer says of a word: its standard spelling, or that it is misquoted."""

Token: TypeAlias = tuple[Annotation, tuple[Annotation, ...]]
"""A word or punctuation mark, and the syntactic words that it is made of where there are several."""


@lru_cache(maxsize=1)
def tokens_of(layer: Layer) -> tuple[Token, ...]:
    """The tokens of a token layer, in the order of the text; header and text ask for them in turn."""
    tokens: list[Token] = []
    end = -1
    for annotation in layer.annotations:
        if annotation.kind is _SENTENCE:
            continue
        if annotation.span.end > end:
            tokens.append((annotation, ()))
            end = annotation.span.end
        else:
            token, words = tokens[-1]
            tokens[-1] = (token, (*words, annotation))
    return tuple(tokens)


def _readings(document: Document, layer: Layer) -> tuple[dict[int, Reading], list[Annotation]]:
    """What other layers say of words, by the identity of tokens, and those of their words that are no tokens.

    Of two statements on one token that of a misquotation counts, since it gives the reading of the quoted source.
    """
    statements = [
        (one, other) for other in document.layers if other is not layer for one in other.by_kind.get(Kind.WORD, ())
    ]
    statements.sort(key=lambda statement: "type" in statement[0].features)
    words = layer.by_kind.get(Kind.WORD, ())
    found: dict[int, Reading] = {}
    for one, other in statements:
        begin = one.span.begin
        there = words[bisect_left(words, begin, key=_begin) : bisect_right(words, begin, key=_begin)]
        found |= {id(word): (one, other) for word in there if word.span == one.span}
    used = {id(annotation) for annotation, _ in found.values()}
    return found, [annotation for annotation, _ in statements if id(annotation) not in used]


def _as_xml(features: Mapping[str, str]) -> str:
    """The features of a word as XML attributes. The same words of all articles share their features."""
    known = _written.get(id(features))
    if known is None:
        if len(_written) == _MOST_WRITTEN:
            _written.clear()
        known = _written[id(features)] = features, as_xml(features)
    return known[1]


class TokenWriter(TextWriter):
    """Writes a text with the tokens of its leaf blocks, in each of which they are counted from 1.

    An element that begins or ends within a token cuts it into pieces; the first has all that is said of it. What
    another layer says of a word that is a token stands on that token; `no_tokens` are the words that are none.
    """

    def __init__(self, document: Document, layer: Layer) -> None:
        super().__init__(document.text)
        self.article_id = xml_id(document.article.ident)
        self.layer = layer
        self.readings, self.no_tokens = _readings(document, layer)
        self.count = 0
        self.ident = ""
        self.pieces: Counter[str] = Counter()
        self.tokens = tokens_of(layer)
        self.number = 0

    def enter(self, block_id: str) -> None:
        """Go into a leaf block, of which this is the xml:id; its tokens are counted from 1."""
        super().enter(block_id)
        self.count = 0

    def write(self, end: int) -> None:
        """Write the text up to `end` with its tokens; one that goes on behind it is cut."""
        text, escape, parts, tokens = self.text, self.escape, self.parts, self.tokens
        while self.block_id and self.at < end and self.number < len(tokens):
            word, words = tokens[self.number]
            begin, stop = word.span.begin, word.span.end
            if begin >= end:
                break
            if self.at <= begin:
                gap = escape(text[self.at : begin])
                self.at = begin
                self.count += 1
                name = _NAMES[word.kind]
                self.ident = f"{self.block_id}.{name}{self.count}"
                if stop <= end and not words:  # most are so
                    parts.append(
                        f'{gap}<{name} xml:id="{self.ident}"{self.attributes(word)}>{escape(text[begin:stop])}</{name}>'
                    )
                    self.at = stop
                    self.number += 1
                    continue
                parts.append(gap)
            self.write_token(tokens[self.number], min(stop, end))
            if stop > end:
                return
            self.number += 1
        super().write(end)

    def write_token(self, token: Token, end: int) -> None:
        """Write a token of several words, or the piece of a token that lies before `end`."""
        whole, words = token
        self.parts.append(self.start(whole, self.ident, end))
        for number, word in enumerate(words, 1):
            if self.at < word.span.end and word.span.begin < end:
                super().write(word.span.begin)
                stop = min(word.span.end, end)
                self.parts.append(self.start(word, f"{self.ident}.{number}", stop))
                super().write(stop)
                self.parts.append(f"</{word.kind}>")
        super().write(end)
        self.parts.append(f"</{whole.kind}>")

    def start(self, word: Annotation, ident: str, end: int) -> str:
        """The start tag of a word, or of its piece from here to `end`; the first piece has all that is said of it."""
        if self.at <= word.span.begin and word.span.end == end:
            return f'<{word.kind} xml:id="{ident}"{self.attributes(word)}>'
        self.pieces[ident] += 1
        number = self.pieces[ident]
        before, own, behind = (ident if n == 1 else f"{ident}-{n}" for n in (number - 1, number, number + 1))
        attributes = self.attributes(word) if number == 1 else f' prev="#{before}"'
        if end < word.span.end:
            attributes += f' next="#{behind}"'
        part = "I" if number == 1 else "F" if end == word.span.end else "M"
        return f'<{word.kind} xml:id="{own}"{attributes} part="{part}">'

    def attributes(self, word: Annotation) -> str:
        """What is said of a word, by the token layer or another one, as XML attributes."""
        features = word.features
        if id(word) not in self.readings and "norm" not in features:
            return _as_xml(features)
        annotation, layer = self.readings.get(id(word), (word, self.layer))
        read = {**features, **annotation.features, "resp": f"#{self.article_id}.{agent_pointer(layer)}"}
        certainty = certainty_value(annotation.certainty)
        return as_xml(read if certainty is None else read | {"cert": certainty})
