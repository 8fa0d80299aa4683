"""Persons meant without their name: رهبر انقلاب, سخنگوی وزارت خارجه, این نماینده مجلس."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from tei.annotators.entities.offices import is_short_for, office_of, offices_of
from tei.annotators.entities.person import Office, Person
from tei.annotators.entities.text import Text
from tei.document import Document, Kind, Mention, Span
from tei.language.clauses import Clauses
from tei.language.gazetteer import Words, gazetteer, words_of
from tei.language.numerals import is_several
from tei.language.offices import office_after
from tei.language.speaking_offices import speaking_office

DEMONSTRATIVE = "این"
"""The word before an office or a profession by which the text means somebody spoken of before."""

_CLOSED = (Kind.ROLE_NAME, Kind.LIST, Kind.ITEM, Kind.LABEL, Kind.SURPLUS)


@dataclass(frozen=True)
class Description:
    """A definite description that means a person: رهبر انقلاب, این نماینده مجلس."""

    span: Span
    words: Words
    demonstrative: bool = False


def descriptions_of(text: Text) -> Iterator[Description]:
    """Phrases that mean a person without a name, outside names, offices beside names and lists of tags."""
    openings = gazetteer().description_openings
    persons = {at for found in text.document.annotations(Kind.PERS_NAME) for at in text.tokens_in(found.span)}
    closed = {at for found in text.document.annotations(*_CLOSED) for at in text.tokens_in(found.span)}
    closed.update(at for at in persons if not text.covered[at])
    clauses = Clauses(text.document, text.view, text.person_begins)
    floor = 0
    for at, word in [(at, word) for at, word in enumerate(text.words) if word in openings]:
        if at < floor or at in closed:
            continue
        end = _description_end(text, clauses, at)
        if end is not None and closed.isdisjoint(range(at, end)):
            span = text.view.span(text.view.word_begins[at], text.view.word_ends[end - 1])
            yield Description(span, tuple(text.words[at:end]), demonstrative=word == DEMONSTRATIVE)
            floor = end


def _description_end(text: Text, clauses: Clauses, at: int) -> int | None:
    """The end of the description that begins at a word, if one does."""
    known = gazetteer()
    words = text.words
    if length := known.known_persons.match(words, at, len(words)):
        return at + length
    if words[at] == DEMONSTRATIVE:
        if at + 1 == len(words) or words[at + 1] not in known.demonstrated:
            return None
        end = office_after(words, at + 1, len(words), text.covered) or at + 2
        return end + (end < len(words) and words[end] in known.nationalities)
    return None if text.covered[at] else _lone_office(text, clauses, at)


def _lone_office(text: Text, clauses: Clauses, at: int) -> int | None:
    """The end of an office that stands for its holder: one of those that few hold, or one with its organisation."""
    known = gazetteer()
    words = text.words
    if at and words[at - 1] in known.not_before_holder:
        return None
    end = office_after(words, at, len(words), text.covered)
    clause = clauses.beginning(at)
    speaking = speaking_office(words, clause, end, text.covered) if clause else None
    if speaking and text.person_begins.isdisjoint(range(at, speaking)):
        end = speaking
    if end is None:
        return None
    phrase = tuple(words[at:end])
    if end < len(words) and (words[end] in known.not_after_holder or _is_predicate(words, at, end)):
        return None
    head = known.offices.match(words, at, end)
    has_complement = end > at + head
    opens = end == speaking or clauses.opens(at)
    if not opens and (is_several(words[at - 1]) or not known.holder_offices.match(words, at, end)):
        return None
    return end if has_complement or phrase in known.lone_offices else None


def _is_predicate(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether an office is what the sentence says of its subject: وی رئیس فدراسیون بود."""
    known = gazetteer()
    return words[end] in known.copulas and (begin == 0 or words[begin - 1] in known.before_predicate)


