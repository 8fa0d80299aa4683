"""Names of persons with their parts, of organisations and places, and offices beside the name of a person.

A trained tagger proposes names; the gazetteer adds and corrects; then a name that is sure in one place is a name
in the whole article. All works on the repaired view, sentence by sentence.

`reading` holds the words and sentences, `candidates` what may be a name, `boundaries` where it begins and ends,
`selection` which names stand, `consistency` what one mention says of the others, `nesting` what stands in brackets
behind a name or within it, `offices` what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei import __version__
from tei.annotators.names.boundaries import extended, joined, pieces
from tei.annotators.names.candidates import listed, tagged
from tei.annotators.names.consistency import consistent
from tei.annotators.names.nesting import places_within, with_short_forms
from tei.annotators.names.offices import offices
from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import is_name, resolved
from tei.document import Agent, Annotation, Document, Kind, Layer
from tei.language.person_names import parts_of

AGENT = Agent(ident="names", version=__version__, label="names and offices: a trained tagger, gazetteers and context")


def annotate(document: Document) -> Layer:
    """The names of a document, with parts, and the offices beside names of persons."""
    reading = Reading(document)
    found = [piece for name in (*tagged(reading), *listed(reading)) for piece in pieces(reading, name)]
    names = resolved(name for name in found if is_name(reading, name))
    names = consistent(reading, joined(reading, names))
    ends = [0, *(name.end for name in names)]
    names = resolved(extended(reading, name, floor) for name, floor in zip(names, ends, strict=False))
    names = with_short_forms(reading, names)
    nested = list(places_within(reading, names))
    return Layer.of(AGENT, [*_marks(reading, [*names, *nested]), *offices(reading, names)])


def _marks(reading: Reading, names: Iterable[Name]) -> Iterator[Annotation]:
    for name in names:
        features = {"type": "short"} if name.short else {}
        yield Annotation(name.kind, reading.span(name.begin, name.end), features, name.certainty)
        if name.kind is Kind.PERS_NAME:
            yield from _parts(reading, name)


def _parts(reading: Reading, name: Name) -> Iterator[Annotation]:
    for part in parts_of(reading.words, name.begin, name.end):
        begin, end = reading.tokens[part.begin].begin, reading.tokens[part.end - 1].end
        if part.letters:
            first = reading.tokens[part.begin].begin
            begin = first + part.letters[0]
            end = first + part.letters[1] if part.end == part.begin + 1 else end
        features = {"type": "honorific"} if part.kind is Kind.ADD_NAME else {}
        yield Annotation(part.kind, reading.view.span(begin, end), features, name.certainty)
