"""The Schematron rules of the schema: what depends on where an element stands, or on its other attributes.

The validator runs the phase `structure`. What the other patterns of tadvin.sch say is checked in pointers, rules and
fidelity, which know the other files of a corpus, calendars and the text.

Tools turn Schematron into XSLT, which visits every node and writes a report. Here the rules become XPath instead: one
expression says whether an element keeps all rules for its name, and only if not, others say which it breaks. That
takes less than half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from lxml import etree

from tei.encoder.elements import NAMESPACE, TEI
from tei.validator.finding import Finding, finding, readable
from tei.validator.grammar import SCHEMA

SCHEMATRON = SCHEMA.with_suffix(".sch")
"""The rules, beside the grammar."""

_PHASE = "structure"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_NAMESPACES = {"tei": NAMESPACE}


_Test: TypeAlias = Callable[[etree._Element], object]
"""Gives True for an element that keeps a rule."""


class _Assertion(NamedTuple):
    """What must be true of an element, and what to say if it is not."""

    test: _Test
    message: etree._Element


class _Rule(NamedTuple):
    """All that must be true of the elements of a name; `test` is true where all assertions are."""

    test: _Test
    assertions: list[_Assertion]


def check_constraints(elements: Iterable[etree._Element]) -> Iterator[Finding]:
    """Findings where elements break a rule; it says what is wrong and, after a semicolon, how to mend it."""
    rules = _rules()
    for element in elements:
        rule = rules.get(str(element.tag))
        if rule is not None and not rule.test(element):
            for assertion in rule.assertions:
                if not assertion.test(element):
                    problem, _, remedy = _words(assertion.message, element).partition("; ")
                    yield finding(element, problem, remedy)


@cache
def _rules() -> dict[str, _Rule]:
    """The rules of the phase by the tags of elements: each is for the elements of one name."""
    schema = etree.parse(SCHEMATRON).getroot()
    [active] = schema.iterfind(f"{_SCH}phase[@id='{_PHASE}']/{_SCH}active")
    rules = {}
    for rule in schema.iterfind(f"{_SCH}pattern[@id='{active.get('pattern')}']/{_SCH}rule"):
        tests = [str(node.get("test")) for node in rule]
        assertions = [_Assertion(_test(test), node) for test, node in zip(tests, rule, strict=True)]
        together = _test(" and ".join(f"({test})" for test in tests))
        rules[TEI + str(rule.get("context")).removeprefix("tei:")] = _Rule(together, assertions)
    return rules


def _test(expression: str) -> _Test:
    """The test of an XPath expression; for `current()`, a function of XSLT alone, a variable stands in."""
    in_xpath = f"boolean({expression.replace('current()', '$current')})"
    # with the regular expressions of EXSLT, lxml would set them up for each element anew
    path = etree.XPath(in_xpath, namespaces=_NAMESPACES, regexp=False)
    return (lambda element: path(element, current=[element])) if "current()" in expression else path


def _words(message: etree._Element, element: etree._Element) -> str:
    """The words of an assertion; `<sch:name/>` is the name of the element."""
    parts = [message.text or ""]
    for name in message:
        parts += [readable(str(element.tag)), name.tail or ""]
    return " ".join("".join(parts).split())
