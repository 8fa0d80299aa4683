"""How the name of a person is built: titles, kunya, forename, surname, the links between them, numbers behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tei.document import Kind
from tei.language.gazetteer import Gazetteer, Words, gazetteer

HONORIFIC, KUNYA, NICKNAME = "honorific", "kunya", "nickname"
"""What an `addName` adds to a name: a title or formula of respect, ابومهدی, a name by which others know somebody."""


class Part(NamedTuple):
    """A part of a name: words `begin` to `end` (half-open); `type` of an `addName`.

    `letters`, if given, are the only letters of the first word that belong to the part, for a title that is written
    together with the forename before or behind it (half-open).
    """

    kind: Kind
    begin: int
    end: int
    letters: tuple[int, int] | None = None
    type: str = ""


def titles_before(words: Sequence[str], begin: int, floor: int) -> int:
    """Where a name that begins at `begin` begins with the titles before it; none is sought before `floor`."""
    honorifics = gazetteer().honorifics
    while length := honorifics.match_before(words, begin, floor):
        begin -= length
    return begin


def initials_before(words: Sequence[str], begin: int, floor: int) -> int:
    """Where a name that begins at `begin` begins with the initials before it: جی. کی. رولینگ."""
    known = gazetteer()
    while begin - 2 >= floor and words[begin - 1] == "." and words[begin - 2] in known.initials:
        begin -= 2
    return begin


def forename_before(words: Sequence[str], begin: int, floor: int) -> int:
    """Where a name that begins at `begin` begins with its forename of two words, before it or cut by it: دل آرا."""
    for first in (begin - 2, begin - 1):
        if first >= floor and tuple(words[first : first + 2]) in gazetteer().two_word_forenames:
            return first
    return begin


def title_behind(words: Sequence[str], begin: int, end: int, ceiling: int) -> int:
    """1 if a lone forename that ends at `end` has a title behind it, and no name behind that: عباس آقا گفت; else 0."""
    known = gazetteer()
    if end >= ceiling or words[end] not in known.titles_behind or words[end - 1] not in known.forenames:
        return 0
    closed = end + 1 >= ceiling or not words[end + 1].isalpha() or words[end + 1] in known.office_stops
    return int(closed and all((word,) in known.honorifics for word in words[begin : end - 1]))


def linked_end(words: Sequence[str], begin: int, end: int, ceiling: int) -> int:
    """Where a name that ends at `end` ends with the word behind the link or initial with which it ends: فون در لاین."""
    known = gazetteer()
    if end - begin < 2 or end >= ceiling:
        return end
    if words[end - 1] in known.initials and words[end] == ".":
        return end + 2 if end + 1 < ceiling and words[end + 1].isalpha() else end
    if words[end - 1] not in known.sure_links:
        return end
    last = end + (end < ceiling and words[end] in known.second_links)
    return last + 1 if last < ceiling and words[last].isalpha() and words[last] not in known.office_stops else end


def titles_at(words: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """The titles that a name begins with, as ranges of words; the last word of a name is never one.

    Words such as ملک are titles only before a forename; قاضی in قاضی زاده is none.
    """
    known = gazetteer()
    titles: list[tuple[int, int]] = []
    while begin < end - 1:
        length = known.honorifics.match(words, begin, end - 1)
        if not length and words[begin] in known.rulers and _is_forename(words[begin + 1], known):
            length = 1
        if not length or words[begin + length] in known.surname_closers:
            break
        titles.append((begin, begin + length))
        begin += length
    return titles


def parts_of(words: Sequence[str], begin: int, end: int, surnames: Collection[Words] = ()) -> list[Part]:
    """The parts of the name `words[begin:end]`, in order.

    What is one of `surnames`, those of fuller names in the article, is a surname, and so is a single word unless it is
    a forename.
    Of several, the first is a forename unless it opens a surname (هاشمی رفسنجانی), and so are forenames and initials
    behind it as long as a word is left for the surname.
    """
    known = gazetteer()
    after = _title_after(words, begin, end, known)
    stop = after.begin if after else end
    parts = [Part(Kind.ADD_NAME, *title, type=HONORIFIC) for title in titles_at(words, begin, stop)]
    begin = parts[-1].end if parts else begin
    if parts and begin + 1 == stop and (words[begin],) in known.honorifics:
        parts.append(Part(Kind.ADD_NAME, begin, stop, type=HONORIFIC))
        begin = stop
    if kunya := _kunya(words, begin, stop, known):
        parts.append(Part(Kind.ADD_NAME, begin, begin + kunya, type=KUNYA))
        begin += kunya
    parts.extend(_forename_and_surname(words, begin, stop, surnames, known))
    return [*parts, after] if after else parts


def _title_after(words: Sequence[str], begin: int, end: int, known: Gazetteer) -> Part | None:
    length = known.honorifics_after.match_before(words, end, begin + 1)
    return Part(Kind.ADD_NAME, end - length, end, type=HONORIFIC) if length else None


def _kunya(words: Sequence[str], begin: int, end: int, known: Gazetteer) -> int:
    """How many words name a person as father or mother of somebody: ابو مهدی, ابومهدی; ابوالفضل is a forename."""
    if begin >= end or words[begin] in known.forenames:
        return 0
    if words[begin] in known.kunya_openings:
        return 2 if begin + 1 < end and not words[begin + 1].startswith("ال") else 0
    child = next((words[begin][len(word) :] for word in known.kunya_openings if words[begin].startswith(word)), "")
    return int(_is_forename(child, known) or (len(child) > 2 and not child.startswith("ال") and child[-1] != "ی"))


def _forename_and_surname(
    words: Sequence[str], begin: int, end: int, surnames: Collection[Words], known: Gazetteer
) -> Iterator[Part]:
    if begin >= end:
        return
    number = end - 1 if end - begin > 1 and words[end - 1] in known.generation_words else end
    stem, glued = ruler_stem(words[begin]), _glued_title(words[begin], known)
    at = begin + 1 if stem or glued else begin
    if stem:
        yield Part(Kind.FORENAME, begin, at, (0, stem))
        yield Part(Kind.ADD_NAME, begin, at, (stem, len(words[begin])), HONORIFIC)
    else:
        at = max(at, _forename_end(words, begin, number, surnames, known))
        if glued:
            yield Part(Kind.ADD_NAME, begin, begin + 1, (0, glued), HONORIFIC)
        if at > begin:
            yield Part(Kind.FORENAME, begin, at, (glued, len(words[begin])) if glued else None)
    if begin < at < number and _is_title_behind(words, begin, at, number, known):
        yield Part(Kind.ADD_NAME, at, at + 1, type=HONORIFIC)
        at += 1
    if begin < at < number and words[at] in known.generation_words:
        yield Part(Kind.GEN_NAME, at, at + 1)
        at += 1
    yield from _links_and_surnames(words, at, number, known)
    if number < end:
        yield Part(Kind.GEN_NAME, number, end)


def is_court_title(word: str) -> bool:
    """Whether a word is a title of the court by which its bearer is known: اعتمادالسلطنه."""
    known = gazetteer()
    return word.endswith(known.court_titles) and word not in known.court_titles and word not in known.not_court_titles


def ruler_stem(word: str) -> int:
    """The letters of the forename with which a title is written together (ناصرالدین‌شاه, رضاخان), or 0."""
    known = gazetteer()
    stem = next((word.removesuffix(title) for title in known.glued_behind if word.endswith(title)), "")
    is_name = stem in known.forenames or (len(stem) > 5 and stem.endswith("الدین"))
    return len(stem) if is_name and word not in known.forenames else 0


def _is_title_behind(words: Sequence[str], begin: int, at: int, end: int, known: Gazetteer) -> bool:
    """Whether the word behind a forename is a title: رضا شاه, کریم خان زند, میرزا علی‌اکبر خان آشپزباشی."""
    if words[at] in known.rulers_behind:
        return set(words[at + 1 : end]) <= known.dynasties
    if words[at] not in known.nobles or at + 1 >= end:
        return False
    titled = begin > 0 and words[begin - 1] in known.nobles
    return titled or all(word in known.dynasties or _is_of_rank(word, known) for word in words[at + 1 : end])


def _is_of_rank(word: str, known: Gazetteer) -> bool:
    """Whether a word is what a prince or courtier was called: دولتشاه, نایب‌السلطنه."""
    return word in known.not_court_titles or is_court_title(word) or word.endswith(known.glued_behind)


def _forename_end(words: Sequence[str], begin: int, end: int, surnames: Collection[Words], known: Gazetteer) -> int:
    """Where the forenames end with which the name begins; `begin` if it has none."""
    first = words[begin]
    if tuple(words[begin:end]) in surnames:
        return begin
    if end - begin == 1:
        alone = first in known.forenames and first not in known.surnames
        return end if alone else begin
    if _opens_surname(words, begin, known):
        return begin
    last = begin + (tuple(words[begin : begin + 2]) in known.two_word_forenames)
    at = last + 1
    while at < end - 1 or (at < end and words[at] in known.forename_closers):
        word = words[at]
        if word in known.surname_openers or (word in known.name_links and words[at + 1] != "."):
            break
        if word == "-":
            at += 2
        elif word == "." or word in known.initials or word in known.forename_closers:
            at += 1
        elif word in known.forenames or (word in known.doubtful_forenames and words[last] in known.compound_forenames):
            last, at = at, at + 1
        else:
            break
    if at < end and words[at] in known.surname_closers and not _opens_second(words, at, end, known):
        return last
    return min(at, end)


def _opens_second(words: Sequence[str], at: int, end: int, known: Gazetteer) -> bool:
    """Whether a word opens the surname with the word behind it, as پور in مصطفی پور محمدی, not in رحیم پور ازغدی."""
    if words[at] not in known.surname_openers or at + 1 >= end:
        return False
    return _is_forename(words[at + 1], known) or _is_of_forename(words[at + 1], known)


def _is_of_forename(word: str, known: Gazetteer) -> bool:
    """Whether a word is made of a forename, as surnames are: محمدی."""
    return word.endswith("ی") and _is_forename(word[:-1], known)


def _opens_surname(words: Sequence[str], begin: int, known: Gazetteer) -> bool:
    """Whether the first of several words belongs to the surname: بن سلمان, هاشمی رفسنجانی, حسن‌زاده آملی."""
    word, following = words[begin], words[begin + 1]
    if (word, following) in known.two_word_forenames:
        return False
    if word in known.name_links:
        return word not in known.forenames or _is_forename(following, known)
    if _is_forename(word, known):
        return False
    return (
        _is_of_forename(word, known)
        or word in known.surnames
        or word in known.surname_openers
        or word.endswith(known.long_surname_closers)
    )


def _links_and_surnames(words: Sequence[str], begin: int, end: int, known: Gazetteer) -> Iterator[Part]:
    """Surnames and the links before them: بن حمد آل ثانی; the last word is never a link."""
    at = begin
    while at < end:
        first, link = at, _is_link(words, at, begin, end, known)
        while at < end and _is_link(words, at, begin, end, known) == link:
            at += 1
        yield Part(Kind.NAME_LINK if link else Kind.SURNAME, first, at)


def _is_link(words: Sequence[str], at: int, begin: int, end: int, known: Gazetteer) -> bool:
    if at >= end - 1:
        return False
    behind = at > begin and words[at] in known.second_links and words[at - 1] in known.name_links
    return behind or words[at] in known.name_links


def _is_forename(word: str, known: Gazetteer) -> bool:
    return word in known.forenames or word in known.doubtful_forenames


def _glued_title(word: str, known: Gazetteer) -> int:
    """The letters of a title that is written together with a forename (سیدعلی), or 0."""
    for title in known.glued_honorifics:
        if word.startswith(title) and word not in known.forenames and _is_forename(word[len(title) :], known):
            return len(title)
    return 0
