"""Persons by their names: full names first, then surnames and forenames that only one of them has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.annotators.entities.person import Person, first_mention, merge
from tei.annotators.entities.text import Text
from tei.document import Annotation, Kind, Mention, Name, NamePart, Span
from tei.language.authority import letters
from tei.language.gazetteer import gazetteer

_PARTS = (Kind.ADD_NAME, Kind.FORENAME, Kind.NAME_LINK, Kind.SURNAME, Kind.GEN_NAME)


def named_persons(text: Text) -> list[Person]:
    """Persons by their names: full names first, then surnames that only one of them has."""
    parts: dict[int, list[Annotation]] = defaultdict(list)
    whole = text.document.annotations(Kind.PERS_NAME)
    inside: Annotation | None = None
    for annotation in text.document.annotations(Kind.PERS_NAME, *_PARTS):
        if annotation.kind is Kind.PERS_NAME:
            inside = annotation
        elif inside and inside.span.covers(annotation.span):
            parts[inside.span.begin].append(annotation)
    nicknames = dict(_nicknames(text, whole))
    read = [_read_name(text, annotation, parts[annotation.span.begin]) for annotation in whole]
    by_nickname = [person for person in read if nicknames and text.key(person.mentions[0].span) in nicknames]
    by_name = [person for person in read if not nicknames or text.key(person.mentions[0].span) not in nicknames]
    persons = _chained(by_name)
    _give_nicknames(text, persons, by_nickname, nicknames)
    return sorted(persons, key=first_mention)


def _chained(names: Sequence[Person]) -> list[Person]:
    """The persons that some names mean, fuller names first."""
    persons = _Persons()
    for person in sorted(names, key=_fullness):
        same = _same_person(person, persons.that_may_be(person))
        if same:
            merge(same, person)
        persons.add(same or person)
    return persons.all


class _Persons:
    """The persons named so far, found by all letters by which another name may mean them."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._number: dict[int, int] = {}
        self._by_letters: dict[str, set[int]] = defaultdict(set)

    def add(self, person: Person) -> None:
        """Take in a new person, or one of whom more has become known."""
        number = self._number.setdefault(id(person), len(self.all))
        if number == len(self.all):
            self.all.append(person)
            for piece in (*_pieces(person, from_end=True), *_pieces(person, from_end=False)):
                self._by_letters[piece].add(number)
        idents = (entry.ident for entry in person.entries)
        for letters_of in (person.forename, person.surname, person.forename + person.surname, *idents):
            self._by_letters[letters_of].add(number)

    def that_may_be(self, person: Person) -> list[Person]:
        """The persons of whom `_same_person` need ask whether a name means them, in order.

        A forename alone is looked for only where it is all of the name: many persons can have the same.
        """
        surname = person.surname
        variants = (surname, f"ال{surname}", surname.removeprefix("ال")) if surname else ()
        names = (person.forename + surname, *variants)
        idents = (entry.ident for entry in person.entries)
        numbers = {number for letters_of in (*names, *idents) for number in self._by_letters.get(letters_of, ())}
        return [self.all[number] for number in sorted(numbers)]


def _give_nicknames(text: Text, persons: list[Person], by_nickname: list[Person], nicknames: dict[str, Span]) -> None:
    """Take those known by a nickname for its bearer; in a circle of two nicknames they stay persons of their own."""
    bearers = {mention.span: person for person in persons for mention in person.mentions}
    for person in by_nickname:
        span = person.mentions[0].span
        bearer = bearers.get(nicknames[text.key(span)])
        if bearer is None:
            persons.append(person)
        else:
            _add_reason(bearer, f"{person.names[0].text}: so the article calls {bearer.names[0].text} besides.")
            merge(bearer, person)
        bearers[span] = bearer or person


def _nicknames(text: Text, names: Sequence[Annotation]) -> Iterator[tuple[str, Span]]:
    """The letters of what persons are called besides, and the name before it: ناصر بهرامیان معروف به «ناصر پلنگ»."""
    cues = gazetteer().nickname_cues
    for bearer, nickname in pairwise(names):
        between = text.words[text.tokens_in(bearer.span).stop : text.tokens_in(nickname.span).start]
        if 1 < len(between) < 4 and tuple(word for word in between if word not in '«"') in cues:
            yield text.key(nickname.span), bearer.span


def _add_reason(person: Person, reason: str) -> None:
    """Say once why mentions are of one person."""
    if reason not in person.reasons:
        person.reasons.append(reason)


def _fullness(person: Person) -> tuple[bool, int, int]:
    """Names of forename and surname first, longer ones before shorter ones, and of like ones پریناز before پری ناز."""
    return not (person.forename and person.surname), -len(person.forename + person.surname), len(person.surname)


def _read_name(text: Text, annotation: Annotation, parts: Sequence[Annotation]) -> Person:
    spelled = tuple(NamePart(part.kind, text.spelling.of(part.span), part.features.get("type", "")) for part in parts)
    keys: dict[Kind, str] = defaultdict(str)
    untitled = ""
    sexes = set()
    for part in parts:
        letters_of = text.key(part.span)
        keys[part.kind] += letters_of
        if part.kind is not Kind.ADD_NAME:
            untitled += letters_of
        elif sex := gazetteer().sex_of_honorific.get(text.words_in(part.span)):
            sexes.add(sex)
    return Person(
        keys[Kind.FORENAME] + keys[Kind.GEN_NAME],
        keys[Kind.NAME_LINK] + keys[Kind.SURNAME],
        [Mention(Kind.PERS_NAME, annotation.span)],
        [Name(text.spelling.of(annotation.span), spelled)],
        sexes=sexes,
        entries=text.known.named("person", text.key(annotation.span)) or text.known.named("person", untitled),
    )


