"""Writing the text into the tree: as characters or, where a document has the token layer, as words and punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.encoder.elements import TEI, XML_ID, agent_pointer, certainty_value, last_child
from tei.encoder.identifiers import Identifiers

Reading: TypeAlias = tuple[Annotation, Layer]
"""What a layer says of a word: its reading, or that it is misquoted."""


class TextWriter:
    """Writes a text into a tree from its beginning to its end, a stretch at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def write(self, parent: etree._Element, end: int) -> None:
        """Append the characters up to `end` to what has been written into `parent`."""
        if end > self.at:
            stretch = self.text[self.at : end]
            last = last_child(parent)
            if last is None:
                parent.text = (parent.text or "") + stretch
            else:
                last.tail = (last.tail or "") + stretch
            self.at = end

    def begin_block(self, block_id: str) -> None:
        """Be told that a block of text with this xml:id begins here."""

    def write_passage(self, parent: etree._Element, end: int) -> None:
        """Append the text up to `end`, of a block or of an element within it."""
        self.write(parent, end)


class Token(NamedTuple):
    """A token, and the syntactic words that it is made of where there are several."""

    annotation: Annotation
    words: list[Annotation]


class TokenWriter(TextWriter):
    """Writes the passages of a text as `w` and `pc`.

    Tokens are the innermost elements, so they need no weaving: they are written where text is written, and an
    element that begins or ends within a token cuts it. What other layers say of a word that is also a token
    (its reading, that it is misquoted) stands on that token.
    `pieces` are the words that were cut, each with its elements in the order of the text.
    """

    def __init__(self, document: Document, layer: Layer, identifiers: Identifiers) -> None:
        super().__init__(document.text)
        self.pieces: dict[int, tuple[Annotation, list[etree._Element]]] = {}
        self._identifiers = identifiers
        self._resp = identifiers.pointers(agent_pointer(layer))
        self._readings: dict[Span, Reading] = {}
        self._overruled: list[Annotation] = []
        self._read(document, layer)
        self._tokens = _tokens(layer)
        self._next = next(self._tokens, None)
        self._block_id = ""
        self._count = 0

    def _read(self, document: Document, tokens: Layer) -> None:
        """Collect what other layers say of words; of two statements on one word a misquotation counts."""
        layers = (layer for layer in document.layers if layer is not tokens)
        readings = [(one, layer) for layer in layers for one in layer.annotations if one.kind is Kind.WORD]
        for reading in sorted(readings, key=lambda reading: "type" in reading[0].features):
            span = reading[0].span
            if span in self._readings:
                self._overruled.append(self._readings[span][0])
            self._readings[span] = reading

    def unplaced(self) -> list[Annotation]:
        """What other layers say of words that are no tokens, once all is written."""
        return [*self._overruled, *(annotation for annotation, _ in self._readings.values())]

    def begin_block(self, block_id: str) -> None:
        """Number the tokens from 1 again."""
        self._block_id = block_id
        self._count = 0

    def write_passage(self, parent: etree._Element, end: int) -> None:
        """Append the text up to `end`, every token in an element of its own; one that goes on behind `end` is cut."""
        last = None
        while self._next is not None and (span := self._next.annotation.span).begin < end:
            if last is None:
                self.write(parent, span.begin)
            elif span.begin > self.at:
                last.tail = self.text[self.at : span.begin]
                self.at = span.begin
            last = self._add_token(parent, self._next, min(span.end, end))
            if span.end > end:
                return
            self._next = next(self._tokens, None)
        self.write(parent, end)

    def _add_token(self, parent: etree._Element, token: Token, end: int) -> etree._Element:
        annotation = token.annotation
        if self.at <= annotation.span.begin:
            self._count += 1
        ident = f"{self._block_id}.{annotation.kind}{self._count}"
        element = self._add_piece(parent, annotation, end, ident)
        if not token.words:
            element.text = self.text[self.at : end]
            self.at = end
        for number, word in enumerate(token.words, 1):
            if self.at < word.span.end and word.span.begin < end:
                self.write(element, word.span.begin)
                stop = min(word.span.end, end)
                self._add_piece(element, word, stop, f"{ident}.{number}").text = self.text[self.at : stop]
                self.at = stop
        self.write(element, end)
        return element

    def _add_piece(self, parent: etree._Element, word: Annotation, end: int, ident: str) -> etree._Element:
        """An element for the word or for a piece of it; the first piece has its id and all that is said of it."""
        attrib = {}
        is_begin = self.at <= word.span.begin
        if is_begin:
            attrib = {XML_ID: ident, **word.features}
            if "norm" in attrib:
                attrib["resp"] = self._resp
            reading = self._readings.pop(word.span, None) if self._readings else None
            if reading is not None:
                attrib |= self._statement(*reading)
        element = etree.SubElement(parent, TEI + word.kind, attrib)
        if not is_begin or end < word.span.end:
            self.pieces.setdefault(id(word), (word, []))[1].append(element)
        return element

    def _statement(self, annotation: Annotation, layer: Layer) -> dict[str, str]:
        statement = {**annotation.features, "resp": self._identifiers.pointers(agent_pointer(layer))}
        certainty = certainty_value(annotation.certainty)
        return statement if certainty is None else statement | {"cert": certainty}


def word_count(layer: Layer) -> int:
    """The number of words of a token layer; one that holds several syntactic words is one."""
    return sum(token.annotation.kind is Kind.WORD for token in _tokens(layer))


def _tokens(layer: Layer) -> Iterator[Token]:
    """The outermost words and punctuation marks, in the order of the text, each with the words within it."""
    token: Token | None = None
    end = 0
    for annotation in layer.annotations:
        if annotation.kind is Kind.SENTENCE:
            continue
        if token is not None and annotation.span.end <= end:
            token.words.append(annotation)
            continue
        if token is not None:
            yield token
        token = Token(annotation, [])
        end = annotation.span.end
    if token is not None:
        yield token
