"""Relations that the text states: who heads, speaks for or is a member of what, and who is whose son or wife."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.annotators.entities.person import Office, Person
from tei.annotators.entities.text import Text
from tei.document import Entity, Kind, Relation
from tei.language.gazetteer import gazetteer


def relations_of(text: Text, people: Sequence[Entity], persons: list[Person]) -> Iterator[Relation]:
    """The relations of persons, who stand in the order of their entities, each once."""
    found = [*_of_offices(text, people, persons), *_of_kin(text, people)]
    yield from dict.fromkeys(found)


def _of_offices(text: Text, people: Sequence[Entity], persons: list[Person]) -> Iterator[Relation]:
    """What an office says that is nothing but a word of the relation and the organisation."""
    relations = gazetteer().relation_of_office
    for entity, person in zip(people, persons, strict=True):
        for office in person.offices:
            relation = relations.get(office.words[:-1])
            if not relation or not office.words[-1].startswith("org."):
                continue
            if not (_only_serves(text, office) or _may_go_on(text, office)):
                yield Relation(relation, entity.ident, office.words[-1], "medium")


def _may_go_on(text: Text, office: Office) -> bool:
    """Whether a word behind «و» is no name, title or office, so that the organisation may hold it: … و انفورماتیک."""
    known = gazetteer()
    at = text.tokens_in(office.span).stop
    if text.words[at : at + 1] != ["و"] or at + 1 >= len(text.words):
        return False
    named = text.covered[at + 1] or at + 1 in text.person_begins
    return not (named or any(text.words[at + 1] in listed.longest for listed in (known.offices, known.honorifics)))


def _only_serves(text: Text, office: Office) -> bool:
    """Whether an office is that of a secretary general under a president, or of one who only speaks for others.

    دبیرکل فدراسیون فوتبال does not head it, and نماینده شرکت is no member of it.
    """
    known = gazetteer()
    words = text.words_in(office.span)
    if office.words[:-1] in known.secretaries:
        return not known.presided.isdisjoint(words)
    return office.words[:-1] in known.deputies and known.chambers.isdisjoint(words)


def _of_kin(text: Text, people: Sequence[Entity]) -> Iterator[Relation]:
    """What a word of kinship in apposition to a name says: ناصر، پسر محمود; only between two names of persons."""
    known = gazetteer()
    words = text.words
    ident_of = {
        mention.span: entity.ident for entity in people for mention in entity.mentions if mention.kind is Kind.PERS_NAME
    }
    for one, other in pairwise(sorted(ident_of)):
        begin, end = text.tokens_in(one).stop, text.tokens_in(other).start
        between = [word for word in words[begin:end] if word not in '«»"']
        relation = known.kinship.get(between[-1]) if between else None
        closed = text.tokens_in(other).stop
        opened = between[:-1] in (["،"], [","], ["("])
        in_commas = opened and closed < len(words) and words[closed] in "،,.:؛)"
        directly = len(between) == 1 and between[-1] in known.kinship_without_comma
        if relation and (in_commas or directly) and ident_of[one] != ident_of[other]:
            yield Relation(relation, ident_of[one], ident_of[other], "medium")
