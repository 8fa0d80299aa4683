"""Who is who: mentions of persons, organisations and places chained to entities, each by a stated reason.

Persons are chained by the same full name, by a surname that only one full name has, by an office that the text
gives them, and by the signature of a letter whose introduction names its author. Nothing is chained by guess: where
two persons share a surname, the surname alone stays a person of its own, with a note.

The user's authority file is honoured before all this: names of one entry are one entity, names of two are two, and a
name that several entries have means none of them, unless the article names only one of them more fully.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tei import __version__
from tei.document import Agent, Annotation, Document, Entity, EntityKind, Kind, Layer, Mention, Name, Relation, Span
from tei.language.authority import Entries, known_entities, letters
from tei.language.gazetteer import Words, gazetteer, words_of
from tei.language.numerals import number_words, read_number
from tei.language.offices import office_after
from tei.language.token_ranges import Spelling, token_range
from tei.language.views import View, repaired_view
from tei.settings import NO_AUTHORITY, Authority

AGENT = Agent(ident="entities", version=__version__, label="persons, organisations and places, by stated reasons")

_DIRECTLY = frozenset(' \t\u00a0\u200c«»"')
_BESIDE = _DIRECTLY | frozenset("،,")
_PARTS = (Kind.ADD_NAME, Kind.FORENAME, Kind.NAME_LINK, Kind.SURNAME, Kind.GEN_NAME)


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


@dataclass(frozen=True)
class Description:
    """A definite description that means a person: رهبر انقلاب, این نماینده مجلس."""

    span: Span
    words: Words
    demonstrative: bool = False


class Text:
    """A document with its names, as words, and who is known by the authority file."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self.document = document
        self.known = known_entities(authority)
        self.view: View = repaired_view(document)
        self.tokens = self.view.tokens
        self.words = [token.text for token in self.tokens]
        self.spelling = Spelling(document)
        self.covered = [0] * len(self.tokens)
        for sign, kind in ((-1, Kind.PLACE_NAME), (1, Kind.ORG_NAME)):
            for number, annotation in enumerate(document.annotations(kind), 1):
                for at in token_range(self.view, annotation.span):
                    self.covered[at] = sign * number

    def words_in(self, span: Span) -> Words:
        """The folded words of a span."""
        return tuple(self.words[at] for at in token_range(self.view, span))

    def key(self, span: Span) -> str:
        """The letters of a span, by which names are compared: قلعه نویی and قلعه‌نویی are equal."""
        return "".join(self.words_in(span))


def annotate(document: Document, authority: Authority = NO_AUTHORITY) -> Layer:
    """The persons meant without a name (`rs`), and the entities and relations of a document."""
    text = Text(document, authority)
    organisations = _organisations(text)
    places = _places(text)
    organisation_of = {mention.span: entity.ident for entity in organisations for mention in entity.mentions}
    persons = _named_persons(text)
    _give_offices(text, persons, organisation_of)
    descriptions = list(_descriptions(text))
    _chain_descriptions(text, persons, descriptions, organisation_of)
    persons = _known_by_office(text, persons)
    people = _person_entities(persons)
    marks = [
        Annotation(
            Kind.REFERRING_STRING,
            description.span,
            {"type": "person"},
            "high" if description.words in gazetteer().known_persons else "medium",
        )
        for description in descriptions
    ]
    relations = tuple(_relations(people, persons))
    return replace(Layer.of(AGENT, marks), entities=(*people, *organisations, *places), relations=relations)


# Organisations and places

Key = tuple[str, Entries]
"""By what the mentions of one entity are the same: an entry of the authority file, or else the letters of its name."""


def _key_of(text: Text, kind: str, name: str, standard: str) -> Key:
    """The key of a name, by its letters and those of its standard form."""
    entries = text.known.named(kind, name)
    if len(entries) > 1:
        return name, entries
    entries = entries or text.known.named(kind, standard)
    return ("", entries) if len(entries) == 1 else (standard, entries)


def _of_authority(names: tuple[Name, ...], entries: Entries) -> tuple[tuple[Name, ...], tuple[str, ...]]:
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


def _identifiers(entries: Entries) -> tuple[tuple[str, str], ...]:
    """The ids of the one entry that an entity is, that in the authority file first."""
    return (("authority", entries[0].ident), *entries[0].idno) if len(entries) == 1 else ()


