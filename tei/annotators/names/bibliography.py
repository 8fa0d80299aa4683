"""Names of bibliographies, surname first: بهادری‌نژاد، مهدی (۱۳۴۹)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.names.reading import Name, Reading
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.person_names import Part

INVERTED = "inverted"
"""The type of a name whose surname stands first, with a comma behind it."""

LONGEST_SURNAME = 3
"""Words of the longest surname."""

_YEAR = re.compile("[12][0-9]{3}")
_COMMAS = "،,"


def inverted(reading: Reading) -> Iterator[Name]:
    """The authors with whom the line of a bibliography begins.

    A full stop follows them, or, in the same line, a year behind a mark.
    """
    words = reading.words
    for first, last in reading.sentences:
        at = next((at for at in range(first, last) if words[at].isalpha()), last)
        found: list[Name] = []
        while end := _inverted_end(words, at, last):
            found.append(Name(Kind.PERS_NAME, at, end, "high", INVERTED))
            at = end + 1 if words[end] in "و؛" else last
        if found and _is_entry(words, found[-1].end, last):
            yield from found


def _inverted_end(words: Sequence[str], begin: int, last: int) -> int:
    """Where surname, comma and forenames end that begin at a word, if something follows them; else 0."""
    known = gazetteer()
    commas = (at for at in range(begin + 1, min(begin + LONGEST_SURNAME + 1, last)) if not words[at].isalpha())
    end = first = next(commas, last) + 1
    if first >= last or words[begin] in known.forenames or words[first - 1] not in _COMMAS:
        return 0
    forenames = (known.forenames, known.doubtful_forenames, known.forename_closers)
    while end < last and any(words[end] in listed for listed in forenames):
        end += 1
    return end if first < end < last else 0


def _is_entry(words: Sequence[str], at: int, last: int) -> bool:
    if words[at] == ".":
        return True
    years = (year for year in range(at + 1, last) if _YEAR.fullmatch(words[year]))
    return words[at] in "(،,؛:" and any(not words[year - 1].isalnum() for year in years)


def inverted_parts(words: Sequence[str], begin: int, end: int) -> list[Part]:
    """The parts of an inverted name."""
    comma = next(at for at in range(begin, end) if words[at] in _COMMAS)
    return [Part(Kind.SURNAME, begin, comma), Part(Kind.FORENAME, comma + 1, end)]
