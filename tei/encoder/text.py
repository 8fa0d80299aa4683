"""The `<text>` of an article: its blocks laid out in divisions as TEI wants them, its annotations woven in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from lxml import etree

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.document.annotation import BLOCK_KINDS, LEAF_BLOCK_KINDS, TOKEN_LAYER, WORD_KINDS
from tei.encoder.blocks import Block, arrange
from tei.encoder.elements import TEI, XML_ID, XML_LANG, agent_pointer, attributes, certainty_value, last_child
from tei.encoder.identifiers import Identifiers
from tei.encoder.nesting import block_may_hold
from tei.encoder.tokens import readings
from tei.encoder.weave import Node, by_rank, weave

XML_SPACE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}space"

_COMMON = frozenset({Kind.PARAGRAPH, Kind.ANONYMOUS_BLOCK, Kind.LIST, Kind.FLOATING_TEXT, Kind.LINE})
_MIDDLE = _COMMON | {Kind.FIGURE}
"""Blocks of the middle of a division; all others stand only at its top or bottom, figures also at its top."""

_ELEMENT = {Kind.LABEL: "head"}
"""Elements not named after their kind: `label` in a list would force label and item pairs."""

_BLOCK_DEFAULTS: dict[Kind, dict[str, str]] = {
    Kind.HEAD: {"type": "main"},
    Kind.ANONYMOUS_BLOCK: {"type": "boilerplate"},
    Kind.LIST: {"type": "tags"},
    Kind.FLOATING_TEXT: {"type": "document"},
}
_FRAGMENTABLE = frozenset({Kind.SENTENCE, Kind.WORD, Kind.PUNCTUATION, Kind.PARAGRAPH, Kind.ANONYMOUS_BLOCK, Kind.LINE})
"""Kinds on which TEI has @part (att.fragmentable)."""

_WITHOUT_AGENT = frozenset(
    {
        Kind.SENTENCE,
        Kind.ADD_NAME,
        Kind.FORENAME,
        Kind.SURNAME,
        Kind.NAME_LINK,
        Kind.GEN_NAME,
        Kind.TERM,
        Kind.SURPLUS,
        Kind.REFERENCE,
        Kind.HIGHLIGHTED,
    }
)
"""Sentences, parts of a name, whose name says who found it, and structure: links (citations are found), type, parts of
a tag block."""

_TAKES_LANGUAGE = frozenset({Kind.SAID, Kind.QUOTE, Kind.TITLE, Kind.SO_CALLED})


@dataclass(frozen=True)
class Displaced:
    """An annotation, or a piece of one, that TEI does not let stand where it is; it goes to standOff."""

    annotation: Annotation
    span: Span
    layer: Layer
    xml_id: str


@dataclass(frozen=True)
class EncodedText:
    """The text element, what could not stand in it, and the elements of each block and annotation.

    `elements` has the elements (pieces, in the order of the text) of every annotation that stands in the text,
    by the identity of the annotation.
    """

    element: etree._Element
    displaced: tuple[Displaced, ...]
    elements: Mapping[int, Sequence[etree._Element]]


def encode_text(document: Document, identifiers: Identifiers) -> EncodedText:
    """The `<text>` element of a document: `string()` of it is the document's text, character for character."""
    return _TextEncoder(document, identifiers).encode()


