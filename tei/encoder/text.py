"""The `<text>` of an article: its blocks laid out in divisions as TEI wants them, its annotations woven in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from tei.document import Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS, TOKEN_LAYER, WORD_KINDS
from tei.encoder.blocks import Block, arrange
from tei.encoder.elements import agent_pointer, certainty_value, tei_attributes
from tei.encoder.identifiers import Identifiers
from tei.encoder.nesting import RANK, block_may_hold
from tei.encoder.tokens import TokenWriter
from tei.encoder.weave import Node, by_rank, weave
from tei.encoder.writer import StartTag, TextWriter

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

_SENTENCE, _FOREIGN = Kind.SENTENCE, Kind.FOREIGN  # it takes time to look them up in an enum
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
    """The text element as XML, what could not stand in it, and the elements of each block and annotation.

    `elements` has the start tags (of pieces, in the order of the text) of every annotation that stands in the text,
    by the identity of the annotation.
    """

    xml: str
    displaced: tuple[Displaced, ...]
    elements: Mapping[int, Sequence[StartTag]]


def encode_text(document: Document, identifiers: Identifiers, language: str) -> EncodedText:
    """The `<text>` element of a document in this language; without tags it is the document's text."""
    return _TextEncoder(document, identifiers, language).encode()


class _TextEncoder:
    """One pass over a text: lays out its blocks, weaves its annotations, and remembers what became of each."""

    def __init__(self, document: Document, identifiers: Identifiers, language: str) -> None:
        self.document = document
        self.language = language
        self.text = document.text
        self.identifiers = identifiers
        self.entity_of = document.entity_of
        self.agents = {layer: identifiers.pointers(agent_pointer(layer)) for layer in document.layers}
        self.elements: dict[int, list[StartTag]] = {}
        self.languages: dict[int, Annotation] = {}
        self.hoisted: set[int] = set()
        self.displaced: list[tuple[Annotation, Span]] = []
        self.inline: dict[int, list[Annotation]] = {}
        self.block_count = 0
        self.sentence_count = 0
        self.embedding = 0  # how many embedded texts are open
        self.kinds = frozenset(RANK)
        self.layer_of: dict[int, Layer] = {}
        self.annotations: list[Annotation] = []
        self.writer: TextWriter = TextWriter(self.text)
        tokens = document.layer(TOKEN_LAYER)
        if tokens is not None:  # its words are written with the text; those of other layers stand on them, or aside
            self.kinds -= WORD_KINDS
            self.writer = writer = TokenWriter(document, tokens)
            self.displaced.extend((word, word.span) for word in writer.no_tokens)
        for layer in document.layers:
            found = layer.by_kind.get(Kind.SENTENCE, ()) if layer is tokens else layer.annotations
            self.layer_of |= dict.fromkeys(map(id, found), layer)
            self.annotations += found if tokens is None else [a for a in found if a.kind not in WORD_KINDS]

    def encode(self) -> EncodedText:
        arrangement = arrange(self.document)
        self.displaced.extend((annotation, annotation.span) for annotation in arrangement.displaced)
        self.deal(list(_leaves(arrangement.blocks)))
        ident = self.identifiers.claim("text")
        text = self.writer.open("text", {"xml:id": ident, "xml:lang": self.language, "xml:space": "preserve"})
        self.add_body(arrangement.blocks)
        self.writer.close(text)
        displaced = self.identify()
        return EncodedText(self.writer.xml(), displaced, self.elements)

    def deal(self, leaves: Sequence[Block]) -> None:
        """Give each leaf the inline annotations that overlap it, by rank."""
        begins = [leaf.span.begin for leaf in leaves]
        for annotation in by_rank(self.document, self.kinds):
            first = max(0, bisect_right(begins, annotation.span.begin) - 1)
            for leaf in leaves[first : bisect_left(begins, annotation.span.end)]:
                if not leaf.span.overlaps(annotation.span):
                    continue
                if annotation.kind is _FOREIGN and self.is_language_of(leaf, annotation):
                    self.languages[id(leaf)] = annotation
                    self.hoisted.add(id(annotation))
                elif block_may_hold(leaf.kind, annotation.kind):
                    self.inline.setdefault(id(leaf), []).append(annotation)
                elif not leaf.span.covers(annotation.span):
                    begin = max(leaf.span.begin, annotation.span.begin)
                    self.displaced.append((annotation, Span(begin, min(leaf.span.end, annotation.span.end))))

    def is_language_of(self, leaf: Block, annotation: Annotation) -> bool:
        """Whether a `foreign` says nothing but the language of the whole leaf."""
        is_free = id(leaf) not in self.languages and not leaf.part
        return is_free and self.trimmed(annotation.span) == self.trimmed(leaf.span)

    def trimmed(self, span: Span) -> tuple[int, int]:
        stretch = self.text[span.begin : span.end]
        return span.begin + len(stretch) - len(stretch.lstrip()), span.begin + len(stretch.rstrip())

    # the text, in order ------------------------------------------------------------------------------------

    def add_body(self, blocks: list[Block]) -> None:
        """Boilerplate and tags before the first headline, the article in a division of its own, readers' comments."""
        body = self.writer.open("body", {})
        head = next((i for i, b in enumerate(blocks) if _is_head(b)), 0)
        front = head if all(b.kind in (Kind.ANONYMOUS_BLOCK, Kind.LIST) for b in blocks[:head]) else 0
        self.add_blocks(blocks[:front])
        has_comments = bool(blocks) and _holds_comments(blocks[-1])
        article = self.open_division("article")
        self.fill_division(blocks[front:-1] if has_comments else blocks[front:])
        if has_comments:
            self.writer.close(article)
            article = self.open_division("comments")
            self.fill_division(blocks[-1].children)
        self.writer.write(len(self.text))
        self.writer.close(article)
        self.writer.close(body)

    def open_division(self, kind: str) -> StartTag:
        return self.writer.open("div", {"type": kind, "xml:id": self.identifiers.claim(kind)})

    def add_division(self, kind: str, blocks: list[Block]) -> None:
        division = self.writer.open("div", {"type": kind})
        self.fill_division(blocks, opened=int(kind == "section"))
        self.writer.close(division)

    def fill_division(self, blocks: list[Block], opened: int = 0) -> None:
        """Write blocks into a division; where one may not stand, sub-divisions open and hold all the rest."""
        top, common, bottom, parts = _lay_out(blocks, opened)
        self.add_edge(top, "opener")
        self.add_blocks(common)
        for part in parts:
            self.add_division("section" if _is_cross_head(part[0]) else "part", part)
        self.add_edge(bottom, "closer")

    def add_edge(self, blocks: list[Block], wrapper: str) -> None:
        """Write the blocks at the edge of a division; in an embedded text, all but heads in `opener` or `closer`."""
        for is_bare, run in groupby(blocks, lambda block: block.kind in (Kind.HEAD, Kind.FIGURE)):
            if is_bare or not self.embedding:
                self.add_blocks(run)
            else:
                tag = self.writer.open(wrapper, {})
                self.add_blocks(run)
                self.writer.close(tag)

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Write blocks that stand in one element; lines that follow each other stand in a `lg`."""
        for kind, run in groupby(blocks, lambda block: block.kind):
            if kind is Kind.LINE:
                lines = list(run)
                self.writer.write(lines[0].span.begin)
                group = self.writer.open("lg", {})
                for line in lines:
                    self.add_block(line)
                self.writer.close(group)
            else:
                for block in run:
                    self.add_block(block)

    def add_block(self, block: Block) -> None:
        self.writer.write(block.span.begin)
        tag = self.writer.open(_ELEMENT.get(block.kind, block.kind), self.block_attributes(block))
        if block.annotation is not None:
            self.elements.setdefault(id(block.annotation), []).append(tag)
        if block.kind in LEAF_BLOCK_KINDS:
            self.writer.enter(tag.attributes["xml:id"])
            self.sentence_count = 0
            self.add_nodes(weave(block.span, self.inline.get(id(block), ())))
            self.writer.write(block.span.end)
            self.writer.leave()
        elif block.kind is Kind.FLOATING_TEXT:
            self.add_floating_body(block.children)
        else:
            self.add_graphic(block)
            self.add_blocks(block.children)
        self.writer.close(tag)

    def add_floating_body(self, blocks: list[Block]) -> None:
        """A `body` must hold more than an opener: without paragraphs, a division holds what there is."""
        self.embedding += 1
        body = self.writer.open("body", {})
        if any(block.kind in _COMMON for block in blocks) or len(_lay_out(blocks)[3]):
            self.fill_division(blocks)
        else:
            self.add_division("part", blocks)
        self.writer.close(body)
        self.embedding -= 1

    def block_attributes(self, block: Block) -> dict[str, str]:
        """Attributes of a block: its number, what its annotation says, and its language."""
        annotation = block.annotation
        found: dict[str, str] = {}
        if block.kind in LEAF_BLOCK_KINDS:
            self.block_count += 1
            found["xml:id"] = self.identifiers.claim(f"b{self.block_count}")
        elif annotation is None or not annotation.ident:
            is_tags = block.kind is Kind.LIST and (annotation is None or "type" in annotation.features)
            found["xml:id"] = self.identifiers.number("tags" if is_tags else block.kind)
        if block.kind is Kind.FIGURE:
            return found
        is_own = annotation is not None and annotation.kind is block.kind
        features = annotation.features if annotation is not None and is_own else {}
        if not is_own or block.kind is not Kind.LIST:
            features = {**_BLOCK_DEFAULTS.get(block.kind, {}), **features}
        found |= tei_attributes(features, self.identifiers)
        language = self.languages.get(id(block))
        if language is not None and language.features["xml:lang"] != self.language:
            found["xml:lang"] = language.features["xml:lang"]
        return found

    def add_graphic(self, block: Block) -> None:
        url = block.annotation.features.get("url") if block.annotation is not None else None
        if block.kind is Kind.FIGURE and url:
            self.writer.close(self.writer.open("graphic", tei_attributes({"url": url}, self.identifiers)))

    def add_nodes(self, nodes: Iterable[Node]) -> None:
        writer = self.writer
        for node in nodes:
            annotation, children = node.annotation, node.children
            attributes: dict[str, str] = {}
            if children and annotation.kind in _TAKES_LANGUAGE and (language := _language(node)):
                attributes["xml:lang"] = language
                children = self.without_foreign(children, language, Span(node.begin, node.end))
            pieces = self.elements.setdefault(id(annotation), [])
            if annotation.kind is _SENTENCE and not pieces:
                self.sentence_count += 1
                attributes["xml:id"] = f"{writer.block_id}.s{self.sentence_count}"
            self.describe(annotation, attributes)
            writer.write(node.begin)
            tag = writer.open(annotation.kind, attributes)
            pieces.append(tag)
            if children:
                self.add_nodes(children)
            writer.write(node.end)
            writer.close(tag)

    def without_foreign(self, nodes: Iterable[Node], language: str, span: Span) -> list[Node]:
        """Nodes without the `foreign` that say the language of the element round them, which has this span."""
        kept: list[Node] = []
        for node in nodes:
            annotation, children = node.annotation, self.without_foreign(node.children, language, span)
            if _says_language(annotation, language) and span.covers(annotation.span):
                self.hoisted.add(id(annotation))
                kept += children
            else:
                kept.append(Node(annotation, node.begin, node.end, children))
        return kept

    def describe(self, annotation: Annotation, attributes: dict[str, str]) -> None:
        """Add the attributes of an inline element: its features, the entity it means, who found it and how sure."""
        kind, span, features = annotation.kind, annotation.span, annotation.features
        attributes |= tei_attributes(features, self.identifiers)
        entity = self.entity_of.get((kind, span.begin, span.end))
        if entity is not None:
            attributes["ref"] = self.identifiers.pointers(entity.ident)
        if kind not in _WITHOUT_AGENT or features.get("type") == "citation":
            attributes["resp"] = self.agents[self.layer_of[id(annotation)]]
            certainty = certainty_value(annotation.certainty)
            if certainty is not None:
                attributes["cert"] = certainty

    # ids and chains ----------------------------------------------------------------------------------------

    def identify(self) -> tuple[Displaced, ...]:
        """Give ids, tie the pieces of each cut annotation together, and list what does not stand in the text."""
        elsewhere = {id(annotation) for annotation, _ in self.displaced} | self.hoisted
        for annotation in self.annotations:
            if id(annotation) in self.elements:
                self.chain(annotation, self.elements[id(annotation)])
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

    def chain(self, annotation: Annotation, pieces: list[StartTag]) -> None:
        first = pieces[0].attributes
        if annotation.ident and "xml:id" not in first:
            first["xml:id"] = self.identifiers.claim(annotation.ident)
        if len(pieces) == 1:
            return
        found = [piece.attributes for piece in pieces]
        for piece in found:
            if "xml:id" not in piece:
                piece["xml:id"] = self.identifiers.number(f"{annotation.kind}.piece")
        for one, two in pairwise(found):
            one["next"] = f"#{two['xml:id']}"
            two["prev"] = f"#{one['xml:id']}"
        for number, piece in enumerate(found):
            if annotation.kind in _FRAGMENTABLE:
                piece["part"] = "I" if number == 0 else "F" if number == len(pieces) - 1 else "M"
            if number and annotation.kind is Kind.WORD:  # the reading is that of the whole word
                for name in ("norm", "type"):
                    piece.pop(name, "")


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind in LEAF_BLOCK_KINDS:
            yield block
        else:
            yield from _leaves(block.children)


def _language(node: Node) -> str | None:
    """The language of a quotation or title: what is said of it, else that of a `foreign` that fills it."""
    stated = node.annotation.features.get("xml:lang")
    inner = node
    while stated is None and inner.children:
        inner = inner.children[0]
        if inner.annotation.kind is Kind.FOREIGN and inner.annotation.span == Span(node.begin, node.end):
            stated = inner.annotation.features["xml:lang"]
    return stated


def _says_language(annotation: Annotation, language: str) -> bool:
    return annotation.kind is Kind.FOREIGN and annotation.features["xml:lang"] == language


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
