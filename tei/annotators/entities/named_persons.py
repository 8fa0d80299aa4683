"""Persons by their names: full names first, then surnames and forenames that only one of them has."""

from __future__ import annotations

from collections import defaultdict

from tei.annotators.entities.person import Person, first_mention, merge
from tei.annotators.entities.text import Text
from tei.document import Annotation, Kind, Mention, Name, Span
from tei.language.gazetteer import gazetteer

_PARTS = (Kind.ADD_NAME, Kind.FORENAME, Kind.NAME_LINK, Kind.SURNAME, Kind.GEN_NAME)


def named_persons(text: Text) -> list[Person]:
    """Persons by their names: full names first, then surnames that only one of them has."""
    parts = defaultdict(list)
    whole = text.document.annotations(Kind.PERS_NAME)
    by_begin = {annotation.span.begin: annotation for annotation in whole}
    inside: Annotation | None = None
    for annotation in text.document.annotations(Kind.PERS_NAME, *_PARTS):
        if annotation.kind is Kind.PERS_NAME:
            inside = by_begin[annotation.span.begin]
        elif inside and inside.span.covers(annotation.span):
            parts[inside.span].append(annotation)
    read = [_read_name(text, annotation, parts[annotation.span]) for annotation in whole]
    persons: list[Person] = []
    for person in sorted(read, key=_fullness):
        same = _same_person(person, persons)
        if same is None:
            persons.append(person)
            continue
        merge(same, person)
    return sorted(persons, key=first_mention)


def _fullness(person: Person) -> tuple[bool, int]:
    """Names of forename and surname first, longer ones before shorter ones."""
    return not (person.forename and person.surname), -len(person.forename + person.surname)


def _read_name(text: Text, annotation: Annotation, parts: list[Annotation]) -> Person:
    spelled = tuple((part.kind, text.spelling.of(part.span)) for part in parts)
    keys: dict[Kind, str] = defaultdict(str)
    sexes = set()
    for part in parts:
        keys[part.kind] += text.key(part.span) or _letters(text, part.span)
        if part.kind is Kind.ADD_NAME and (sex := gazetteer().sex_of_honorific.get(text.words_in(part.span))):
            sexes.add(sex)
    untitled = "".join(text.key(p.span) or _letters(text, p.span) for p in parts if p.kind is not Kind.ADD_NAME)
    surname = keys[Kind.NAME_LINK] + keys[Kind.SURNAME]
    forename = keys[Kind.FORENAME] + keys[Kind.GEN_NAME]
    return Person(
        forename,
        surname,
        [Mention(Kind.PERS_NAME, annotation.span)],
        [Name(text.spelling.of(annotation.span), spelled)],
        sexes=sexes,
        entries=text.known.named("person", text.key(annotation.span)) or text.known.named("person", untitled),
    )


def _letters(text: Text, span: Span) -> str:
    """The letters of a part of a word: علی in سیدعلی."""
    begin, end = text.view.range(span)
    return text.view.text[begin:end]


def _same_person(person: Person, persons: list[Person]) -> Person | None:
    """The one person among those with fuller names whom a name means, if authority and text leave no choice."""
    persons = [other for other in persons if _may_be_one(person, other)]
    if len(person.entries) == 1 and (same_entry := [other for other in persons if other.entries == person.entries]):
        return same_entry[0]
    if person.forename and person.surname:
        same_name = (
            other
            for other in persons
            if other.surname == person.surname and _same_forename(other.forename, person.forename)
        )
        return next(same_name, None) or _same_double_surname(person, persons)
    if not person.surname:
        return _same_forename_alone(person, persons)
    same = [other for other in persons if other.surname == person.surname]
    same = same or [other for other in persons if other.forename and other.surname.endswith(person.surname)]
    if len(same) > 1:
        alone = [other for other in same if not other.forename]
        note = "Several persons of this surname are named, so that the surname alone stays apart."
        if alone:
            return alone[0]
        person.reasons.append(note)
        return None
    if same and same[0].forename:
        reason = f"{person.names[0].text}: the surname of only one full name in the article."
        if reason not in same[0].reasons:
            same[0].reasons.append(reason)
    return same[0] if same else _same_first_word(person, persons)


def _may_be_one(person: Person, other: Person) -> bool:
    """Whether the authority file has no objection to taking two for one."""
    return not person.entries or not other.entries or any(entry in other.entries for entry in person.entries)


def _same_double_surname(person: Person, persons: list[Person]) -> Person | None:
    """The one person whose surname is the whole of a name of two words: بهرامی راد, of ناصر بهرامی راد."""
    same = [other for other in persons if other.surname == person.forename + person.surname]
    if len(same) != 1:
        return None
    person.forename, person.surname = "", same[0].surname
    reason = f"{person.names[0].text}: the surname of only one full name in the article."
    if reason not in same[0].reasons:
        same[0].reasons.append(reason)
    return same[0]


def _same_first_word(person: Person, persons: list[Person]) -> Person | None:
    """The one person whose name of several words begins with this one: سباستین, of سباستین کو."""
    same = [other for other in persons if other.forename == person.surname and other.surname]
    if len(same) != 1 or person.surname in gazetteer().surnames:
        return None
    person.surname = ""
    reason = f"{person.names[0].text}: the first word of only one full name in the article."
    if reason not in same[0].reasons:
        same[0].reasons.append(reason)
    return same[0]


def _same_forename_alone(person: Person, persons: list[Person]) -> Person | None:
    """The person whom a forename alone means: with a title, the only one whose full name has both (حاج قاسم)."""
    alone = next((other for other in persons if not other.surname and other.forename == person.forename), None)
    titles = _titles(person.names[0])
    full = [
        other
        for other in persons
        if other.surname
        and other.forename == person.forename
        and titles
        and any(titles <= _titles(name) for name in other.names)
    ]
    if alone or len(full) != 1:
        return alone
    reason = f"{person.names[0].text}: title and forename of only one full name in the article."
    if reason not in full[0].reasons:
        full[0].reasons.append(reason)
    return full[0]


def _titles(name: Name) -> set[str]:
    return {text for kind, text in name.parts if kind is Kind.ADD_NAME}


def _same_forename(one: str, other: str) -> bool:
    """Whether two forenames agree: جواد and محمدجواد, but not علی and محمد."""
    return one == other or (min(len(one), len(other)) > 2 and (one.endswith(other) or other.endswith(one)))
