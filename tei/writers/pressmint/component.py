"""A PressMint component: the two files of an article."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from tei.document import Document
from tei.encoder.elements import TEI, XML_ID, XML_LANG
from tei.language.passages import is_persian
from tei.writers.pressmint.corpus import ANA, PLAIN, Corpus
from tei.writers.pressmint.elements import add_child
from tei.writers.pressmint.header import (
    add_extent,
    add_languages,
    add_publication,
    add_titles,
    new_element,
    serialise,
)
from tei.writers.pressmint.text import annotated_text, plain_text

_NAME = re.compile("[-a-zA-Z0-9]+")
_NOT_NAME = re.compile("[^a-zA-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the roots say of a component. `usage` has the numbers of the elements in its text, by variant."""

    ident: str
    day: date
    languages: frozenset[str]
    words: int
    usage: Mapping[str, Counter[str]]

    @property
    def year(self) -> str:
        """The folder of the component."""
        return self.day.isoformat()[:4]


@dataclass(frozen=True, slots=True)
class Component:
    """What the roots say of an article, and the contents of its files by name."""

    summary: Summary
    files: Mapping[str, bytes]


def encode_component(document: Document, stem: str, day: date, corpus: Corpus) -> Component:
    """The component of a document with token layer, published on `day`; `stem` is the name of its TEI file.

    PressMint admits Latin letters, digits and hyphens in names; any other stem is told apart by a hash behind it.
    """
    ident = f"{corpus.ident}_{day.isoformat()}-{_latin(stem)}"
    texts = {PLAIN: plain_text(document, ident), ANA: annotated_text(document, f"{ident}{ANA}")}
    usage = {variant: Counter(etree.QName(one).localname for one in text.iter()) for variant, text in texts.items()}
    tokens = texts[ANA].iter(f"{TEI}w")
    words = sum(etree.QName(one.getparent()).localname != "w" for one in tokens)
    stated = {str(one.get(XML_LANG)) for one in texts[PLAIN].iter() if XML_LANG in one.attrib}
    languages = frozenset({_language(document, corpus), *stated})
    summary = Summary(ident, day, languages, words, usage)
    files = {
        f"{ident}{variant}.xml": _file(document, text, variant, summary, corpus) for variant, text in texts.items()
    }
    return Component(summary, files)


def _language(document: Document, corpus: Corpus) -> str:
    """The language of an article that is wholly in another than Persian, else that of the corpus."""
    own = document.article.metadata.language
    return own if own and not is_persian(own) else corpus.language


def _latin(stem: str) -> str:
    if _NAME.fullmatch(stem):
        return stem
    digest = hashlib.sha256(stem.encode()).hexdigest()[:8]
    return "-".join(filter(None, (_NOT_NAME.sub("-", stem).strip("-"), digest)))


def _file(document: Document, text: etree._Element, variant: str, summary: Summary, corpus: Corpus) -> bytes:
    root = new_element("TEI", {XML_ID: f"{summary.ident}{variant}", XML_LANG: corpus.language})
    header = add_child(root, "teiHeader")
    description = add_child(header, "fileDesc")
    metadata, day = document.article.metadata, summary.day.isoformat()
    persian = "، ".join(filter(None, (metadata.title, metadata.publisher, day)))
    add_titles(description, corpus, variant, {"fa": persian, "en": day})
    counts = {"pages": 0, "paragraphs": summary.usage[PLAIN]["p"], "words": summary.words}
    add_extent(description, counts)
    add_publication(description, corpus)
    _add_source(description, document, day)
    add_languages(add_child(header, "profileDesc"), sorted({corpus.language, "fa", "en", *summary.languages}))
    text.set(XML_LANG, _language(document, corpus))
    root.append(text)
    return serialise(root)


def _add_source(description: etree._Element, document: Document, day: str) -> None:
    metadata = document.article.metadata
    bibl = add_child(add_child(description, "sourceDesc"), "bibl")
    for level, title in (("j", metadata.publisher), ("a", metadata.title)):
        if title:
            add_child(bibl, "title", title, {"level": level})
    for author in metadata.authors:
        add_child(bibl, "author", author)
    add_child(bibl, "date", day, {"when": day})
    if metadata.section:
        add_child(bibl, "biblScope", metadata.section, {"unit": "section"})
    add_child(bibl, "idno", document.article.ident, {"type": "local"})
    if metadata.url:
        add_child(bibl, "idno", metadata.url, {"type": "URI", "subtype": "URL"})