def _organisations(text: Text) -> tuple[Entity, ...]:
    """One entity for each name, its short form in brackets, and the name with a word such as باشگاه before it."""
    annotations = [found for found in text.document.annotations(Kind.ORG_NAME) if text.key(found.span)]
    alone = {text.key(annotation.span) for annotation in annotations}
    shorts = {
        text.key(short.span): _organisation_key(text, full.span, alone)[0]
        for full, short in pairwise(annotations)
        if short.features.get("type") == "short" and not text.known.named("organisation", text.key(short.span))
    }
    names: dict[Key, list[str]] = defaultdict(list)
    reasons: dict[Key, list[str]] = defaultdict(list)
    spans: dict[Key, list[Span]] = defaultdict(list)
    for annotation in annotations:
        spelling = text.spelling.of(annotation.span)
        key, reason = _organisation_key(text, annotation.span, alone)
        if text.key(annotation.span) in shorts:
            key, reason = shorts[text.key(annotation.span)], "stands in brackets as the short form"
        if spelling not in names[key]:
            names[key].append(spelling)
            if reason:
                reasons[key].append(f"{spelling}: {reason}.")
        spans[key].append(annotation.span)
    return tuple(
        _organisation(number, key, _full_and_short(names[key]), spans[key], reasons[key])
        for number, key in enumerate(names, 1)
    )


def _organisation(number: int, key: Key, names: tuple[Name, ...], spans: list[Span], reasons: list[str]) -> Entity:
    _, entries = key
    ordered, known = _of_authority(names, entries)
    return Entity(
        f"org.{number}",
        EntityKind.ORGANISATION,
        ordered,
        tuple(Mention(Kind.ORG_NAME, span) for span in spans),
        reasons=(*known, *(reasons if len(names) > 1 else ())),
        identifiers=_identifiers(entries),
    )


def _organisation_key(text: Text, span: Span, alone: set[str]) -> tuple[Key, str]:
    """By what the names of one organisation are the same, and the reason if that is not the name itself."""
    standard, reason = _standard_organisation(text.words_in(span), alone)
    key = _key_of(text, "organisation", text.key(span), standard)
    return key, "" if text.known.named("organisation", text.key(span)) else reason


def _standard_organisation(words: Words, alone: set[str]) -> tuple[str, str]:
    """The letters of the name that stands for all names of the organisation, and why this one is the same."""
    known = gazetteer()
    standard = known.organisation_standard.get(words)
    if standard:
        return letters(standard), "the gazetteer knows it as this organisation"
    bare = words[1:]
    if words[:1] in known.plain_organisation_heads and "".join(bare) in alone:
        standard = known.organisation_standard.get(bare, " ".join(bare))
        return letters(standard), "the name with a word for its kind before it"
    return "".join(words), ""


def _full_and_short(spellings: list[str]) -> tuple[Name, ...]:
    """The names, that with most words first; one of fewer words is said to be short."""
    ordered = sorted(spellings, key=lambda name: -len(name.split()))
    longest = len(ordered[0].split())
    if longest == len(ordered[-1].split()):
        return tuple(Name(name) for name in ordered)
    return tuple(Name(name, type="full" if len(name.split()) == longest else "short") for name in ordered)


def _places(text: Text) -> tuple[Entity, ...]:
    """One entity for each place; variants of a name are joined as the authority file and the gazetteer say."""
    standard = gazetteer().place_standard
    names: dict[Key, list[str]] = defaultdict(list)
    spans: dict[Key, list[Span]] = defaultdict(list)
    for annotation in text.document.annotations(Kind.PLACE_NAME):
        words = text.words_in(annotation.span)
        bare = words[1:] if len(words) > 1 and words[0] in ("شهر", "کشور") else words
        key = _key_of(text, "place", "".join(words), letters(standard.get(bare, " ".join(bare))))
        spelling = text.spelling.of(annotation.span)
        if spelling not in names[key]:
            names[key].append(spelling)
        spans[key].append(annotation.span)
    return tuple(_place(number, key, names[key], spans[key]) for number, key in enumerate(names, 1))


