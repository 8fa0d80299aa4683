"""Places: names with and without شهر or کشور, and the variants that the gazetteer knows."""

from __future__ import annotations

from collections import defaultdict

from tei.annotators.entities.keys import Key, identifiers, key_of, names_of_entry
from tei.annotators.entities.text import Text
from tei.document import Entity, EntityKind, Kind, Mention, Name, Span
from tei.language.authority import letters
from tei.language.gazetteer import gazetteer


def places_of(text: Text) -> tuple[Entity, ...]:
    """One entity for each place; variants of a name are joined as the authority file and the gazetteer say."""
    known = gazetteer()
    standard = known.place_standard
    names: dict[Key, list[str]] = defaultdict(list)
    spans: dict[Key, list[Span]] = defaultdict(list)
    for annotation in text.document.annotations(Kind.PLACE_NAME):
        words = text.words_in(annotation.span)
        bare = words[1:] if len(words) > 1 and words[0] in known.plain_place_heads else words
        key = key_of(text, "place", "".join(words), letters(standard.get(bare, " ".join(bare))))
        spelling = text.spelling.of(annotation.span)
        if spelling not in names[key]:
            names[key].append(spelling)
        spans[key].append(annotation.span)
    return tuple(_place(number, key, names[key], spans[key]) for number, key in enumerate(names, 1))


def _place(number: int, key: Key, spellings: list[str], spans: list[Span]) -> Entity:
    standard, entries = key
    geonames = gazetteer().geonames_ids.get(standard) if not entries else None
    names, known = names_of_entry(tuple(map(Name, spellings)), entries)
    joined = ("The gazetteer knows these names as one place.",) if len(spellings) > 1 and not entries else ()
    return Entity(
        f"place.{number}",
        EntityKind.PLACE,
        names,
        tuple(Mention(Kind.PLACE_NAME, span) for span in spans),
        reasons=known or joined,
        identifiers=(("GeoNames", geonames),) if geonames else identifiers(entries),
    )
