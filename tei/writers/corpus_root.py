"""The root of a corpus: one teiCorpus file that includes the articles."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei import __version__
from tei.encoder import PROLOGUE
from tei.encoder.edition import add_publication, add_responsibility
from tei.encoder.elements import NAMESPACE, TEI, XML_ID, XML_LANG, add_child
from tei.encoder.identifiers import ANA_STAMP, ANA_SUFFIX
from tei.settings import Settings

_XINCLUDE = "http://www.w3.org/2001/XInclude"


def corpus_root(stems: Sequence[str], suffix: str, settings: Settings) -> bytes:
    """The bytes of the corpus file for articles with these file stems and this suffix, in this order; at least one.

    The settings say what the corpus is called and who made it. Before XInclude is resolved the file is valid against
    our schema, afterwards against TEI All too.
    """
    root = etree.Element(
        TEI + "teiCorpus",
        nsmap={None: NAMESPACE, "xi": _XINCLUDE},  # type: ignore[dict-item]  # lxml-stubs omits None
    )
    root.set(XML_ID, "corpus")
    root.set(XML_LANG, "fa")
    stamp = ANA_STAMP if suffix == ANA_SUFFIX else ""
    root.append(_header(len(stems), stamp, settings))
    for stem in stems:
        etree.SubElement(root, f"{{{_XINCLUDE}}}include", href=f"{stem}{suffix}")
    etree.indent(root)
    return f"{PROLOGUE}{etree.tostring(root, encoding='unicode')}\n".encode()


def _header(count: int, stamp: str, settings: Settings) -> etree._Element:
    header = etree.Element(TEI + "teiHeader")
    header.set(XML_LANG, "en")
    description = add_child(header, "fileDesc")
    titles = add_child(description, "titleStmt")
    add_child(titles, "title", (settings.title or "Corpus of Persian articles") + stamp, {"type": "main"})
    add_responsibility(titles, settings)
    measure = {"unit": "articles", "quantity": str(count)}
    add_child(add_child(description, "extent"), "measure", f"{count} articles", measure)
    add_publication(description, settings)
    add_child(add_child(description, "sourceDesc"), "p", "Each article names its source in its own header.")
    applications = add_child(add_child(header, "encodingDesc"), "appInfo")
    tadvin = {"ident": "tadvin", "version": __version__, XML_ID: "corpus.app.tadvin"}
    add_child(add_child(applications, "application", attrib=tadvin), "label", "Tadvin, articles to TEI")
    return header
