"""Where a name begins and ends: without the marks at its ends, and with the titles and heads that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import VERY_RARE, is_ministry
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.lexicon import lexicon
from tei.language.person_names import forename_before, initials_before, linked_end, title_behind, titles_before

HEADED = "headed"
"""The type of a government with the person who heads it: دولت بهرامیان."""

SURE_SURNAME = 0.95
"""Probability from which an adjective of nationality behind a forename is a surname."""

LONGEST_QUOTED = 3
"""Words that may be missing at most before the closing mark of a name in quotation marks."""

_DASHES = "-–—"
_LISTING = "،," + _DASHES


def pieces(reading: Reading, name: Name) -> Iterator[Name]:
    """A found name without marks at its ends; a list of places or clubs taken apart; brackets closed."""
    words = reading.words
    known = gazetteer()
    never_last = known.never_last
    stop = _end(reading, name)
    if name.kind is Kind.ORG_NAME:
        name = _place_of(words, name, stop)
    if stop - name.begin == 1:
        if words[name.begin] in known.endings_of_agencies and name.begin > reading.sentence_of(name.begin)[0]:
            yield Name(Kind.ORG_NAME, name.begin - words[name.begin - 1].isalpha(), stop, name.certainty)
        elif words[name.begin].isalnum() and words[name.begin] not in never_last:
            yield Name(name.kind, name.begin, stop, name.certainty)
        return
    begin = name.begin + _unit(words, name.begin, stop)
    for end in _ends(reading, name, stop):
        first, last = begin, end
        begin = end + 1
        while first < last and (not words[first].isalnum() or words[first] in known.adverbs):
            first += 1
        while first < last and (not words[last - 1].isalnum() or words[last - 1] in never_last):
            last -= 1
        if first < last:
            yield Name(name.kind, first, last + _to_closing_mark(reading, name.kind, first, last), name.certainty)


def _place_of(words: Sequence[str], name: Name, stop: int) -> Name:
    """An organisation, or the place that it is: سایت فردو, or in «فرمانده انتظامی یزد» یزد."""
    known = gazetteer()
    head, place = words[name.begin], tuple(words[name.begin + 1 : stop])
    if head in known.adjectives_of_offices and place:
        return name._replace(kind=Kind.PLACE_NAME, begin=name.begin + 1)
    return name._replace(kind=Kind.PLACE_NAME) if head in known.place_heads and place in known.place_standard else name


def _end(reading: Reading, name: Name) -> int:
    """Where a name ends; that of an unsure person before an adjective of nationality: مهاجم باستوس برزیلی."""
    end = reading.name_end(name)
    unsure = name.kind is Kind.PERS_NAME and isinstance(name.certainty, float) and name.certainty < SURE_SURNAME
    return end - (unsure and end - name.begin > 1 and reading.words[end - 1] in gazetteer().nationalities)


def _unit(words: Sequence[str], begin: int, end: int) -> int:
    """How many words before a known organisation are none of its name: دفتر سیاسی, or one word that is no head."""
    if begin == end:
        return 0
    known = gazetteer()
    unit = known.organisation_units.match(words, begin, end)
    if unit and begin + unit < end and _opens_organisation(words, begin + unit, end):
        return unit
    if words[begin] in known.organisation_heads.longest:
        return 0
    return int(known.organisations.match(words, begin + 1, end) == end - begin - 1)


def _opens_organisation(words: Sequence[str], at: int, end: int) -> bool:
    known = gazetteer()
    return words[at] in known.organisation_heads.longest or known.organisations.match(words, at, end) > 0


def _ends(reading: Reading, name: Name, stop: int) -> Iterator[int]:
    """Where the names of a list end, and at the end of what was found.

    Persons are listed with commas and dashes, places and clubs with commas, organisations with «و» before the head of
    the next; a comma also stands within the names of ministries: وزیر بهداشت، درمان و آموزش پزشکی.
    """
    words = reading.words
    marks = [at for at in range(name.begin, stop) if words[at] in _LISTING]
    if name.kind is Kind.PERS_NAME:
        yield from (at for at in marks if words[at] not in _DASHES or reading.is_apart(at))
    elif name.kind is Kind.PLACE_NAME or not _may_hold_commas(words, name):
        yield from (at for at in marks if words[at] in "،,")
    elif not marks:
        between = range(name.begin + 1, stop - 1)
        yield from (at for at in between if words[at] == "و" and _opens_organisation(words, at + 1, stop))
    yield stop


def _may_hold_commas(words: Sequence[str], name: Name) -> bool:
    return words[name.begin] in gazetteer().organisation_heads.longest or is_ministry(words, name)


def _to_closing_mark(reading: Reading, kind: Kind, begin: int, end: int) -> int:
    """How many words behind a name close a quotation mark or bracket that it opens: the mark; of organisations more.

    روزنامه «بامداد شرق», of which روزنامه «بامداد was found.
    """
    words = reading.words
    inside = words[begin:end]
    opened = {
        '"': inside.count('"') % 2 == 1,
        "»": inside.count("«") > inside.count("»"),
        ")": inside.count("(") > inside.count(")"),
    }
    ceiling = min(len(words), end + (LONGEST_QUOTED if kind is Kind.ORG_NAME else 0) + 1)
    for at in range(end, min(ceiling, reading.sentence_of(begin)[1])):
        if opened.get(words[at]):
            return at + 1 - end
        if not words[at].isalnum():
            break
    return 0


def joined(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with a lone forename and the name right behind it, or behind its hyphen, as one person.

    A government and the person right behind it are one organisation: دولت بهرامیان.
    """
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last and _belong_together(reading, last, name):
            result[-1] = last._replace(end=name.end)
        elif last and _is_government(reading, last, name):
            result[-1] = last._replace(end=name.end, type=HEADED)
        else:
            result.append(name)
    return result


