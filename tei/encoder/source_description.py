"""The `<sourceDesc>` of an article: what its source says about it, and the file that it stood in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from tei.document import Document, Entity, EntityKind, Kind, Metadata, Source, Span
from tei.encoder.correspondence import Letter
from tei.encoder.elements import XML_ID, XML_LANG, add_child
from tei.encoder.identifiers import Identifiers
from tei.encoder.publication import Name, Publication
from tei.language.characters import xml_text
from tei.language.data_files import load_yaml

_PERSIAN = ("fa", "prs", "pes")
"""Codes of Persian and, in older use, of its varieties in Afghanistan and Iran (ISO 639-3)."""


def add_source_description(
    parent: etree._Element,
    document: Document,
    published: Publication,
    letters: list[Letter],
    identifiers: Identifiers,
) -> None:
    """Append the `<sourceDesc>` of a document to its `<fileDesc>`."""
    metadata, source = document.article.metadata, document.article.source
    attrib = {"type": "article", XML_ID: identifiers.claim("src"), XML_LANG: "fa"}
    bibl = add_child(add_child(parent, "sourceDesc"), "bibl", attrib=attrib)
    add_child(bibl, "title", published.title, {"level": "a"})
    for author in published.authors:
        add_child(bibl, "author", author.text, _reference(author, identifiers) | _found(author, identifiers))
    if published.publisher is not None:
        _add_publisher(bibl, published.publisher, identifiers)
    _add_date(bibl, document, published, identifiers)
    if metadata.section:
        add_child(bibl, "biblScope", metadata.section, {"unit": "section"})
    main, *others = languages(document)
    other_languages = {"otherLangs": " ".join(others)} if others else {}
    add_child(bibl, "textLang", ", ".join([main, *others]), {"mainLang": main} | other_languages)
    if metadata.url:
        add_child(bibl, "idno", metadata.url, {"type": "URL"})
    add_child(bibl, "idno", source.file, {"type": "file"})
    if source.line is not None:
        add_child(bibl, "biblScope", str(source.line), {"unit": "line"})
    add_child(bibl, "idno", source.sha256, {"type": "sha256"})
    add_child(bibl, "idno", hashlib.sha256(document.text.encode()).hexdigest(), {"type": "text-sha256"})
    for kind, field, text in _notes(source, metadata, published):
        add_child(bibl, "note", text, {"type": kind} | ({"n": field} if field else {}))
    for agency in published.agencies:
        related = add_child(bibl, "relatedItem", attrib={"type": "agency"})
        _add_publisher(add_child(related, "bibl"), agency, identifiers)
    for number, letter in enumerate(letters, 1):
        _add_letter(bibl, letter, number, document, identifiers)


def languages(document: Document) -> list[str]:
    """The languages of a document: first the Persian, or variety of it, that it is in; the others in order."""
    stated = document.article.metadata.language
    main = stated if _is_persian(stated) else "fa"
    found = document.annotations(Kind.FOREIGN, Kind.QUOTE)
    others = {annotation.features["xml:lang"] for annotation in found if "xml:lang" in annotation.features}
    return [main, *sorted(others - {main, "fa"})]


def _is_persian(language: str) -> bool:
    return language.partition("-")[0] in _PERSIAN and re.fullmatch(r"[a-z]+(-[A-Za-z0-9]{2,8})*", language) is not None


def name_of(entity: Entity) -> str:
    """The name by which an entity stands in a header."""
    return entity.names[0].text if entity.names else entity.ident


def _found(name: Name, identifiers: Identifiers) -> dict[str, str]:
    """Who found a name and how sure that is, unless the source itself gives it."""
    if name.certainty is None:
        return {}
    return {"resp": identifiers.pointers("app.tadvin"), "cert": name.certainty}


def _reference(name: Name, identifiers: Identifiers) -> dict[str, str]:
    return {"ref": identifiers.pointers(name.entity.ident)} if name.entity else {}


def _add_publisher(bibl: etree._Element, name: Name, identifiers: Identifiers) -> None:
    publisher = add_child(bibl, "publisher", attrib=_found(name, identifiers))
    if name.entity is not None and name.entity.kind is EntityKind.ORGANISATION:
        add_child(publisher, "orgName", name.text, _reference(name, identifiers))
    else:
        publisher.text = xml_text(name.text)


def _add_date(bibl: etree._Element, document: Document, published: Publication, identifiers: Identifiers) -> None:
    """The day of publication; one that was read in the text points there and is less sure."""
    if not published.date:
        return
    attrib = {"when": published.date}
    text = published.date
    if published.dateline is not None:
        text = _words(document, published.dateline.span)
        attrib["source"] = identifiers.pointers(published.dateline.ident)
        attrib["resp"] = identifiers.pointers("app.dates")
        attrib["cert"] = "medium" if published.dateline.certainty == "high" else "low"
    add_child(bibl, "date", text, attrib)


def _notes(source: Source, metadata: Metadata, published: Publication) -> Iterator[tuple[str, str, str]]:
    """Type, name of the field or nothing, and text of each note."""
    yield "encoding", "", source.encoding
    if source.replacements:
        yield "replaced", "", " ".join(f"{r.offset}:U+{r.code_point:04X}" for r in source.replacements)
    if published.date and published.date_source:
        yield "date-source", "", published.date_source
    if metadata.language and not _is_persian(metadata.language):
        yield "field", "language", metadata.language
    for name in sorted(metadata.other):
        yield "field", xml_text(name), metadata.other[name]


def _add_letter(
    bibl: etree._Element, letter: Letter, number: int, document: Document, identifiers: Identifiers
) -> None:
    related = add_child(bibl, "relatedItem", attrib={"type": "original"})
    original = add_child(related, "bibl", attrib={XML_ID: identifiers.claim(f"src.letter.{number}")})
    if letter.sender is not None:
        add_child(original, "author", name_of(letter.sender), {"ref": identifiers.pointers(letter.sender.ident)})
    words = load_yaml("letters.yaml")
    to = words["title"]
    if letter.addressee is not None:
        to = words["title_with_recipient"].format(name_of(letter.addressee))
    add_child(original, "title", to, {"level": "u"})
    if letter.date is not None:
        add_child(original, "date", _words(document, letter.date.span), {"when": letter.date.features["when"]})


def _words(document: Document, span: Span) -> str:
    return document.text[span.begin : span.end]
