"""Document → TEI: arranges blocks, weaves annotations, writes header and standOff."""

from __future__ import annotations

from lxml import etree

from tei.document import Document
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.elements import NAMESPACE, TEI, XML_ID, XML_LANG
from tei.encoder.header import encode_header
from tei.encoder.identifiers import Identifiers, xml_id
from tei.encoder.source_description import languages
from tei.encoder.standoff import encode_standoff
from tei.encoder.text import encode_text
from tei.encoder.tokens import write_tokens
from tei.settings import Settings

__all__ = ["PROLOGUE", "encode", "serialise"]

PROLOGUE = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="schemas/tadvin.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="schemas/tadvin.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
"""
"""What each file begins with: editors validate it by the schemas that its corpus carries with it."""

_NO_SETTINGS = Settings()


def encode(document: Document, settings: Settings = _NO_SETTINGS) -> etree._Element:
    """The `<TEI>` element of a document, with ids that begin with the article's own; settings say what its edition is.

    `string()` of its `<text>` is the document's text, character for character. Words of a token layer are not in it.
    """
    root = etree.Element(TEI + "TEI", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # lxml-stubs omits None
    identifiers = Identifiers(xml_id(document.article.ident))
    root.set(XML_ID, identifiers.article_id)
    language = languages(document)[0]
    root.set(XML_LANG, language)
    text = encode_text(document, identifiers)
    text.element.set(XML_LANG, language)
    root.append(encode_header(document, identifiers, settings))
    standoff = encode_standoff(document, text, identifiers)
    if standoff is not None:
        root.append(standoff)
    root.append(text.element)
    return root


def serialise(document: Document, settings: Settings = _NO_SETTINGS) -> bytes:
    """The bytes of a document's TEI file: UTF-8, header and standOff on lines of their own, the text untouched.

    Where the document has a token layer, its words stand here, and only here, in the text.
    """
    root = encode(document, settings)
    for child in root:
        child.tail = "\n"
    root.text = "\n"
    content = etree.tostring(root, encoding="unicode")
    tokens = document.layer(TOKEN_LAYER)
    if tokens is not None:
        begin, end = content.index("<text "), content.rindex("</text>")
        content = content[:begin] + write_tokens(content[begin:end], document, tokens) + content[end:]
    return f"{PROLOGUE}{content}\n".encode()
