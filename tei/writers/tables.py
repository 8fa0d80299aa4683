"""Tables of the dates and of the speech in articles, for spreadsheets, statistics and timelines."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TypeAlias

from tei.document import Annotation, Document, Kind
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.sentences import sentence_ends

_VALUES = ("when", "from", "to", "notBefore", "notAfter")
DATE_COLUMNS = ("article", "id", "text", *_VALUES, "calendar", "custom", "type", "subtype", "certainty", "sentence")
SPEECH_COLUMNS = (
    "article",
    "id",
    "speaker",
    "name",
    "role",
    "cue",
    "meaning",
    "direct",
    "words",
    "addressee",
    "certainty",
)

Row: TypeAlias = Sequence[str]


def csv_table(columns: Row, rows: Iterable[Row]) -> str:
    """A table as comma-separated values (RFC 4180), with the names of its columns above."""
    table = StringIO(newline="")
    csv.writer(table).writerows([columns, *rows])
    return table.getvalue()


def date_rows(document: Document) -> Iterator[Row]:
    """A row of `DATE_COLUMNS` for each date of a document that was read from a TEI file.

    The values are Gregorian (ISO 8601); `custom` is the same in the calendar of the text, begin and end of a period
    separated by a stroke. `type` is relative or publication, or empty; `subtype` is contradicted where the weekday
    or the date printed beside it is that of another day.
    """
    sentences = _Sentences(document)
    for date in document.annotations(Kind.DATE):
        feature = date.features.get
        calendar = feature("calendar", "").removeprefix("cal.")
        custom = "/".join(filter(None, (feature(f"{name}-custom") for name in _VALUES)))
        own = (calendar, custom, feature("type", ""), feature("subtype", ""), _certainty(date), sentences.around(date))
        yield (document.article.ident, date.ident, _words(document, date), *(feature(v, "") for v in _VALUES), *own)


def speech_rows(document: Document) -> Iterator[Row]:
    """A row of `SPEECH_COLUMNS` for each `said` of a document that was read from a TEI file.

    `speaker` and `addressee` are ids of entities. `name` and `role` are the first that the article has for the speaker;
    where no office stands beside a name, `role` is the words that mean him («رئیس شورای شهر»). `cue` is the reporting
    verb and `meaning` its category, as `say` or `deny`.
    """
    names = {entity.ident: entity.names[0].text for entity in document.entities if entity.names}
    roles = _first_words(document, Kind.REFERRING_STRING, "ref") | _first_words(document, Kind.ROLE_NAME, "ref")
    cues = {a.features.get("corresp", ""): a for a in document.annotations(Kind.SEGMENT)}
    for said in document.annotations(Kind.SAID):
        feature = said.features.get
        speaker, cue = feature("who", ""), cues.get(said.ident)
        yield (
            document.article.ident,
            said.ident,
            speaker,
            _joined(names, speaker),
            _joined(roles, speaker),
            _words(document, cue) if cue else "",
            cue.features.get("ana", "").removeprefix("cue.") if cue else "",
            feature("direct", ""),
            _words(document, said),
            feature("toWhom", ""),
            _certainty(said),
        )


def _first_words(document: Document, kind: Kind, feature: str) -> dict[str, str]:
    """The words of the first annotation for each value of a feature."""
    found: dict[str, str] = {}
    for annotation in document.annotations(kind):
        found.setdefault(annotation.features.get(feature, ""), _words(document, annotation))
    return found


def _joined(texts: Mapping[str, str], idents: str) -> str:
    return "; ".join(texts[ident] for ident in idents.split() if ident in texts)


def _words(document: Document, annotation: Annotation) -> str:
    """The text of an annotation in one line."""
    return " ".join(document.text[annotation.span.begin : annotation.span.end].split())


def _certainty(annotation: Annotation) -> str:
    return "" if annotation.certainty is None else str(annotation.certainty)


class _Sentences:
    """The sentences of a document, to be found by what stands in them."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        spans = [block.span for block in document.annotations(*LEAF_BLOCK_KINDS)]
        ends = {end for span in spans for end in sentence_ends(self._text, span.begin, span.end)}
        self._borders = sorted(ends.union([0, len(self._text)], (span.begin for span in spans)))

    def around(self, annotation: Annotation) -> str:
        """The sentence in which an annotation begins, in one line."""
        following = bisect_right(self._borders, annotation.span.begin)
        return " ".join(self._text[self._borders[following - 1] : self._borders[following]].split())
