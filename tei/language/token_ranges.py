"""From spans of the source to tokens of a view, and to the standard spelling of what they cover."""

from __future__ import annotations

from bisect import bisect_left

from tei.document import Document, Kind, Span
from tei.language.characters import TATWEEL, VOWEL_MARKS
from tei.language.views import ORTHOGRAPHY, View

_PERSIAN_LETTERS = str.maketrans("يىك", "ییک", TATWEEL)


def token_range(view: View, span: Span) -> range:
    """The tokens of a view that begin within a span of the source."""
    begin, end = view.range(span)
    return range(bisect_left(view.token_starts, begin), bisect_left(view.token_starts, end))


class Spelling:
    """The standard spelling of stretches of a document: the readings of the orthography layer, Persian letters."""

    def __init__(self, document: Document) -> None:
        layer = document.layer(ORTHOGRAPHY)
        self._text = document.text
        self._words = [
            (annotation.span, annotation.features["norm"])
            for annotation in (layer.annotations if layer else ())
            if annotation.kind is Kind.WORD and "norm" in annotation.features
        ]
        self._begins = [span.begin for span, _ in self._words]

    def of(self, span: Span) -> str:
        """The standard spelling of a span, white space made single spaces."""
        pieces: list[str] = []
        at = span.begin
        for number in range(bisect_left(self._begins, span.begin), len(self._words)):
            word, norm = self._words[number]
            if word.end > span.end:
                break
            if word.begin >= at:
                pieces += (self._text[at : word.begin], norm)
                at = word.end
        pieces.append(self._text[at : span.end])
        plain = VOWEL_MARKS.sub("", "".join(pieces)).translate(_PERSIAN_LETTERS)
        return " ".join(plain.split())
