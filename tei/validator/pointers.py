"""Pointers: each leads to an element that is there and of the right kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree

from tei.encoder.elements import TEI, XML_ID
from tei.validator.fidelity import string_value
from tei.validator.finding import Finding, finding, listing, readable
from tei.validator.inventory import Inventory

_ENTITIES = ("person", "org", "place")

_TARGETS: dict[str, tuple[str, ...]] = {
    "who": _ENTITIES,
    "toWhom": ("person", "org"),
    "active": _ENTITIES,
    "passive": _ENTITIES,
    "resp": ("application",),
    "ana": ("category",),
    "calendar": ("calendar",),
    "datingMethod": ("calendar",),
    "sameAs": ("date",),
    "scheme": ("taxonomy",),
    "corresp": ("said", "annotation", "term", "floatingText"),
    "source": (),
    "ref": _ENTITIES,
    "target": (),
    "next": (),
    "prev": (),
}
"""The attributes that point, and the elements that they may point to; none named: any."""

_TARGETS_OF_ELEMENT: dict[tuple[str, str], tuple[str, ...]] = {
    ("change", "who"): ("application",),
    ("name", "ref"): ("application",),
    ("persName", "ref"): ("person",),
    ("author", "ref"): ("person", "org"),
    ("orgName", "ref"): ("org",),
    ("affiliation", "ref"): ("org",),
    ("placeName", "ref"): ("place",),
    ("rs", "ref"): ("person",),
    ("roleName", "ref"): ("person",),
    ("catRef", "target"): ("category",),
    ("seg", "corresp"): ("said", "annotation"),
    ("term", "corresp"): ("term", "annotation"),
    ("ref", "corresp"): ("quote", "annotation"),
    ("correspDesc", "corresp"): ("floatingText", "annotation"),
    ("date", "source"): ("date",),
}
"""Where an element asks for more than the attribute does."""

_CHAINING = ("next", "prev")
"""The attributes of which it matters where they stand."""

_STRING_RANGE = re.compile(r"#string-range\(([^,]+),(\d{1,9}),(\d{1,9})\)")

Elsewhere = Callable[[str], str | None]
"""Gives the name of the element that has an xml:id in another file of the corpus, or None."""


class _Known:
    """What a pointer can lead to."""

    def __init__(self, inventory: Inventory, elsewhere: Elsewhere) -> None:
        self.by_id = inventory.by_id
        self.elsewhere = elsewhere
        self.prefixes = {one.get("ident") for one in inventory.tagged[f"{TEI}prefixDef"]}
        self._texts = inventory.tagged[f"{TEI}text"]

    @cached_property
    def lengths(self) -> dict[str, int]:
        """How many characters the texts have, by their ids."""
        return {str(one.get(XML_ID)): len(string_value(one)) for one in self._texts}


def check_pointers(inventory: Inventory, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Findings on the pointers of the elements of a tree."""
    known = _Known(inventory, elsewhere)
    sound = set()
    for element in inventory.notable:
        for name, value in element.items():
            if name not in _TARGETS:
                continue
            pointer = element.tag, name, value  # hundreds say who found them, and most say the same
            if pointer in sound:
                continue
            findings = [found for token in str(value).split() for found in _check(element, str(name), token, known)]
            if not findings and name not in _CHAINING:
                sound.add(pointer)
            yield from findings


def _check(element: etree._Element, name: str, token: str, known: _Known) -> Iterator[Finding]:
    label = f"@{name} of <{readable(element.tag)}>"
    if name == "target" and token.startswith("#string-range("):
        yield from _check_range(element, label, token, known)
    elif token.startswith("#"):
        target = known.by_id.get(token[1:])
        kind = readable(target.tag) if target is not None else known.elsewhere(token[1:])
        allowed = _TARGETS_OF_ELEMENT.get((readable(element.tag), name), _TARGETS[name])
        if kind is None:
            yield finding(element, f"{label} points to {token}, which is nowhere", "correct the id, or add it there")
        elif allowed and kind not in allowed:
            kinds = listing([f"<{one}>" for one in allowed])
            yield finding(element, f"{label} points to {token}, a <{kind}>", f"point to a {kinds}")
        if name in _CHAINING and target is not None:
            yield from _check_chain(element, name, target)
    elif name == "source" and token.partition(":")[0] not in known.prefixes:
        prefix = token.partition(":")[0]
        problem = f"{label} uses the prefix {prefix!r}, which the header does not explain"
        yield finding(element, problem, f'add <prefixDef ident="{prefix}"> to listPrefixDef, or correct it')


def _check_chain(element: etree._Element, name: str, target: etree._Element) -> Iterator[Finding]:
    """Pieces of one annotation are elements of one name, each pointing to the next and back."""
    back = "prev" if name == "next" else "next"
    here, there = readable(element.tag), readable(target.tag)
    if here != there:
        problem = f"@{name} of <{here}> leads to a <{there}>, which cannot be a piece of it"
        yield finding(element, problem, f"point to the <{here}> that goes on, or remove @{name}")
    elif target.get(back) != f"#{element.get(XML_ID)}":
        problem = f"@{name} of <{here}> leads to {target.get(XML_ID)}, which does not point back"
        yield finding(element, problem, f'set @{back} there to "#{element.get(XML_ID)}"')


def _check_range(element: etree._Element, label: str, token: str, known: _Known) -> Iterator[Finding]:
    match = _STRING_RANGE.fullmatch(token)
    if match is None or match[1] not in known.lengths:
        problem = f"{label} is {token}, no stretch of a text"
        yield finding(element, problem, "write #string-range(ID.text,OFFSET,LENGTH)")
    elif int(match[2]) + int(match[3]) > known.lengths[match[1]]:
        problem = f"{label} ends behind the text, which has {known.lengths[match[1]]} characters"
        yield finding(element, problem, "correct the numbers")
