"""The root of a corpus: one teiCorpus file that includes the articles."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei import __version__
from tei.encoder.elements import NAMESPACE, TEI, XML_ID, XML_LANG
from tei.encoder.identifiers import ANA_STAMP, ANA_SUFFIX

_XINCLUDE = "http://www.w3.org/2001/XInclude"


def corpus_root(stems: Sequence[str], suffix: str) -> bytes:
    """The bytes of the corpus file for articles with these file stems and this suffix, in this order; at least one.

    Before XInclude is resolved it is valid against our schema, afterwards against TEI All too.
    """
    root = etree.Element(
        TEI + "teiCorpus",
        nsmap={None: NAMESPACE, "xi": _XINCLUDE},  # type: ignore[dict-item]  # lxml-stubs omits None
    )
    root.set(XML_ID, "corpus")
    root.set(XML_LANG, "fa")
    stamp = ANA_STAMP if suffix == ANA_SUFFIX else ""
    root.append(_header(len(stems), stamp))
    for stem in stems:
        etree.SubElement(root, f"{{{_XINCLUDE}}}include", href=f"{stem}{suffix}")
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _header(count: int, stamp: str) -> etree._Element:
    header = etree.Element(TEI + "teiHeader")
    header.set(XML_LANG, "en")
    description = etree.SubElement(header, TEI + "fileDesc")
    titles = etree.SubElement(description, TEI + "titleStmt")
    etree.SubElement(titles, TEI + "title", type="main").text = "Corpus of Persian articles" + stamp
    extent = etree.SubElement(description, TEI + "extent")
    measure = etree.SubElement(extent, TEI + "measure", unit="articles", quantity=str(count))
    measure.text = f"{count} articles"
    publication = etree.SubElement(description, TEI + "publicationStmt")
    etree.SubElement(publication, TEI + "publisher").text = "unpublished"
    source = etree.SubElement(description, TEI + "sourceDesc")
    etree.SubElement(source, TEI + "p").text = "Each article names its source in its own header."
    encoding = etree.SubElement(header, TEI + "encodingDesc")
    applications = etree.SubElement(encoding, TEI + "appInfo")
    application = etree.SubElement(applications, TEI + "application", ident="tadvin", version=__version__)
    application.set(XML_ID, "corpus.app.tadvin")
    etree.SubElement(application, TEI + "label").text = "Tadvin, articles to TEI"
    return header
