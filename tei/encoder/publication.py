"""Who published an article, when, whom it cites and who wrote it: as the source says, else as its own lines do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tei.document import Annotation, Document, Entity, Grade, Kind, Span
from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.publishers import is_agency, names_publisher, publisher_of
from tei.language.views import View, repaired_view


@dataclass(frozen=True)
class Name:
    """Somebody named in a header: the words, the entity that is meant if it is known, and how sure that is.

    `certainty` is None for what the source says of itself.
    """

    text: str
    entity: Entity | None = None
    certainty: Grade | None = None


@dataclass(frozen=True)
class Publication:
    """What is known of the publication of an article.

    `title` is the one that the source gives, else the first main headline, else kicker or lead, else the article's id.
    `date` is ISO, with the annotation that it was read from, if any; `date_source` says where it stands. `agencies`
    are those whose reports the article repeats; the publisher is not among them.
    """

    title: str
    authors: tuple[Name, ...]
    publisher: Name | None
    agencies: tuple[Name, ...]
    date: str
    date_source: str
    dateline: Annotation | None


def publication(document: Document) -> Publication:
    """The publication of the article of a document.

    A publisher whom the source does not name is taken from the address. Without an address it is the paper of the first
    «به گزارش …», unless that is an agency, whose reports other papers print, too.
    """
    metadata = document.article.metadata
    reporting = _cited(document, "reporting")
    publisher: Name | None = None
    if metadata.publisher:
        publisher = Name(metadata.publisher)
    elif name := publisher_of(metadata.url):
        publisher = Name(name, None, "high")
    elif reporting and not metadata.url and not is_agency(reporting[0].text):
        publisher = replace(reporting.pop(0), certainty="low")
    agencies = [*reporting, *_cited(document, "quoting"), *_source_lines(document)]
    dateline = _dateline(document)
    stated = metadata.date.isoformat() if metadata.date else ""
    return Publication(
        title=metadata.title or _headline(document) or document.article.ident,
        authors=tuple(map(Name, metadata.authors)) or tuple(_authors(document)),
        publisher=publisher,
        agencies=tuple(_others(agencies, publisher)),
        date=dateline.features["when"] if dateline else stated,
        date_source="dateline" if dateline else metadata.date_source,
        dateline=dateline,
    )


def _headline(document: Document) -> str:
    heads = {head.features.get("type"): head for head in reversed(document.annotations(Kind.HEAD))}
    head = heads.get("main") or heads.get("kicker") or heads.get("lead")
    return _words(document, head.span).rstrip("؛:") if head else ""


def _dateline(document: Document) -> Annotation | None:
    """The date of publication in the text, unless the source states one itself."""
    metadata = document.article.metadata
    if metadata.date is not None and metadata.date_source != "settings":
        return None
    return next((a for a in document.annotations(Kind.DATE) if a.features.get("type") == "publication"), None)


def _others(names: Sequence[Name], publisher: Name | None) -> Iterator[Name]:
    """Each name once, without the publisher; one that holds the other, as «خبرگزاری مهر» and «مهر», is the same."""
    seen = [_key(publisher.text)] if publisher else []
    for name in names:
        key = _key(name.text)
        if not any(key in other or other in key for other in seen):
            seen.append(key)
            yield name


def _key(text: str) -> str:
    return "".join(re.findall(r"\w", fold(text)))


# --- agencies in the text ---


def _cited(document: Document, cue: str) -> list[Name]:
    """The publishers named behind «به گزارش» or «به نقل از», outside embedded texts."""
    view = repaired_view(document)
    found = []
    for organisation in document.annotations(Kind.ORG_NAME):
        begin = view.position(organisation.span.begin)
        is_cited = _cues(cue).search(view.text, max(0, begin - _LONGEST_CUE), begin) is not None
        if is_cited and not document.enclosing(organisation.span, Kind.FLOATING_TEXT):
            text = _words(document, organisation.span)
            if names_publisher(text):
                found.append(Name(text, _entity(document, organisation), "medium"))
    return found


_LONGEST_CUE = 60
"""Characters before the name of a publisher in which there may be words that cite it."""


def _source_lines(document: Document) -> Iterator[Name]:
    """The publisher of each source line: «منبع: …», «/…»."""
    view = repaired_view(document)
    for block in document.annotations(Kind.ANONYMOUS_BLOCK):
        if block.features.get("type") != "source":
            continue
        label, begin, end = _labelled(view, block.span)
        span = _trimmed(view, begin, end)
        organisation = next((a for a in document.within(span, Kind.ORG_NAME) if a.span == span), None)
        text = _words(document, span)
        is_name = organisation is not None or names_publisher(text)
        if is_name or (label and 0 < len(text.split()) <= _LONGEST_NAME and ":" not in text):
            entity = _entity(document, organisation) if organisation else None
            yield Name(text, entity, "high" if is_name else "medium")


_LONGEST_NAME = 4
"""Words of the name of a publisher or of a person that nothing but a label tells."""


# --- authors in the text ---


def _authors(document: Document) -> Iterator[Name]:
    """The persons in the bylines of the article, unless their label says that they did something else."""
    view = repaired_view(document)
    seen = set()
    for block in document.annotations(Kind.BYLINE):
        label, begin, end = _labelled(view, block.span)
        if label in _labels("not_authors") or document.enclosing(block.span, Kind.FLOATING_TEXT):
            continue
        persons = document.within(block.span, Kind.PERS_NAME)
        for person in persons:
            name = Name(_words(document, person.span), _entity(document, person), "medium")
            if _key(name.text) not in seen:
                seen.add(_key(name.text))
                yield name
        if not persons and label in _labels("authors"):
            span = _trimmed(view, begin, end)
            if 2 <= len(_words(document, span).split()) <= _LONGEST_NAME:
                yield Name(_words(document, span), None, "low")


# --- words ---


_LABEL = re.compile(r"[\s(\[«/*-]*([^:؛/\n]{1,40}?)\s*[:؛/]\s*")
_EDGE = ' \n./()[]«»"*-–،:؛'


def _labelled(view: View, span: Span) -> tuple[str, int, int]:
    """The words before the colon of a line, folded, and the range of the view behind it; no words, if it has none."""
    begin, end = view.range(span)
    match = _LABEL.match(view.text, begin, end)
    return (" ".join(match[1].split()), match.end(), end) if match and match.end() < end else ("", begin, end)


def _trimmed(view: View, begin: int, end: int) -> Span:
    text = view.text[begin:end]
    begin, end = begin + len(text) - len(text.lstrip(_EDGE)), begin + len(text.rstrip(_EDGE))
    return view.span(begin, end)


def _words(document: Document, span: Span) -> str:
    """The words of a stretch, without the mark-up characters in it."""
    pieces: list[str] = []
    begin = span.begin
    for surplus in document.within(span, Kind.SURPLUS):
        if begin <= surplus.span.begin:
            pieces.append(document.text[begin : surplus.span.begin])
            begin = surplus.span.end
    return " ".join("".join([*pieces, document.text[begin : span.end]]).split())


def _entity(document: Document, annotation: Annotation) -> Entity | None:
    return document.entity_of.get((annotation.kind, annotation.span.begin, annotation.span.end))


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("publishers.yaml")
    return data


@cache
def _labels(name: str) -> frozenset[str]:
    return frozenset(fold(spelling) for label in _data()[name] for spelling in (label, label.replace(ZWNJ, " ")))


@cache
def _cues(name: str) -> re.Pattern[str]:
    """The words before the name of a publisher, at the end of the folded text that is searched."""
    cues = "|".join(re.escape(fold(cue)) for cue in _data()[name])
    between = "|".join(re.escape(fold(word)) for word in _data()["between"])
    return re.compile(rf"\b(?:{cues})\s(?:(?:{between})\s)*\Z")
