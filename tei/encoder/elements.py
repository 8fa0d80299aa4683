"""The elements and attributes of TEI files: their namespaces, and what annotations become in them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from lxml import etree

from tei.document import Certainty, Layer
from tei.encoder.identifiers import Identifiers
from tei.language.characters import xml_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_POINTERS = frozenset({"who", "toWhom", "source", "corresp", "ana", "ref", "sameAs"})


def add_child(
    parent: etree._Element, name: str, text: str = "", attrib: Mapping[str, str] | None = None
) -> etree._Element:
    """A new last child in the TEI namespace; of its text, what XML cannot hold is replaced by U+FFFD."""
    element = etree.SubElement(parent, TEI + name, dict(attrib or {}))
    element.text = xml_text(text) or None
    return element


def attributes(features: Mapping[str, str], identifiers: Identifiers) -> dict[str, str]:
    """TEI attributes of an annotation's features: local ids made pointers, calendars named, URIs escaped."""
    found: dict[str, str] = {}
    for name, value in features.items():
        if name in _POINTERS:
            found[name] = identifiers.pointers(value)
        elif name == "calendar":
            found[name] = identifiers.pointers(f"cal.{value}")
        elif name == "xml:lang":
            found[XML_LANG] = value
        elif name in ("target", "url"):
            found[name] = quote(xml_text(value), safe="/:?#[]@!$&'()*+,;=%~")
        else:
            found[name] = xml_text(value)
    if "calendar" in features and any(name.endswith("-custom") for name in features):
        found["datingMethod"] = found["calendar"]
    return found


def agent_pointer(layer: Layer) -> str:
    """The local id of the `<application>` of a layer's agent."""
    return f"app.{layer.agent.ident}"


def certainty_value(certainty: Certainty) -> str | None:
    """The value of @cert: a grade, or a probability with at most three digits."""
    return f"{certainty:.3g}" if isinstance(certainty, float) else certainty


def last_child(element: etree._Element) -> etree._Element | None:
    """The last child of an element, found at once however many there are."""
    # len() and [-1] of lxml count through all children, which makes a text of many blocks quadratic
    return next(element.iterchildren(reversed=True), None)
