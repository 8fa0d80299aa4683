"""Reading the ODD: its declarations, and the parts of a declaration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.encoder.elements import TEI, XML_LANG

EXAMPLE = "{http://www.tei-c.org/ns/Examples}"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"

FOLDER = Path(__file__).parents[2] / "schemas"
"""The schemas of the source tree; the ODD is not part of the installed package."""

OCCURRENCES = {("1", "1"): "", ("0", "1"): "?", ("0", "unbounded"): "*", ("1", "unbounded"): "+"}
"""What @minOccurs and @maxOccurs mean, as RELAX NG's compact syntax writes it; no others stand in a content model."""


class Odd:
    """The schema specification of an ODD: its elements, classes, macros and data types."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
        self.specification = next(self.root.iter(f"{TEI}schemaSpec"))

    def declarations(self, kind: str) -> list[etree._Element]:
        """The elementSpec, classSpec, macroSpec, dataSpec or constraintSpec elements, in their order."""
        return self.specification.findall(f"{TEI}{kind}")

    def constraints(self) -> Iterator[etree._Element]:
        """All constraintSpec elements, those of single elements after those of several."""
        yield from self.specification.iter(f"{TEI}constraintSpec")

    def members(self, name: str) -> list[etree._Element]:
        """The elements and classes that are members of a class."""
        declared = [*self.declarations("elementSpec"), *self.declarations("classSpec")]
        return [one for one in declared if name in classes(one)]

    def attribute_classes(self, declaration: etree._Element) -> list[etree._Element]:
        """The attribute classes that a declaration is a member of."""
        wanted = classes(declaration)
        return [one for one in self.declarations("classSpec") if one.get("ident") in wanted and is_attributes(one)]

    def attributes(self, declaration: etree._Element) -> list[etree._Element]:
        """The attributes of an element or class: its own, and those of the classes that it belongs or refers to."""
        found = list(declaration.iter(f"{TEI}attDef"))
        referred = {one.get("class") for one in declaration.iter(f"{TEI}attRef")}
        for one in self.declarations("classSpec"):
            if is_attributes(one) and (one.get("ident") in classes(declaration) or one.get("ident") in referred):
                found += self.attributes(one)
        return found


def classes(declaration: etree._Element) -> list[str]:
    """The names of the classes that an element or class is a member of."""
    return [str(one.get("key")) for one in declaration.iterfind(f"{TEI}classes/{TEI}memberOf")]


def is_attributes(declaration: etree._Element) -> bool:
    """Whether a class is one of attributes, not of elements."""
    return declaration.get("type") == "atts"


def name(element: etree._Element) -> str:
    """The name of an element of the ODD without its namespace."""
    return etree.QName(element).localname


def words(declaration: etree._Element, part: str, language: str = "en") -> str:
    """The plain text of the gloss or desc in a language; the one without a language is English."""
    for one in declaration.iterfind(f"{TEI}{part}"):
        if one.get(XML_LANG, "en") == language:
            return " ".join("".join(map(str, one.itertext())).split())
    return ""


def occurrence(element: etree._Element) -> str:
    """How often a part of a content model may stand: "", "?", "*" or "+"; the ODD uses no other."""
    return OCCURRENCES[element.get("minOccurs", "1"), element.get("maxOccurs", "1")]
