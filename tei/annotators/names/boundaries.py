"""Where a name begins and ends: without the marks at its ends, and with the titles and heads that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import is_ministry
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.person_names import titles_before


def pieces(reading: Reading, name: Name) -> Iterator[Name]:
    """A found name without marks at its ends; a list of places or clubs taken apart; brackets closed."""
    words = reading.words
    name = name._replace(end=reading.name_end(name))
    begin = name.begin + _unit(words, name)
    for end in _ends(words, name):
        first, last = begin, end
        begin = end + 1
        while first < last and not words[first].isalnum():
            first += 1
        while first < last and (not words[last - 1].isalnum() or words[last - 1] == "و"):
            last -= 1
        if first < last:
            yield name._replace(begin=first, end=last + _closes_mark(words, first, last))


def _unit(words: Sequence[str], name: Name) -> int:
    """How many words before a known organisation are none of its name: دفتر سیاسی, or one word that is no head."""
    known = gazetteer()
    begin, end = name.begin, name.end
    unit = known.organisation_units.match(words, begin, end)
    if unit and begin + unit < end and known.organisations.match(words, begin + unit, end):
        return unit
    if words[begin] in known.organisation_heads.longest or begin + 1 >= end:
        return 0
    return int(known.organisations.match(words, begin + 1, end) == end - begin - 1)


def _ends(words: Sequence[str], name: Name) -> Iterator[int]:
    """Where the names of a list end: before each comma, and at the end of what was found.

    A comma also stands within the names of ministries: وزیر بهداشت، درمان و آموزش پزشکی.
    """
    commas = [at for at in range(name.begin, name.end) if words[at] in "،,"]
    if commas and (name.kind is Kind.PLACE_NAME or not _may_hold_commas(words, name)):
        yield from commas
    yield name.end


def _may_hold_commas(words: Sequence[str], name: Name) -> bool:
    return words[name.begin] in gazetteer().organisation_heads.longest or is_ministry(words, name)


def _closes_mark(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the word behind a name closes a quotation mark or bracket that the name opens."""
    if end >= len(words) or words[end] not in '»)"':
        return False
    inside = words[begin:end]
    if words[end] == '"':
        return inside.count('"') % 2 == 1
    opening = "«" if words[end] == "»" else "("
    return inside.count(opening) > inside.count(words[end])


def joined(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with a lone forename and the name right behind it as one person."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        together = last is not None and last.end == name.begin and last.kind is name.kind is Kind.PERS_NAME
        if last and together and last.end - last.begin == 1 and reading.sentence_of(last.begin)[1] >= name.end:
            joined[-1] = last._replace(end=name.end)
        else:
            joined.append(name)
    return joined


def extended(reading: Reading, name: Name, before: int) -> Name:
    """A name with what belongs to it on both sides, behind the end `before` of the name before it.

    Titles and formulas belong to a person, شهر or استان to a place, باشگاه or خبرگزاری to an organisation.
    """
    known = gazetteer()
    words = reading.words
    floor, ceiling = reading.sentence_of(name.begin)
    floor = max(floor, before)
    if name.kind is Kind.PERS_NAME:
        within = name.begin > floor and known.honorifics.match(words, name.begin - 1, name.end - 1) > 1
        begin = titles_before(words, name.begin - within, floor)
        after = known.honorifics_after.match(words, name.end, ceiling) if name.end < ceiling else 0
        return name._replace(begin=begin, end=name.end + after)
    if name.begin == floor:
        return name
    if name.kind is Kind.PLACE_NAME and words[name.begin - 1] in known.place_heads:
        return name._replace(begin=name.begin - 1)
    quoted = words[name.begin - 1] in '«"' and name.end < ceiling and words[name.end] in '»"'
    begin = name.begin - quoted
    if head := known.plain_organisation_heads.match_before(words, begin, floor):
        return name._replace(kind=Kind.ORG_NAME, begin=begin - head, end=name.end + quoted)
    return name
