"""What may be a name: what the trained tagger finds, and what the gazetteer lists."""

from __future__ import annotations

from collections.abc import Iterator

from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import is_rare
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.name_tagger import name_tagger
from tei.language.person_names import is_court_title, ruler_stem

KINDS = {"PER": Kind.PERS_NAME, "ORG": Kind.ORG_NAME, "LOC": Kind.PLACE_NAME}

SENTENCE = 8
"""Words that a sentence has at least before the tagger takes a full stop for its end."""


_STOPS = frozenset(".!؟")


def tagged(reading: Reading) -> Iterator[Name]:
    """What the trained tagger finds; it learnt from single sentences, so it reads such."""
    pieces = [piece for begin, end in reading.sentences for piece in _cut(reading.words, begin, end)]
    tagged = name_tagger().tag([reading.words[begin:end] for begin, end in pieces])
    for (first, _), spans in zip(pieces, tagged, strict=True):
        for span in spans:
            begin, end = first + span.begin, first + span.end
            kind = Kind.ORG_NAME if _is_agency(reading.words[begin:end]) else KINDS[span.label]
            yield Name(kind, begin, end, round(span.probability, 2))


def _is_agency(words: list[str]) -> bool:
    """Whether words are the one word that is the name of an agency: اعتمادآنلاین."""
    endings = gazetteer().endings_of_agencies
    return len(words) == 1 and words[0].endswith(endings) and words[0] not in endings


def _cut(words: list[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of some length within a range of words."""
    for at in [at for at in range(begin, end) if words[at] in _STOPS]:
        if at - begin >= SENTENCE:
            yield begin, at + 1
            begin = at + 1
    if begin < end:
        yield begin, end


def listed(reading: Reading) -> Iterator[Name]:
    """What the gazetteer finds, sentence by sentence."""
    known = gazetteer()
    words = reading.words
    all_endings = (*known.court_titles, *known.glued_behind, *known.endings_of_agencies)
    endings = tuple(ending for ending in all_endings if ending in reading.view.text)
    vocabulary = set(words)
    by_ending = {word for word in vocabulary if word.endswith(endings)}
    openings = known.name_openings & vocabulary
    floor = 0
    for at, begin, end in reading.in_sentences(openings | by_ending):
        if at < floor:
            continue
        if words[at] in openings and (name := _listed_at(words, at, begin, end)):
            yield name
            floor = name.end
        elif _is_agency(words[at : at + 1]):
            yield Name(Kind.ORG_NAME, at, at + 1, "medium")
        elif words[at] in by_ending and _is_of_court(words, at, begin):
            yield Name(Kind.PERS_NAME, at, at + 1, "medium")


def _listed_at(words: list[str], at: int, begin: int, end: int) -> Name | None:
    """The name of the gazetteer that begins at a word of a sentence; of an organisation and a place the longer."""
    known = gazetteer()
    word = words[at]
    organisation = _organisation_at(words, at, end)
    place = known.places.match(words, at, end) if word in known.places.longest else 0
    if not place and word in known.doubtful_places.longest and at > begin and words[at - 1] in known.place_heads:
        place = known.doubtful_places.match(words, at, end)
    if word in known.agencies.longest and known.agency_cues.match_before(words, at, begin):
        organisation = max(organisation, known.agencies.match(words, at, end))
    if organisation and organisation >= place:
        return Name(Kind.ORG_NAME, at, at + organisation, "high")
    if place:
        return Name(Kind.PLACE_NAME, at, at + place, "high")
    if word in known.actors.longest and (actor := _actor_at(words, at, begin, end)):
        return Name(Kind.ORG_NAME, at, at + actor, "medium")
    if word in known.two_word_forenames.longest and (forename := known.two_word_forenames.match(words, at, end)):
        surname = at + forename
        if surname < end and _is_surname(words[surname]):
            return Name(Kind.PERS_NAME, at, surname + 1, "medium")
    if word in known.honorifics_after.longest and at > begin and known.honorifics_after.match(words, at, end):
        first = at - 1
        while first > begin and words[first - 1] in known.forenames:
            first -= 1
        if words[first] in known.forenames:
            return Name(Kind.PERS_NAME, first, at, "high")
    return None


def _is_surname(word: str) -> bool:
    """Whether a word is a known surname or hardly a word of Persian."""
    return word in gazetteer().surnames or is_rare(word)


def _is_of_court(words: list[str], at: int, begin: int) -> bool:
    """Whether a word is the name of a king or courtier (ناصرالدین‌شاه, اعتمادالسلطنه) and not that of a street."""
    of_street = at > begin and words[at - 1] in gazetteer().place_heads
    return not of_street and (is_court_title(words[at]) or ruler_stem(words[at]) > 0)


def _organisation_at(words: list[str], at: int, end: int) -> int:
    """The length of the name of an organisation: a known one, or a head with words that belong to such names."""
    known = gazetteer()
    word = words[at]
    length = known.organisations.match(words, at, end) if word in known.organisations.longest else 0
    if word not in known.strong_organisation_heads.longest or (at and words[at - 1] in known.not_before_actor):
        return length
    head = known.strong_organisation_heads.match(words, at, end)
    stop = at + head
    while head and stop < end:
        step = max(known.organisations.match(words, stop, end), known.places.match(words, stop, end))
        joins = words[stop] == "و" and words[stop - 1] in known.organisation_words
        if joins and stop + 1 < end and words[stop + 1] in known.organisation_words:
            step = 2
        elif not step and words[stop] in known.organisation_words:
            step = 1
        if not step:
            break
        stop += step
    named = any(word not in known.kinds_of_organisations for word in words[at + head : stop])
    return max(length, stop - at if named else 0)


def _actor_at(words: list[str], at: int, begin: int, end: int) -> int:
    """The length of the name of a body that stands for itself: دولت, دولت دهم, دولت آلمان."""
    known = gazetteer()
    length = known.actors.match(words, at, end)
    if not length or (at > begin and words[at - 1] in known.not_before_actor):
        return 0
    if at + length < end and words[at + length] in known.ordinals:
        return length + 1
    if words[at + length : at + length + 2] == ["این", "کشور"] and at + length + 2 <= end:
        return length + 2
    return length + (known.places.match(words, at + length, end) if at + length < end else 0)
