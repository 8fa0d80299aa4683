"""Weaving: the inline annotations of a block as a tree, crossing ones cut into pieces."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from tei.document import Annotation, Document, Kind, Span
from tei.encoder.nesting import RANK, may_hold


@dataclass(slots=True)
class Node:
    """A piece of an annotation: an element in the making."""

    annotation: Annotation
    begin: int
    end: int
    children: list[Node] = field(default_factory=list)


_END = attrgetter("end")


def by_rank(document: Document, kinds: Collection[Kind]) -> list[Annotation]:
    """The annotations of these inline kinds in the order in which they are woven: higher rank first."""
    return [annotation for kind in RANK if kind in kinds for annotation in document.annotations(kind)]


def weave(span: Span, ranked: Iterable[Annotation]) -> list[Node]:
    """The inline tree of one block.

    `span` is the block, `ranked` its annotations as `by_rank` orders them, each overlapping the block. No two sibling
    nodes overlap, children lie within their parents, and the pieces of an annotation together cover just the part of it
    that lies in the block, but for what falls in an element that may not hold it (`pc`).
    """
    roots: list[Node] = []
    for annotation in ranked:
        begin, end = max(annotation.span.begin, span.begin), min(annotation.span.end, span.end)
        if begin < end:
            _insert(roots, annotation, begin, end)
    return roots


def _insert(siblings: list[Node], annotation: Annotation, begin: int, end: int) -> None:
    """Put `annotation[begin:end]` among siblings: round those it may hold, in one that holds it, else in pieces."""
    while begin < end:
        at = bisect_right(siblings, begin, key=_END)
        if at == len(siblings) or end <= siblings[at].begin:  # mostly there is nothing
            siblings.insert(at, Node(annotation, begin, end))
            return
        stop = at
        while stop < len(siblings) and _adopts(annotation.kind, siblings[stop], begin, end):
            stop += 1
        if stop == at and siblings[at].begin <= begin:
            outer = siblings[at]
            cut = min(end, outer.end)
            if may_hold(outer.annotation.kind, annotation.kind):
                _insert(outer.children, annotation, begin, cut)
        else:
            cut = min(end, siblings[stop].begin) if stop < len(siblings) else end
            siblings[at:stop] = [Node(annotation, begin, cut, siblings[at:stop])]
        begin = cut


def _adopts(kind: Kind, node: Node, begin: int, end: int) -> bool:
    """Whether a node lies within [begin, end), is shorter, and may stand in an element of this kind."""
    inside = begin <= node.begin and node.end <= end and (node.begin, node.end) != (begin, end)
    return inside and may_hold(kind, node.annotation.kind)
