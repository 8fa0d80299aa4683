"""The elements and attributes of TEI files, written as XML, and what annotations become in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tei.document import Certainty, Layer
from tei.encoder.addresses import uri
from tei.encoder.identifiers import Identifiers
from tei.language.characters import NOT_XML, XML_NAMESPACE, xml_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = f"{{{XML_NAMESPACE}}}id"
XML_LANG = f"{{{XML_NAMESPACE}}}lang"
"""Names as lxml spells them, for those who read TEI files."""

XINCLUDE = "http://www.w3.org/2001/XInclude"
"""The namespace of the element in place of which a corpus gets an article."""

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})

_POINTERS = frozenset({"who", "toWhom", "source", "corresp", "ana", "ref", "sameAs"})
_REWRITTEN = _POINTERS | {"calendar", "target", "url"}

_TO_ESCAPE = re.compile(rf"[&<>\r{NOT_XML.pattern[1:]}")
_TO_ESCAPE_IN_VALUE = re.compile(rf'[&<>"\r\n\t{NOT_XML.pattern[1:]}')
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPES_IN_VALUE = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def element(name: str, *content: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> str:
    """An element that holds `content`, which is XML."""
    start, inside = f"{name}{as_xml(attributes)}" if attributes else name, "".join(content)
    return f"<{start}>{inside}</{name}>" if inside else f"<{start}/>"


def text_element(name: str, text: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> str:
    """An element that holds nothing but a text."""
    return element(name, escape(text), attributes=attributes)


def escape(text: str) -> str:
    """A text as XML; U+FFFD stands for what XML cannot hold."""
    return xml_text(text).translate(_ESCAPES) if _TO_ESCAPE.search(text) else text


def as_xml(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, a space before each; U+FFFD stands for what XML cannot hold."""
    if _TO_ESCAPE_IN_VALUE.search("".join(attributes.values())):
        attributes = {name: xml_text(value).translate(_ESCAPES_IN_VALUE) for name, value in attributes.items()}
    return "".join([f' {name}="{value}"' for name, value in attributes.items()])


def tei_attributes(features: Mapping[str, str], identifiers: Identifiers) -> dict[str, str]:
    """TEI attributes of an annotation's features: local ids made pointers, calendars named, URIs escaped."""
    found = dict(features)
    for name in _REWRITTEN.intersection(features):
        value = features[name]
        if name in _POINTERS:
            found[name] = identifiers.pointers(value)
        elif name == "calendar":
            found[name] = identifiers.pointers(f"cal.{value}")
        else:
            found[name] = uri(value)
    if "calendar" in features and any(name.endswith("-custom") for name in features):
        found["datingMethod"] = found["calendar"]
    return found


def agent_pointer(layer: Layer) -> str:
    """The local id of the `<application>` of a layer's agent."""
    return f"app.{layer.agent.ident}"


def certainty_value(certainty: Certainty) -> str | None:
    """The value of @cert: a grade, or a probability with at most three digits."""
    return f"{certainty:.3g}" if isinstance(certainty, float) else certainty
