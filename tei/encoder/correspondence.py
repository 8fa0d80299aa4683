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
    answered = _answered(repaired_view(document))
    return [
        _letter(document, annotation, answered)
        for annotation in document.annotations(Kind.FLOATING_TEXT)
        if annotation.features.get("type") == "letter"
    ]


def _letter(document: Document, annotation: Annotation, answered: list[Span]) -> Letter:
    signatures = document.within(annotation.span, Kind.SIGNED)
    addresses = [b for b in document.within(annotation.span, Kind.SALUTE) if b.features.get("ana") == "fn.address"]
    dates = [
        date
        for line in document.within(annotation.span, Kind.DATELINE)
        for date in document.within(line.span, Kind.DATE)
        if "when" in date.features
    ]
    sender, addressee = _introduced(document, annotation.span.begin)
    return Letter(
        annotation,
        sender=_first_named(document, signatures) or sender,
        addressee=_first_named(document, addresses) or addressee,
        date=dates[0] if dates else None,
        in_reply_to=_in_reply(document.text, answered, annotation.span),
    )


def _introduced(document: Document, begin: int) -> tuple[Entity | None, Entity | None]:
    """Writer and recipient as the words before the letter have it: «متن نامه X به Y»."""
    view = repaired_view(document)
    sender: Entity | None = None
    end_of_sender: int | None = None
    addressee: Entity | None = None
    for mention in document.within(Span(max(0, begin - _INTRODUCTION), begin), *_NAMING):
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


def _first_named(document: Document, blocks: list[Annotation]) -> Entity | None:
    """The first person or body that some blocks name."""
    mentions = (mention for block in blocks for mention in document.within(block.span, *_NAMING))
    return next(filter(None, (_person_or_body(document, mention) for mention in mentions)), None)


def _answered(view: View) -> list[Span]:
    """The words that name what a letter answers."""
    return [view.match_span(match, 1) for match in wording("in_reply_to").finditer(view.text)]


def _in_reply(text: str, answered: list[Span], letter: Span) -> str:
    """The first of these words that stand outside a letter."""
    span = next((span for span in answered if not letter.overlaps(span)), None)
    return text[span.begin : span.end].strip() if span else ""
