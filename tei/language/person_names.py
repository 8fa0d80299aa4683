"""How the name of a person is built: titles, forename, surname, the links between them and numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tei.document import Kind
from tei.language.gazetteer import Gazetteer, gazetteer


class Part(NamedTuple):
    """A part of a name: words `begin` to `end` (half-open).

    `letters`, if given, are the only letters of the first word that belong to the part, for a title that is written
    together with the forename (half-open).
    """

    kind: Kind
    begin: int
    end: int
    letters: tuple[int, int] | None = None


def titles_before(words: Sequence[str], begin: int, floor: int) -> int:
    """Where a name that begins at `begin` begins with the titles before it; none is sought before `floor`."""
    honorifics = gazetteer().honorifics
    while length := honorifics.match_before(words, begin, floor):
        begin -= length
    return begin


def titles_at(words: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """The titles that a name begins with, as ranges of words; the last word of a name is never one."""
    known = gazetteer()
    titles: list[tuple[int, int]] = []
    while begin < end - 1 and (length := known.honorifics.match(words, begin, end - 1)):
        titles.append((begin, begin + length))
        begin += length
    return titles


def parts_of(words: Sequence[str], begin: int, end: int) -> list[Part]:
    """The parts of the name `words[begin:end]`, in order.

    A single word is a surname unless it is a forename; of several, the first is a forename, and so are known
    forenames behind it as long as a word is left for the surname.
    """
    known = gazetteer()
    parts = [Part(Kind.ADD_NAME, *title) for title in titles_at(words, begin, end)]
    if parts:
        begin = parts[-1].end
    after = _titles_after(words, begin, end, known)
    end = after.begin if after else end
    parts.extend(_forename_and_surname(words, begin, end, known))
    if after:
        parts.append(after)
    return parts


def _titles_after(words: Sequence[str], begin: int, end: int, known: Gazetteer) -> Part | None:
    for at in range(begin + 1, end):
        if known.honorifics_after.match(words, at, end) == end - at:
            return Part(Kind.ADD_NAME, at, end)
    return None


def _forename_and_surname(words: Sequence[str], begin: int, end: int, known: Gazetteer) -> list[Part]:
    parts: list[Part] = []
    number = end
    if end - begin > 1 and words[end - 1] in known.generation_words:
        number = end - 1
    forename_end = begin
    glued = _glued_title(words[begin], known)
    alone = words[begin] in known.forenames and words[begin] not in known.surnames
    if number - begin > 1 or alone or glued:
        forename_end = begin + 1
        while forename_end < number - 1 and _is_forename(words[forename_end], known):
            forename_end += 1
    if glued:
        parts.append(Part(Kind.ADD_NAME, begin, begin + 1, (0, glued)))
        parts.append(Part(Kind.FORENAME, begin, forename_end, (glued, len(words[begin]))))
    elif forename_end > begin:
        parts.append(Part(Kind.FORENAME, begin, forename_end))
    at = forename_end
    if at < number - 1 and words[at] in known.name_links:
        parts.append(Part(Kind.NAME_LINK, at, at + 1))
        at += 1
    if at < number:
        parts.append(Part(Kind.SURNAME, at, number))
    if number < end:
        parts.append(Part(Kind.GEN_NAME, number, end))
    return parts


def _is_forename(word: str, known: Gazetteer) -> bool:
    return word in known.forenames or word in known.doubtful_forenames


def _glued_title(word: str, known: Gazetteer) -> int:
    """The letters of a title that is written together with a forename (سیدعلی), or 0."""
    for title in known.glued_honorifics:
        if word.startswith(title) and word not in known.forenames and _is_forename(word[len(title) :], known):
            return len(title)
    return 0
