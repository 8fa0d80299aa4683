"""What a grammar cannot say of one article: ids, speakers, dates, provenance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as day

from lxml import etree

from tei.encoder.elements import TEI, XML_ID
from tei.language.calendars import Calendar, agrees, parse
from tei.validator.finding import Finding, finding, line_of, readable

_CLAIMS = frozenset(
    TEI + name
    for name in ("said", "quote", "persName", "orgName", "placeName", "roleName", "rs", "date", "time", "foreign")
)
"""Elements of the text that state a finding, and so must say whose it is."""

_PERIODS = (("from", "to"), ("notBefore", "notAfter"))
_BEGINNINGS, _ENDS = zip(*_PERIODS, strict=True)


def check_ids(root: etree._Element) -> Iterator[Finding]:
    """The ids within an article or corpus begin with its own, and none is given twice."""
    seen: dict[str, int] = {}
    scopes = [(root, str(root.get(XML_ID, "")))]
    while scopes:
        element, own = scopes.pop()
        ident = element.get(XML_ID)
        if element.tag == f"{TEI}TEI":
            own = str(ident or "")
        elif ident is not None and own and element is not root and not ident.startswith(f"{own}."):
            problem = f"the xml:id does not begin with that of the article, {own}"
            yield finding(element, problem, f'call it "{own}.{ident}", and change the pointers to it')
        if ident is not None:
            if ident in seen:
                yield finding(element, f"the xml:id stands already at line {seen[ident]}", "give each its own")
            seen.setdefault(ident, line_of(element))
        scopes.extend((child, own) for child in reversed(element) if isinstance(child.tag, str))


def check_statements(article: etree._Element) -> Iterator[Finding]:
    """Speech has a speaker, dates agree with themselves, and every finding says who made it."""
    text = article.find(f"{TEI}text")
    if text is None:
        return
    for element in text.iter(f"{TEI}*"):
        if element.get("resp") is None and (element.tag in _CLAIMS or element.get("norm") is not None):
            problem = f"<{readable(element.tag)}> does not say who found it"
            yield finding(element, problem, "add @resp with a pointer to an <application> of the header")
        if element.tag == f"{TEI}said" and not (element.get("who") or "").strip():
            problem = "<said> does not say who speaks"
            yield finding(element, problem, 'add @who, "#ID.person.unknown" where the text does not tell')
        if element.tag == f"{TEI}date":
            yield from _check_date(element)


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
