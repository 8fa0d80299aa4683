"""Writing the text into the tree: as characters or, where a document has the token layer, as words and punctuation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from lxml import etree

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.encoder.elements import TEI, XML_ID, agent_pointer, certainty_value, last_child
from tei.encoder.identifiers import Identifiers

Reading: TypeAlias = tuple[Annotation, Layer]
"""What a layer says of a word that is also a token."""

_ELEMENT = {Kind.WORD: TEI + "w", Kind.PUNCTUATION: TEI + "pc"}


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
    (its reading, that it is misquoted) stands on that token; `unplaced` are such words that are no tokens.
    `pieces` are the words that were cut, each with its elements in the order of the text.
    """

    def __init__(self, document: Document, layer: Layer, identifiers: Identifiers) -> None:
        super().__init__(document.text)
        self.layer = layer
        self.identifiers = identifiers
        self.pieces: dict[int, tuple[Annotation, list[etree._Element]]] = {}
        self.block_id = ""
        self.count = 0
        self._readings, self.unplaced = _readings(document, layer)
        self._tokens = _tokens(layer.annotations)
        self._next = next(self._tokens, None)

    def begin_block(self, block_id: str) -> None:
        """Number the tokens from 1 again."""
        self.block_id = block_id
        self.count = 0

    def write_passage(self, parent: etree._Element, end: int) -> None:
        """Append the text up to `end`, every token in an element of its own; one that goes on behind `end` is cut."""
        element = None
        while self._next is not None and self._next.annotation.span.begin < end:
            span = self._next.annotation.span
            if span.begin > self.at and element is not None:
                element.tail = self.text[self.at : span.begin]
                self.at = span.begin
            else:
                self.write(parent, span.begin)
            if self.at < span.end:
                element = self._add_token(parent, self._next, min(span.end, end))
            if span.end > end:
                return
            self._next = next(self._tokens, None)
        self.write(parent, end)

    def _add_token(self, parent: etree._Element, token: Token, end: int) -> etree._Element:
        is_begin = self.at <= token.annotation.span.begin
        if is_begin:
            self.count += 1
        ident = f"{self.block_id}.{token.annotation.kind}{self.count}"
        element = self._add_piece(parent, token.annotation, end, ident)
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
        is_begin = self.at <= word.span.begin
        attrib = {XML_ID: ident, **word.features} if is_begin else {}
        reading = self._readings.get(word.span)
        if is_begin and (reading is not None or "norm" in attrib):
            attrib |= self._reading_attributes(reading)
        element = etree.SubElement(parent, _ELEMENT[word.kind], attrib)
        if not is_begin or end < word.span.end:
            self.pieces.setdefault(id(word), (word, []))[1].append(element)
        return element

    def _reading_attributes(self, reading: Reading | None) -> dict[str, str]:
        if reading is None:
            return {"resp": self.identifiers.pointers(agent_pointer(self.layer))}
        annotation, layer = reading
        certainty = certainty_value(annotation.certainty)
        return {
            **annotation.features,
            "resp": self.identifiers.pointers(agent_pointer(layer)),
            **({"cert": certainty} if certainty is not None else {}),
        }


def word_count(layer: Layer) -> int:
    """The number of words of a token layer; one that holds several syntactic words is one."""
    return sum(token.annotation.kind is Kind.WORD for token in _tokens(layer.annotations))


def _tokens(annotations: Iterable[Annotation]) -> Iterator[Token]:
    """The outermost words and punctuation marks, in the order of the text, each with the words within it."""
    token: Token | None = None
    for annotation in annotations:
        if annotation.kind not in _ELEMENT:
            continue
        if token is not None and token.annotation.span.covers(annotation.span):
            token.words.append(annotation)
            continue
        if token is not None:
            yield token
        token = Token(annotation, [])
    if token is not None:
        yield token


def _readings(document: Document, tokens: Layer) -> tuple[Mapping[Span, Reading], list[Annotation]]:
    """What other layers say of tokens, by their spans, and what they say of words that are no tokens.

    Of two that speak of one token a misquotation counts, since its reading is that of the quoted source.
    """
    places = {one.span for one in tokens.annotations if one.kind is Kind.WORD}
    found: dict[Span, Reading] = {}
    unplaced: list[Annotation] = []
    for layer in document.layers:
        for annotation in layer.annotations:
            if annotation.kind is not Kind.WORD or layer is tokens:
                continue
            rival = found.get(annotation.span)
            if annotation.span not in places or (rival is not None and "type" not in annotation.features):
                unplaced.append(annotation)
                continue
            if rival is not None:
                unplaced.append(rival[0])
            found[annotation.span] = annotation, layer
    return found, unplaced
