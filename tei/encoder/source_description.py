"""The `<sourceDesc>` of an article: what its source says about it, and the file that it stood in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from tei.document import Document, Entity, EntityKind, Kind, Span
from tei.encoder.correspondence import Letter
from tei.encoder.elements import element, text_element
from tei.encoder.identifiers import Identifiers
from tei.encoder.publication import Name, Publication
from tei.language.data_files import load_yaml
from tei.language.passages import PERSIAN, foreign_language, is_persian

_TAG = re.compile(r"[a-z]+(-[A-Za-z0-9]{2,8})*")
"""A language tag as TEI has it."""


def source_description(
    document: Document, published: Publication, letters: list[Letter], identifiers: Identifiers
) -> str:
    """The `<sourceDesc>` of a document."""
    ident = identifiers.claim("src")
    parts = [
        *_publication(document, published, identifiers),
        *_source(document),
        *_notes(document, published),
    ]
    for agency in published.agencies:
        named = element("bibl", _publisher(agency, identifiers))
        parts.append(element("relatedItem", named, attributes={"type": "agency"}))
    for number, letter in enumerate(letters, 1):
        original = _letter(letter, number, document, identifiers)
        parts.append(element("relatedItem", original, attributes={"type": "original"}))
    attributes = {"type": "article", "xml:id": ident, "xml:lang": title_language(document)}
    return element("sourceDesc", element("bibl", *parts, attributes=attributes))


def _publication(document: Document, published: Publication, identifiers: Identifiers) -> Iterator[str]:
    """What an article is called, who wrote and who published it, when and where."""
    yield text_element("title", published.title, {"level": "a"})
    for author in published.authors:
        yield text_element("author", author.text, _reference(author, identifiers) | _found(author, identifiers))
    if published.publisher is not None:
        yield _publisher(published.publisher, identifiers)
    if published.date:
        yield _date(document, published, identifiers)
    if document.article.metadata.section:
        yield text_element("biblScope", document.article.metadata.section, {"unit": "section"})


def _source(document: Document) -> Iterator[str]:
    """The languages of an article, its address, and the file that it was read from."""
    url, source = document.article.metadata.url, document.article.source
    main, *others = languages(document)
    other_languages = {"otherLangs": " ".join(others)} if others else {}
    yield text_element("textLang", ", ".join([main, *others]), {"mainLang": main} | other_languages)
    if url:
        yield text_element("idno", url, {"type": "URL"})
    yield text_element("idno", source.file, {"type": "file"})
    if source.line is not None:
        yield text_element("biblScope", str(source.line), {"unit": "line"})
    yield text_element("idno", source.sha256, {"type": "sha256"})
    yield text_element("idno", hashlib.sha256(document.text.encode()).hexdigest(), {"type": "text-sha256"})


@lru_cache(maxsize=1)
def languages(document: Document) -> tuple[str, ...]:
    """The languages of a document: first the one that it is in, Persian or a variety of it but for what is wholly in
    another; the others in order. All parts of the encoder ask for them in turn.
    """
    found = document.annotations(Kind.FOREIGN, Kind.QUOTE)
    others = {annotation.features["xml:lang"] for annotation in found if "xml:lang" in annotation.features}
    main = foreign_language(document) or _stated_persian(document) or PERSIAN
    return (main, *sorted(others - {main}))


def title_language(document: Document) -> str:
    """The language of the headline, which need not be that of the article; that of the article if it has none."""
    heads = document.annotations(Kind.HEAD)
    return language_at(document, heads[0].span) if heads else languages(document)[0]


def language_at(document: Document, span: Span) -> str:
    """The language that a stretch of the text is in."""
    passage = document.enclosing(span, Kind.FOREIGN)
    return passage.features["xml:lang"] if passage else languages(document)[0]


def _stated_persian(document: Document) -> str:
    """The tag of the variety of Persian that the source says the article is in."""
    stated = document.article.metadata.language
    return stated if is_persian(stated) and _TAG.fullmatch(stated) else ""


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


def _publisher(name: Name, identifiers: Identifiers) -> str:
    if name.entity is not None and name.entity.kind is EntityKind.ORGANISATION:
        organisation = text_element("orgName", name.text, _reference(name, identifiers))
        return element("publisher", organisation, attributes=_found(name, identifiers))
    return text_element("publisher", name.text, _found(name, identifiers))


def _date(document: Document, published: Publication, identifiers: Identifiers) -> str:
    """The day of publication; one that was read in the text points there and is less sure."""
    attributes = {"when": published.date}
    if published.dateline is None:
        return text_element("date", published.date, attributes)
    attributes["source"] = identifiers.pointers(published.dateline.ident)
    attributes["resp"] = identifiers.pointers("app.dates")
    attributes["cert"] = "medium" if published.dateline.certainty == "high" else "low"
    return text_element("date", _words(document, published.dateline.span), attributes)


def _notes(document: Document, published: Publication) -> Iterator[str]:
    source, metadata = document.article.source, document.article.metadata
    yield text_element("note", source.encoding, {"type": "encoding"})
    if source.replacements:
        replaced = " ".join(f"{r.offset}:U+{r.code_point:04X}" for r in source.replacements)
        yield text_element("note", replaced, {"type": "replaced"})
    if published.date and published.date_source:
        yield text_element("note", published.date_source, {"type": "date-source"})
    if metadata.language and not _stated_persian(document):
        yield text_element("note", metadata.language, {"type": "field", "n": "language"})
    for name in sorted(metadata.other):
        yield text_element("note", metadata.other[name], {"type": "field", "n": name})


def _letter(letter: Letter, number: int, document: Document, identifiers: Identifiers) -> str:
    attributes = {"xml:id": identifiers.claim(f"src.letter.{number}")}
    parts = []
    if letter.sender is not None:
        reference = {"ref": identifiers.pointers(letter.sender.ident)}
        parts.append(text_element("author", name_of(letter.sender), reference))
    words = load_yaml("letters.yaml")
    title = words["title"]
    if letter.addressee is not None:
        title = words["title_with_recipient"].format(name_of(letter.addressee))
    parts.append(text_element("title", title, {"level": "u"}))
    if letter.date is not None:
        when = {"when": letter.date.features["when"]}
        parts.append(text_element("date", _words(document, letter.date.span), when))
    return element("bibl", *parts, attributes=attributes)


def _words(document: Document, span: Span) -> str:
    return document.text[span.begin : span.end]
