"""What no schema can say of one article, or cannot say as well: ids, languages, dates, features of words,
relations, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date as day
from functools import lru_cache

from lxml import etree

from tei.encoder.elements import TEI, XML_ID, XML_LANG
from tei.language.calendars import Calendar, agrees, parse
from tei.validator.fidelity import quantity
from tei.validator.finding import Finding, finding, line_of, readable
from tei.validator.inventory import Inventory

_FEATURES = re.compile(r"UPosTag=[A-Z]+(\|[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Za-z0-9]+(,[A-Za-z0-9]+)*)*", re.ASCII)
_LANGUAGES = f"{TEI}teiHeader/{TEI}profileDesc/{TEI}langUsage/{TEI}language"

_PERIODS = (("from", "to"), ("notBefore", "notAfter"))
_BEGINNINGS, _ENDS = zip(*_PERIODS, strict=True)


def check_ids(inventory: Inventory) -> Iterator[Finding]:
    """The ids within an article or corpus begin with its own, and none is given twice."""
    roots = {*inventory.tagged[f"{TEI}TEI"], *inventory.tagged[f"{TEI}teiCorpus"]}
    own = ""
    for ident, element in inventory.by_id.items():
        if element in roots:
            own = f"{ident}."
        elif not ident.startswith(own):
            problem = f"the xml:id does not begin with that of the article, {own[:-1]}"
            yield finding(element, problem, f'call it "{own}{ident}", and change the pointers to it')
    for element in inventory.repeated:
        first = inventory.by_id[element.get(XML_ID, "")]
        yield finding(element, f"the xml:id stands already at line {line_of(first)}", "give each its own")


def check_statements(article: etree._Element, inventory: Inventory) -> Iterator[Finding]:
    """Languages are declared, dates agree with themselves, features are those of Universal Dependencies, no relation
    stands twice, counts are right.

    The inventory is that of the article.
    """
    text = article.find(f"{TEI}text")
    if text is None:
        return
    declared = {one.get("ident") for one in article.iterfind(_LANGUAGES)}
    for element in inventory.notable:
        language = element.get(XML_LANG)
        if language is not None and language not in declared and _is_within(element, text):
            problem = f'@xml:lang of <{readable(element.tag)}> is "{language}", which the header does not name'
            yield finding(element, problem, "correct it, or add the language to langUsage")
    for date in inventory.tagged[f"{TEI}date"]:
        yield from _check_date(date)
    for token in (*inventory.tagged[f"{TEI}w"], *inventory.tagged[f"{TEI}pc"]):
        pos, features = token.get("pos"), token.get("msd")
        if features is not None and not _is_morphology(pos or "", features):
            problem = f'@msd of <{readable(token.tag)}> is "{features}"'
            yield finding(token, problem, f'write it like "UPosTag={pos}" or "UPosTag={pos}|Number=Plur"')
    yield from _check_relations(inventory)
    yield from _check_extent(inventory)


def _is_within(element: etree._Element, text: etree._Element) -> bool:
    return element is text or text in element.iterancestors(text.tag)


@lru_cache(maxsize=4096)
def _is_morphology(pos: str, features: str) -> bool:
    """Whether these are features of Universal Dependencies that begin with the part of speech."""
    return _FEATURES.fullmatch(features) is not None and features.split("|")[0] == f"UPosTag={pos}"


def _check_relations(inventory: Inventory) -> Iterator[Finding]:
    """No relation stands twice."""
    seen = set()
    for relation in inventory.tagged[f"{TEI}relation"]:
        statement = tuple(map(relation.get, ("name", "active", "passive")))
        if statement in seen:
            yield finding(relation, "the relation stands already", "remove one")
        seen.add(statement)


def _check_extent(inventory: Inventory) -> Iterator[Finding]:
    """The header says how many quotations there are at least, and how many sentences and words the text has."""
    for measure in inventory.tagged[f"{TEI}measure"]:
        stated = quantity(measure)
        if stated is None:
            continue
        match measure.get("unit"):
            case "quotations" if stated > _quotations(inventory):
                problem = "the article has fewer quotations than the header says"
            case "sentences" if stated != _count(_in_text(inventory, f"{TEI}s")):
                problem = "the text has not as many sentences as the header says"
            case "words" if stated != _words(inventory):
                problem = "the text has not as many words as the header says"
            case _:
                continue
        yield finding(measure, problem, "correct @quantity, or restore them")


def _quotations(inventory: Inventory) -> int:
    return _count(inventory.tagged[f"{TEI}said"]) + _count(inventory.tagged[f"{TEI}quote"])


def _words(inventory: Inventory) -> int:
    """How many words the text has, without those within a word."""
    words = _in_text(inventory, f"{TEI}w")
    within = (part for word in words if len(word) for part in word.iterchildren(f"{TEI}w"))
    return _count(words) - _count(within)


def _in_text(inventory: Inventory, tag: str) -> list[etree._Element]:
    """The elements with a tag, without those in standOff."""
    displaced = {one for aside in inventory.tagged[f"{TEI}standOff"] for one in aside.iter(tag)}
    found = inventory.tagged[tag]
    return [one for one in found if one not in displaced] if displaced else found


def _count(elements: Iterable[etree._Element]) -> int:
    """How many there are; the pieces of a chain together are one."""
    return sum(one.get("prev") is None for one in elements)


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
