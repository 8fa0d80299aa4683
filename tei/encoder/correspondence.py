"""Embedded letters: who wrote to whom and when, as the letter's own signature, address and dateline say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.document import Annotation, Document, Entity, EntityKind, Kind, Span
from tei.language.views import View, repaired_view

_IN_REPLY = re.compile(r"در (?:پاسخ|جواب) به ((?:نامه|پیام)[^.،؛:\n]{2,80})")
_NAMING = (Kind.PERS_NAME, Kind.REFERRING_STRING, Kind.ORG_NAME)


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
    return Letter(
        annotation,
        sender=_first_named(document, blocks(Kind.SIGNED)),
        addressee=_first_named(document, addresses),
        date=dates[0] if dates else None,
        in_reply_to=_in_reply(repaired_view(document), annotation.span),
    )


def _first_named(document: Document, spans: list[Span]) -> Entity | None:
    for span in spans:
        for mention in document.annotations(*_NAMING):
            entity = document.entity_of.get((mention.kind, mention.span.begin, mention.span.end))
            if span.covers(mention.span) and entity is not None and entity.kind is not EntityKind.PLACE:
                return entity
    return None


def _in_reply(view: View, letter: Span) -> str:
    """The words, outside the letter, that name what it answers."""
    for match in _IN_REPLY.finditer(view.text):
        span = view.match_span(match, 1)
        if not letter.overlaps(span):
            return view.source[span.begin : span.end].strip()
    return ""
