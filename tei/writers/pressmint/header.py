"""Parts of the headers of PressMint files that root and components have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree

from tei.encoder.edition import UNPUBLISHED
from tei.encoder.elements import NAMESPACE, XML_LANG
from tei.language.data_files import load_yaml
from tei.writers.pressmint.corpus import Corpus
from tei.writers.pressmint.elements import add_child

_COMMA = {"fa": "، ", "en": ", "}
_PERSIAN_LETTER = re.compile("[\u0621-\u06d3]")


@cache
def statements() -> dict[str, Any]:
    """What the headers say, by topic and language."""
    data: dict[str, Any] = load_yaml("pressmint.yaml")
    return data


def new_element(name: str, attrib: Mapping[str, str]) -> etree._Element:
    """A root element whose default namespace is that of TEI."""
    return etree.Element(f"{{{NAMESPACE}}}{name}", dict(attrib), nsmap={None: NAMESPACE})  # type: ignore[dict-item]


def serialise(root: etree._Element) -> bytes:
    """The bytes of a file, its elements on lines of their own, but for the syntactic words within a token."""
    etree.indent(root, space=" ")
    for word in root.iter(f"{{{NAMESPACE}}}w"):
        for inner in word:
            inner.tail = None
    content = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}\n'.encode()


def language_of(statement: str) -> str:
    """The language of a statement of the settings, by its script."""
    return "fa" if _PERSIAN_LETTER.search(statement) else "en"


def add_both(parent: etree._Element, name: str, texts: Mapping[str, str]) -> None:
    """Append an element for each language of a statement."""
    for language, text in texts.items():
        add_child(parent, name, text, {XML_LANG: language})


def add_titles(description: etree._Element, corpus: Corpus, variant: str, rest: Mapping[str, str]) -> etree._Element:
    """Append a `<titleStmt>` with titles in both languages and return it; `rest` follows the title of the corpus.

    The title that the settings give to the corpus stands in that of its script.
    """
    titles = add_child(description, "titleStmt")
    own = corpus.settings.title
    for language, words in statements()["title"].items():
        before = f"{own}: " if own and language == language_of(own) else ""
        title = f"{before}{words} {corpus.ident}"
        after = _COMMA[language] + rest[language] if language in rest else ""
        add_child(titles, "title", f"{title}{after} {corpus.stamp(variant)}", {XML_LANG: language})
    return titles


def add_extent(description: etree._Element, counts: Mapping[str, int]) -> None:
    """Append an `<extent>`. PressMint asks for pages everywhere, of which an article has none."""
    extent = add_child(description, "extent")
    for unit, quantity in counts.items():
        attrib = {"unit": unit, "quantity": str(quantity), XML_LANG: "en"}
        add_child(extent, "measure", f"{quantity:,} {unit}", attrib)


def add_publication(description: etree._Element, corpus: Corpus) -> None:
    """Append a `<publicationStmt>`: who publishes the corpus, and how it may be used."""
    settings = corpus.settings
    publication = add_child(description, "publicationStmt")
    add_child(publication, "publisher", settings.publisher or UNPUBLISHED)
    if settings.licence is None:
        availability = add_child(publication, "availability", attrib={"status": "unknown"})
        add_both(availability, "p", statements()["unlicensed"])
    else:
        availability = add_child(publication, "availability")
        add_child(availability, "licence", settings.licence.target or settings.licence.text)
        add_child(availability, "p", settings.licence.text, {XML_LANG: language_of(settings.licence.text)})


def add_languages(header: etree._Element, languages: list[str]) -> None:
    """Append a `<langUsage>`, with the names of the languages in both languages, to a `<profileDesc>`."""
    usage = add_child(header, "langUsage")
    names: dict[str, dict[str, str]] = statements()["languages"]
    for language in languages:
        known = names.get(language.partition("-")[0], {"en": language})
        for of, name in known.items():
            add_child(usage, "language", name, {"ident": language, XML_LANG: of})
