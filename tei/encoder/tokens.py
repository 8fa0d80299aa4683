"""The token layer: every word and punctuation mark of a serialised text in an element of its own, `w` or `pc`.

Tokens are the innermost elements and there are hundreds in an article. So they are not woven into the tree with the
rest, which would take longer than everything else: they are written into its XML, wherever there is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.encoder.elements import agent_pointer, certainty_value
from tei.encoder.identifiers import xml_id

_TAG = re.compile(r"<(/?[^ />]*)[^>]*>")
_REFERENCE = re.compile(r"&[^;]*;")
_SPECIAL = re.compile(r'[&<>"\r\n\t]')
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE_ESCAPES = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

Reading: TypeAlias = tuple[Annotation, Layer]
"""What a layer says of a word: its standard spelling, or that it is misquoted."""


class Token(NamedTuple):
    """A word or punctuation mark, and the syntactic words that it is made of where there are several."""

    annotation: Annotation
    words: list[Annotation]


@lru_cache(maxsize=1)
def tokens_of(layer: Layer) -> tuple[Token, ...]:
    """The tokens of a token layer, in the order of the text; header and text ask for them in turn."""
    tokens: list[Token] = []
    end = 0
    for annotation in layer.annotations:
        if annotation.kind is Kind.SENTENCE:
            continue
        span = annotation.span
        if tokens and span.end <= end:
            tokens[-1].words.append(annotation)
        else:
            tokens.append(Token(annotation, []))
            end = span.end
    return tuple(tokens)


@lru_cache(maxsize=1)
def readings(document: Document, layer: Layer) -> tuple[dict[Span, Reading], list[Annotation]]:
    """What other layers say of words, by the spans of tokens, and those of their words that are no tokens.

    Of two statements on one token that of a misquotation counts, since it gives the reading of the quoted source.
    """
    others = [other for other in document.layers if other is not layer]
    statements = [(one, other) for other in others for one in other.annotations if one.kind is Kind.WORD]
    statements.sort(key=lambda statement: "type" in statement[0].features)
    said_of = {annotation.span: (annotation, other) for annotation, other in statements}
    begins = {span.begin for span in said_of}
    words = (one.span for one in layer.annotations if one.span.begin in begins and one.kind is Kind.WORD)
    found = {span: said_of[span] for span in words if span in said_of}
    used = {id(annotation) for annotation, _ in found.values()}
    return found, [annotation for annotation, _ in statements if id(annotation) not in used]


def write_tokens(xml: str, document: Document, layer: Layer) -> str:
    """The XML of a document's `<text>`, in which there are no tokens yet, with those of its token layer.

    An element that begins or ends within a token cuts it into pieces; the first has all that is said of it.
    What another layer says of a word that is a token stands on that token.
    """
    writer = _TokenWriter(document, layer)
    at = 0
    for tag in _TAG.finditer(xml):
        if at < tag.start():
            writer.write(xml[at : tag.start()])
        writer.tag(tag[0], tag[1])
        at = tag.end()
    return "".join(writer.parts) + xml[at:]


class _TokenWriter:
    """Goes through the text and its tokens in step; `parts` is the XML so far."""

    def __init__(self, document: Document, layer: Layer) -> None:
        self.parts: list[str] = []
        self.text = document.text
        self.escape: Callable[[str], str] = _escape if _escape(self.text) != self.text else str
        self.article_id = xml_id(document.article.ident)
        self.layer = layer
        self.readings = readings(document, layer)[0]
        self.block_tag = re.compile(rf'xml:id="({re.escape(self.article_id)}\.b\d+)"')
        self.block_id = ""
        self.block_name = ""
        self.count = 0
        self.ident = ""
        self.pieces: Counter[str] = Counter()
        self.at = 0
        self.tokens = iter(tokens_of(layer))
        self.token = next(self.tokens, None)

    def tag(self, tag: str, name: str) -> None:
        """Write a tag; in each block of text tokens are counted from 1, and outside of blocks there are none."""
        self.parts.append(tag)
        if name == f"/{self.block_name}":
            self.block_name = ""
        elif not self.block_name and (block := self.block_tag.search(tag)) is not None:
            self.block_name, self.block_id, self.count = name, block[1], 0

    def write(self, stretch: str) -> None:
        """Write a stretch of the text, given as XML, with its tokens; one that goes on behind it is cut."""
        end = self.at + (len(_REFERENCE.sub("x", stretch)) if "&" in stretch else len(stretch))
        while self.block_name and self.token is not None and self.token.annotation.span.begin < end:
            token, words = self.token
            begin, stop = token.span.begin, token.span.end
            if self.at < begin:
                self.write_text(self.parts, begin)
            if self.at == begin:
                self.count += 1
                self.ident = f"{self.block_id}.{token.kind}{self.count}"
            if self.at == begin and stop <= end and not words:  # most are so
                name, content = token.kind.value, self.escape(self.text[begin:stop])
                self.parts.append(f'<{name} xml:id="{self.ident}"{self.attributes(token)}>{content}</{name}>')
                self.at = stop
            else:
                self.write_token(self.token, min(stop, end))
            if stop > end:
                return
            self.token = next(self.tokens, None)
        self.write_text(self.parts, end)

    def write_text(self, parts: list[str], end: int) -> None:
        """Write the text up to `end`."""
        if self.at < end:
            parts.append(self.escape(self.text[self.at : end]))
            self.at = end

    def write_token(self, token: Token, end: int) -> None:
        """Write a token of several words, or the piece of a token that lies before `end`."""
        begin = self.at
        content: list[str] = []
        for number, word in enumerate(token.words, 1):
            if self.at < word.span.end and word.span.begin < end:
                self.write_text(content, word.span.begin)
                low, inside = self.at, list[str]()
                self.write_text(inside, min(word.span.end, end))
                content.append(self.element(word, f"{self.ident}.{number}", low, "".join(inside)))
        self.write_text(content, end)
        self.parts.append(self.element(token.annotation, self.ident, begin, "".join(content)))

    def element(self, word: Annotation, ident: str, begin: int, content: str) -> str:
        """The element of a word, or of its piece from `begin` to here; the first piece has all that is said of it."""
        name, span = word.kind, word.span
        if begin <= span.begin and span.end == self.at:
            return f'<{name} xml:id="{ident}"{self.attributes(word)}>{content}</{name}>'
        self.pieces[ident] += 1
        number = self.pieces[ident]
        before, own, behind = (ident if n == 1 else f"{ident}-{n}" for n in (number - 1, number, number + 1))
        attributes = self.attributes(word) if number == 1 else f' prev="#{before}"'
        if self.at < span.end:
            attributes += f' next="#{behind}"'
        part = "I" if number == 1 else "F" if self.at == span.end else "M"
        return f'<{name} xml:id="{own}"{attributes} part="{part}">{content}</{name}>'

    def attributes(self, word: Annotation) -> str:
        """What is said of a word, by the token layer or another one, as XML attributes."""
        features = word.features
        reading = self.readings.get(word.span) if self.readings else None
        if reading is not None or "norm" in features:
            annotation, layer = reading or (word, self.layer)
            features = {**features, **annotation.features, "resp": f"#{self.article_id}.{agent_pointer(layer)}"}
            certainty = certainty_value(annotation.certainty)
            if certainty is not None:
                features["cert"] = certainty
        return _attributes(tuple(features.items()))


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


@lru_cache(maxsize=16_384)
def _attributes(features: tuple[tuple[str, str], ...]) -> str:
    escaped = [value.translate(_ATTRIBUTE_ESCAPES) if _SPECIAL.search(value) else value for _, value in features]
    return "".join([f' {name}="{value}"' for (name, _), value in zip(features, escaped, strict=True)])