class _TextEncoder:
    """One pass over a text: lays out its blocks, weaves its annotations, and remembers what became of each."""

    def __init__(self, document: Document, identifiers: Identifiers) -> None:
        self.document = document
        self.text = document.text
        self.identifiers = identifiers
        self.layer_of = {id(a): layer for layer in document.layers for a in layer.annotations}
        self.agents = {layer: identifiers.pointers(agent_pointer(layer)) for layer in document.layers}
        self.elements: dict[int, list[etree._Element]] = {}
        self.languages: dict[int, Annotation] = {}
        self.hoisted: set[int] = set()
        self.displaced: list[tuple[Annotation, Span]] = []
        self.inline: dict[int, list[tuple[int, Annotation]]] = {}
        self.block_count = 0
        self.sentence_count = 0
        self.at = 0
        self.annotations = [a for layer in document.layers for a in layer.annotations]
        tokens = document.layer(TOKEN_LAYER)
        if tokens is not None:  # its words are written into the XML; those of other layers stand on them, or aside
            self.annotations = [a for a in self.annotations if a.kind not in WORD_KINDS]
            self.displaced.extend((word, word.span) for word in readings(document, tokens)[1])

    def encode(self) -> EncodedText:
        arrangement = arrange(self.document)
        self.displaced.extend((annotation, annotation.span) for annotation in arrangement.displaced)
        self.deal(list(_leaves(arrangement.blocks)))
        text = etree.Element(TEI + "text")
        text.set(XML_ID, self.identifiers.claim("text"))
        text.set(XML_LANG, "fa")
        text.set(XML_SPACE_ATTRIBUTE, "preserve")
        self.add_body(etree.SubElement(text, TEI + "body"), arrangement.blocks)
        return EncodedText(text, self.identify(), self.elements)

    def deal(self, leaves: Sequence[Block]) -> None:
        """Give each leaf the inline annotations that overlap it, by rank."""
        begins = [leaf.span.begin for leaf in leaves]
        inline = [annotation for annotation in self.annotations if annotation.kind not in BLOCK_KINDS]
        for number, annotation in by_rank(enumerate(inline)):
            first = max(0, bisect_right(begins, annotation.span.begin) - 1)
            for leaf in leaves[first : bisect_left(begins, annotation.span.end)]:
                if not leaf.span.overlaps(annotation.span):
                    continue
                if self.is_language_of(leaf, annotation):
                    self.languages[id(leaf)] = annotation
                    self.hoisted.add(id(annotation))
                elif block_may_hold(leaf.kind, annotation.kind):
                    self.inline.setdefault(id(leaf), []).append((number, annotation))
                elif not leaf.span.covers(annotation.span):
                    begin = max(leaf.span.begin, annotation.span.begin)
                    self.displaced.append((annotation, Span(begin, min(leaf.span.end, annotation.span.end))))

    def is_language_of(self, leaf: Block, annotation: Annotation) -> bool:
        """Whether a `foreign` says nothing but the language of the whole leaf."""
        if annotation.kind is not Kind.FOREIGN or id(leaf) in self.languages or leaf.part:
            return False
        return self.trimmed(annotation.span) == self.trimmed(leaf.span)

    def trimmed(self, span: Span) -> tuple[int, int]:
        stretch = self.text[span.begin : span.end]
        return span.begin + len(stretch) - len(stretch.lstrip()), span.begin + len(stretch.rstrip())

    # the text, in order ------------------------------------------------------------------------------------

    def write_text(self, parent: etree._Element, end: int) -> None:
        """Append the text up to `end` to what has been written into `parent`."""
        if end > self.at:
            stretch = self.text[self.at : end]
            last = last_child(parent)
            if last is None:
                parent.text = (parent.text or "") + stretch
            else:
                last.tail = (last.tail or "") + stretch
            self.at = end

    def add_body(self, body: etree._Element, blocks: list[Block]) -> None:
        """Boilerplate and tags before the first headline, the article in a division of its own, readers' comments."""
        head = next((i for i, b in enumerate(blocks) if _is_head(b)), 0)
        front = head if all(b.kind in (Kind.ANONYMOUS_BLOCK, Kind.LIST) for b in blocks[:head]) else 0
        for block in blocks[:front]:
            self.add_block(body, block)
        has_comments = bool(blocks) and _holds_comments(blocks[-1])
        parts = [("article", blocks[front:-1] if has_comments else blocks[front:])]
        if has_comments:
            parts.append(("comments", blocks[-1].children))
        for kind, inner in parts:
            division = self.add_division(body, kind, inner)
            division.set(XML_ID, self.identifiers.claim(kind))
        self.write_text(division, len(self.text))

    def add_division(self, parent: etree._Element, kind: str, blocks: list[Block]) -> etree._Element:
        division = etree.SubElement(parent, TEI + "div", {"type": kind})
        self.fill_division(division, blocks, opened=int(kind == "section"))
        return division

    def fill_division(self, division: etree._Element, blocks: list[Block], opened: int = 0) -> None:
        """Write blocks into a division; where one may not stand, sub-divisions open and hold all the rest."""
        top, common, bottom, parts = _lay_out(blocks, opened)
        self.add_edge(division, top, "opener")
        for block in common:
            self.add_block(division, block)
        for part in parts:
            self.add_division(division, "section" if _is_cross_head(part[0]) else "part", part)
        self.add_edge(division, bottom, "closer")

    def add_edge(self, division: etree._Element, blocks: list[Block], wrapper: str) -> None:
        """Write the blocks at the edge of a division; in an embedded text, all but heads in `opener` or `closer`."""
        embedded = any(e.tag == TEI + "floatingText" for e in (division, *division.iterancestors()))
        for is_bare, run in groupby(blocks, lambda block: block.kind in (Kind.HEAD, Kind.FIGURE)):
            parent = etree.SubElement(division, TEI + wrapper) if embedded and not is_bare else division
            for block in run:
                self.add_block(parent, block)

    def add_block(self, parent: etree._Element, block: Block) -> None:
        inside = parent if block.kind is Kind.LINE and parent.tag == TEI + "lg" else None
        if block.kind is Kind.LINE and inside is None:
            previous = last_child(parent)
            is_open = previous is not None and previous.tag == TEI + "lg"
            inside = previous if is_open else None
        self.write_text(inside if inside is not None else parent, block.span.begin)
        if block.kind is Kind.LINE and inside is None:
            inside = etree.SubElement(parent, TEI + "lg")
        element = etree.SubElement(inside if inside is not None else parent, TEI + _ELEMENT.get(block.kind, block.kind))
        self.describe_block(element, block)
        if block.kind is Kind.FLOATING_TEXT:
            self.add_floating_body(element, block.children)
        elif block.kind in (Kind.LIST, Kind.FIGURE):
            for child in block.children:
                self.add_block(element, child)
        else:
            self.add_nodes(element, self.nodes(block))
            self.write_text(element, block.span.end)

    def add_floating_body(self, element: etree._Element, blocks: list[Block]) -> None:
        """A `body` must hold more than an opener: without paragraphs, a division holds what there is."""
        body = etree.SubElement(element, TEI + "body")
        if any(block.kind in _COMMON for block in blocks) or len(_lay_out(blocks)[3]):
            self.fill_division(body, blocks)
        else:
            self.add_division(body, "part", blocks)

    def describe_block(self, element: etree._Element, block: Block) -> None:
        """Attributes of a block: its number, what its annotation says, its language and its part of a cut one."""
        annotation = block.annotation
        if annotation is not None:
            self.elements.setdefault(id(annotation), []).append(element)
        if block.kind in LEAF_BLOCK_KINDS:
            self.block_count += 1
            self.block_id = self.identifiers.claim(f"b{self.block_count}")
            element.set(XML_ID, self.block_id)
            self.sentence_count = 0
        elif annotation is None or not annotation.ident:
            is_tags = block.kind is Kind.LIST and (annotation is None or "type" in annotation.features)
            element.set(XML_ID, self.identifiers.number("tags" if is_tags else block.kind))
        is_own = annotation is not None and annotation.kind is block.kind
        features = annotation.features if annotation is not None and is_own else {}
        if block.kind is Kind.FIGURE:
            self.add_graphic(element, features)
            return
        if not is_own or block.kind is not Kind.LIST:
            features = {**_BLOCK_DEFAULTS.get(block.kind, {}), **features}
        for name, value in attributes(features, self.identifiers).items():
            element.set(name, value)
        language = self.languages.get(id(block))
        if language is not None:
            element.set(XML_LANG, language.features["xml:lang"])

    def add_graphic(self, figure: etree._Element, features: Mapping[str, str]) -> None:
        if features.get("url"):
            etree.SubElement(figure, TEI + "graphic", attributes({"url": features["url"]}, self.identifiers))

    def nodes(self, leaf: Block) -> list[Node]:
        return weave(leaf.span, self.inline.get(id(leaf), ()))

    def add_nodes(self, parent: etree._Element, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.write_text(parent, node.begin)
            annotation = node.annotation
            attrib, children = self.hoist_language(node)
            pieces = self.elements.setdefault(id(annotation), [])
            if annotation.kind is Kind.SENTENCE and not pieces:
                self.sentence_count += 1
                attrib[XML_ID] = f"{self.block_id}.s{self.sentence_count}"
            attrib.update(self.inline_attributes(annotation))
            element = etree.SubElement(parent, TEI + annotation.kind, attrib)
            pieces.append(element)
            self.add_nodes(element, children)
            self.write_text(element, node.end)

    def hoist_language(self, node: Node) -> tuple[dict[str, str], list[Node]]:
        """A `foreign` that fills a quotation or title is the language of that element: as attribute, no child."""
        if node.annotation.kind in _TAKES_LANGUAGE and len(node.children) == 1:
            only = node.children[0]
            whole = (only.begin, only.end) == (node.begin, node.end) and len(
                only.annotation.span
            ) == node.end - node.begin
            if only.annotation.kind is Kind.FOREIGN and whole:
                self.hoisted.add(id(only.annotation))
                return {XML_LANG: only.annotation.features["xml:lang"]}, only.children
        return {}, node.children

    def inline_attributes(self, annotation: Annotation) -> dict[str, str]:
        """Attributes of an inline element: its features, the entity it means, who found it and how sure."""
        span = annotation.span
        entity = self.document.entity_of.get((annotation.kind, span.begin, span.end))
        features = annotation.features if entity is None else {**annotation.features, "ref": entity.ident}
        found = attributes(features, self.identifiers)
        if annotation.kind not in _WITHOUT_AGENT or features.get("type") == "citation":
            found["resp"] = self.agents[self.layer_of[id(annotation)]]
            certainty = certainty_value(annotation.certainty)
            if certainty is not None:
                found["cert"] = certainty
        return found

    # ids and chains ----------------------------------------------------------------------------------------

    def identify(self) -> tuple[Displaced, ...]:
        """Give ids, tie the pieces of each cut annotation together, and list what does not stand in the text."""
        elsewhere = {id(annotation) for annotation, _ in self.displaced} | self.hoisted
        for annotation in self.annotations:
            pieces = self.elements.get(id(annotation), [])
            if pieces:
                self.chain(annotation, pieces)
            elif id(annotation) not in elsewhere:
                self.displaced.append((annotation, annotation.span))
        return tuple(
            Displaced(annotation, span, self.layer_of[id(annotation)], self.displaced_id(annotation))
            for annotation, span in sorted(self.displaced, key=lambda d: (d[1], d[0].kind))
        )

    def displaced_id(self, annotation: Annotation) -> str:
        if annotation.ident and id(annotation) not in self.elements:
            return self.identifiers.claim(annotation.ident)
        return self.identifiers.number("annotation")

    def chain(self, annotation: Annotation, pieces: list[etree._Element]) -> None:
        if annotation.ident and pieces[0].get(XML_ID) is None:
            pieces[0].set(XML_ID, self.identifiers.claim(annotation.ident))
        if len(pieces) == 1:
            return
        for piece in pieces:
            if piece.get(XML_ID) is None:
                piece.set(XML_ID, self.identifiers.number(f"{annotation.kind}.piece"))
        for one, two in pairwise(pieces):
            one.set("next", f"#{two.get(XML_ID)}")
            two.set("prev", f"#{one.get(XML_ID)}")
        for number, piece in enumerate(pieces):
            if annotation.kind in _FRAGMENTABLE:
                piece.set("part", "I" if number == 0 else "F" if number == len(pieces) - 1 else "M")
            if number and annotation.kind is Kind.WORD:  # the reading is that of the whole word
                for name in ("norm", "type"):
                    piece.attrib.pop(name, "")


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind in LEAF_BLOCK_KINDS:
            yield block
        else:
            yield from _leaves(block.children)


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEAD


def _holds_comments(block: Block) -> bool:
    return block.annotation is not None and block.annotation.features.get("type") == "comments"


def _is_cross_head(block: Block) -> bool:
    return _is_head(block) and block.annotation is not None and block.annotation.features.get("type") == "cross"


def _lay_out(blocks: list[Block], opened: int = 0) -> tuple[list[Block], list[Block], list[Block], list[list[Block]]]:
    """What stands at the top of a division, in its middle, at its bottom, and the sub-divisions between.

    TEI lets heads, bylines, datelines and salutations stand at the top, all of these but heads at the bottom
    (4.1, Divisions of the Body); figures stand anywhere, here not at the bottom. A sub-division opens at a cross-head
    and wherever one of them comes later; `opened` is 1 for a division that its first block has opened.
    """
    top = blocks[:opened]
    top += takewhile(lambda block: block.kind not in _COMMON and not _is_cross_head(block), blocks[opened:])
    common = list(takewhile(lambda block: block.kind in _MIDDLE, blocks[len(top) :]))
    rest = blocks[len(top) + len(common) :]
    if common and not any(block.kind in _MIDDLE or _is_head(block) for block in rest):
        return top, common, rest, []
    parts: list[list[Block]] = []
    has_common = False
    for block in rest:
        if not parts or _is_cross_head(block) or (has_common and block.kind not in _MIDDLE):
            parts.append([])
            has_common = False
        has_common = has_common or block.kind in _COMMON
        parts[-1].append(block)
    return top, common, [], parts
