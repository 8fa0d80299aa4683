"""Who the user's authority file knows, found by name and by office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tei.language.gazetteer import words_of
from tei.settings import Authority, AuthorityEntry, TermOfOffice

Entries = tuple[AuthorityEntry, ...]
"""The entries that a mention may mean, in the order of the file."""


@lru_cache(maxsize=4096)
def letters(name: str) -> str:
    """The folded letters of a name without spaces, by which names are compared: قلعه نویی and قلعه‌نویی are equal."""
    return "".join(words_of(name))


@dataclass(frozen=True)
class KnownEntities:
    """The entries of an authority file by kind and the letters of their names, and of their offices."""

    by_name: Mapping[tuple[str, str], Entries]
    by_office: Mapping[str, Entries]

    def named(self, kind: str, name: str) -> Entries:
        """The entries of a kind (person, organisation, place) of which one name has these letters."""
        return self.by_name.get((kind, name), ())

    def in_office(self, role: str, day: date | None) -> Entries:
        """The persons who held an office of these letters on a day; on an unknown day, those of terms without dates."""
        return tuple(
            entry
            for entry in self.by_office.get(role, ())
            if any(letters(term.role) == role and _covers(term, day) for term in entry.offices)
        )


def _covers(term: TermOfOffice, day: date | None) -> bool:
    if day is None:
        return term.begin is None and term.end is None
    return (term.begin or day) <= day <= (term.end or day)


@lru_cache(maxsize=1)
def known_entities(authority: Authority) -> KnownEntities:
    """The entries of an authority file, ready to be looked up; made once for a build."""
    by_name: dict[tuple[str, str], list[AuthorityEntry]] = defaultdict(list)
    by_office: dict[str, list[AuthorityEntry]] = defaultdict(list)
    for entry in authority.entries:
        for name in dict.fromkeys(map(letters, entry.names)):
            by_name[entry.kind, name].append(entry)
        for role in dict.fromkeys(letters(term.role) for term in entry.offices):
            by_office[role].append(entry)
    return KnownEntities(
        {key: tuple(entries) for key, entries in by_name.items()},
        {role: tuple(entries) for role, entries in by_office.items()},
    )
