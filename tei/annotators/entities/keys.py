"""By what mentions are one entity, and what the authority file adds to it."""

from __future__ import annotations

from tei.annotators.entities.text import Text
from tei.document import Name
from tei.language.authority import Entries, letters

Key = tuple[str, Entries]
"""By what the mentions of one entity are the same: an entry of the authority file, or else the letters of its name."""


def key_of(text: Text, kind: str, name: str, standard: str) -> Key:
    """The key of a name, by its letters and those of its standard form."""
    entries = text.known.named(kind, name)
    if len(entries) > 1:
        return name, entries
    entries = entries or text.known.named(kind, standard)
    return ("", entries) if len(entries) == 1 else (standard, entries)


def names_of_entry(names: tuple[Name, ...], entries: Entries) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names of an entity, the usual name of its entry first, and what the authority file has to do with it."""
    if not entries:
        return names, ()
    if len(entries) > 1:
        several = ", ".join(entry.ident for entry in entries)
        return names, (f"The authority file has several entries for this ({several}), so that it is tied to none.",)
    [entry] = entries
    known = (f"The authority file knows this as {entry.ident}.",)
    if not entry.names:
        return names, known
    usual = next((name for name in names if letters(name.text) == letters(entry.names[0])), Name(entry.names[0]))
    return (usual, *(name for name in names if name != usual)), known


def identifiers(entries: Entries) -> tuple[tuple[str, str], ...]:
    """The ids of the one entry that an entity is, that in the authority file first."""
    return (("authority", entries[0].ident), *entries[0].idno) if len(entries) == 1 else ()
