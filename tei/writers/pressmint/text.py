"""The `<text>` of a PressMint component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias

from lxml import etree

from tei.document import Annotation, Document, Kind, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.encoder.elements import TEI, XML_ID, XML_LANG
from tei.encoder.weave import Node
from tei.writers.pressmint.elements import add_child
from tei.writers.token_table import NAME_TYPES, TokenTable

Fill: TypeAlias = Callable[[etree._Element, Annotation], None]
"""Writes the words of a block into its element."""

_NOTES = {Kind.BYLINE: "byline", Kind.DATELINE: "dateline", Kind.ANONYMOUS_BLOCK: "boilerplate"}
"""Blocks that are no running text, and the type of the note that they become if they have no type of their own."""

_DATES = (Kind.DATE, Kind.TIME)
_VALUES = ("when", "from", "to")
"""PressMint wants one of these on each date."""

_WOVEN = (Kind.SENTENCE, *NAME_TYPES, *_DATES)
_ANALYSIS = {Kind.WORD: "UPosTag=X", Kind.PUNCTUATION: "UPosTag=PUNCT"}


def plain_text(document: Document, ident: str) -> etree._Element:
    """The text of the component with this xml:id: blocks with their words, white space single."""

    def fill(element: etree._Element, block: Annotation) -> None:
        element.text = _words(document, block.span)

    return _text(document, ident, fill)


def annotated_text(document: Document, ident: str) -> etree._Element:
    """The same with sentences, names, dates, words and punctuation marks; notes stay plain."""
    annotated = _Annotated(document)
    return _text(document, ident, annotated.fill)


def _words(document: Document, span: Span) -> str:
    return " ".join(document.text[span.begin : span.end].split())


# Blocks -------------------------------------------------------------------------------------------------------


def _text(document: Document, ident: str, fill: Fill) -> etree._Element:
    text = etree.Element(TEI + "text")
    article = division = add_child(add_child(text, "body"), "div", attrib={"type": "article"})
    tags = [one.span for one in document.annotations(Kind.LIST) if one.features.get("type") == "tags"]
    numbers: Counter[str] = Counter()
    begun = False  # once a division has a paragraph it takes no head
    for block in document.annotations(*LEAF_BLOCK_KINDS):
        name, attributes = _element(block, tags)
        if name == "head" and begun:
            division, begun = add_child(article, "div", attrib={"type": "section"}), False
        begun = begun or name == "p"
        numbers[name] += 1
        element = add_child(division, name, attrib=attributes | {XML_ID: f"{ident}.{name}{numbers[name]}"})
        if name == "note":
            element.text = _words(document, block.span)
        else:
            fill(element, block)
    return text


def _element(block: Annotation, tags: Iterable[Span]) -> tuple[str, dict[str, str]]:
    """The name and attributes of the element that a block becomes; `tags` are the lists of tags."""
    language = {XML_LANG: block.features["xml:lang"]} if "xml:lang" in block.features else {}
    kind, block_type = block.kind, block.features.get("type", "")
    if any(span.covers(block.span) for span in tags):
        return "note", {"type": "tags"} | language
    if kind in _NOTES:
        return "note", {"type": block_type or _NOTES[kind]} | language
    if kind is Kind.HEAD:
        return "head", {"type": block_type or "main"} | language
    return "p", language


# Words --------------------------------------------------------------------------------------------------------


class _Annotated:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.table = TokenTable(document)
        blocks = document.annotations(*LEAF_BLOCK_KINDS)
        self.trees = dict(zip((block.span for block in blocks), self.table.trees(blocks, _WOVEN), strict=True))
        self.sentences: Counter[str] = Counter()

    def fill(self, element: etree._Element, block: Annotation) -> None:
        numbers = self.table.begun_in(block.span)
        self.stretch(element, self.trees[block.span], numbers.start, numbers.stop, numbers.stop)

    def stretch(self, parent: etree._Element, nodes: Iterable[Node], begin: int, end: int, end_of_block: int) -> None:
        """Append the tokens from `begin` to `end`, and the elements that hold them."""
        for node in nodes:
            self.tokens(parent, begin, node.begin, end_of_block)
            element = self.element(parent, node.annotation)
            self.stretch(element, node.children, node.begin, node.end, end_of_block)
            begin = node.end
        self.tokens(parent, begin, end, end_of_block)

    def element(self, parent: etree._Element, annotation: Annotation) -> etree._Element:
        """A new element for an annotation; `parent` itself where PressMint has no place for one."""
        if annotation.kind is Kind.SENTENCE:
            block = str(parent.get(XML_ID))
            self.sentences[block] += 1
            return add_child(parent, "s", attrib={XML_ID: f"{block}.s{self.sentences[block]}"})
        if annotation.kind in _DATES:
            values = {name: annotation.features[name] for name in _VALUES if name in annotation.features}
            return add_child(parent, annotation.kind, attrib=values) if values else parent
        if parent.tag == f"{TEI}name":
            return parent
        return add_child(parent, "name", attrib={"type": NAME_TYPES[annotation.kind]})

    def tokens(self, parent: etree._Element, begin: int, end: int, end_of_block: int) -> None:
        for number in range(begin, end):
            token, words = self.table.tokens[number]
            joined = number + 1 < end_of_block and not self.table.space_behind(number)
            element = self.word(parent, token, bool(words), joined)
            for word in words:
                self.syntactic_word(element, word)

    def word(self, parent: etree._Element, word: Annotation, divided: bool, joined: bool) -> etree._Element:
        """Append a token; one that is divided into syntactic words leaves it to them to say what they are."""
        form = _words(self.document, word.span)
        analysis = {} if divided else _analysis(word, form)
        join = {"join": "right"} if joined else {}
        return add_child(parent, word.kind, form, _reading(word) | analysis | join)

    def syntactic_word(self, parent: etree._Element, word: Annotation) -> None:
        """Append a word within a token, empty and with its form in @norm, as ParlaMint and PressMint have them."""
        form = _words(self.document, word.span)
        add_child(parent, word.kind, attrib={"norm": form} | _reading(word) | _analysis(word, form))


def _reading(word: Annotation) -> dict[str, str]:
    """The standard spelling; the reading of a misquoted word is that of another text."""
    features = word.features
    return {"norm": features["norm"]} if "norm" in features and features.get("type") != "misquotation" else {}


def _analysis(word: Annotation, form: str) -> dict[str, str]:
    lemma = {"lemma": word.features.get("lemma") or form} if word.kind is Kind.WORD else {}
    return lemma | {"msd": word.features.get("msd") or _ANALYSIS[word.kind]}
