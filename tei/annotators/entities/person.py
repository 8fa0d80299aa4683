"""A person while the mentions are being gathered, and the entity that becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.annotators.entities.keys import identifiers, names_of_entry
from tei.document import Entity, EntityKind, Kind, Mention, Name, Span
from tei.language.authority import Entries
from tei.language.gazetteer import Words


@dataclass
class Person:
    """A person while the mentions are being gathered."""

    forename: str = ""
    surname: str = ""
    mentions: list[Mention] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    sexes: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    entries: Entries = ()
    """The entries of the authority file that the person may be."""


@dataclass(frozen=True)
class Office:
    """An office that the text gives a person: its span, its spelling and its words, organisations as their ids."""

    span: Span
    text: str
    words: Words
    organisations: tuple[str, ...]


def first_mention(person: Person) -> Span:
    """Where a person is meant for the first time."""
    return min(mention.span for mention in person.mentions)


def merge(person: Person, other: Person) -> None:
    """Add what is known of the other to the person."""
    person.mentions += other.mentions
    person.names += [name for name in other.names if name not in person.names]
    person.offices += other.offices
    person.sexes |= other.sexes
    person.reasons += [reason for reason in other.reasons if reason not in person.reasons]
    person.forename = max(person.forename, other.forename, key=len)
    person.surname = person.surname or other.surname
    common = tuple(entry for entry in person.entries if entry in other.entries)
    person.entries = common or person.entries or other.entries


def person_entities(persons: list[Person]) -> tuple[Entity, ...]:
    """The entities of persons, numbered by first mention."""
    persons.sort(key=first_mention)
    return tuple(_person_entity(number, person) for number, person in enumerate(persons, 1))


def _person_entity(number: int, person: Person) -> Entity:
    names, known = names_of_entry(_best_names(person), person.entries)
    return Entity(
        f"person.{number}",
        EntityKind.PERSON,
        names,
        tuple(sorted(person.mentions, key=lambda mention: mention.span)),
        tuple(dict.fromkeys(office.text for office in person.offices)),
        tuple(dict.fromkeys(ident for office in person.offices for ident in office.organisations)),
        next(iter(person.sexes)) if len(person.sexes) == 1 else "",
        (*known, *person.reasons),
        identifiers(person.entries),
    )


def _best_names(person: Person) -> tuple[Name, ...]:
    """The names without repetition, that with most parts first, and of these that with fewest titles."""
    unique = {name.text: name for name in person.names}
    return tuple(
        sorted(
            unique.values(),
            key=lambda name: (
                -sum(part.kind is not Kind.ADD_NAME for part in name.parts),
                sum(part.kind is Kind.ADD_NAME for part in name.parts),
                -len(name.text),
            ),
        )
    )
