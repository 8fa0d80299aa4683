"""From spans of the source to tokens of a view, and to the standard spelling of what they cover."""

from __future__ import annotations

from bisect import bisect_left

from tei.document import Document, Kind, Span
from tei.language.characters import TATWEEL, VOWEL_MARKS
from tei.language.views import ORTHOGRAPHY, View

_PLAIN = str.maketrans("يىك", "ییک", TATWEEL) | {
    code: None for code in range(0x0600, 0x0900) if VOWEL_MARKS.match(chr(code))
}
"""From Arabic letters, stretched words and vowel marks to what Persian spelling has."""


def words_between(view: View, begin: int, end: int) -> range:
    """The numbers of the words of a view that begin within `view.text[begin:end]`."""
    return range(bisect_left(view.word_begins, begin), bisect_left(view.word_begins, end))


def token_range(view: View, span: Span) -> range:
    """The numbers of the words of a view that begin within a span of the source."""
    return words_between(view, *view.range(span))


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
        for number in range(bisect_left(self._begins, span.begin), bisect_left(self._begins, span.end)):
            word, norm = self._words[number]
            if at <= word.begin and word.end <= span.end:
                pieces += (self._text[at : word.begin], norm)
                at = word.end
        pieces.append(self._text[at : span.end])
        return " ".join("".join(pieces).translate(_PLAIN).split())
