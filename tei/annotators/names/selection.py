"""Which of the names that were found stand: none of the usual errors, and none that overlaps a stronger one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from tei.annotators.names.reading import Name, Reading
from tei.document import Certainty, Kind
from tei.language.gazetteer import Words, gazetteer
from tei.language.lexicon import lexicon

LONGEST = 20
"""Words of the longest name."""

SURE = 0.65
"""Probability from which a name of the tagger counts as known in the whole article."""

LONE = 0.7
"""Probability below which one word alone is no person: half of these are other words (17 of 34 on three sets)."""

_LETTERS = re.compile(r"[^\W\d_]{2}")


def is_name(reading: Reading, name: Name) -> bool:
    """Whether a found name is none of the usual errors: a date, a verb, a title or noun alone, a ministry's field.

    Several Latin words without a capital letter are no name either; they come from program code.
    """
    known = gazetteer()
    words = tuple(reading.words[name.begin : name.end])
    if len(words) > LONGEST or reading.in_date(name) or not any(map(_LETTERS.search, words)):
        return False
    if len(words) == 1 and words[0] in lexicon().verbs:
        return False
    if len(words) > 1 and all(word.isascii() and word.islower() for word in words):
        return False
    if name.kind is Kind.PERS_NAME:
        return _is_person(words, name) and not (_is_work(reading, name) or _is_message(reading, name))
    if name.kind is Kind.ORG_NAME:
        ministry = is_ministry(reading.words, name)
        sure = isinstance(name.certainty, float) and name.certainty >= SURE and words[-1:] not in known.places
        if (not sure and ministry) or words[0] in known.not_places or words in known.countries:
            return False
        return not _is_common_word(reading, name)
    if known.days_of_places.match_before(reading.words, name.end, 0):
        return False
    return not (len(words) == 1 and words[0] in known.not_places)


def _is_person(words: Words, name: Name) -> bool:
    """Whether words name a person: no title, office (امیر قطر) or formula, and alone no word with another use."""
    known = gazetteer()
    if ("(", *words) in known.honorifics_after or (words[:1] in known.offices and words[1:] in known.place_standard):
        return False
    bare = _without_formula(words)
    if bare in known.honorifics or bare in known.offices or bare in known.known_persons:
        return False
    return len(words) > 1 or name.certainty == "high" or not _is_doubtful(words[0], name.certainty)


def _is_doubtful(word: str, certainty: Certainty) -> bool:
    """Whether the tagger is not sure enough of a word alone, or the word has another use."""
    known = gazetteer()
    if isinstance(certainty, float) and (certainty < LONE or (certainty < 0.9 and known.is_of_place(word))):
        return True
    return word in known.doubtful_forenames or word in known.nationalities or word in known.organisation_words


def _is_work(reading: Reading, name: Name) -> bool:
    """Whether the name is all that stands in quotation marks behind the noun of a work, or behind «در»."""
    words = reading.words
    if name.begin < 2 or words[name.begin - 1] not in '«"' or words[name.end : name.end + 1] not in (["»"], ['"']):
        return False
    return words[name.begin - 2] == "در" or words[name.begin - 2] in gazetteer().works


def _is_message(reading: Reading, name: Name) -> bool:
    """Whether the name is a message and its adjective before its author's office: پیام نوروزی رئیس انجمن."""
    known = gazetteer()
    following = reading.words[name.end : name.end + 1]
    opens = name.end - name.begin == 2 and reading.words[name.begin] in known.letter_words
    return opens and any(word in known.offices.longest for word in following)


def _is_common_word(reading: Reading, name: Name) -> bool:
    """Whether a club or body stands for the word that it is: استقلال کشور, آزادی و استقلال, نفت ایران, مجلس ترحیم."""
    known = gazetteer()
    word, *more = reading.words[name.begin : name.end]
    following = reading.words[name.end : name.end + 1]
    if (word, *more) in known.actors:
        return any(next_word in known.not_after_actor for next_word in following)
    if word not in known.clubs_of_words:
        return False
    if more:
        return tuple(more) in known.countries
    unsure = isinstance(name.certainty, float) and name.certainty < LONE
    if unsure or _joined_by_and(reading.words, name, known.beside_common_words):
        return True
    return any(next_word in known.after_common_words for next_word in following)


def _joined_by_and(words: Sequence[str], name: Name, listed: frozenset[str]) -> bool:
    """Whether «و» joins a name to one of the listed words: آزادی و استقلال."""
    before, behind = words[max(0, name.begin - 2) : name.begin], words[name.end : name.end + 2]
    return (before[1:] == ["و"] and before[0] in listed) or (behind[:1] == ["و"] and behind[-1] in listed)


def is_ministry(words: Sequence[str], name: Name) -> bool:
    """Whether a name is what a minister is minister of: وزیر راه و شهرسازی."""
    known = gazetteer()
    return words[name.begin] in known.office_fields and name.begin > 0 and words[name.begin - 1] in known.ministers


def _without_formula(words: Words) -> Words:
    """A name without the formula behind it: (ص)."""
    return words[: len(words) - gazetteer().honorifics_after.match_before(words, len(words), 1)]


def resolved(names: Iterable[Name]) -> list[Name]:
    """Names that do not overlap, in order: the stronger wins."""
    chosen: list[Name] = []
    overlapping: list[Name] = []
    end = 0
    for name in sorted(names, key=attrgetter("begin")):
        if name.begin >= end:
            chosen += _strongest(overlapping)
            overlapping = []
        overlapping.append(name)
        end = max(end, name.end)
    return [*chosen, *_strongest(overlapping)]


def _strongest(names: list[Name]) -> list[Name]:
    """Of names that overlap, each that overlaps no stronger one, in order."""
    if len(names) < 2:
        return names
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=_weakness):
        if taken.isdisjoint(range(name.begin, name.end)):
            chosen.append(name)
            taken.update(range(name.begin, name.end))
    return sorted(chosen, key=attrgetter("begin"))


def _weakness(name: Name) -> tuple[bool, int, float, int]:
    """Persons that the gazetteer is sure of are strongest, then longer names, then those that are surer."""
    certainty = name.certainty if isinstance(name.certainty, float) else 0.9
    listed = name.kind is Kind.PERS_NAME and name.certainty == "high"
    return not listed, name.begin - name.end, -certainty, name.begin
