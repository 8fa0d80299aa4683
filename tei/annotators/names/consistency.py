"""One phrase is one kind of name in the whole article, and a sure name is a name wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import TypeAlias

from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import RARE, SURE, VERY_RARE, is_common_word, is_rare, resolved
from tei.document import Kind
from tei.language.cues import CueType, Person, find_cues
from tei.language.gazetteer import Phrases, Words, gazetteer
from tei.language.lexicon import lexicon
from tei.language.speaking_offices import is_adverbial

RARE_FORENAME = 100
"""Count in hazm's word list up to which a forename alone may be taken for the person of this name in the article."""

MANY_VOTES = 1.5
"""Sum of probabilities above which the mentions of a phrase decide its kind together."""

_Votes: TypeAlias = Mapping[Words, Mapping[Kind, float]]
"""How sure the article is, over all mentions of a phrase, that it is a name of each kind."""


def consistent(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with one kind for one phrase in the whole article, and sure names found wherever they stand."""
    votes: dict[Words, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        weight = name.certainty if isinstance(name.certainty, float) else 0.9
        phrase = tuple(reading.words[name.begin : name.end])
        votes[phrase][name.kind] += weight
        if name.kind is Kind.PERS_NAME and len(phrase) > 1 and _is_surname(phrase[-1], name):
            votes[phrase[-1:]][name.kind] += weight
    clubs = set(_clubs(reading, names))
    surnames = set(_surnames(reading, names))
    agreed = [_with_kind(name, _agreed_kind(reading, name, votes, clubs, surnames)) for name in names]
    agreed = resolved([*agreed, *_datelines(reading, agreed)])
    sure = resolved([*agreed, *_repeated(reading, agreed)])
    return resolved([*sure, *_between(reading, sure)])


def _between(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """One word between two persons or two places of a list: بهرامیان، صبور و کاویانی."""
    known = gazetteer()
    words = reading.words
    for before, behind in pairwise(names):
        at = before.end + 1
        if behind.begin - before.end != 3 or before.kind is not behind.kind or before.kind is Kind.ORG_NAME:
            continue
        if words[before.end] not in "،," or words[at + 1] not in "،,و" or not words[at].isalpha():
            continue
        another = is_adverbial(words[at]) or any(
            words[at] in listed for listed in (known.offices.longest, known.honorifics.longest, known.kinship)
        )
        if not another and reading.sentence_of(before.begin)[1] >= behind.end and words[at] not in lexicon().verbs:
            yield Name(before.kind, at, at + 1, "low")


def _datelines(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """The places from which agencies report, if they are a rare word: به گزارش خبرگزاری فارس از فهرج، …"""
    words = reading.words
    for name in names:
        at = name.end + 1
        floor, ceiling = reading.sentence_of(name.begin)
        if name.kind is not Kind.ORG_NAME or at + 1 >= ceiling or words[name.end] != "از" or words[at + 1] not in "،,(":
            continue
        if is_rare(words[at]) and gazetteer().agency_cues.match_before(words, name.begin, floor):
            yield Name(Kind.PLACE_NAME, at, at + 1, "medium")


def _with_kind(name: Name, kind: Kind) -> Name:
    return name if name.kind is kind else name._replace(kind=kind)


def _clubs(reading: Reading, names: list[Name]) -> Iterator[Words]:
    """The first words of the names of clubs that their towns end: شاهین, of شاهین بوشهر."""
    for name in names:
        first, *town = reading.words[name.begin : name.end]
        if name.kind is Kind.ORG_NAME and tuple(town) in gazetteer().own_places:
            yield (first,)


def _surnames(reading: Reading, names: list[Name]) -> Iterator[Words]:
    """The surnames of persons of whom the tagger is sure and who have a known forename: بلومبرگ, of مایکل بلومبرگ."""
    known = gazetteer()
    for name in names:
        first, *more = reading.words[name.begin : name.end]
        unsure = isinstance(name.certainty, float) and name.certainty < SURE
        if name.kind is Kind.PERS_NAME and len(more) == 1 and first in known.forenames and not unsure:
            yield tuple(more)


def _agreed_kind(
    reading: Reading, name: Name, votes: _Votes, clubs: Collection[Words], surnames: Collection[Words]
) -> Kind:
    """The kind that the article gives a phrase, if it names it more than once or a club or person of this name."""
    phrase = tuple(reading.words[name.begin : name.end])
    if phrase in clubs:
        return Kind.ORG_NAME
    if name.kind is Kind.ORG_NAME and phrase in surnames and phrase not in gazetteer().organisations:
        return Kind.PERS_NAME
    if 1 < len(phrase) < 5 and phrase[0] in gazetteer().forenames:
        surname_votes = votes.get(phrase[-1:], {})
        if surname_votes.get(Kind.PERS_NAME, 0) > SURE:
            return Kind.PERS_NAME
    votes_of_phrase = votes[phrase]
    if sum(votes_of_phrase.values()) <= MANY_VOTES:
        return name.kind
    return max(votes_of_phrase, key=lambda kind: (votes_of_phrase[kind], kind))


def _is_surname(word: str, name: Name) -> bool:
    """Whether the last word of a person's name may be taken for the person wherever it stands."""
    known = gazetteer()
    if not word.isalpha() or word.isascii() or word in known.nationalities or known.is_of_place(word):
        return False
    if word in known.forenames or word in known.doubtful_forenames or word in known.organisation_words:
        return False
    count = lexicon().words.get(word, 0)
    return count <= VERY_RARE or (count <= RARE and not (isinstance(name.certainty, float) and name.certainty < 0.9))


def _has_forename(phrase: Words, name: Name) -> bool:
    """Whether the gazetteer agrees with the tagger that words name a person: a forename and what follows."""
    return name.kind is Kind.PERS_NAME and any(word in gazetteer().forenames for word in phrase[:-1])


def _may_have_forename(phrase: Sequence[str], name: Name) -> bool:
    """The same, where the forename can also be an ordinary word (کریم)."""
    known = gazetteer()
    return name.kind is Kind.PERS_NAME and any(
        word in known.forenames or word in known.doubtful_forenames for word in phrase[:-1]
    )


def _repeated(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Further mentions of sure names: the whole name again, and a surname alone.

    A surname that is an ordinary word counts behind a title, and where it opens a clause before speech: رستگار گفت.
    """
    words = reading.words
    sure = _sure(reading, names)
    phrases = Phrases(sure)
    surnames = {words[name.end - 1] for name in names if _may_have_forename(words[name.begin : name.end], name)}
    speech = _cues_of_speakers(reading) if surnames else frozenset()
    taken = {at: name for name in names for at in range(name.begin, name.end)}
    for at, begin, end in reading.in_sentences(surnames.union(phrases.longest)):
        length = phrases.match(words, at, end)
        again = Name(sure[tuple(words[at : at + length])], at, at + length, "medium") if length else None
        cut = taken.get(at)
        if again and (reading.in_date(again) or (again.kind is Kind.ORG_NAME and is_common_word(reading, again))):
            continue
        if again and all(_gives_way(taken.get(word), again) for word in range(at, at + length)):
            yield again
        elif again and cut and _is_cut(reading, cut, again):
            yield cut._replace(end=again.end)
        elif words[at] in surnames and at not in taken:
            opens = at == begin or not words[at - 1].isalnum()
            speaks = at + 1 < end and (words[at + 1] == ":" or reading.view.word_begins[at + 1] in speech)
            if (opens and speaks) or gazetteer().honorifics.match_before(words, at, begin):
                yield Name(Kind.PERS_NAME, at, at + 1, "medium")


def _is_cut(reading: Reading, name: Name, again: Name) -> bool:
    """Whether a full name lacks the end of the surname that stands elsewhere: ناصر بهرامی, of ناصر بهرامی راد."""
    known = gazetteer()
    begins = reading.words[name.begin] in known.forenames or reading.words[name.begin] in known.doubtful_forenames
    overlap = name.begin < again.begin and name.end == again.begin + 1 < again.end
    return begins and overlap and name.kind is again.kind is Kind.PERS_NAME


def _gives_way(name: Name | None, again: Name) -> bool:
    """Whether a name, if there is one, is but a part of what the article names elsewhere: یزد of سازمان آب یزد.

    A person in the name of an organisation stays: دولت بهرامیان.
    """
    if name is None:
        return True
    part = again.begin <= name.begin and name.end <= again.end and name.end - name.begin < again.end - again.begin
    return part and (name.kind is again.kind or name.kind is not Kind.PERS_NAME)


def _sure(reading: Reading, names: list[Name]) -> dict[Words, Kind]:
    """The phrases that name something wherever they stand: sure names, and surnames of which the last word is rare."""
    known_words = lexicon().words
    forenames = gazetteer().forenames
    sure: dict[Words, Kind] = {}
    for name in names:
        phrase = tuple(reading.words[name.begin : name.end])
        if isinstance(name.certainty, float) and name.certainty < SURE and not _has_forename(phrase, name):
            continue
        if len(phrase) > 1 or known_words.get(phrase[0], 0) <= RARE:
            sure[phrase] = name.kind
        if name.kind is Kind.ORG_NAME and (short := _short_form(reading, phrase)):
            sure.setdefault(short, Kind.ORG_NAME)
        if name.kind is Kind.PERS_NAME and len(phrase) > 1 and _is_surname(phrase[-1], name):
            sure.setdefault(phrase[-1:], Kind.PERS_NAME)
            if len(phrase) > 2 and phrase[0] in forenames and phrase[1] not in forenames:
                sure.setdefault(phrase[1:], Kind.PERS_NAME)
            if _stands_alone(phrase):
                sure.setdefault(phrase[:1], Kind.PERS_NAME)
    return sure


def _short_form(reading: Reading, phrase: Words) -> Words:
    """The rare word, or the club, that names an organisation without its kind or town: شاهین, of باشگاه شاهین بوشهر."""
    known = gazetteer()
    kinds = len(phrase) > 1 and phrase[:1] in known.plain_organisation_heads
    name = phrase[kinds + (phrase[kinds] in known.sports) :] if kinds else phrase
    if len(phrase) == 1 or not name:
        return ()
    if name[0] in known.clubs_of_words and not known.sports.isdisjoint(reading.words):
        is_club = name[1:] in known.own_places or (len(name) < 3 and phrase[0] in known.sports)
        return name[:1] if is_club else ()
    plain = name[0] not in known.organisation_words and name not in known.place_standard
    return name if kinds and len(name) == 1 and is_rare(name[0]) and plain else ()


def _stands_alone(phrase: Words) -> bool:
    """Whether the forename with which a full name begins names the person wherever it stands: گودرز بهرامیان."""
    known = gazetteer()
    count = lexicon().words.get(phrase[0], 0)
    if phrase[1] in known.name_links or phrase[1] in known.nobles or (phrase[:1] in known.honorifics):
        return False
    return (phrase[0] in known.forenames and count <= RARE_FORENAME) or (
        phrase[0] in known.doubtful_forenames and count <= VERY_RARE
    )


def _cues_of_speakers(reading: Reading) -> Set[int]:
    """Where in the view the verbs and phrases begin by which somebody says something: گفت, با بیان این‌که."""
    types = (CueType.VERB, CueType.CLAUSE)
    return {cue.begin for cue in find_cues(reading.view) if cue.type in types and cue.person is Person.THIRD}
