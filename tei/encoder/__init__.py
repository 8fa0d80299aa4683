"""Document → TEI: arranges blocks, weaves annotations, writes text, header and standOff as XML."""

from __future__ import annotations

from tei.document import Document
from tei.encoder.elements import NAMESPACE, element
from tei.encoder.header import encode_header
from tei.encoder.identifiers import Identifiers, xml_id
from tei.encoder.source_description import languages
from tei.encoder.standoff import encode_standoff
from tei.encoder.text import encode_text
from tei.settings import Settings

__all__ = ["PROLOGUE", "serialise"]

PROLOGUE = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="schemas/tadvin.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="schemas/tadvin.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
"""
"""What each file begins with: editors validate it by the schemas that its corpus carries with it."""

_NO_SETTINGS = Settings()


def serialise(document: Document, settings: Settings = _NO_SETTINGS) -> bytes:
    """The bytes of a document's TEI file, in UTF-8, with ids that begin with the article's own.

    Without its tags `<text>` is the document's text, character for character. Where the document has a token layer,
    words and punctuation marks have elements of their own. The settings say what edition the file belongs to.
    """
    identifiers = Identifiers(xml_id(document.article.ident))
    language = languages(document)[0]
    text = encode_text(document, identifiers, language)
    header = encode_header(document, identifiers, settings)
    standoff = encode_standoff(document, text, identifiers)
    parts = [part for part in (header, standoff, text.xml) if part]
    attributes = {"xmlns": NAMESPACE, "xml:id": identifiers.article_id, "xml:lang": language}
    root = element("TEI", *(f"\n{part}" for part in parts), "\n", attributes=attributes)
    return f"{PROLOGUE}{root}\n".encode()
