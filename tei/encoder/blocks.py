"""Block annotations, in whatever order and state, as a tree in which every visible character has its block."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tei.document import Annotation, Document, Kind, Span
from tei.document.annotation import CONTAINER_KINDS, LEAF_BLOCK_KINDS, text_order
from tei.language.characters import XML_SPACE

_FLAT = frozenset({Kind.LIST, Kind.FIGURE})
"""Containers that hold leaves only."""

_TEXT = re.compile(f"[^{XML_SPACE}]+(?:[ \\t]+[^{XML_SPACE}]+)*")
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass
class Block:
    """A block of the text.

    `children` are blocks (of a container); a leaf has none. `annotation` is what asked for it, or None where
    text lay in no block. `part` tells the pieces of a leaf that a container cuts: I, M, F or empty.
    """

    kind: Kind
    span: Span
    annotation: Annotation | None = None
    part: str = ""
    children: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Arrangement:
    """The blocks of a document, and the block annotations that could not be honoured as they are."""

    blocks: list[Block]
    displaced: list[Annotation]


def arrange(document: Document) -> Arrangement:
    """The tree of blocks of a document.

    Leaves never overlap (an earlier one wins, then the longer), are cut where a container begins or ends, and
    cover every character that XML does not take for white space; text in no block becomes a `p`. Containers
    hold whole leaves; one that crosses another, is empty, or stands where it may not is displaced. Such a figure still
    stands between blocks, without text: where it begins, or behind the leaf, list or figure in which it begins.
    """
    text = document.text
    displaced: list[Annotation] = []
    containers = _proper_containers(document, displaced)
    leaves = _partition(document, displaced)
    leaves = _cut(leaves, sorted({edge for c in containers for edge in (c.span.begin, c.span.end)}))
    leaves = _fill(text, leaves, containers)
    blocks = _lists(_contain(leaves, containers, displaced), displaced)
    images = sorted((a for a in displaced if a.kind is Kind.FIGURE), key=text_order)
    return Arrangement(_with_images(blocks, images), [a for a in displaced if a.kind is not Kind.FIGURE])


def _blank(text: str, span: Span) -> bool:
    return not text[span.begin : span.end].strip(XML_SPACE)


def _proper_containers(document: Document, displaced: list[Annotation]) -> list[Annotation]:
    """Containers that nest: lists and figures hold no containers, and none crosses another."""
    kept: list[Annotation] = []
    edges: list[int] = []
    end_of_flat = 0
    ranked = sorted(document.annotations(*CONTAINER_KINDS), key=lambda a: (a.kind in _FLAT, a.span.begin, -a.span.end))
    for annotation in ranked:
        span, is_flat = annotation.span, annotation.kind in _FLAT
        crosses = bool(_within(edges, span.begin, span.end)) or (is_flat and span.begin < end_of_flat)
        if crosses or _blank(document.text, span):
            displaced.append(annotation)
            continue
        kept.append(annotation)
        insort(edges, span.begin)
        insort(edges, span.end)
        end_of_flat = span.end if is_flat else 0
    return sorted(kept, key=lambda a: (a.span.begin, -a.span.end, a.kind in _FLAT))


def _partition(document: Document, displaced: list[Annotation]) -> list[Block]:
    leaves: list[Block] = []
    end = 0
    for annotation in document.annotations(*LEAF_BLOCK_KINDS):
        span = Span(max(annotation.span.begin, end), max(annotation.span.end, end))
        if span != annotation.span or _blank(document.text, span):
            displaced.append(annotation)
        if not _blank(document.text, span):
            leaves.append(Block(annotation.kind, span, annotation))
            end = span.end
    return leaves


def _cut(leaves: Iterable[Block], edges: Sequence[int]) -> list[Block]:
    pieces: list[Block] = []
    for leaf in leaves:
        inside = _within(edges, leaf.span.begin, leaf.span.end)
        if not inside:
            pieces.append(leaf)
            continue
        bounds = [leaf.span.begin, *inside, leaf.span.end]
        for number, (begin, end) in enumerate(pairwise(bounds)):
            part = "I" if number == 0 else "F" if end == leaf.span.end else "M"
            pieces.append(replace(leaf, span=Span(begin, end), part=part))
    return pieces


def _fill(text: str, leaves: list[Block], containers: Sequence[Annotation]) -> list[Block]:
    """Leaves for all text that lies in none.

    Text between the items of a list, and what no reader sees (NBSP, marks of direction), joins the leaf before
    it, else the one behind it; other text becomes paragraphs, cut at the edges of containers.
    """
    edges = sorted({edge for c in containers for edge in (c.span.begin, c.span.end)})
    lists = [c.span for c in containers if c.kind is Kind.LIST]
    stretches: list[Block | Span] = []
    at = 0
    for leaf in leaves:
        stretches += _loose(text, at, leaf.span.begin, edges, lists)
        stretches.append(leaf)
        at = leaf.span.end
    stretches += _loose(text, at, len(text), edges, lists)
    return _join(stretches, lists)


def _loose(text: str, at: int, end: int, edges: Sequence[int], lists: Sequence[Span]) -> Iterator[Block | Span]:
    """The text between two leaves: paragraphs, and spans that are to join a neighbour."""
    for low, high in _segments(at, end, edges):
        for match in _TEXT.finditer(text, low, high):
            span = Span(match.start(), match.end())
            is_seen = _VISIBLE.search(text, span.begin, span.end) is not None
            yield Block(Kind.PARAGRAPH, span) if is_seen and _home(span, lists) is None else span


def _home(span: Span, lists: Sequence[Span]) -> Span | None:
    """The list that a span lies in; `lists` stand in the order of the text, apart."""
    at = bisect_right(lists, span.begin, key=lambda one: one.begin) - 1
    return lists[at] if at >= 0 and lists[at].covers(span) else None


def _join(stretches: Iterable[Block | Span], lists: Sequence[Span]) -> list[Block]:
    joined: list[Block] = []
    waiting: Span | None = None
    for stretch in stretches:
        span = stretch.span if isinstance(stretch, Block) else stretch
        if waiting is not None:
            home = _home(waiting, lists)
            if isinstance(stretch, Span) and _home(stretch, lists) == home:
                waiting = Span(waiting.begin, span.end)
                continue
            if isinstance(stretch, Block) and (home is None or home.covers(span)):
                stretch = replace(stretch, span=Span(waiting.begin, span.end))
            else:
                joined.append(_block_of_its_own(waiting, lists))
            waiting = None
        if isinstance(stretch, Block):
            joined.append(stretch)
        elif joined and (_home(stretch, lists) in (None, _home(joined[-1].span, lists))):
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.begin, stretch.end))
        else:
            waiting = stretch
    if waiting is not None:
        joined.append(_block_of_its_own(waiting, lists))
    return joined


def _block_of_its_own(span: Span, lists: Sequence[Span]) -> Block:
    return Block(Kind.PARAGRAPH if _home(span, lists) is None else Kind.ITEM, span)


def _within(edges: Sequence[int], begin: int, end: int) -> Sequence[int]:
    """Those of sorted edges that lie behind `begin` and before `end`."""
    return edges[bisect_right(edges, begin) : bisect_left(edges, end)]


def _segments(begin: int, end: int, edges: Sequence[int]) -> list[tuple[int, int]]:
    bounds = [begin, *_within(edges, begin, end), end]
    return [(low, high) for low, high in pairwise(bounds) if low < high]


def _contain(leaves: Sequence[Block], containers: Sequence[Annotation], displaced: list[Annotation]) -> list[Block]:
    root = Block(Kind.FLOATING_TEXT, Span(0, leaves[-1].span.end if leaves else 0))
    stack = [root]
    pending = list(reversed(containers))
    for leaf in leaves:
        while len(stack) > 1 and stack[-1].span.end <= leaf.span.begin:
            stack.pop()
        while pending and pending[-1].span.begin <= leaf.span.begin:
            annotation = pending.pop()
            if annotation.span.end < leaf.span.end:
                displaced.append(annotation)
                continue
            container = Block(annotation.kind, annotation.span, annotation)
            stack[-1].children.append(container)
            stack.append(container)
        stack[-1].children.append(leaf)
    displaced.extend(pending)
    return root.children


def _lists(blocks: list[Block], displaced: list[Annotation]) -> list[Block]:
    """The same blocks with proper lists: a label at most first, then items and nothing else; no item elsewhere."""
    proper: list[Block] = []
    for block in blocks:
        if block.kind is Kind.LIST:
            proper.append(_proper_list(block, displaced))
        elif block.kind is Kind.FLOATING_TEXT:
            proper.append(replace(block, children=_lists(block.children, displaced)))
        elif block.kind is Kind.FIGURE:
            proper.append(_proper_figure(block, displaced))
        elif block.kind in (Kind.ITEM, Kind.LABEL):
            if not (proper and proper[-1].kind is Kind.LIST and proper[-1].annotation is None):
                proper.append(Block(Kind.LIST, block.span))
            proper[-1].children.append(block)
            proper[-1].span = Span(proper[-1].span.begin, block.span.end)
        else:
            proper.append(block)
    return [
        _proper_list(block, displaced) if block.kind is Kind.LIST and block.annotation is None else block
        for block in proper
    ]


def _proper_figure(block: Block, displaced: list[Annotation]) -> Block:
    """The same figure with nothing but heads and paragraphs."""
    children = [_as_kind(child, Kind.PARAGRAPH, (Kind.HEAD, Kind.PARAGRAPH), displaced) for child in block.children]
    return replace(block, children=children)


def _as_kind(block: Block, kind: Kind, allowed: Sequence[Kind], displaced: list[Annotation]) -> Block:
    """The block, made one of this kind if it is not of one that is allowed."""
    if block.kind in allowed:
        return block
    if block.annotation is not None:
        displaced.append(block.annotation)
    return replace(block, kind=kind, annotation=None)


def _with_images(blocks: list[Block], images: list[Annotation]) -> list[Block]:
    """The same blocks with figures that hold no text put between them."""
    if not images:
        return blocks
    found: list[Block] = []
    waiting = list(reversed(images))
    for block in blocks:
        while waiting and waiting[-1].span.begin <= block.span.begin:
            found.append(_image(waiting.pop(), block.span.begin))
        inside: list[Annotation] = []
        while waiting and waiting[-1].span.begin < block.span.end:
            inside.append(waiting.pop())
        if block.kind is Kind.FLOATING_TEXT:
            found.append(replace(block, children=_with_images(block.children, inside)))
        else:
            found += [block, *(_image(image, block.span.end) for image in inside)]
    return [*found, *(_image(image, blocks[-1].span.end if blocks else 0) for image in reversed(waiting))]


def _image(annotation: Annotation, place: int) -> Block:
    return Block(Kind.FIGURE, Span(place, place), annotation)


def _proper_list(block: Block, displaced: list[Annotation]) -> Block:
    children: list[Block] = []
    for number, child in enumerate(block.children):
        is_label = number == 0 and len(block.children) > 1
        allowed = (Kind.LABEL, Kind.ITEM) if is_label else (Kind.ITEM,)
        children.append(_as_kind(child, Kind.ITEM, allowed, displaced))
    return replace(block, children=children)