def _place(number: int, key: Key, spellings: list[str], spans: list[Span]) -> Entity:
    standard, entries = key
    geonames = gazetteer().geonames_ids.get(standard) if not entries else None
    names, known = _of_authority(tuple(map(Name, spellings)), entries)
    joined = ("The gazetteer knows these names as one place.",) if len(spellings) > 1 and not entries else ()
    return Entity(
        f"place.{number}",
        EntityKind.PLACE,
        names,
        tuple(Mention(Kind.PLACE_NAME, span) for span in spans),
        reasons=known or joined,
        identifiers=(("GeoNames", geonames),) if geonames else _identifiers(entries),
    )


# Persons


def _named_persons(text: Text) -> list[Person]:
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
        _merge(same, person)
    return sorted(persons, key=_first_mention)


def _fullness(person: Person) -> tuple[bool, int]:
    """Names of forename and surname first, longer ones before shorter ones."""
    return not (person.forename and person.surname), -len(person.forename + person.surname)


def _first_mention(person: Person) -> Span:
    return min(mention.span for mention in person.mentions)


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


def _merge(person: Person, other: Person) -> None:
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


def _give_offices(text: Text, persons: list[Person], organisation_of: dict[Span, str]) -> None:
    """Tie each office phrase to the person whose name stands beside it.

    Of two, that which stands right before it (apposition), then that right behind it, then that before a comma.
    """
    named = [(mention.span, person) for person in persons for mention in person.mentions]
    begins = {span.begin: person for span, person in named}
    ends = {span.end: person for span, person in named}
    source = text.document.text
    for annotation in text.document.annotations(Kind.ROLE_NAME):
        span = annotation.span
        person = (
            ends.get(_skip_back(source, span.begin, _DIRECTLY))
            or begins.get(_skip(source, span.end, _DIRECTLY))
            or ends.get(_skip_back(source, span.begin, _BESIDE))
        )
        if person is not None:
            person.mentions.append(Mention(Kind.ROLE_NAME, span))
            person.offices.append(_office(text, span, organisation_of))


def _skip(source: str, at: int, marks: frozenset[str]) -> int:
    """The first offset from `at` on at which none of the marks stands."""
    while at < len(source) and source[at] in marks:
        at += 1
    return at


def _skip_back(source: str, at: int, marks: frozenset[str]) -> int:
    """The last offset up to `at` before which none of the marks stands."""
    while at > 0 and source[at - 1] in marks:
        at -= 1
    return at


def _office(text: Text, span: Span, organisation_of: dict[Span, str]) -> Office:
    """An office as words, in which each organisation is its id, so that full and short forms are equal."""
    inside = [annotation for annotation in text.document.annotations(Kind.ORG_NAME) if span.covers(annotation.span)]
    ids = tuple(dict.fromkeys(organisation_of[annotation.span] for annotation in inside))
    known = gazetteer()
    tokens = token_range(text.view, span)
    words: list[str] = []
    at = tokens.start
    while at < tokens.stop:
        begin = text.view.starts[text.tokens[at].begin]
        holder = next((a for a in inside if a.span.begin <= begin < a.span.end), None)
        length = known.office_variants.match(text.words, at, tokens.stop)
        if holder:
            words.append(organisation_of[holder.span])
        elif length:
            words.append(known.office_standard["".join(text.words[at : at + length])])
        elif text.words[at].isalpha():
            words.append(text.words[at])
        at += length or 1
    unique = [word for at, word in enumerate(words) if not (word.startswith("org.") and word in words[:at])]
    return Office(span, text.spelling.of(span), tuple(unique), ids)


# Descriptions


def _descriptions(text: Text) -> Iterator[Description]:
    """Phrases that mean a person without a name, outside names, offices beside names and lists of tags."""
    known = gazetteer()
    document = text.document
    closed = {
        at
        for annotation in document.annotations(
            Kind.PERS_NAME, Kind.ROLE_NAME, Kind.LIST, Kind.ITEM, Kind.LABEL, Kind.SURPLUS
        )
        for at in token_range(text.view, annotation.span)
    }
    words = text.words
    at = 0
    while at < len(words):
        end = None
        demonstrative = False
        if at not in closed:
            if words[at] in known.known_persons.longest and (
                length := known.known_persons.match(words, at, len(words))
            ):
                end = at + length
            elif words[at] == "این" and at + 1 < len(words) and words[at + 1] in known.demonstrated:
                end, demonstrative = office_after(words, at + 1, len(words), text.covered) or at + 2, True
            elif not text.covered[at] and words[at] in known.offices.longest:
                end = _lone_office(text, at)
        if end is None or any(place in closed for place in range(at, end)):
            at += 1
            continue
        span = text.view.span(text.tokens[at].begin, text.tokens[end - 1].end)
        yield Description(span, tuple(words[at:end]), demonstrative)
        at = end


