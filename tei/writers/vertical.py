"""Vertical text, a line for each token: the format of the corpus engines CWB and Manatee (NoSketch Engine)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from tei.document import Annotation, Document, Kind
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.encoder.tokens import Token
from tei.encoder.weave import Node
from tei.writers.token_table import NAME_TYPES, TokenTable

_COLUMNS = ("word", "norm", "lemma", "pos", "msd")
_STRUCTURES: dict[str, tuple[str, ...]] = {
    "text": ("id", "title", "author", "publisher", "date", "section", "url"),
    "p": ("id", "type", "subtype"),
    "s": ("id",),
    "speech": ("id", "who", "speaker", "direct"),
    "quote": ("id", "type", "source"),
    "name": ("type", "ref", "entity"),
}
"""The structures between the lines, and their attributes; `p` is any block of the text."""

_NESTING, _DEPTH = ("speech", "quote", "name"), 4
"""Structures that may lie within one of their own name, and how deep CWB is to follow them."""

_WOVEN = (Kind.SAID, Kind.QUOTE, Kind.SENTENCE, *NAME_TYPES)
_MARKS = {'"': "&quot;", "\t": " ", "\r": " ", "\n": " "}

_REGISTRY = """\
# Manatee (NoSketch Engine): copy this file into the registry folder, make the paths absolute, and run
#   encodevert -c REGISTRY_FILE
# CWB, which makes a registry file of its own (its name in lower case):
#   cat *.vert | cwb-encode -d DATA_FOLDER -R REGISTRY_FOLDER/corpus -c utf8 -xsB {cwb}
#   cwb-make -V CORPUS

NAME "{name}"
PATH "manatee"
VERTICAL "| cat *.vert"
ENCODING "UTF-8"
LANGUAGE "Persian"
RIGHTTOLEFT "1"
NOLETTERCASE "1"
DOCSTRUCTURE "text"

ATTRIBUTE word
ATTRIBUTE norm
ATTRIBUTE lemma {{ MULTIVALUE "y" MULTISEP "+" }}
ATTRIBUTE pos {{ MULTIVALUE "y" MULTISEP "+" }}
ATTRIBUTE msd {{ MULTIVALUE "y" MULTISEP "+" }}

{structures}
STRUCTURE g {{ DISPLAYTAG "0" DISPLAYBEGIN "_EMPTY_" }}
"""


def registry(name: str) -> str:
    """The configuration of a corpus of vertical files for Manatee, with the command that encodes it for CWB."""
    positional = " ".join(f"-P {column}" for column in _COLUMNS[1:])
    structural = " ".join(
        "+".join((f"-S {structure}:{_DEPTH if structure in _NESTING else 0}", *attributes))
        for structure, attributes in _STRUCTURES.items()
    )
    structures = (
        "\n    ATTRIBUTE ".join((f"STRUCTURE {structure} {{", *found)) + "\n}"
        for structure, found in _STRUCTURES.items()
    )
    return _REGISTRY.format(name=name, cwb=f"{positional} {structural} -0 g", structures="\n".join(structures))


def vertical(document: Document) -> str:
    """A document with token layer as a `<text>` of vertical text.

    A line has the word as it stands in the source (spaces in it single), its standard spelling, lemma, part of
    speech and features, where there are several syntactic words those of all, with `+` between. Structures nest;
    one that crosses another is closed and opened again. What XML has a meaning for is escaped.
    """
    return "\n".join([*_Vertical(document).lines(), ""])


class _Vertical:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.article_id = document.article.ident
        self.table = TokenTable(document)
        self.names_of = {one.ident: one.names[0].text for one in document.entities if one.names}

    def lines(self) -> Iterator[str]:
        metadata = self.document.article.metadata
        yield _begin(
            "text",
            id=self.article_id,
            title=metadata.title,
            author="; ".join(metadata.authors),
            publisher=metadata.publisher,
            date=metadata.date.isoformat() if metadata.date else "",
            section=metadata.section,
            url=metadata.url,
        )
        blocks = [one for one in self.document.annotations(*LEAF_BLOCK_KINDS) if self.table.begun_in(one.span)]
        for block, nodes in zip(blocks, self.table.trees(blocks, _WOVEN), strict=True):
            yield _begin("p", id=self.full(block), type=block.kind, subtype=block.features.get("type", ""))
            numbers = self.table.begun_in(block.span)
            yield from self.stretch(nodes, numbers.start, numbers.stop, numbers.stop)
            yield "</p>"
        yield "</text>"

    def stretch(self, nodes: Iterable[Node], begin: int, end: int, end_of_block: int) -> Iterator[str]:
        """The lines of the tokens from `begin` to `end`, with the structures that hold them."""
        for node in nodes:
            yield from self.tokens(begin, node.begin, end_of_block)
            name, attributes = self.structure(node.annotation)
            yield _begin(name, **attributes)
            yield from self.stretch(node.children, node.begin, node.end, end_of_block)
            yield f"</{name}>"
            begin = node.end
        yield from self.tokens(begin, end, end_of_block)

    def tokens(self, begin: int, end: int, end_of_block: int) -> Iterator[str]:
        for number in range(begin, end):
            yield self.line(self.table.tokens[number])
            if number + 1 < end_of_block and not self.table.space_behind(number):
                yield "<g/>"

    def line(self, token: Token) -> str:
        annotation, parts = token
        span, features = annotation.span, annotation.features
        word = self.document.text[span.begin : span.end]
        words = [one.features for one in parts or [annotation]]
        values = ["+".join(one.get(name, "") for one in words) for name in ("lemma", "pos", "msd")]
        if not values[0]:
            values[0] = word
        return "\t".join(" ".join(escape(value).split()) for value in (word, features.get("norm", word), *values))

    def structure(self, annotation: Annotation) -> tuple[str, dict[str, str]]:
        """The structure that an annotation becomes, and its attributes."""
        features = annotation.features
        if annotation.kind is Kind.SENTENCE:
            return "s", {"id": self.full(annotation)}
        if annotation.kind is Kind.SAID:
            who, speaker = self.entity(features.get("who", ""))
            direct = features.get("direct", "")
            return "speech", {"id": self.full(annotation), "who": who, "speaker": speaker, "direct": direct}
        if annotation.kind is Kind.QUOTE:
            attributes = {"type": features.get("type", ""), "source": features.get("source", "")}
            return "quote", {"id": self.full(annotation)} | attributes
        ref, entity = self.entity(features.get("ref", ""))
        return "name", {"type": NAME_TYPES[annotation.kind], "ref": ref, "entity": entity}

    def entity(self, pointers: str) -> tuple[str, str]:
        """The xml:ids of entities, and the names of those that have one."""
        idents = pointers.split()
        names = (self.names_of.get(ident, "") for ident in idents)
        return " ".join(f"{self.article_id}.{ident}" for ident in idents), "; ".join(filter(None, names))

    def full(self, annotation: Annotation) -> str:
        """The xml:id of an annotation; empty if it has none."""
        return f"{self.article_id}.{annotation.ident}" if annotation.ident else ""


def _begin(name: str, **attributes: str) -> str:
    written = "".join(f' {key}="{escape(value, _MARKS)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
