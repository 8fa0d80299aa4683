"""What no schema can say of one article, or cannot say as well: ids, languages, dates, features of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from functools import lru_cache

from lxml import etree

from tei.encoder.elements import TEI, XML_LANG
from tei.language.calendars import Calendar, agrees, parse
from tei.validator.finding import Finding, finding, line_of, readable, select

_FEATURES = re.compile(r"UPosTag=[A-Z]+(\|[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Za-z0-9]+(,[A-Za-z0-9]+)*)*", re.ASCII)
_IN_A_LANGUAGE = etree.XPath("descendant-or-self::*[@xml:lang]")
_LANGUAGES = f"{TEI}teiHeader/{TEI}profileDesc/{TEI}langUsage/{TEI}language"
_ROOTS = (f"{TEI}TEI", f"{TEI}teiCorpus")

_PERIODS = (("from", "to"), ("notBefore", "notAfter"))
_BEGINNINGS, _ENDS = zip(*_PERIODS, strict=True)


def check_ids(root: etree._Element, identified: Sequence[tuple[str, etree._Element]]) -> Iterator[Finding]:
    """The ids within an article or corpus begin with its own, and none is given twice.

    `identified` are all elements of the tree that have an id, in the order of the file.
    """
    roots = set(root.iter(*_ROOTS))
    own = ""
    for ident, element in identified:
        if element in roots:
            own = f"{ident}."
        elif not ident.startswith(own):
            problem = f"the xml:id does not begin with that of the article, {own[:-1]}"
            yield finding(element, problem, f'call it "{own}{ident}", and change the pointers to it')
    first = dict(reversed(identified))
    if len(first) < len(identified):
        for ident, element in identified:
            if first[ident] is not element:
                yield finding(
                    element, f"the xml:id stands already at line {line_of(first[ident])}", "give each its own"
                )


def check_statements(article: etree._Element) -> Iterator[Finding]:
    """Languages are declared, dates agree with themselves, features of words are those of Universal Dependencies."""
    text = article.find(f"{TEI}text")
    if text is None:
        return
    declared = {one.get("ident") for one in article.iterfind(_LANGUAGES)}
    for element in select(_IN_A_LANGUAGE, text):
        language = element.get(XML_LANG)
        if language not in declared:
            problem = f'@xml:lang of <{readable(element.tag)}> is "{language}", which the header does not name'
            yield finding(element, problem, "correct it, or add the language to langUsage")
    for date in text.iter(f"{TEI}date"):
        yield from _check_date(date)
    for word in text.iter(f"{TEI}w", f"{TEI}pc"):
        pos, features = word.get("pos"), word.get("msd")
        if features is not None and not _is_morphology(pos or "", features):
            problem = f'@msd of <{readable(word.tag)}> is "{features}"'
            yield finding(word, problem, f'write it like "UPosTag={pos}" or "UPosTag={pos}|Number=Plur"')


@lru_cache(maxsize=4096)
def _is_morphology(pos: str, features: str) -> bool:
    """Whether these are features of Universal Dependencies that begin with the part of speech."""
    return _FEATURES.fullmatch(features) is not None and features.split("|")[0] == f"UPosTag={pos}"


def _check_date(date: etree._Element) -> Iterator[Finding]:
    for begin, end in _PERIODS:
        if _is_after(date.get(begin), date.get(end)):
            problem = f"the period ends before it begins (@{begin} {date.get(begin)}, @{end} {date.get(end)})"
            yield finding(date, problem, "exchange or correct them")
    for name in ("when", *_BEGINNINGS, *_ENDS):
        custom = date.get(f"{name}-custom")
        if custom is not None:
            yield from _check_custom(date, name, custom)


def _check_custom(date: etree._Element, name: str, custom: str) -> Iterator[Finding]:
    """The date in its own calendar exists, and is the day, month or year that the Gregorian attribute says."""
    calendar = (date.get("datingMethod") or "").rpartition(".")[2]
    iso = date.get(name)
    if calendar not in tuple(Calendar):
        problem = f"@{name}-custom does not say of which calendar it is"
        yield finding(date, problem, "add @datingMethod with a pointer to a <calendar>, such as #ID.cal.jalali")
        return
    own = parse(Calendar(calendar), custom)
    extent = own.extent() if own else None
    if extent is None:
        problem = f'@{name}-custom is "{custom}", and the {calendar} calendar has no such date'
        yield finding(date, problem, f"correct it, or remove it with @{name}")
    elif iso is not None and not _agree(name, calendar, custom, iso):
        problem = f'@{name} is "{iso}", but "{custom}" of the {calendar} calendar is another date'
        yield finding(date, problem, f"set {_gregorian(name, extent)}, or correct @{name}-custom")


def _agree(name: str, calendar: str, custom: str, iso: str) -> bool:
    """Whether both are the same time; of a period, whether they begin (`from`, `notBefore`) or end on the same day."""
    if name == "when":
        return agrees(calendar, custom, iso)
    own, gregorian = parse(Calendar(calendar), custom), parse(Calendar.GREGORIAN, iso)
    edge = 0 if name in _BEGINNINGS else 1
    extents = [date.extent() if date else None for date in (own, gregorian)]
    return None not in extents and len({extent[edge] for extent in extents if extent}) == 1


def _gregorian(name: str, extent: tuple[day, day]) -> str:
    first, last = extent
    if name == "when" and first != last:
        return f'from="{first}" to="{last}" in place of @when'
    return f'@{name} to "{last if name in _ENDS else first}"'


def _is_after(begin: str | None, end: str | None) -> bool:
    """Whether an ISO date of a period is later than its end, as far as both are given (2018-03 contains 2018-03-21)."""
    if not begin or not end or begin.startswith("-") or end.startswith("-"):
        return False
    shared = min(len(begin), len(end))
    return begin[:shared] > end[:shared]
