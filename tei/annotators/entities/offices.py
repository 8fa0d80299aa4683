"""Whose office is which: offices beside names, and persons whom the authority file knows by their office."""

from __future__ import annotations

from tei.annotators.entities.person import Office, Person, merge
from tei.annotators.entities.text import Text
from tei.document import Kind, Mention, Span
from tei.language.authority import letters
from tei.language.gazetteer import Words, gazetteer

_DIRECTLY = frozenset(' \t\u00a0\u200c«»"')

_BESIDE = _DIRECTLY | frozenset("،,؛-–—(")

_COLON = _DIRECTLY | frozenset(":")


def give_offices(text: Text, persons: list[Person], organisation_of: dict[Span, str]) -> None:
    """Tie each office phrase to the person whose name stands beside it.

    Of two, that which stands right before it (apposition), then that right behind it, then that before a comma, then
    that behind a colon (سرمربی: ناصر بهرامیان).
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
            or begins.get(_skip(source, span.end, _COLON))
        )
        if person is not None:
            person.mentions.append(Mention(Kind.ROLE_NAME, span))
            person.offices += offices_of(text, span, organisation_of)


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


def offices_of(text: Text, span: Span, organisation_of: dict[Span, str]) -> list[Office]:
    """The offices of a phrase, which «و» joins if each has its complement: معاون رئیس‌جمهور و رئیس سازمان ملی X."""
    known = gazetteer()
    tokens = text.tokens_in(span)
    begins = [tokens.start]
    for at in tokens[1:-1]:
        has_complement = at - begins[-1] > known.offices.match(text.words, begins[-1], at)
        joins = text.words[at] == "و" and not text.covered[at] and has_complement
        if joins and known.offices.match(text.words, at + 1, tokens.stop):
            begins.append(at + 1)
    if len(begins) == 1:
        return [office_of(text, span, organisation_of)]
    ends = [*(begin - 1 for begin in begins[1:]), tokens.stop]
    view = text.view
    spans = [
        view.span(view.word_begins[begin], view.word_ends[end - 1]) for begin, end in zip(begins, ends, strict=True)
    ]
    return [office_of(text, part, organisation_of) for part in spans]


def office_of(text: Text, span: Span, organisation_of: dict[Span, str]) -> Office:
    """An office as words, in which each organisation is its id, so that full and short forms are equal."""
    inside = text.organisations_in(span)
    outer = [one for one in inside if not any(other.span.covers(one.span) for other in inside if other is not one)]
    ids = tuple(dict.fromkeys(organisation_of[annotation.span] for annotation in outer))
    known = gazetteer()
    tokens = text.tokens_in(span)
    words: list[str] = []
    at = tokens.start
    while at < tokens.stop:
        begin = text.view.starts[text.view.word_begins[at]]
        holder = next((a for a in outer if a.span.begin <= begin < a.span.end), None)
        length = known.office_variants.match(text.words, at, tokens.stop)
        if holder:
            words.append(organisation_of[holder.span])
        elif length:
            words += known.office_standard["".join(text.words[at : at + length])].split()
        elif text.words[at].isalpha() and text.words[at] not in known.silent_office_words:
            words.append(text.words[at])
        at += length or 1
    unique = [word for at, word in enumerate(words) if not (word.startswith("org.") and word in words[:at])]
    return Office(span, text.spelling.of(span), tuple(unique), ids)


def is_short_for(short: Words, full: Words) -> bool:
    """Whether an office is another one with words left off: کارشناس سازمان ملل, کارشناس ویژه سازمان ملل.

    A rank, a time of office, or a place that is not this country makes it that of somebody else; but one who stands
    for several towns stands for each.
    """
    if len(short) < 2 or short[0] != full[0]:
        return False
    known = gazetteer()
    missing: list[str] = []
    left = iter(short)
    expected = next(left)
    for word in full:
        if word == expected:
            expected = next(left, "")
        else:
            missing.append(word)
    of_towns = short[:1] in known.offices_of_towns
    return not expected and not any(
        word in known.other_holders
        or (not of_towns and (word,) in known.place_standard and word not in known.own_country)
        for word in missing
    )


def known_by_office(text: Text, persons: list[Person]) -> list[Person]:
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
        known = len(person.entries) == 1
        same = next((other for other in kept if other.entries == person.entries), None) if known else None
        if same:
            merge(same, person)
        else:
            kept.append(person)
    return kept
