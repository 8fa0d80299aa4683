"""Parts: the stretches of a text that become blocks, and the measures that the rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tei.document import Kind, Span
from tei.language.views import View

WORD = re.compile(r"\w+")
"""A run of letters and digits."""
SENTENCE_END = re.compile(r"[.!؟?…][»\")]?\s*$")
"""The end of a part that ends with a sentence."""
SENTENCE_BREAK = re.compile(r"[.!؟?](?:\s?[»”)]|\")?(?:\s|(?<=[»”]))")
"""The end of a sentence, with the white space behind it."""

HEADING_LENGTH = 200
"""The longest main headline, in characters, as all of these."""
LEAD_LENGTH = 600
"""The longest lead."""
KICKER_LENGTH = 110
"""The longest kicker; a longer line is a paragraph if it stands in the body."""
SHORT_LINE = 90
"""The longest line that can be a cross-head, a byline or part of an address."""
OPENING = 300
"""How far into a part, or back from its end, formulas are looked for."""


_HELD = frozenset({Kind.LIST, Kind.FIGURE})


@dataclass(eq=False)
class Container:
    """An embedded document (`floatingText`), list or figure; each is one object, shared by its parts.

    `features` are those that it has beside its type; `outer` is the document in which a list or figure stands.
    """

    kind: Kind
    type: str
    features: Mapping[str, str] = field(default_factory=dict)
    outer: Container | None = None


@dataclass
class Part:
    """A stretch of the source, `begin` to `end` without white space around it, that becomes one block.

    `text` is its folded reading, which begins at offset `at` of the view. `value` is the `type` or `ana` of
    the block. A part that no rule has named yet is a paragraph.
    """

    text: str
    at: int
    begin: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    value: str = ""
    container: Container | None = None

    @property
    def free(self) -> bool:
        """Whether no rule has named this part yet."""
        return self.kind is Kind.PARAGRAPH and self.container is None

    @property
    def is_held(self) -> bool:
        """Whether this part stands in a list or figure that can be a piece of a document, as the source marks it."""
        return self.container is not None and self.container.kind in _HELD and not self.container.type

    def put_into(self, document: Container) -> None:
        """Let a document hold this part, with the list or figure that holds it."""
        if self.container is not None and self.is_held:
            self.container.outer = document
        else:
            self.container = document

    def name(self, kind: Kind, value: str = "") -> None:
        """Say what this part is."""
        self.kind, self.value = kind, value


def part_between(view: View, begin: int, end: int) -> Part | None:
    """The part from one source offset to another, trimmed; None if only white space lies there."""
    source = view.source[begin:end]
    if not source.strip():
        return None
    begin, end = begin + len(source) - len(source.lstrip()), begin + len(source.rstrip())
    at, last = view.range(Span(begin, end))
    return Part(view.text[at:last], at, begin, end)


def cut(view: View, part: Part, offsets: Iterable[int]) -> list[Part]:
    """The pieces of a part, cut at offsets of its folded text; they keep what the part was named.

    Marks alone are no piece: they stay with the piece before them, at the beginning with the one behind.
    """
    inner = sorted({offset for offset in offsets if 0 < offset < len(part.text)})
    ends = [*inner[1:], len(part.text)]
    kept = [begin for begin, end in zip(inner, ends, strict=False) if has_words(part.text[begin:end])]
    if kept and not has_words(part.text[: kept[0]]):
        kept = kept[1:]
    if not kept:
        return [part]
    edges = [part.begin, *(view.starts[part.at + offset] for offset in kept), part.end]
    pieces = [piece for begin, end in pairwise(edges) if (piece := part_between(view, begin, end))]
    return [replace(piece, kind=part.kind, value=part.value, container=part.container) for piece in pieces]


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in a text."""
    return any(character.isalnum() for character in text)
