"""Who is who: mentions of persons, organisations and places chained to entities, each by a stated reason.

Persons are chained by the same full name, by a surname that only one full name has, by an office that the text
gives them, and by the signature of a letter whose introduction names its author. Nothing is chained by guess: where
two persons share a surname, the surname alone stays a person of its own, with a note.

The user's authority file is honoured before all this: names of one entry are one entity, names of two are two, and a
name that several entries have means none of them, unless the article names only one of them more fully.

`text` holds what is read of an article, `keys` what makes mentions one; `organisations`, `places` and `named_persons`
chain names, `offices` ties offices to names and `descriptions` finds who is meant without a name; `person` is what is
gathered of one; `relations` are what the text states between them.
"""

from __future__ import annotations

from dataclasses import replace

from tei import __version__
from tei.annotators.entities.descriptions import chain_descriptions, descriptions_of
from tei.annotators.entities.named_persons import named_persons
from tei.annotators.entities.offices import give_offices, known_by_office
from tei.annotators.entities.organisations import organisations_of
from tei.annotators.entities.person import person_entities
from tei.annotators.entities.places import places_of
from tei.annotators.entities.relations import relations_of
from tei.annotators.entities.speakers import join_speakers
from tei.annotators.entities.text import Text
from tei.document import Agent, Annotation, Document, Kind, Layer
from tei.language.gazetteer import gazetteer
from tei.settings import NO_AUTHORITY, Authority

AGENT = Agent(ident="entities", version=__version__, label="persons, organisations and places, by stated reasons")


def annotate(document: Document, authority: Authority = NO_AUTHORITY) -> Layer:
    """The persons meant without a name (`rs`), and the entities and relations of a document."""
    text = Text(document, authority)
    organisations = organisations_of(text)
    places = places_of(text)
    organisation_of = {mention.span: entity.ident for entity in organisations for mention in entity.mentions}
    persons = named_persons(text)
    give_offices(text, persons, organisation_of)
    descriptions = list(descriptions_of(text))
    chain_descriptions(text, persons, descriptions, organisation_of)
    persons = join_speakers(text, known_by_office(text, persons))
    people = person_entities(persons)
    marks = [
        Annotation(
            Kind.REFERRING_STRING,
            description.span,
            {"type": "person"},
            "high" if description.words in gazetteer().known_persons else "medium",
        )
        for description in descriptions
    ]
    relations = tuple(relations_of(text, people, persons))
    return replace(Layer.of(AGENT, marks), entities=(*people, *organisations, *places), relations=relations)