def chain_descriptions(
    text: Text, persons: list[Person], descriptions: list[Description], organisation_of: dict[Span, str]
) -> None:
    """Give each description to the person whose office it is; others of the same words are a person without a name."""
    held = [offices_of(text, description.span, organisation_of) for description in descriptions]
    offices = [
        parts[0] if len(parts) == 1 else office_of(text, description.span, organisation_of)
        for description, parts in zip(descriptions, held, strict=True)
    ]
    holders: dict[Words, Person] = {}
    signatories = dict(signatories_of(text, persons, descriptions))
    names = {
        tokens.start: (tokens.stop, person)
        for person in persons
        for mention in person.mentions
        if mention.kind is Kind.PERS_NAME and (tokens := text.tokens_in(mention.span))
    }
    for description, office in zip(descriptions, offices, strict=True):
        if signatory := signatories.get(description.span):
            _set_holder(holders, description, office, signatory)
            _add_reason(signatory, office, "so the article calls the signatory of the letter")
        elif named := _named_behind(text, description, names):
            _set_holder(holders, description, office, named)
            _add_reason(named, office, f"stands in apposition to {named.names[0].text}")
    for description, office, parts in zip(descriptions, offices, held, strict=True):
        known = next((holders[key] for key in _keys(description, office) if key in holders), None)
        holder = known or _only_holder(persons, parts, description)
        if description.demonstrative:
            reason = "the only person whose office begins with this word"
            if holder is None and not gazetteer().not_of_speakers.isdisjoint(description.words):
                continue
            if holder is None:
                holder, reason = _only_one(persons, description), "the only person that the article names"
            if holder:
                _add_reason(holder, office, reason)
                holder.mentions.append(Mention(Kind.REFERRING_STRING, description.span))
            continue
        if holder is None:
            holder = Person()
            persons.append(holder)
        _set_holder(holders, description, office, holder)
        if holder.names:
            _add_reason(holder, office, f"the office that the text gives {holder.names[0].text}")
        holder.mentions.append(Mention(Kind.REFERRING_STRING, description.span))
        holder.offices += parts


def _named_behind(text: Text, description: Description, names: dict[int, tuple[int, Person]]) -> Person | None:
    """The person named between commas behind a description: دبیرکل سازمان ملل، آنتونیو گوترش، گفت; none of a list."""
    known = gazetteer()
    words = text.words
    tokens = text.tokens_in(description.span)
    end, person = names.get(tokens.stop + 1, (0, None))
    if person is None or words[tokens.stop] not in "،," or end >= len(words) - 1 or words[end] not in "،,":
        return None
    listed = (tokens.start and words[tokens.start - 1] in "،,و") or end + 1 in names or words[end + 1] == "و"
    return None if listed or words[end + 1] in known.offices.longest else person


def _only_one(persons: list[Person], description: Description) -> Person | None:
    """The only person that the article names, if nobody else is meant last before a description: این بازیکن."""
    named = [person for person in persons if person.names]
    if len(named) != 1:
        return None
    last = max(
        (
            (mention.span, person)
            for person in persons
            for mention in person.mentions
            if mention.span < description.span
        ),
        key=itemgetter(0),
        default=None,
    )
    return named[0] if last and last[1] is named[0] else None


def _keys(description: Description, office: Office) -> tuple[Words, Words]:
    """By what descriptions are the same: known ones by their standard form, others by the office; all by their words.

    The office has an id for each organisation, but of one phrase an organisation is not found every time.
    """
    standard = gazetteer().known_person_standard.get(description.words)
    return words_of(standard) if standard else office.words, description.words


def _set_holder(holders: dict[Words, Person], description: Description, office: Office, person: Person) -> None:
    """Remember whom a description means, unless that is known."""
    for key in _keys(description, office):
        holders.setdefault(key, person)


def _add_reason(person: Person, office: Office, reason: str) -> None:
    """Say once for each office why it means a person."""
    if not any(stated.startswith(f"{office.text}: ") for stated in person.reasons):
        person.reasons.append(f"{office.text}: {reason}.")


def _only_holder(persons: list[Person], offices: list[Office], description: Description) -> Person | None:
    """The one named person to whom the text gives some of the offices that a description joins."""
    holders = [holder for office in offices if (holder := _holder(persons, office, description))]
    return holders[0] if holders and all(holder is holders[0] for holder in holders) else None


