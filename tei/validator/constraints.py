"""The Schematron rules of the schema: what depends on where an element stands, or on its other attributes.

The validator runs the phase `structure`. What the other patterns of tadvin.sch say is checked in pointers, rules and
fidelity, which know the other files of a corpus, calendars and the text.

Tools turn Schematron into XSLT, which visits every node and writes a report. Here the rules become XPath instead: one
expression finds all elements that break one, mostly none, and only of these is asked what is wrong. That takes an
eighth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from tei.encoder.elements import NAMESPACE, TEI
from tei.validator.finding import Finding, finding, readable, select
from tei.validator.grammar import SCHEMA

SCHEMATRON = SCHEMA.with_suffix(".sch")
"""The rules, beside the grammar."""

_PHASE = "structure"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_NAMESPACES = {"tei": NAMESPACE}


class _Assertion(NamedTuple):
    """What must be true of the elements of a name; `test` is the XPath, `holds` the same ready to run."""

    name: str
    test: str
    holds: etree.XPath
    message: etree._Element


def check_constraints(root: etree._Element) -> Iterator[Finding]:
    """Findings where a tree breaks a rule; the rule says what is wrong and, after a semicolon, how to mend it."""
    for element in _broken(root):
        for assertion in _assertions():
            if element.tag == TEI + assertion.name and not assertion.holds(element, current=element):
                problem, _, remedy = _words(assertion.message, element).partition("; ")
                yield finding(element, problem, remedy)


def _broken(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that break a rule, each once."""
    broken = dict.fromkeys(select(_breaking(), root))
    for assertion in _assertions():
        if "$current" in assertion.test:
            elements = root.iter(TEI + assertion.name)
            broken.update(dict.fromkeys(one for one in elements if not assertion.holds(one, current=one)))
    yield from broken


@cache
def _assertions() -> list[_Assertion]:
    """The assertions of the phase; each of its rules is for the elements of one name.

    XPath alone has no `current()`: a variable takes its place.
    """
    schema = etree.parse(SCHEMATRON).getroot()
    [active] = schema.iterfind(f"{_SCH}phase[@id='{_PHASE}']/{_SCH}active")
    found = []
    for rule in schema.iterfind(f"{_SCH}pattern[@id='{active.get('pattern')}']/{_SCH}rule"):
        for node in rule:
            test = str(node.get("test")).replace("current()", "$current")
            holds = etree.XPath(f"boolean({test})", namespaces=_NAMESPACES)
            found.append(_Assertion(str(rule.get("context")).removeprefix("tei:"), test, holds, node))
    return found


@cache
def _breaking() -> etree.XPath:
    """The path to all elements that break a rule, but for those that ask for `$current`, another for each element."""
    tests: dict[str, list[str]] = {}
    for assertion in _assertions():
        if "$current" not in assertion.test:
            tests.setdefault(assertion.name, []).append(f"({assertion.test})")
    paths = (f"descendant-or-self::tei:{name}[not({' and '.join(own)})]" for name, own in tests.items())
    return etree.XPath(" | ".join(paths), namespaces=_NAMESPACES)


def _words(message: etree._Element, element: etree._Element) -> str:
    """The words of an assertion; `<sch:name/>` is the name of the element."""
    parts = [message.text or ""]
    for name in message:
        parts += [readable(str(element.tag)), name.tail or ""]
    return " ".join("".join(parts).split())
