"""Which of the names that were found stand: none of the usual errors, and none that overlaps a stronger one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from tei.annotators.names.reading import Name, Reading
from tei.document import Certainty, Kind
from tei.language.gazetteer import Words, gazetteer
from tei.language.lexicon import lexicon
from tei.language.numerals import is_several

LONGEST = 20
"""Words of the longest name."""

SURE = 0.65
"""Probability from which a name of the tagger counts as known in the whole article."""

LONE = 0.7
"""Probability below which one word alone is no person: half of these are other words (17 of 34 on three sets)."""

RARE = 500
"""Count in hazm's word list up to which a word may be taken for the surname that it is elsewhere in the article."""

VERY_RARE = 20
"""The same for a surname of which the tagger is less sure than .9."""

_LETTERS = re.compile(r"[^\W\d_]{2}")


def is_rare(word: str) -> bool:
    """Whether a word is hardly one of Persian, so that it may well be a name."""
    known = lexicon()
    rare = known.words.get(word, 0) <= VERY_RARE
    return rare and word.isalpha() and word not in known.compounds and word not in known.verbs


def is_name(reading: Reading, name: Name) -> bool:
    """Whether a found name is none of the usual errors: a date, a verb, a title or noun alone, a ministry's field.

    Several Latin words without a capital letter are no name either; they come from program code.
    """
    known = gazetteer()
    words = tuple(reading.words[name.begin : name.end])
    if len(words) > LONGEST or reading.in_date(name) or not any(map(_LETTERS.search, words)):
        return False
    if (len(words) == 1 and words[0] in lexicon().verbs) or _is_in_turn(reading, name):
        return False
    if len(words) > 1 and all(map(str.isascii, words)) and all(map(str.islower, words)):
        return False
    if name.kind is Kind.PERS_NAME:
        return _is_person(words, name) and not (_is_message(reading, name) or _is_bearer(reading, name))
    if name.kind is Kind.ORG_NAME:
        ministry = is_ministry(reading.words, name)
        sure = isinstance(name.certainty, float) and name.certainty >= SURE and words[-1:] not in known.places
        if (not sure and ministry) or words[0] in known.not_places or words in known.countries:
            return False
        if known.not_organisations.match(words, 0, len(words)):
            return False
        if words[0] in known.heads_of_people and words[1:] in known.place_standard:
            return False
        if len(words) > 1 and words[:1] in known.plain_organisation_heads and known.nationalities.issuperset(words[1:]):
            return False
        return not is_common_word(reading, name)
    if known.days_of_places.match_before(reading.words, name.end, 0):
        return False
    turn = known.turns_with_places
    if turn.match(reading.words, name.begin, len(reading.words)) or turn.match_before(reading.words, name.end, 0):
        return False
    return not known.not_places.issuperset(words)


def _is_in_turn(reading: Reading, name: Name) -> bool:
    """Whether a name lies in a turn of speech: علی رغم, حسن نیت."""
    turns = gazetteer().turns_like_names
    return any(
        begin + turns.match(reading.words, begin, len(reading.words)) >= name.end
        for begin in (name.begin, max(0, name.begin - 1))
    )


def _is_person(words: Words, name: Name) -> bool:
    """Whether words name a person: no title, office (امیر قطر) or formula, and alone no word with another use.

    Of Latin words the tagger must be as sure as of one word alone.
    """
    known = gazetteer()
    if ("(", *words) in known.honorifics_after or (words[:1] in known.offices and words[1:] in known.place_standard):
        return False
    bare = _without_formula(words)
    if bare in known.honorifics or bare in known.offices or bare in known.known_persons:
        return False
    if len(words) == 1 and words[0] in known.surname_closers:
        return False
    if len(words) == 1:
        return name.certainty == "high" or not _is_doubtful(words[0], name.certainty)
    return not (isinstance(name.certainty, float) and name.certainty < LONE and all(map(str.isascii, words)))


def _is_doubtful(word: str, certainty: Certainty) -> bool:
    """Whether the tagger is not sure enough of a word alone, or the word has another use."""
    known = gazetteer()
    if isinstance(certainty, float) and (certainty < LONE or (certainty < 0.9 and known.is_of_place(word))):
        return True
    return word in known.doubtful_forenames or word in known.nationalities or word in known.organisation_words


def works_in(reading: Reading, names: Iterable[Name]) -> Collection[Words]:
    """What was found as a person and stands alone in quotation marks behind the noun of a work, or behind «در»."""
    return {
        tuple(reading.words[name.begin : name.end])
        for name in names
        if name.kind is Kind.PERS_NAME and _is_quoted(reading.words, name) and _is_work(reading.words, name)
    }


