"""The tokens of a document by number, as the formats of corpus tools count them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tei.document import Document, Kind, Span
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.tokens import tokens_of

NAME_TYPES = {Kind.PERS_NAME: "PER", Kind.ORG_NAME: "ORG", Kind.PLACE_NAME: "LOC"}
"""The kinds of names, as corpora of named entities call them."""


class TokenTable:
    """The tokens of a document that was read from a TEI file with token layer."""

    def __init__(self, document: Document) -> None:
        self.document = document
        layer = document.layer(TOKEN_LAYER)
        self.tokens = list(tokens_of(layer)) if layer else []
        self._begins = [token.annotation.span.begin for token in self.tokens]
        self._ends = [token.annotation.span.end for token in self.tokens]

    def touched_by(self, span: Span) -> range:
        """The numbers of the tokens that a stretch of the text touches."""
        return range(bisect_right(self._ends, span.begin), bisect_left(self._begins, span.end))

    def begun_in(self, span: Span) -> range:
        """The numbers of the tokens that begin in a stretch of the text."""
        return range(bisect_left(self._begins, span.begin), bisect_left(self._begins, span.end))

    def space_behind(self, number: int) -> str:
        """What stands between a token and the next one, or the end of the text."""
        text = self.document.text
        end = self._begins[number + 1] if number + 1 < len(self.tokens) else len(text)
        return text[self._ends[number] : end]