def _lone_office(text: Text, at: int) -> int | None:
    """The end of an office that stands for its holder: one of those that few hold, or one with its organisation."""
    known = gazetteer()
    words = text.words
    if at and words[at - 1] in known.not_before_holder:
        return None
    end = office_after(words, at, len(words), text.covered)
    if end is None:
        return None
    phrase = tuple(words[at:end])
    if end < len(words) and words[end] in known.not_after_holder:
        return None
    head = known.offices.match(words, at, end)
    has_complement = end > at + head
    opens = (
        at == 0 or words[at - 1] in ".:؟!؛»" or "\n" in text.view.text[text.tokens[at - 1].end : text.tokens[at].begin]
    )
    if not opens and (_is_several(words[at - 1]) or not known.holder_offices.match(words, at, end)):
        return None
    return end if has_complement or phrase in known.lone_offices else None


def _is_several(word: str) -> bool:
    """Whether a word is a number that counts more than one, as in «۲۴ سرمربی»."""
    number = read_number([word]) if word.isdecimal() or word in number_words() else None
    return number is not None and not number.ordinal and number.value > 1


def _chain_descriptions(
    text: Text, persons: list[Person], descriptions: list[Description], organisation_of: dict[Span, str]
) -> None:
    """Give each description to the person whose office it is; others of the same words are a person without a name."""
    offices = [_office(text, description.span, organisation_of) for description in descriptions]
    holders: dict[Words, Person] = {}
    signatories = dict(_signatories(text, persons, descriptions))
    for description, office in zip(descriptions, offices, strict=True):
        if signatory := signatories.get(description.span):
            holders.setdefault(_key(description, office), signatory)
            _add_reason(signatory, office, "so the article calls the signatory of the letter")
    for description, office in zip(descriptions, offices, strict=True):
        key = _key(description, office)
        holder = holders.get(key) or _holder(persons, office, description)
        if description.demonstrative:
            if holder:
                _add_reason(holder, office, "the only person whose office begins with this word")
                holder.mentions.append(Mention(Kind.REFERRING_STRING, description.span))
            continue
        if holder is None:
            holder = Person()
            persons.append(holder)
        holders.setdefault(key, holder)
        if holder.names:
            _add_reason(holder, office, f"the office that the text gives {holder.names[0].text}")
        holder.mentions.append(Mention(Kind.REFERRING_STRING, description.span))
        holder.offices.append(office)


def _key(description: Description, office: Office) -> Words:
    """By what descriptions are the same: known ones by their standard form, others by the words of the office."""
    standard = gazetteer().known_person_standard.get(description.words)
    return words_of(standard) if standard else office.words


def _add_reason(person: Person, office: Office, reason: str) -> None:
    """Say once for each office why it means a person."""
    if not any(stated.startswith(f"{office.text}: ") for stated in person.reasons):
        person.reasons.append(f"{office.text}: {reason}.")


def _holder(persons: list[Person], office: Office, description: Description) -> Person | None:
    """The one named person to whom the text gives this office, or one that begins with the same word."""
    known = gazetteer()
    words = office.words[1:] if description.demonstrative else office.words
    standard = known.known_person_standard.get(description.words)
    equal = [
        person
        for person in persons
        if any(
            other.words == words
            or (standard is not None and known.known_person_standard.get(words_of(other.text)) == standard)
            for other in person.offices
        )
    ]
    if equal or not (description.demonstrative or len(words) == 1):
        return equal[0] if len(equal) == 1 else None
    similar = [
        person
        for person in persons
        if any(other.words[:1] == words[:1] and not _abroad(other) for other in person.offices)
    ]
    return similar[0] if len(similar) == 1 and similar[0].names else None


def _abroad(office: Office) -> bool:
    """Whether an office is one of another country, so that its first word alone does not mean it."""
    standard = gazetteer().place_standard
    return any(standard.get((word,), "ایران") != "ایران" for word in office.words)


