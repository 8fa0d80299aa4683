"""Names that others bring with them: short forms in brackets, nicknames, and names within names."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from tei.annotators.names.boundaries import HEADED
from tei.annotators.names.reading import Name, Reading
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.lexicon import lexicon


def with_short_forms(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with a short form in brackets behind that of an organisation: سازمان کشورهای … (اوپک)."""
    words = reading.words
    organisations = {(name.begin, name.end) for name in names if name.kind is Kind.ORG_NAME}
    shorts: list[Name] = []
    for name in names:
        begin = name.end + 1
        if name.kind is not Kind.ORG_NAME or name.end - name.begin < 2 or words[name.end : begin] != ["("]:
            continue
        ceiling = min(begin + 4, reading.sentence_of(name.begin)[1])
        end = next((at for at in range(begin + 1, ceiling) if words[at] == ")"), begin)
        if end > begin and ((begin, end) in organisations or _may_be_short(words[begin:end])):
            shorts.append(Name(Kind.ORG_NAME, begin, end, "high", type="short"))
    bracketed = {at for short in shorts for at in range(short.begin, short.end)}
    return [*(name for name in names if bracketed.isdisjoint(range(name.begin, name.end))), *shorts]


def _may_be_short(words: list[str]) -> bool:
    """Whether words in brackets are a known organisation or one word that is no word of Persian, as acronyms are."""
    return tuple(words) in gazetteer().organisations or (
        len(words) == 1 and words[0].isalpha() and words[0] not in lexicon().words
    )


def with_nicknames(reading: Reading, names: list[Name]) -> list[Name]:
    """The names in order, with what a person is called besides: علی معروف به «علی تیزپا»."""
    words = reading.words
    by_begin = {name.begin: name for name in names if name.kind is Kind.PERS_NAME}
    nicknames: list[Name] = []
    for name in by_begin.values():
        ceiling = reading.sentence_of(name.begin)[1]
        cue = gazetteer().nickname_cues.match(words, name.end, ceiling) if name.end < ceiling else 0
        begin = name.end + cue
        if not cue or begin >= ceiling:
            continue
        if words[begin] in '«"':
            closing = "»" if words[begin] == "«" else '"'
            end = next((at for at in range(begin + 1, min(begin + 6, ceiling)) if words[at] == closing), begin)
            if end > begin + 1:
                nicknames.append(Name(Kind.PERS_NAME, begin + 1, end, "high", type="nickname"))
        elif begin in by_begin:
            nicknames.append(by_begin[begin]._replace(type="nickname"))
    taken = {at for name in nicknames for at in range(name.begin, name.end)}
    result = list(nicknames)
    called = {tuple(words[name.begin : name.end]) for name in nicknames}
    for name in names:
        if taken.isdisjoint(range(name.begin, name.end)):
            again = name.kind is Kind.PERS_NAME and tuple(words[name.begin : name.end]) in called
            result.append(name._replace(type="nickname") if again else name)
    return sorted(result, key=attrgetter("begin"))


def persons_within(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Who lies in a place or heads a government that is called by it: مرقد امام رضا, دولت بهرامیان.

    They have a title, a forename or a known surname, or are persons elsewhere in the article.
    """
    known = gazetteer()
    words = reading.words
    persons = {tuple(words[name.begin : name.end]) for name in names if name.kind is Kind.PERS_NAME}
    persons |= {phrase[-1:] for phrase in persons} | {(surname,) for surname in known.surnames}
    for name in names:
        heads = {Kind.PLACE_NAME: known.shrines, Kind.ORG_NAME: known.governments}.get(name.kind, ())
        if words[name.begin] not in heads:
            continue
        begin, end = name.begin + 1, name.end - (words[name.end - 1] in '»"')
        while begin < end and (words[begin] in '«"' or words[begin] in known.ordinals):
            begin += 1
        if begin == end or words[begin] in known.organisation_words or words[begin] in known.nationalities:
            continue
        has_opening = words[begin] in known.forenames or known.honorifics.match(words, begin, end)
        if name.type == HEADED or has_opening or tuple(words[begin:end]) in persons:
            yield name._replace(kind=Kind.PERS_NAME, begin=begin, end=end, type="")


def organisations_within(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Organisations at the end of the name of one that belongs to them: نیروی دریایی سپاه.

    باشگاه سپاهان is no other than سپاهان, and a name of the gazetteer is one name.
    """
    known = gazetteer()
    words = reading.words
    for name in names:
        if name.kind is not Kind.ORG_NAME or words[name.begin] not in known.organisation_heads.longest:
            continue
        phrase = tuple(words[name.begin : name.end])
        if phrase[:1] in known.plain_organisation_heads or phrase in known.organisations or phrase in known.actors:
            continue
        for at in range(name.begin + 1, name.end):
            length = name.end - at
            whole = length in (known.organisations.match(words, at, name.end), known.actors.match(words, at, name.end))
            opens = length > 1 and words[at] in known.strong_organisation_heads.longest
            if (whole or opens) and words[at - 1] != "و" and (words[at - 1],) != known.ministry:
                yield Name(Kind.ORG_NAME, at, name.end, "high")
            if whole:
                break


def places_within(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Places in the names of organisations: ارتش سوریه; at the end of a name without a head, of this country only.

    The city of صنعت نفت آبادان says where it is, that of رئال مادرید is part of the name.
    """
    known = gazetteer()
    for name in names:
        if name.kind is not Kind.ORG_NAME:
            continue
        if reading.words[name.begin] not in known.organisation_heads.longest:
            length = known.own_places.match_before(reading.words, name.end, name.begin + 1)
            if length:
                yield Name(Kind.PLACE_NAME, name.end - length, name.end, "high")
            continue
        at = name.begin + 1
        while at < name.end:
            length = known.places.match(reading.words, at, name.end)
            before = reading.words[at - 1]
            if not length and (before in known.place_heads or before in known.organisation_words):
                length = known.doubtful_places.match(reading.words, at, name.end)
            if length:
                yield Name(Kind.PLACE_NAME, at, at + length, "high")
            at += max(length, 1)