def is_title(reading: Reading, name: Name, works: Collection[Words]) -> bool:
    """Whether a name in quotation marks is that of one of the works of the article."""
    phrase = tuple(reading.words[name.begin : name.end])
    return name.kind is Kind.PERS_NAME and phrase in works and _is_quoted(reading.words, name)


def _is_quoted(words: Sequence[str], name: Name) -> bool:
    """Whether a name is all that stands in quotation marks."""
    return name.begin > 0 and words[name.begin - 1] in '«"' and words[name.end : name.end + 1] in (["»"], ['"'])


def _is_work(words: Sequence[str], name: Name) -> bool:
    """Whether a quoted name is that of a work: فیلم سینمایی «…», فیلم‌های «…» و «…», «…» به کارگردانی."""
    known = gazetteer()
    at = _begin_of_titles(words, name.begin - 1)
    while at > 0 and words[at - 1] in known.sorts_of_works:
        at -= 1
    if at > 0 and (words[at - 1] == "در" or words[at - 1] in known.works):
        return True
    behind = tuple(words[name.end + 1 : name.end + 4])
    by_maker = any(behind[: len(maker)] == maker for maker in known.makers_of_works)
    return by_maker and known.active_auxiliaries.isdisjoint(behind[1:2])


def _begin_of_titles(words: Sequence[str], at: int) -> int:
    """Where a list of titles in quotation marks begins whose last one opens at a word."""
    while at > 2 and words[at - 1] in "،و" and words[at - 2] == "»":
        opening = next((before for before in range(at - 3, max(at - 10, -1), -1) if words[before] == "«"), at)
        if opening == at:
            break
        at = opening
    return at


def _is_message(reading: Reading, name: Name) -> bool:
    """Whether the name is a message and its adjective before its author's office: پیام نوروزی رئیس انجمن."""
    known = gazetteer()
    following = reading.words[name.end : name.end + 1]
    opens = name.end - name.begin == 2 and reading.words[name.begin] in known.letter_words
    return opens and any(word in known.offices.longest for word in following)


def _is_bearer(reading: Reading, name: Name) -> bool:
    """Whether the name is that of a ship, storm or another thing: ناو «هراز», طوفان کاترینا, موسوم به «هراز»."""
    known = gazetteer()
    if reading.words[name.begin] in known.bearers:
        return True
    floor = reading.sentence_of(name.begin)[0]
    at = name.begin - (name.begin > floor and reading.words[name.begin - 1] in '«"')
    called = known.called.match_before(reading.words, at, floor)
    if called and tuple(reading.words[at - called : at]) in known.called_things:
        return True
    at -= called
    return at > floor and reading.words[at - 1] in known.bearers


def is_common_word(reading: Reading, name: Name) -> bool:
    """Whether a club or body stands for the word that it is: استقلال کشور, آزادی و استقلال, مجلس ترحیم, بسیج شدند."""
    known = gazetteer()
    word, *more = reading.words[name.begin : name.end]
    before = reading.words[max(0, name.begin - 1) : name.begin]
    following = reading.words[name.end : name.end + 1]
    if word in known.verbal_organisations:
        mustered = any(next_word in known.mustered for next_word in (more or following)[:1])
        return mustered or (not more and any(next_word in known.light_verbs for next_word in following))
    if (word, *more) in known.actors:
        counted = any(map(is_several, before)) and not reading.is_dated(name.begin - 1)
        return counted or any(next_word in known.not_after_actor for next_word in following)
    if word not in known.clubs_of_words:
        return False
    if more:
        return tuple(more) in known.countries or more[0] in known.beside_common_words
    if word not in known.organisation_words and not reading.may_be_about_sports:
        return True
    unsure = isinstance(name.certainty, float) and name.certainty < LONE
    if (
        unsure
        or not known.before_common_words.isdisjoint(before)
        or _joined_by_and(reading.words, name, known.beside_common_words)
    ):
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
    groups: list[list[Name]] = []
    end = 0
    for name in sorted(names, key=attrgetter("begin")):
        if name.begin >= end:
            groups.append([name])
        else:
            groups[-1].append(name)
        end = max(end, name.end)
    return [name for group in groups for name in (group if len(group) == 1 else _strongest(group))]


def _strongest(names: list[Name]) -> list[Name]:
    """Of names that overlap, each that overlaps no stronger one, in order."""
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
