"""The parts that the source itself marks: a page of the web, or JSON with types."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.lines import paragraphs
from tei.annotators.blocks.parts import Container, Part, part_between
from tei.document import Annotation, Kind, Layer
from tei.document.annotation import CONTAINER_KINDS, LEAF_BLOCK_KINDS
from tei.language.views import View


def marked_parts(view: View, markup: Layer) -> list[Part]:
    """A part for each leaf block of the source, named as it is marked; its paragraphs are free to be named by rules."""
    parts: list[Part] = []
    waiting = list(reversed([a for a in markup.annotations if a.kind in CONTAINER_KINDS and len(a.span)]))
    container, end = None, 0
    for leaf in (a for a in markup.annotations if a.kind in LEAF_BLOCK_KINDS):
        while waiting and waiting[-1].span.begin <= leaf.span.begin:
            marked = waiting.pop()
            container, end = _container(marked), marked.span.end
        part = part_between(view, leaf.span.begin, leaf.span.end)
        if part:
            part.name(leaf.kind, leaf.features.get("type", leaf.features.get("ana", "")))
            part.container = container if leaf.span.end <= end else None
            parts.append(part)
    return parts


def unmarked_parts(view: View, marked: Sequence[Part]) -> list[Part]:
    """The lines, or pieces of lines, that lie in none of the marked parts."""
    if not marked:
        return paragraphs(view)
    edges = [0, *(edge for part in marked for edge in (part.begin, part.end)), len(view.source)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    gaps_with_text = [(begin, end) for begin, end in gaps if view.source[begin:end].strip()]
    if not gaps_with_text:
        return []
    lines = paragraphs(view)
    begins, ends = [line.begin for line in lines], [line.end for line in lines]
    pieces = (
        part_between(view, max(begin, line.begin), min(end, line.end))
        for begin, end in gaps_with_text
        for line in lines[bisect_right(ends, begin) : bisect_left(begins, end)]
    )
    return [piece for piece in pieces if piece]


def images(markup: Layer) -> Iterator[Annotation]:
    """The images of the source that have no caption: figures without characters."""
    return (a for a in markup.annotations if a.kind is Kind.FIGURE and not len(a.span))


def _container(marked: Annotation) -> Container:
    others = {name: value for name, value in marked.features.items() if name != "type"}
    return Container(marked.kind, marked.features.get("type", ""), others)
