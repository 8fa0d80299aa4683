"""The constraints of the ODD as ISO Schematron in XPath 1.0, which lxml runs.

A pattern looks at every node of a document, so one that holds all rules for whole elements takes as long as the rule
for one. This pattern is a phase of its own, which `tadvin validate` runs. The other patterns state for other tools what
tei/validator checks in Python.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tei.encoder.elements import TEI, XINCLUDE
from tei.schema.odd import SCHEMATRON, Odd

PHASE = "structure"
_PATTERN = "elements"


def schematron(odd: Odd) -> bytes:
    """The Schematron schema as an XML file."""
    schema = etree.Element(
        f"{SCHEMATRON}schema",
        {"queryBinding": "xslt"},
        nsmap={"sch": SCHEMATRON[1:-1]},
    )
    schema.append(etree.Comment(" Made from tadvin.odd by `python -m tei.schema`: change that. "))
    etree.SubElement(schema, f"{SCHEMATRON}title").text = "Tadvin: rules that a grammar cannot say"
    for prefix, uri in (("tei", TEI[1:-1]), ("xi", XINCLUDE)):
        etree.SubElement(schema, f"{SCHEMATRON}ns", {"prefix": prefix, "uri": uri})
    phase = etree.SubElement(schema, f"{SCHEMATRON}phase", {"id": PHASE})
    etree.SubElement(phase, f"{SCHEMATRON}active", {"pattern": _PATTERN})
    pattern = etree.SubElement(schema, f"{SCHEMATRON}pattern", {"id": _PATTERN})
    rules: dict[str, etree._Element] = {}
    for constraint in odd.constraints():
        [rule] = constraint.iterfind(f"{TEI}constraint/{SCHEMATRON}rule")
        if constraint.get("type") == "validator":
            alone = etree.SubElement(schema, f"{SCHEMATRON}pattern", {"id": str(constraint.get("ident"))})
            alone.append(_plain(rule))
            continue
        for context in str(rule.get("context")).split(" | "):
            if context not in rules:
                rules[context] = etree.SubElement(pattern, f"{SCHEMATRON}rule", {"context": context})
            rules[context].extend(list(_plain(rule)))
    etree.indent(schema)
    return etree.tostring(schema, encoding="UTF-8", xml_declaration=True) + b"\n"


def _plain(rule: etree._Element) -> etree._Element:
    """A copy without the white space by which the ODD breaks its lines, and without its namespaces."""
    copy = deepcopy(rule)
    for one in copy.iter():
        for key, value in one.attrib.items():
            one.set(key, " ".join(str(value).split()))
        one.text, one.tail = _squeeze(one.text), _squeeze(one.tail)
    for one in copy:
        one.text, one.tail = (one.text or "").lstrip() or None, None
        if len(one):
            one[-1].tail = (one[-1].tail or "").rstrip() or None
        else:
            one.text = (one.text or "").rstrip()
    etree.cleanup_namespaces(copy)
    return copy


def _squeeze(text: str | None) -> str | None:
    if text is None:
        return None
    begin, end = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{begin}{' '.join(text.split())}{end}" if text.strip() else begin
