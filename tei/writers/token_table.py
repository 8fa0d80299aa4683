"""The tokens of a document by number, as the formats of corpus tools count them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tei.document import Annotation, Document, Kind, Span
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.tokens import tokens_of
from tei.encoder.weave import Node, by_rank, weave

NAME_TYPES = {Kind.PERS_NAME: "PER", Kind.ORG_NAME: "ORG", Kind.PLACE_NAME: "LOC"}
"""The kinds of names, as corpora of named entities call them."""


class TokenTable:
    """The tokens of a document that was read from a TEI file with token layer."""

    def __init__(self, document: Document) -> None:
        self.document = document
        layer = document.layer(TOKEN_LAYER)
        self.tokens = list(tokens_of(layer)) if layer else []
        self._begins = [token.span.begin for token, _ in self.tokens]
        self._ends = [token.span.end for token, _ in self.tokens]

    def touched_by(self, span: Span) -> range:
        """The numbers of the tokens that a stretch of the text touches."""
        return range(bisect_right(self._ends, span.begin), bisect_left(self._begins, span.end))

    def begun_in(self, span: Span) -> range:
        """The numbers of the tokens that begin in a stretch of the text."""
        return range(bisect_left(self._begins, span.begin), bisect_left(self._begins, span.end))

    def trees(self, blocks: Sequence[Annotation], kinds: Sequence[Kind]) -> list[list[Node]]:
        """What of these kinds lies in each block, woven, with numbers of tokens where nodes begin and end."""
        ranges = [self.begun_in(block.span) for block in blocks]
        begins, ends = [one.start for one in ranges], [one.stop for one in ranges]
        dealt: list[list[Annotation]] = [[] for _ in blocks]
        for annotation in by_rank(self.document, kinds):
            touched = self.touched_by(annotation.span)
            if touched:
                counted = annotation._replace(span=Span(touched.start, touched.stop))
                for place in range(bisect_right(ends, touched.start), bisect_left(begins, touched.stop)):
                    dealt[place].append(counted)
        return [weave(Span(one.start, one.stop), inside) for one, inside in zip(ranges, dealt, strict=True)]

    def space_behind(self, number: int) -> str:
        """What stands between a token and the next one, or the end of the text."""
        text = self.document.text
        end = self._begins[number + 1] if number + 1 < len(self.tokens) else len(text)
        return text[self._ends[number] : end]
