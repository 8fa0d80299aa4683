"""What the modules of this package read of an article: its words, spellings and names, and who is known already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from functools import cached_property

from tei.document import Annotation, Document, Kind, Span
from tei.language.authority import known_entities
from tei.language.gazetteer import Words
from tei.language.token_ranges import Spelling, token_range
from tei.language.views import View, repaired_view
from tei.settings import Authority


class Text:
    """A document with its names, as words, and who is known by the authority file."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self.document = document
        self.known = known_entities(authority)
        self.view: View = repaired_view(document)
        self.words = self.view.words
        self.spelling = Spelling(document)
        self._tokens_in: dict[tuple[int, int], range] = {}
        self.organisations = document.annotations(Kind.ORG_NAME)
        self._organisation_begins = [found.span.begin for found in self.organisations]
        self.covered = [0] * len(self.words)
        for sign, kind in ((-1, Kind.PLACE_NAME), (1, Kind.ORG_NAME)):
            for number, annotation in enumerate(document.annotations(kind), 1):
                tokens = self.tokens_in(annotation.span)
                self.covered[tokens.start : tokens.stop] = [sign * number] * len(tokens)

    @cached_property
    def person_begins(self) -> Set[int]:
        """Where the names of persons begin."""
        return {self.tokens_in(found.span).start for found in self.document.annotations(Kind.PERS_NAME)}

    def tokens_in(self, span: Span) -> range:
        """The tokens that begin within a span."""
        key = span.begin, span.end
        tokens = self._tokens_in.get(key)
        if tokens is None:
            tokens = self._tokens_in[key] = token_range(self.view, span)
        return tokens

    def organisations_in(self, span: Span) -> list[Annotation]:
        """The names of organisations within a span."""
        begin = bisect_left(self._organisation_begins, span.begin)
        end = bisect_left(self._organisation_begins, span.end)
        return [found for found in self.organisations[begin:end] if found.span.end <= span.end]

    def words_in(self, span: Span) -> Words:
        """The folded words of a span."""
        tokens = self.tokens_in(span)
        return tuple(self.words[tokens.start : tokens.stop])

    def key(self, span: Span) -> str:
        """The letters of a span, by which names are compared: قلعه نویی and قلعه‌نویی are equal."""
        begin, end = self.view.range(span)
        return "".join(self.view.text[begin:end].split())