def _same_person(person: Person, persons: list[Person]) -> Person | None:
    """The one person among those with fuller names whom a name means, if authority and text leave no choice."""
    persons = [other for other in persons if _may_be_one(person, other)]
    if len(person.entries) == 1 and (same_entry := [other for other in persons if other.entries == person.entries]):
        return same_entry[0]
    if person.forename and person.surname:
        same_name = (
            other
            for other in persons
            if _same_letters(other, person)
            or (_same_surname(other, person) and _same_forename(other.forename, person.forename))
        )
        return next(same_name, None) or _same_double_surname(person, persons)
    if not person.surname:
        return _same_forename_alone(person, persons)
    if spelled_alike := [other for other in persons if other.forename and _same_letters(other, person)]:
        return spelled_alike[0]
    same = [other for other in persons if _same_surname(other, person)]
    same = same or [other for other in persons if person.surname in _pieces(other, from_end=True)]
    if len(same) > 1:
        titled = [other for other in same if other.forename and _shares_titles(person, other)]
        if len(titled) == 1:
            _add_reason(titled[0], f"{person.names[0].text}: title and surname of only one full name in the article.")
            return titled[0]
        before = [other for other in same if other.forename and first_mention(other) < first_mention(person)]
        if len(before) == 1:
            _add_reason(before[0], f"{person.names[0].text}: the surname of only one full name so far in the article.")
            return before[0]
        alone = [other for other in same if not other.forename and _same_surname(other, person)]
        if not alone:
            person.reasons.append("Several persons of this surname are named, so that the surname alone stays apart.")
        return alone[0] if alone else None
    if same and (same[0].forename or same[0].surname != person.surname):
        _add_reason(same[0], f"{person.names[0].text}: the surname of only one full name in the article.")
    return same[0] if same else _same_first_word(person, persons)


def _may_be_one(person: Person, other: Person) -> bool:
    """Whether neither their titles nor the authority file object to taking two for one."""
    if person.sexes and other.sexes and person.sexes.isdisjoint(other.sexes):
        return False
    return not person.entries or not other.entries or any(entry in other.entries for entry in person.entries)


def _same_letters(one: Person, other: Person) -> bool:
    """Whether two names are the same but for spaces and joiners: نیک آبادی, نیک‌آبادی."""
    return one.forename + one.surname == other.forename + other.surname


def _same_surname(one: Person, other: Person) -> bool:
    """Whether two surnames agree; the Arabic article may be left off: الشمری, شمری."""
    first, second = one.surname, other.surname
    return bool(first and second) and (first == second or first == f"ال{second}" or f"ال{first}" == second)


def _same_double_surname(person: Person, persons: list[Person]) -> Person | None:
    """The one person whose surname is the whole of a name of two words: بهرامی راد, of ناصر بهرامی راد."""
    same = [other for other in persons if other.surname == person.forename + person.surname]
    if len(same) != 1:
        return None
    person.forename, person.surname = "", same[0].surname
    _add_reason(same[0], f"{person.names[0].text}: the surname of only one full name in the article.")
    return same[0]


def _same_first_word(person: Person, persons: list[Person]) -> Person | None:
    """The one person whose name of several words begins with this one: سباستین, of سباستین کو."""
    same = [
        other
        for other in persons
        if (other.surname and other.forename == person.surname) or person.surname in _pieces(other, from_end=False)
    ]
    if len(same) != 1 or person.surname in gazetteer().surnames:
        return None
    person.surname = ""
    _add_reason(same[0], f"{person.names[0].text}: the first word of only one full name in the article.")
    return same[0]


def _pieces(person: Person, from_end: bool) -> set[str]:
    """The letters of the last words of a surname of several words, or of its first words if it has no forename."""
    words = next((part.text.split() for part in person.names[0].parts if part.kind is Kind.SURNAME), [])
    cuts = range(1, len(words)) if from_end or not person.forename else ()
    return {letters("".join(words[cut:] if from_end else words[:cut])) for cut in cuts}


def _same_forename_alone(person: Person, persons: list[Person]) -> Person | None:
    """The person whom a forename alone means, the only one whose full name has it, and its title if it has one.

    An officer or cleric, who is never named without a title, is not called by the forename alone.
    """
    alone = next((other for other in persons if not other.surname and _same_without_surname(other, person)), None)
    full = [
        other
        for other in persons
        if other.surname and other.forename == person.forename and _may_be_called_so(person, other)
    ]
    if alone or len(full) != 1:
        return alone
    shared = "title and forename" if _titles(person.names[0]) else "the forename"
    _add_reason(full[0], f"{person.names[0].text}: {shared} of only one full name in the article.")
    return full[0]


def _same_without_surname(one: Person, other: Person) -> bool:
    """Whether two names without a surname have one forename, or, without that, the same titles (حضرت امام)."""
    return one.forename == other.forename and bool(one.forename or _titles(one.names[0]) == _titles(other.names[0]))


def _may_be_called_so(person: Person, other: Person) -> bool:
    if _titles(person.names[0]):
        return _shares_titles(person, other)
    return any(not _titles(name) for name in other.names)


def _shares_titles(person: Person, other: Person) -> bool:
    """Whether a name has titles, all of which a fuller name has, too."""
    titles = _titles(person.names[0])
    return bool(titles) and any(titles <= _titles(name) for name in other.names)


def _titles(name: Name) -> set[str]:
    return {part.text for part in name.parts if part.kind is Kind.ADD_NAME}


def _same_forename(one: str, other: str) -> bool:
    """Whether two forenames agree: جواد and محمدجواد, but not علی and محمد."""
    return one == other or (min(len(one), len(other)) > 2 and (one.endswith(other) or other.endswith(one)))
