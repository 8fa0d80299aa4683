"""A document: an article and the layers of annotation on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

from tei.document.annotation import Annotation, Kind, Layer, Span, text_order
from tei.document.article import Article
from tei.document.entity import Entity, Relation

_begin, _end = attrgetter("span.begin"), attrgetter("span.end")


@dataclass(frozen=True, eq=False)
class Document:
    """An immutable article with what annotators found in it, a layer for each.

    Documents compare by identity. Adding a layer makes a new document; only the pipeline does that.
    """

    article: Article
    layers: tuple[Layer, ...] = ()

    @property
    def text(self) -> str:
        """The source text: every span counts its code points."""
        return self.article.text

    def with_layer(self, layer: Layer) -> Document:
        """This document with one layer more.

        Raises ValueError if a span ends behind the text or a layer of the same agent is there already.
        """
        if max(map(_end, layer.annotations), default=0) > len(self.text):
            raise ValueError(f"layer {layer.agent.ident!r} has a span that ends behind the text")
        if self.layer(layer.agent.ident):
            raise ValueError(f"there is a layer {layer.agent.ident!r} already")
        document = Document(self.article, (*self.layers, layer))
        found_by = layer.by_kind.keys()
        document._merged.update((kinds, found) for kinds, found in self._merged.items() if found_by.isdisjoint(kinds))
        return document

    def layer(self, ident: str) -> Layer | None:
        """The layer of the agent with this id."""
        return next((layer for layer in self.layers if layer.agent.ident == ident), None)

    def annotations(self, *kinds: Kind) -> tuple[Annotation, ...]:
        """The annotations of these kinds, of all layers, in the order of the text, the outer first."""
        if kinds not in self._merged:
            found = [layer.by_kind[kind] for kind in kinds for layer in self.layers if kind in layer.by_kind]
            self._merged[kinds] = found[0] if len(found) == 1 else tuple(sorted(chain(*found), key=text_order))
        return self._merged[kinds]

    @cached_property
    def _merged(self) -> dict[tuple[Kind, ...], tuple[Annotation, ...]]:
        """The annotations of the kinds that have been asked for."""
        return {}

    def within(self, span: Span, *kinds: Kind) -> list[Annotation]:
        """The annotations of these kinds that lie within a span, in the order of the text, the outer first."""
        found = self.annotations(*kinds)
        first, behind = bisect_left(found, span.begin, key=_begin), bisect_right(found, span.end, key=_begin)
        return [annotation for annotation in found[first:behind] if annotation.span.end <= span.end]

    def outermost(self, kind: Kind) -> tuple[Annotation, ...]:
        """The annotations of a kind that lie in no other of the kind, in the order of the text."""
        if kind not in self._outermost:
            found: list[Annotation] = []
            for annotation in self.annotations(kind):
                if not found or annotation.span.end > found[-1].span.end:
                    found.append(annotation)
            self._outermost[kind] = tuple(found)
        return self._outermost[kind]

    @cached_property
    def _outermost(self) -> dict[Kind, tuple[Annotation, ...]]:
        """The outermost annotations of the kinds that have been asked for."""
        return {}

    def enclosing(self, span: Span, kind: Kind) -> Annotation | None:
        """The outermost annotation of a kind that a span lies within."""
        found = self.outermost(kind)
        last = bisect_right(found, span.begin, key=_begin) - 1
        return found[last] if last >= 0 and found[last].span.covers(span) else None

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities of all layers."""
        return tuple(entity for layer in self.layers for entity in layer.entities)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations of all layers."""
        return tuple(relation for layer in self.layers for relation in layer.relations)

    @cached_property
    def entity_of(self) -> dict[tuple[Kind, int, int], Entity]:
        """The entity of each mention, by the kind and span of its annotation."""
        return {
            (mention.kind, mention.span.begin, mention.span.end): entity
            for entity in self.entities
            for mention in entity.mentions
        }
