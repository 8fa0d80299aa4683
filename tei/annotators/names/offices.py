"""The offices beside the names of persons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tei.annotators.names.reading import Name, Reading
from tei.document import Annotation, Document, Kind
from tei.language.clauses import Clauses
from tei.language.offices import office_after, office_before
from tei.language.speaking_offices import speaking_office

_CLOSING = {"-": "-", "–": "–", "—": "—", "(": ")"}
"""The marks that open an insertion, with those that close it: ناصر بهرامیان (مدیر باشگاه)."""


def offices(document: Document, reading: Reading, names: list[Name]) -> Iterator[Annotation]:
    """The offices before and behind the names of persons.

    Before a colon they are one if a line holds nothing else («سرمربی: ناصر بهرامیان»), behind a semicolon if the name
    opens its clause. Behind one that opens what somebody says, the phrase goes on to the verb or adverbial.
    """
    covered = [0] * len(reading.words)
    persons = []
    for number, name in enumerate(names, 1):
        if name.kind is Kind.PERS_NAME:
            persons.append(name)
        else:
            mark = -number if name.kind is Kind.PLACE_NAME else number
            covered[name.begin : name.end] = [mark] * (name.end - name.begin)
    clauses = Clauses(document, reading.view, {person.begin for person in persons})
    floor = 0
    for person, following in zip_longest(persons, persons[1:]):
        first, last = reading.sentence_of(person.begin)
        listed = person.begin - 1 > first and person.end == last and reading.words[person.begin - 1] == ":"
        end = person.begin - (listed or (person.begin > first and reading.words[person.begin - 1] in '«"'))
        begin = office_before(reading.words, end, max(first, floor), covered)
        if listed and begin != first:
            begin = None
        if begin is not None:
            yield _office(reading, begin, end)
        floor = person.end
        ceiling = min(last, following.begin) if following else last
        at = person.end
        opens = person.begin == first or not reading.words[person.begin - 1].isalnum()
        marks = '،,»"؛' if opens else '،,»"'
        while at < ceiling and reading.words[at] in marks:
            at += 1
        closing = _CLOSING.get(reading.words[at]) if at < ceiling else None
        at += closing is not None
        end = office_after(reading.words, at, ceiling, covered, apposition=True)
        if at < ceiling and not closing:
            clause = clauses.around(at) if at == person.end or clauses.beginning(person.begin) else None
            speaking = speaking_office(reading.words, clause, end, covered, apposition=True) if clause else None
            end = speaking if speaking and speaking <= ceiling else end
        if closing and end is not None and reading.words[end : end + 1] != [closing]:
            end = None
        if end is not None and not (following and end == following.begin and begin is None):
            yield _office(reading, at, end)
            floor = end


def _office(reading: Reading, begin: int, end: int) -> Annotation:
    return Annotation(Kind.ROLE_NAME, reading.span(begin, end), {"type": "office"}, "medium")
