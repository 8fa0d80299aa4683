"""A document: an article and the layers of annotation on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from tei.document.annotation import Annotation, Kind, Layer, text_order
from tei.document.article import Article
from tei.document.entity import Entity, Relation


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
        if max((annotation.span.end for annotation in layer.annotations), default=0) > len(self.text):
            raise ValueError(f"layer {layer.agent.ident!r} has a span that ends behind the text")
        if self.layer(layer.agent.ident):
            raise ValueError(f"there is a layer {layer.agent.ident!r} already")
        return Document(self.article, (*self.layers, layer))

    def layer(self, ident: str) -> Layer | None:
        """The layer of the agent with this id."""
        return next((layer for layer in self.layers if layer.agent.ident == ident), None)

    def annotations(self, *kinds: Kind) -> tuple[Annotation, ...]:
        """The annotations of these kinds, of all layers, in the order of the text, the outer first."""
        if len(kinds) == 1:
            return self._of_kind(kinds[0])
        found = [annotation for kind in kinds for annotation in self._of_kind(kind)]
        return tuple(sorted(found, key=text_order))

    def _of_kind(self, kind: Kind) -> tuple[Annotation, ...]:
        if kind not in self._merged:
            found = [layer.by_kind[kind] for layer in self.layers if kind in layer.by_kind]
            self._merged[kind] = found[0] if len(found) == 1 else tuple(sorted(chain(*found), key=text_order))
        return self._merged[kind]

    @cached_property
    def _merged(self) -> dict[Kind, tuple[Annotation, ...]]:
        """The annotations of the kinds that have been asked for."""
        return {}

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
