"""Persons, organisations and places, apart from the places in the text where they are mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tei.document.annotation import Certainty, Kind, Span

UNKNOWN = "person.unknown"
"""The id of the speaker whom the text does not identify."""


class EntityKind(StrEnum):
    """The kinds of entity, named as their ids begin."""

    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names or means an entity: the span of an annotation of that kind."""

    kind: Kind
    span: Span


class NamePart(NamedTuple):
    """A part of a person's name, as (Kind.SURNAME, "خامنه‌ای"); `type` of an `addName`: honorific, kunya, nickname."""

    kind: Kind
    text: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity in standard spelling.

    `parts` joined by spaces give the name; a name that is not taken apart has none. `type` is `full` or `short` where
    an entity has both.
    """

    text: str
    parts: tuple[NamePart, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that an article speaks of, once for each document.

    `ident` is `person.1`, `org.2`, `place.3` …, numbered by first mention. `roles` are offices and functions
    that the text gives a person (standard spelling); `affiliations` ids of organisations. `sex` is `M`, `F` or
    empty. `reasons` say, one sentence each, why mentions that differ were taken for one entity, or why
    similar ones were kept apart. `identifiers` are (authority, id) pairs, never from memory.
    """

    ident: str
    kind: EntityKind
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    sex: str = ""
    reasons: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities that the text states: `active` does `name` (`heads`) to `passive`."""

    name: str
    active: str
    passive: str
    certainty: Certainty = None
