"""Standoff annotation: who says what of which stretch of the text, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from tei.document.entity import Entity, Relation

Grade: TypeAlias = Literal["high", "medium", "low"]
Certainty: TypeAlias = float | Grade | None
"""0-1 from a model; a grade from a rule; None where the annotation is no guess."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open stretch of the text, in code points: `text[begin:end]`."""

    begin: int
    end: int

    def __init__(self, begin: int, end: int) -> None:  # the one that a dataclass gets takes twice as long
        if not 0 <= begin <= end:
            raise ValueError(f"a span must satisfy 0 <= begin <= end, not {begin}, {end}")
        _set_begin(self, begin)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.begin

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span (both may be the same)."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.begin < other.end and other.begin < self.end


_set_begin, _set_end = (Span.__dict__[name].__set__ for name in Span.__slots__)


class Kind(StrEnum):
    """What an annotation marks, named after the TEI element that it becomes."""

    # blocks
    FLOATING_TEXT = "floatingText"
    LIST = "list"
    FIGURE = "figure"
    HEAD = "head"
    PARAGRAPH = "p"
    BYLINE = "byline"
    DATELINE = "dateline"
    ANONYMOUS_BLOCK = "ab"
    ITEM = "item"
    LABEL = "label"
    SALUTE = "salute"
    SIGNED = "signed"
    LINE = "l"
    # speech and quotation
    SAID = "said"
    QUOTE = "quote"
    SENTENCE = "s"
    # phrases
    HIGHLIGHTED = "hi"
    SO_CALLED = "soCalled"
    TITLE = "title"
    FOREIGN = "foreign"
    SEGMENT = "seg"
    TERM = "term"
    REFERENCE = "ref"
    SURPLUS = "surplus"
    # names and dates
    REFERRING_STRING = "rs"
    ROLE_NAME = "roleName"
    ORG_NAME = "orgName"
    PLACE_NAME = "placeName"
    PERS_NAME = "persName"
    ADD_NAME = "addName"
    FORENAME = "forename"
    NAME_LINK = "nameLink"
    GEN_NAME = "genName"
    SURNAME = "surname"
    DATE = "date"
    TIME = "time"
    # words
    WORD = "w"
    PUNCTUATION = "pc"


CONTAINER_KINDS = frozenset({Kind.FLOATING_TEXT, Kind.LIST, Kind.FIGURE})
"""Blocks that hold blocks; a figure without caption holds none and has no characters."""

LEAF_BLOCK_KINDS = frozenset(
    {
        Kind.HEAD,
        Kind.PARAGRAPH,
        Kind.BYLINE,
        Kind.DATELINE,
        Kind.ANONYMOUS_BLOCK,
        Kind.ITEM,
        Kind.LABEL,
        Kind.SALUTE,
        Kind.SIGNED,
        Kind.LINE,
    }
)
"""Blocks that hold text."""

BLOCK_KINDS = CONTAINER_KINDS | LEAF_BLOCK_KINDS

WORD_KINDS = frozenset({Kind.WORD, Kind.PUNCTUATION})


@dataclass(frozen=True, slots=True)
class Agent:
    """Who found something: a rule set or a model, with its version; an `<application>` of the header.

    `ident` is an NCName such as `dates`; `label` a phrase for readers.
    """

    ident: str
    version: str
    label: str


class Annotation(NamedTuple):
    """One statement about one stretch of the text: a named tuple, which is made fast, since an article has hundreds.

    `features` are the TEI attributes of the element, without the pointers' `#` and article id: an id within
    the document is written `person.2` or `said.1`, several are separated by spaces (see `encoder.nesting`).
    `ident` is this annotation's own id within the document, such as `said.1`, where another refers to it.
    """

    kind: Kind
    span: Span
    features: Mapping[str, str] = {}
    certainty: Certainty = None
    ident: str = ""


@dataclass(frozen=True, eq=False)
class Layer:
    """All that one annotator found in one document.

    Layers compare by identity. Annotations stand in the order of the text, the outer before the inner.
    """

    agent: Agent
    annotations: tuple[Annotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()

    @staticmethod
    def of(agent: Agent, annotations: Iterable[Annotation]) -> Layer:
        """A layer of annotations alone, sorted."""
        return Layer(agent, tuple(sorted(annotations, key=text_order)))

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[Annotation, ...]]:
        """The annotations of each kind, in the order of the text."""
        lists: dict[Kind, list[Annotation]] = {}
        for annotation in self.annotations:
            lists.setdefault(annotation.kind, []).append(annotation)
        return {kind: tuple(found) for kind, found in lists.items()}


TOKEN_LAYER = "tokens"
"""The agent of the token layer: sentences, words and punctuation, which only the token layer of TEI files holds."""


def text_order(annotation: Annotation) -> tuple[int, int]:
    """Sorting key: order of the text, the longer first."""
    return annotation.span.begin, -annotation.span.end
