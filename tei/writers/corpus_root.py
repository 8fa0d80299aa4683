"""The root of a corpus: one teiCorpus file that includes the articles."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei import __version__
from tei.encoder import PROLOGUE
from tei.encoder.edition import publication_statement, responsibility
from tei.encoder.elements import NAMESPACE, XINCLUDE, element, text_element
from tei.encoder.identifiers import ANA_STAMP, ANA_SUFFIX
from tei.settings import Settings


def corpus_root(stems: Sequence[str], suffix: str, settings: Settings) -> bytes:
    """The bytes of the corpus file for articles with these file stems and this suffix, in this order; at least one.

    The settings say what the corpus is called and who made it. Before XInclude is resolved the file is valid against
    our schema, afterwards against TEI All too.
    """
    stamp = ANA_STAMP if suffix == ANA_SUFFIX else ""
    included = [element("xi:include", attributes={"href": f"{stem}{suffix}"}) for stem in stems]
    namespaces = {"xmlns": NAMESPACE, "xmlns:xi": XINCLUDE}
    attributes = namespaces | {"xml:id": "corpus", "xml:lang": "fa"}
    root = etree.fromstring(
        element("teiCorpus", _header(len(stems), stamp, settings), *included, attributes=attributes)
    )
    etree.indent(root)
    return f"{PROLOGUE}{etree.tostring(root, encoding='unicode')}\n".encode()


def _header(count: int, stamp: str, settings: Settings) -> str:
    title = (settings.title or "Corpus of Persian articles") + stamp
    measure = {"unit": "articles", "quantity": str(count)}
    tadvin = {"ident": "tadvin", "version": __version__, "xml:id": "corpus.app.tadvin"}
    application = element("application", text_element("label", "Tadvin, articles to TEI"), attributes=tadvin)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", text_element("title", title, {"type": "main"}), *responsibility(settings)),
            element("extent", text_element("measure", f"{count} articles", measure)),
            publication_statement(settings),
            element("sourceDesc", text_element("p", "Each article names its source in its own header.")),
        ),
        element("encodingDesc", element("appInfo", application)),
        attributes={"xml:lang": "en"},
    )
