"""Reading TEI back: the one rule is that string(/TEI/text) is the source text, so offsets are counted characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Element:
    name: str
    begin: int
    end: int
    attrib: dict[str, str]


def parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def text_of(root: etree._Element) -> str:
    return "".join(root.find(f"{TEI}text").itertext())


def elements(root: etree._Element) -> list[Element]:
    """All elements of the text with their offsets."""
    found: list[Element] = []

    def walk(node: etree._Element, at: int) -> int:
        begin = at
        at += len(node.text or "")
        for child in node:
            at = walk(child, at) + len(child.tail or "")
        found.append(Element(node.tag.removeprefix(TEI), begin, at, dict(node.attrib)))
        return at

    walk(root.find(f"{TEI}text"), 0)
    return found


def chains(found: list[Element]) -> list[list[Element]]:
    """The elements, the pieces of one annotation (@next, @prev) together."""
    by_id = {element.attrib[XML_ID]: element for element in found if XML_ID in element.attrib}
    result = []
    for element in found:
        if "prev" in element.attrib:
            continue
        chain = [element]
        while "next" in chain[-1].attrib:
            chain.append(by_id[chain[-1].attrib["next"].removeprefix("#")])
        result.append(chain)
    return result


def standoff_ranges(root: etree._Element) -> list[tuple[str, int, int]]:
    """(element name, begin, end) of each annotation that stands in standOff."""
    found = []
    for annotation in root.iter(f"{TEI}annotation"):
        match = re.fullmatch(r"#string-range\((.*),(\d+),(\d+)\)", annotation.get("target"))
        if match is None:  # it is on an image
            continue
        begin, length = int(match[2]), int(match[3])
        body = annotation.find(f"{TEI}note")[0]
        found.append((body.tag.removeprefix(TEI), begin, begin + length))
    return found
