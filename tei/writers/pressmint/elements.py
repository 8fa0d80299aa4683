"""Elements of PressMint's files."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tei.encoder.elements import TEI
from tei.language.characters import xml_text


def add_child(
    parent: etree._Element, name: str, text: str = "", attrib: Mapping[str, str] | None = None
) -> etree._Element:
    """A new last child in the TEI namespace; of its text, what XML cannot hold is replaced by U+FFFD."""
    element = etree.SubElement(parent, TEI + name, dict(attrib or {}))
    element.text = xml_text(text) or None
    return element
