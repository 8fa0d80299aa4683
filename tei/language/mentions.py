"""Where a text names persons, organisations and places: the mentions of an entity that stand together, as one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tei.document import Document, Kind
from tei.document.entity import Entity, EntityKind
from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.views import View

_KINDS = (Kind.PERS_NAME, Kind.REFERRING_STRING, Kind.ORG_NAME, Kind.PLACE_NAME, Kind.ROLE_NAME)
_LONGEST_UNIT = 40
"""Characters."""

_MARKS = ' ،«»"()؛/-'
_COORDINATION = re.compile(r"\s*(?:،\s*)?(و|،)\s+")


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """Mentions of one entity that stand together (name and office), in half-open offsets of the view."""

    begin: int
    end: int
    entity: Entity
    is_name: bool
    has_office: bool
    name_begin: int
    """Where the first name begins; before it a unit may stand that speaks for it, as «روابط عمومی»."""


class Mentions:
    """The mentions of a document, by their places in a view."""

    def __init__(self, document: Document, view: View) -> None:
        self._text = view.text
        self.all = _grouped(_outermost(document, view), view.text)
        """All of them, in the order of the text."""
        self._starts = [mention.begin for mention in self.all]

    def covering(self, begin: int, end: int, *, named: bool = False) -> Entity | None:
        """The entity of the first mention in a stretch where nothing stands but mentions; if `named`, with a name."""
        at = begin
        found = self.between(begin, end)
        for mention in found:
            if self._text[at : mention.begin].strip(_MARKS):
                return None
            at = mention.end
        if not found or self._text[at:end].strip(_MARKS) or (named and not found[0].is_name):
            return None
        return found[0].entity

    def has_office(self, begin: int, end: int) -> bool:
        """Whether a stretch names an office, or a person by it."""
        return any(mention.has_office or not mention.is_name for mention in self.between(begin, end))

    def first(self, begin: int, end: int) -> Entity | None:
        """The first person or organisation that a stretch names."""
        found = self.between(begin, end)
        return next((mention.entity for mention in found if mention.entity.kind is not EntityKind.PLACE), None)

    def starting(self, begin: int) -> tuple[Entity, int] | None:
        """The entity whose mention begins at an offset, and where that mention ends."""
        at = bisect_left(self._starts, begin)
        if at < len(self.all) and self.all[at].begin == begin:
            return self.all[at].entity, self.all[at].end
        return None

    def following(self, first: Entity, begin: int) -> tuple[list[Entity], int]:
        """Those of the kind of an entity that follow its mention as «و Y» or «، Y و Z», and where the last one ends."""
        found: list[Entity] = []
        joined, end, at = 0, begin, begin
        while (link := _COORDINATION.match(self._text, at)) and (next_one := self.starting(link.end())):
            if next_one[0].kind is not first.kind:
                break
            found.append(next_one[0])
            at = next_one[1]
            if link[1] == "و":
                joined, end = len(found), at
        return found[:joined], end

    def end_of(self, ident: str, begin: int, end: int) -> int:
        """Where the first mention of an entity in a range ends; `begin` if there is none."""
        return next((mention.end for mention in self.between(begin, end) if mention.entity.ident == ident), begin)

    def between(self, begin: int, end: int) -> list[NamedEntity]:
        """The mentions in a range."""
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, end)
        return [mention for mention in self.all[low:high] if mention.end <= end]

    def is_end(self, at: int) -> bool:
        """Whether a mention ends at an offset."""
        index = bisect_left(self._starts, at) - 1
        return index >= 0 and self.all[index].end == at

    def before(self, at: int, most: int) -> Sequence[NamedEntity]:
        """The last mentions that begin before an offset, at most so many."""
        last = bisect_left(self._starts, at)
        return self.all[max(0, last - most) : last]

    def is_within(self, at: int) -> bool:
        """Whether an offset lies in a mention."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self.all[index].end


def _outermost(document: Document, view: View) -> list[NamedEntity]:
    """The outermost mentions, in the order of the text."""
    found: list[NamedEntity] = []
    for annotation in document.annotations(*_KINDS):
        span = annotation.span
        entity = document.entity_of.get((annotation.kind, span.begin, span.end))
        begin, end = view.range(span)
        if entity is not None and begin < end and (not found or begin >= found[-1].end):
            kind = annotation.kind
            outer_begin = _unit_begin(view.text, begin, found) if kind is Kind.ORG_NAME else begin
            found.append(NamedEntity(outer_begin, end, entity, kind is Kind.PERS_NAME, kind is Kind.ROLE_NAME, begin))
    return found


def _unit_begin(text: str, begin: int, before: Sequence[NamedEntity]) -> int:
    """Where a unit begins that speaks for the organisation whose name begins at an offset; that offset if none does."""
    unit = _speaking_unit().search(text, max(0, begin - _LONGEST_UNIT), begin)
    return unit.start() if unit and (not before or before[-1].end <= unit.start()) else begin


@cache
def _speaking_unit() -> re.Pattern[str]:
    units = sorted(map(fold, load_yaml("speakers.yaml")["speaking_units"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(units).replace(' ', ' ?')}) $")


def _grouped(mentions: Sequence[NamedEntity], text: str) -> list[NamedEntity]:
    """The mentions, those of one entity that stand together as one."""
    groups: list[NamedEntity] = []
    for mention in mentions:
        last = groups[-1] if groups else None
        if last and last.entity is mention.entity and not text[last.end : mention.begin].strip(_MARKS):
            is_name, has_office = last.is_name or mention.is_name, last.has_office or mention.has_office
            groups[-1] = replace(last, end=mention.end, is_name=is_name, has_office=has_office)
        else:
            groups.append(mention)
    return groups
