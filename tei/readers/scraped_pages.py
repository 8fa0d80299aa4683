"""Articles as Targoman's PersianWebScraper writes them: one JSON object for each page, its text in typed pieces.

The fields, after the scraper's README and `interfaces.ts` (https://github.com/Targoman/PersianWebScraper): `url`,
`category` (original, major, minor, subminor, textType), `date`, `title`, `aboveTitle`, `subtitle`, `summary`, `content`
(text, type, ref), `qa` (q, a: text, author, date), `comments` (text, author, date), `images` (src, alt), `tags`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from tei import __version__
from tei.document import Agent, Annotation, Kind, Layer, Metadata, Span
from tei.language.characters import xml_text
from tei.readers.metadata import FieldError, read_metadata, text_field

AGENT = Agent(ident="markup", version=__version__, label="Types of text that the scraper gives")

_HEADS = (("aboveTitle", "kicker"), ("title", "main"), ("subtitle", "lead"), ("summary", "lead"))
_IN_TEXT = frozenset({"aboveTitle", "subtitle", "summary", "content", "qa", "comments", "images"})
_CATEGORIES = ("major", "minor", "subminor")
_HEADINGS = ("h1", "h2", "h3", "h4")
_QUOTED = ("blockquote", "cite")
_NONE: Mapping[str, str] = {}


def is_scraped_page(fields: Mapping[str, Any]) -> bool:
    """Whether the fields of an object are those of the scraper: no `text`, but parts of one."""
    return "text" not in fields and "title" in fields and not _IN_TEXT.isdisjoint(fields)


def read_scraped_page(fields: Mapping[str, Any], comments: bool) -> tuple[str, Metadata, Layer]:
    """The text of a page, its metadata, and what the scraper says of the text.

    The text is kicker, title, leads and the pieces of the content, an empty line between them and a line break between
    the items of a list; then, if they are asked for, readers' comments. Raises FieldError.
    """
    page = _Page()
    for name, kind in _HEADS:
        page.add(Kind.HEAD, text_field(fields, name), {"type": kind})
    for is_item, pieces in groupby(_objects(fields, "content"), lambda piece: _type(piece) == "li"):
        if is_item:
            page.add_list(pieces)
        else:
            for piece in pieces:
                page.add_piece(piece)
    for exchange in _objects(fields, "qa"):
        page.add_exchange(exchange)
    for image in _objects(fields, "images"):
        page.add_image(text_field(image, "src"), text_field(image, "alt"))
    if comments:
        page.add_comments(_objects(fields, "comments"))
    return page.text, _metadata(fields), Layer.of(AGENT, page.annotations)


class _Page:
    """The text of a page as far as it is put together, and the annotations on it."""

    def __init__(self) -> None:
        self.annotations: list[Annotation] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, kind: Kind, text: str, features: Mapping[str, str] = _NONE, separator: str = "\n\n") -> Span | None:
        """Add a block, unless it has no text, and give its span."""
        text = text.strip()
        if not text:
            return None
        if self._pieces:
            self._write(separator)
        begin = self._length
        self._write(text)
        span = Span(begin, self._length)
        self.annotations.append(Annotation(kind, span, features))
        return span

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def add_piece(self, piece: Mapping[str, Any], kind: Kind | None = None, separator: str = "\n\n") -> Span | None:
        """Add a piece of the content; its address, if it has one, is that of a link in it or around it."""
        written = _type(piece)
        text, address = text_field(piece, "text"), text_field(piece, "ref")
        if written == "alt":
            self.add_image(address, text)
            return None
        is_heading = written in _HEADINGS
        features = {"type": "cross"} if is_heading else _NONE
        span = self.add(kind or (Kind.HEAD if is_heading else Kind.PARAGRAPH), text, features, separator)
        if span is not None and written in _QUOTED:
            self.annotations.append(Annotation(Kind.QUOTE, span, {"type": "block"}))
        if span is not None and address:
            self.annotations.append(Annotation(Kind.REFERENCE, span, {"target": address}))
        return span

    def add_list(self, pieces: Iterable[Mapping[str, Any]]) -> None:
        """Add the items of a list."""
        spans: list[Span] = []
        for piece in pieces:
            if span := self.add_piece(piece, Kind.ITEM, "\n" if spans else "\n\n"):
                spans.append(span)
        self._contain(Kind.LIST, spans, _NONE)

    def add_exchange(self, exchange: Mapping[str, Any]) -> None:
        """Add a question and its answers, each with its author and date."""
        for name, function in (("q", "fn.question"), ("a", "fn.answer")):
            for utterance in _objects(exchange, name):
                self._add_utterance(utterance, {"ana": function})

    def add_image(self, address: str, alt: str) -> None:
        """Note an image: it stands behind the text so far, since the scraper does not say where."""
        if address:
            features = {"url": address} | ({"alt": alt} if alt else {})
            self.annotations.append(Annotation(Kind.FIGURE, Span(self._length, self._length), features))

    def add_comments(self, comments: Iterable[Mapping[str, Any]]) -> None:
        """Add readers' comments, as a text of their own behind that of the article."""
        spans = [span for comment in comments for span in self._add_utterance(comment, _NONE)]
        self._contain(Kind.FLOATING_TEXT, spans, {"type": "comments"})

    def _add_utterance(self, utterance: Mapping[str, Any], features: Mapping[str, str]) -> list[Span]:
        """Author, date and text of a comment, question or answer, a line each."""
        parts = ((Kind.BYLINE, "author", _NONE), (Kind.DATELINE, "date", _NONE), (Kind.PARAGRAPH, "text", features))
        spans: list[Span] = []
        for kind, name, described in parts:
            if span := self.add(kind, text_field(utterance, name), described, "\n" if spans else "\n\n"):
                spans.append(span)
        return spans

    def _contain(self, kind: Kind, spans: Sequence[Span], features: Mapping[str, str]) -> None:
        if spans:
            self.annotations.append(Annotation(kind, Span(spans[0].begin, spans[-1].end), features))


def _metadata(fields: Mapping[str, Any]) -> Metadata:
    """The metadata: the category that the page gives is the section, those that the scraper gives are categories."""
    given = {name: value for name, value in fields.items() if name not in _IN_TEXT}
    category = given.pop("category", None)
    if not isinstance(category, dict):
        category = {"original": category}
    others = {f"category.{name}": value for name, value in category.items() if name not in ("original", *_CATEGORIES)}
    metadata = read_metadata({**given, **others, "section": text_field(category, "original")}, "record")
    names = (text_field(category, name) for name in _CATEGORIES)
    return replace(metadata, categories=tuple(xml_text(name) for name in names if name))


def _type(piece: Mapping[str, Any]) -> str:
    return text_field(piece, "type")


def _objects(fields: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """A field that holds objects, or one; an absent one holds none. Raises FieldError."""
    value = fields.get(name) or []
    objects = [value] if isinstance(value, dict) else value
    if not isinstance(objects, list) or not all(isinstance(one, dict) for one in objects):
        raise FieldError(name, "must be a list of objects, as PersianWebScraper writes it")
    return objects