def _belong_together(reading: Reading, last: Name, name: Name) -> bool:
    if not (last.kind is name.kind is Kind.PERS_NAME and last.end - last.begin == 1):
        return False
    if reading.sentence_of(last.begin)[1] < name.end:
        return False
    hyphen = last.end + 1 == name.begin and reading.words[last.end] == "-"
    in_one = hyphen and reading.span(last.begin, last.begin + 1).end + 1 == reading.span(name.begin, name.end).begin
    return last.end == name.begin or (in_one and reading.words[last.begin] in gazetteer().forenames)


def _is_government(reading: Reading, last: Name, name: Name) -> bool:
    """Whether دولت alone is that of the person behind it; in «سخنگوی دولت ناصر بهرامیان» it belongs to the office."""
    known = gazetteer()
    words = reading.words
    if last.kind is not Kind.ORG_NAME or name.kind is not Kind.PERS_NAME or last.end - last.begin > 1:
        return False
    floor, ceiling = reading.sentence_of(last.begin)
    of_office = last.begin > floor and words[last.begin - 1] in known.offices.longest
    behind = name.end <= ceiling and titles_before(words, name.begin, last.end) == last.end
    return words[last.begin] in known.governments and behind and not of_office


def extended(reading: Reading, name: Name, before: int) -> Name:
    """A name with what belongs to it on both sides, behind the end `before` of the name before it.

    Titles and formulas belong to a person, شهر or استان to a place, باشگاه or خبرگزاری to an organisation. Streets and
    stadiums are places and brigades organisations, also if they bear the name of a person.
    """
    known = gazetteer()
    words = reading.words
    floor, ceiling = reading.sentence_of(name.begin)
    floor = max(floor, before)
    if name.kind is Kind.PERS_NAME:
        within = name.begin > floor and known.honorifics.match(words, name.begin - 1, name.end - 1) > 1
        begin = name.begin - within - _rare_forename_before(words, name, floor)
        begin = forename_before(words, initials_before(words, begin, floor), floor)
        begin = titles_before(words, begin, floor)
        end = linked_end(words, name.begin, name.end, ceiling)
        end += title_behind(words, begin, end, ceiling)
        after = known.honorifics_after.match(words, end, ceiling) if end < ceiling else 0
        bearer = words[begin - 1] if begin > floor else ""
        if bearer in known.named_after_persons or bearer in known.bodies_named_after_persons:
            kind = Kind.PLACE_NAME if bearer in known.named_after_persons else Kind.ORG_NAME
            return name._replace(kind=kind, begin=begin - 1, end=end + after)
        extent = begin, end + after
        return name if extent == (name.begin, name.end) else name._replace(begin=begin, end=end + after)
    if name.kind is Kind.ORG_NAME and (end := _list_end(words, name, ceiling)) > name.end:
        name = name._replace(end=end)
    if name.begin == floor:
        return name
    if name.kind is Kind.PLACE_NAME and words[name.begin - 1] in known.place_heads:
        return name._replace(begin=name.begin - 1)
    quoted = words[name.begin - 1] in '«"' and name.end < ceiling and words[name.end] in '»"'
    begin = name.begin - quoted
    if name.kind is Kind.PLACE_NAME and begin > floor and words[begin - 1] in known.heads_of_people:
        return name
    if head := known.plain_organisation_heads.match_before(words, begin, floor):
        return name._replace(kind=Kind.ORG_NAME, begin=begin - head, end=name.end + quoted)
    return name


def _rare_forename_before(words: Sequence[str], name: Name, floor: int) -> int:
    """1 if the word before a surname alone is a forename that is hardly another word: گودرز بهرامیان; else 0.

    Right behind another name and «و» it may be one that is also another word: ناصر بهرامیان و زیبا کاویانی.
    """
    known = gazetteer()
    if name.end - name.begin > 1 or name.begin == floor or words[name.begin] in known.forenames:
        return 0
    before = words[name.begin - 1]
    if before in known.forenames and lexicon().words.get(before, 0) <= VERY_RARE:
        return 1
    listed = name.begin - 2 == floor and words[floor] in "و،,"
    return int(listed and before in known.doubtful_forenames)


def _list_end(words: Sequence[str], name: Name, ceiling: int) -> int:
    """Where an organisation ends with the list of fields that its name begins: کمیسیون کشاورزی، آب و منابع طبیعی."""
    known = gazetteer()
    field = name.begin + ((words[name.begin],) == known.ministry)
    if field < ceiling and (fields := known.fields_of_ministries.match(words, field, ceiling)):
        return max(name.end, field + fields)
    if words[name.begin] not in known.heads_of_lists:
        return name.end
    at = name.end
    while at < ceiling and words[at] in "،,":
        at = _fields_end(words, at + 1, ceiling)
    closed = name.end < at < ceiling and words[at] == "و" and words[at - 1] not in "،,"
    end = _fields_end(words, at + 1, ceiling) if closed else 0
    if end <= at + 1:
        return name.end
    if end == ceiling:
        return end
    return end + (known.organisations.match(words, end, ceiling) or known.places.match(words, end, ceiling))


def _fields_end(words: Sequence[str], at: int, ceiling: int) -> int:
    """Where words end that name the field of a ministry or commission."""
    known = gazetteer()
    while at < ceiling and (words[at] in known.office_fields or words[at] in known.organisation_words):
        at += 1
    return at
