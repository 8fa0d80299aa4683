"""Names of persons with their parts, of organisations and places, and offices beside the name of a person.

A trained tagger proposes names; the gazetteer adds and corrects; then a name that is sure in one place is a name
in the whole article. All works on the repaired view, sentence by sentence.

`reading` holds the words and sentences, `candidates` what may be a name, `bibliography` names with the surname first,
`boundaries` where it begins and ends,
`selection` which names stand, `consistency` what one mention says of the others, `nesting` what stands in brackets
behind a name or within it, `offices` what stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from operator import attrgetter

from tei import __version__
from tei.annotators.names.bibliography import INVERTED, inverted, inverted_parts
from tei.annotators.names.boundaries import extended, joined, pieces
from tei.annotators.names.candidates import listed, tagged
from tei.annotators.names.consistency import consistent
from tei.annotators.names.nesting import (
    organisations_within,
    persons_within,
    places_within,
    with_nicknames,
    with_short_forms,
)
from tei.annotators.names.offices import offices
from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import is_name, is_title, resolved, works_in
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.gazetteer import Words
from tei.language.person_names import NICKNAME, Part, parts_of

AGENT = Agent(ident="names", version=__version__, label="names and offices: a trained tagger, gazetteers and context")


def annotate(document: Document) -> Layer:
    """The names of a document, with parts, and the offices beside names of persons."""
    reading = Reading(document)
    found = [piece for name in tagged(reading) for piece in pieces(reading, name)]
    found += listed(reading)
    works = works_in(reading, found)
    named = (name for name in found if is_name(reading, name) and not is_title(reading, name, works))
    names = resolved([*inverted(reading), *named])
    names = consistent(reading, joined(reading, names))
    ends = [0, *(name.end for name in names)]
    names = resolved(extended(reading, name, floor) for name, floor in zip(names, ends, strict=False))
    names = with_nicknames(reading, with_short_forms(reading, names))
    persons = list(persons_within(reading, names))
    nested = [*organisations_within(reading, names), *places_within(reading, names), *persons]
    parts = _parts(reading, sorted([*names, *persons], key=attrgetter("begin")))
    return Layer.of(AGENT, [*_marks(reading, [*names, *nested]), *parts, *offices(document, reading, names)])


def _marks(reading: Reading, names: Iterable[Name]) -> Iterator[Annotation]:
    for name in names:
        features = {"type": name.type} if name.type == "short" else {}
        trimmed = reading.person_span if name.kind is Kind.PERS_NAME else reading.span
        yield Annotation(name.kind, trimmed(name.begin, name.end), features, name.certainty)


def _parts(reading: Reading, names: Iterable[Name]) -> Iterator[Annotation]:
    """The parts of the names of persons; a name alone that is the surname of a fuller name is a surname."""
    words = reading.words
    persons = [name for name in names if name.kind is Kind.PERS_NAME]
    parts = [_parts_of(reading, person, ()) for person in persons]
    surnames = {
        tuple(words[begin : part.end])
        for of_person in parts
        for first, part in pairwise(of_person)
        if first.kind is Kind.FORENAME and part.kind is Kind.SURNAME
        for begin in (part.begin, part.end - 1)
    }
    for person, of_person in zip(persons, parts, strict=True):
        untitled = [part for part in of_person if part.kind is not Kind.ADD_NAME]
        alone = bool(untitled) and tuple(words[untitled[0].begin : untitled[-1].end]) in surnames
        for part in _parts_of(reading, person, surnames) if alone else of_person:
            features = {"type": part.type} if part.kind is Kind.ADD_NAME else {}
            yield Annotation(part.kind, _span(reading, part), features, person.certainty)


def _parts_of(reading: Reading, name: Name, surnames: Collection[Words]) -> list[Part]:
    if name.type == NICKNAME:
        return [Part(Kind.ADD_NAME, name.begin, name.end, type=NICKNAME)]
    if name.type == INVERTED:
        return inverted_parts(reading.words, name.begin, name.end)
    return parts_of(reading.words, name.begin, name.end, surnames)


def _span(reading: Reading, part: Part) -> Span:
    if not part.letters:
        return reading.person_span(part.begin, part.end)
    first = reading.view.word_begins[part.begin]
    end = first + part.letters[1] if part.end == part.begin + 1 else reading.view.word_ends[part.end - 1]
    return reading.view.span(first + part.letters[0], end)
