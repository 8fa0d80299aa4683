"""Weaving: the inline annotations of a block as a tree, crossing ones cut into pieces."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from tei.document import Annotation, Kind, Span
from tei.encoder.nesting import RANK, may_hold


@dataclass
class Node:
    """A piece of an annotation: an element in the making. `source` is the number of the annotation."""

    annotation: Annotation
    source: int
    begin: int
    end: int
    children: list[Node] = field(default_factory=list)


def by_rank(numbered: Iterable[tuple[int, Annotation]]) -> list[tuple[int, Annotation]]:
    """The order in which annotations are woven: higher rank first, then the order of the text, the longer first."""
    return sorted(numbered, key=lambda item: (RANK[item[1].kind], item[1].span.begin, -item[1].span.end, item[0]))


def weave(span: Span, ranked: Iterable[tuple[int, Annotation]]) -> list[Node]:
    """The inline tree of one block.

    `span` is the block, `ranked` its (number, annotation) pairs as `by_rank` orders them, each overlapping the
    block. No two sibling nodes overlap, children lie within their parents, and the pieces of an annotation
    together cover just the part of it that lies in the block, but for what falls in an element that may not
    hold it (`pc`).
    """
    roots: list[Node] = []
    for number, annotation in ranked:
        begin, end = max(annotation.span.begin, span.begin), min(annotation.span.end, span.end)
        if begin < end:
            _insert(roots, annotation, number, begin, end)
    return roots


def _insert(siblings: list[Node], annotation: Annotation, number: int, begin: int, end: int) -> None:
    """Put `annotation[begin:end]` among siblings: round those it may hold, in one that holds it, else in pieces."""
    while begin < end:
        at = bisect_right(siblings, begin, key=lambda node: node.end)
        if (
            at < len(siblings)
            and siblings[at].begin <= begin
            and not _adopts(annotation.kind, siblings[at], begin, end)
        ):
            outer = siblings[at]
            cut = min(end, outer.end)
            if may_hold(outer.annotation.kind, annotation.kind):
                _insert(outer.children, annotation, number, begin, cut)
            begin = cut
            continue
        stop = at
        while stop < len(siblings) and _adopts(annotation.kind, siblings[stop], begin, end):
            stop += 1
        cut = min(end, siblings[stop].begin) if stop < len(siblings) else end
        siblings[at:stop] = [Node(annotation, number, begin, cut, siblings[at:stop])]
        begin = cut


def _adopts(kind: Kind, node: Node, begin: int, end: int) -> bool:
    """Whether a node lies within [begin, end), is shorter, and may stand in an element of this kind."""
    inside = begin <= node.begin and node.end <= end and (node.begin, node.end) != (begin, end)
    return inside and may_hold(kind, node.annotation.kind)
