"""The Schematron rules of the schema: what depends on where an element stands, or on its other attributes.

The validator runs the phase `structure`. What the other patterns of tadvin.sch say is checked in pointers, rules and
fidelity, which know the other files of a corpus, calendars and the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from lxml import etree, isoschematron  # type: ignore[attr-defined]  # lxml-stubs omit isoschematron

from tei.validator.finding import Finding, finding, select
from tei.validator.grammar import SCHEMA

SCHEMATRON = SCHEMA.with_suffix(".sch")
"""The rules, beside the grammar."""

_FAILED = etree.XPath("//svrl:failed-assert", namespaces={"svrl": "http://purl.oclc.org/dsdl/svrl"})


@cache
def _compiled() -> isoschematron.Schematron:
    return isoschematron.Schematron(etree.parse(SCHEMATRON), phase="structure", store_report=True)


def check_constraints(root: etree._Element) -> Iterator[Finding]:
    """Findings where a tree breaks a rule; the rule says what is wrong and, after a semicolon, how to mend it."""
    schema = _compiled()
    if schema.validate(root.getroottree()):
        return
    for failed in select(_FAILED, schema.validation_report):
        element = cast(list[etree._Element], root.xpath(str(failed.get("location"))))[0]
        problem, _, remedy = " ".join("".join(map(str, failed.itertext())).split()).partition("; ")
        yield finding(element, problem, remedy)