def _known_by_office(text: Text, persons: list[Person]) -> list[Person]:
    """The persons, those known only by an office being whom the authority file has in it on the day of the article.

    Of several entries of one name, the text's office for the person leaves that which held it.
    """
    day = text.document.article.metadata.date
    kept: list[Person] = []
    for person in sorted(persons, key=lambda person: not person.names):
        for office in person.offices if len(person.entries) > 1 or not person.names else ():
            role = letters(office.text)
            holders = text.known.in_office(role, day) or text.known.named("person", role)
            left = tuple(entry for entry in person.entries or holders if entry in holders)
            if len(left) == 1:
                person.entries = left
                person.reasons.append(f"{office.text}: so the authority file calls {left[0].ident}.")
                break
        same = next((other for other in kept if len(person.entries) == 1 and other.entries == person.entries), None)
        if same:
            _merge(same, person)
        else:
            kept.append(person)
    return kept


def _signatories(text: Text, persons: list[Person], descriptions: list[Description]) -> Iterator[tuple[Span, Person]]:
    """Descriptions of the author of an embedded letter in the block before it, with the person who signs it."""
    document = text.document
    known = gazetteer()
    by_mention = {mention.span: person for person in persons for mention in person.mentions}
    for letter in document.annotations(Kind.FLOATING_TEXT):
        signed = [
            name.span
            for block in document.annotations(Kind.SIGNED)
            for name in document.annotations(Kind.PERS_NAME)
            if letter.span.covers(block.span) and block.span.covers(name.span)
        ]
        if not signed:
            continue
        signatory = by_mention[signed[-1]]
        introduction = next(
            (
                p.span
                for p in reversed(document.annotations(Kind.PARAGRAPH, Kind.HEAD))
                if p.span.end <= letter.span.begin
            ),
            None,
        )
        for description in descriptions:
            tokens = token_range(text.view, description.span)
            before = text.words[tokens.start - 1] if tokens.start else ""
            introduced = before in known.letter_words and introduction and introduction.covers(description.span)
            behind = tuple(text.words[tokens.stop : tokens.stop + 4])
            answers = any(behind[: len(phrase)] == phrase for phrase in known.in_reply)
            if introduced or (answers and description.span.end <= letter.span.begin):
                yield description.span, signatory


def _person_entities(persons: list[Person]) -> tuple[Entity, ...]:
    """The entities of persons, numbered by first mention."""
    persons.sort(key=_first_mention)
    return tuple(_person_entity(number, person) for number, person in enumerate(persons, 1))


def _person_entity(number: int, person: Person) -> Entity:
    names, known = _of_authority(_best_names(person), person.entries)
    return Entity(
        f"person.{number}",
        EntityKind.PERSON,
        names,
        tuple(sorted(person.mentions, key=lambda mention: mention.span)),
        tuple(dict.fromkeys(office.text for office in person.offices)),
        tuple(dict.fromkeys(ident for office in person.offices for ident in office.organisations)),
        next(iter(person.sexes)) if len(person.sexes) == 1 else "",
        (*known, *person.reasons),
        _identifiers(person.entries),
    )


def _best_names(person: Person) -> tuple[Name, ...]:
    """The names without repetition, that with most parts first, and of these that with fewest titles."""
    unique = {name.text: name for name in person.names}
    return tuple(
        sorted(
            unique.values(),
            key=lambda name: (
                -sum(kind is not Kind.ADD_NAME for kind, _ in name.parts),
                sum(kind is Kind.ADD_NAME for kind, _ in name.parts),
                -len(name.text),
            ),
        )
    )


def _relations(people: Iterable[Entity], persons: list[Person]) -> Iterator[Relation]:
    """Relations that an office states where it is nothing but a word of the relation and the organisation."""
    verbs = gazetteer().relation_of_office
    for entity, person in zip(people, persons, strict=True):
        stated: set[tuple[str, str]] = set()
        for office in person.offices:
            for at, word in enumerate(office.words):
                relation = verbs.get(office.words[:at])
                if relation and word.startswith("org.") and (relation, word) not in stated:
                    stated.add((relation, word))
                    yield Relation(relation, entity.ident, word, "medium")