def _holder(persons: list[Person], office: Office, description: Description) -> Person | None:
    """The one named person to whom the text gives this office, in full or in short, or one with its first word."""
    known = gazetteer()
    words = office.words[1:] if description.demonstrative else office.words
    standard = known.known_person_standard.get(description.words)
    equal = [
        person
        for person in persons
        if any(
            other.words == words
            or words_of(other.text) == description.words
            or (standard is not None and known.known_person_standard.get(words_of(other.text)) == standard)
            for other in person.offices
        )
    ]
    if equal or not (description.demonstrative or len(words) == 1):
        same = equal or [
            person
            for person in persons
            if person.names
            and any(
                is_short_for(short, full) or is_short_for(full, short)
                for other in person.offices
                for short, full in _compared(description, office, other)
            )
        ]
        return same[0] if len(same) == 1 else None
    similar = [
        person
        for person in persons
        if any(other.words[:1] == words[:1] and not _abroad(other) for other in person.offices)
    ]
    return similar[0] if len(similar) == 1 and similar[0].names else None


def _compared(description: Description, office: Office, other: Office) -> Iterator[tuple[Words, Words]]:
    """How two offices are compared: by their organisations, and those that one person holds by their words as well.

    The words must begin alike, as the head of a commission of the parliament does not head the parliament; and where a
    minister's country is left out, it may be another one.
    """
    known = gazetteer()
    begin = int(description.demonstrative)
    yield office.words[begin:], other.words
    one, another = (
        tuple(word for word in words if word not in known.silent_office_words)
        for words in (description.words[begin:], words_of(other.text))
    )
    held_by_one = known.relation_of_office.get(other.words[:1]) == "heads" and one[1:2] == another[1:2]
    apart = known.nationalities | known.ordinals | (known.own_country if one[0] in known.ministers else frozenset())
    if (held_by_one or other.words[:1] in known.lone_offices) and apart.isdisjoint({*one} ^ {*another}):
        yield one, another


def _abroad(office: Office) -> bool:
    """Whether an office is one of another country, so that its first word alone does not mean it."""
    known = gazetteer()
    return any((word,) in known.countries and word not in known.own_country for word in office.words)


def signatories_of(text: Text, persons: list[Person], descriptions: list[Description]) -> Iterator[tuple[Span, Person]]:
    """Descriptions of the author of an embedded letter in the block before it, with the person who signs it."""
    introduced = [found.span for found in descriptions if _is_behind_letter(text, found.span)]
    answering = [found.span for found in descriptions if _answers(text, found.span)]
    if not introduced and not answering:
        return
    document = text.document
    by_mention = {mention.span: person for person in persons for mention in person.mentions}
    signatures = _signatures(document)
    blocks = [block.span for block in document.annotations(Kind.PARAGRAPH, Kind.HEAD)]
    signed = [
        (letter, signature)
        for letter in (found.span for found in document.annotations(Kind.FLOATING_TEXT))
        if (signature := _last(signatures, letter.end)) and letter.covers(signature)
    ]
    for letter, signature in signed:
        introduction = _last(blocks, letter.begin)
        if introduction is not None:
            first = bisect_left(introduced, introduction.begin, key=attrgetter("begin"))
            behind = bisect_right(introduced, introduction.end, key=attrgetter("end"))
            for span in introduced[first:behind]:
                yield span, by_mention[signature]
    for span in answering:
        behind = bisect_left(signed, span.end, key=lambda one: one[0].begin)
        if behind < len(signed):
            yield span, by_mention[signed[behind][1]]


def _is_behind_letter(text: Text, span: Span) -> bool:
    """Whether a word such as نامه stands before a description."""
    begin = text.tokens_in(span).start
    return begin > 0 and text.words[begin - 1] in gazetteer().letter_words


def _answers(text: Text, span: Span) -> bool:
    """Whether a description is of somebody who answers a letter: «در پاسخ به نامه»."""
    end = text.tokens_in(span).stop
    behind = tuple(text.words[end : end + 4])
    return any(behind[: len(phrase)] == phrase for phrase in gazetteer().in_reply)


def _signatures(document: Document) -> list[Span]:
    """The names of persons in the signatures of letters."""
    names = [name.span for name in document.annotations(Kind.PERS_NAME)]
    begins = [name.begin for name in names]
    return [
        name
        for block in document.annotations(Kind.SIGNED)
        for name in names[bisect_left(begins, block.span.begin) : bisect_left(begins, block.span.end)]
    ]


def _last(spans: Sequence[Span], end: int) -> Span | None:
    """The last of some spans, in the order of the text and without overlap, that ends at an offset or before it."""
    behind = bisect_right(spans, end, key=attrgetter("end"))
    return spans[behind - 1] if behind else None
