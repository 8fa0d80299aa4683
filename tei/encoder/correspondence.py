"""Embedded letters: who wrote to whom and when, as signature, address and dateline say, or the words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tei.document import Annotation, Document, Entity, EntityKind, Kind, Span
from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.views import View, repaired_view

_INTRODUCTION = 300
"""Characters before a letter in which its writer is named."""

_NAMING = (Kind.PERS_NAME, Kind.REFERRING_STRING, Kind.ORG_NAME)


@cache
def wording(name: str) -> re.Pattern[str]:
    """A pattern of `letters.yaml` on the folded reading."""
    return re.compile(fold(load_yaml("letters.yaml")[name]))


@dataclass(frozen=True)
class Letter:
    """An embedded letter; what it does not say is None or empty."""

    annotation: Annotation
    sender: Entity | None
    addressee: Entity | None
    date: Annotation | None
    in_reply_to: str


def letters(document: Document) -> list[Letter]:
    """The embedded letters of a document, in the order of the text."""
    return [
        _letter(document, annotation)
        for annotation in document.annotations(Kind.FLOATING_TEXT)
        if annotation.features.get("type") == "letter"
    ]


def _letter(document: Document, annotation: Annotation) -> Letter:
    def blocks(kind: Kind) -> list[Span]:
        return [b.span for b in document.annotations(kind) if annotation.span.covers(b.span)]

    addresses = [
        b.span
        for b in document.annotations(Kind.SALUTE)
        if b.features.get("ana") == "fn.address" and annotation.span.covers(b.span)
    ]
    dates = [
        d
        for line in blocks(Kind.DATELINE)
        for d in document.annotations(Kind.DATE)
        if line.covers(d.span) and "when" in d.features
    ]
    sender, addressee = _introduced(document, annotation.span.begin)
    return Letter(
        annotation,
        sender=_first_named(document, blocks(Kind.SIGNED)) or sender,
        addressee=_first_named(document, addresses) or addressee,
        date=dates[0] if dates else None,
        in_reply_to=_in_reply(repaired_view(document), annotation.span),
    )


def _introduced(document: Document, begin: int) -> tuple[Entity | None, Entity | None]:
    """Writer and recipient as the words before the letter have it: «متن نامه X به Y»."""
    view = repaired_view(document)
    sender: Entity | None = None
    end_of_sender: int | None = None
    addressee: Entity | None = None
    for mention in document.annotations(*_NAMING):
        if not begin - _INTRODUCTION <= mention.span.begin < begin:
            continue
        first, last = view.range(mention.span)
        entity = _person_or_body(document, mention)
        if entity is not None and wording("written_by").search(view.text, max(0, first - 8), first):
            sender, end_of_sender, addressee = entity, last, None
        elif end_of_sender is not None and wording("written_to").match(view.text[end_of_sender:first]):
            addressee = entity
    return sender, addressee


def _person_or_body(document: Document, mention: Annotation) -> Entity | None:
    entity = document.entity_of.get((mention.kind, mention.span.begin, mention.span.end))
    return None if entity is None or entity.kind is EntityKind.PLACE else entity


def _first_named(document: Document, spans: list[Span]) -> Entity | None:
    for span in spans:
        for mention in document.annotations(*_NAMING):
            entity = _person_or_body(document, mention) if span.covers(mention.span) else None
            if entity is not None:
                return entity
    return None


def _in_reply(view: View, letter: Span) -> str:
    """The words, outside the letter, that name what it answers."""
    for match in wording("in_reply_to").finditer(view.text):
        span = view.match_span(match, 1)
        if not letter.overlaps(span):
            return view.source[span.begin : span.end].strip()
    return ""
