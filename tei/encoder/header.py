"""The `<teiHeader>` of an article: what it is, where it came from, how and by what it was encoded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from lxml import etree

from tei import __version__
from tei.document import Annotation, Document, Kind
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.correspondence import Letter, letters
from tei.encoder.edition import add_publication, add_responsibility, add_series
from tei.encoder.elements import TEI, XML_ID, XML_LANG, add_child
from tei.encoder.identifiers import ANA_STAMP, Identifiers
from tei.encoder.publication import Publication, publication
from tei.encoder.source_description import add_source_description, languages, name_of
from tei.encoder.tokens import tokens_of
from tei.language.data_files import load_yaml
from tei.settings import Settings

_LANGUAGES = {
    "fa": "Persian",
    "ar": "Arabic",
    "en": "English",
    "fr": "French",
    "de": "German",
    "und": "Undetermined",
    "zxx": "No language",
}
_CALENDARS = {
    "jalali": "Solar Hijri (Jalali) calendar of Iran, proleptic before 1 Farvardin 1304 (21 March 1925)",
    "hijri": "Lunar Hijri calendar as published in Iran from 1265 to 1447; before and after, the civil tabular "
    "calendar, from which the one in use can differ by a day or two",
    "umm-al-qura": "Lunar Hijri calendar of Umm al-Qura (Saudi Arabia) from 1343 to 1500; before and after, the civil "
    "tabular calendar, from which the one in use can differ by a day or two",
    "gregorian": "Gregorian calendar, proleptic before 15 October 1582",
}
_EDITORIAL: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "correction",
        {"method": "markup", "status": "medium"},
        "Nothing is corrected in the text; a proposed reading stands in @norm of w "
        '(type="misquotation" where a quoted source reads otherwise).',
    ),
    (
        "normalization",
        {"method": "markup"},
        "Missing zero-width non-joiners and Arabic letter forms are restored in @norm of w; "
        "the text keeps the source spelling. Only words that differ carry w.",
    ),
    ("punctuation", {"marks": "all"}, "All punctuation is kept as character data."),
    (
        "quotation",
        {"marks": "all"},
        "Quotation marks stay in the text, outside the element. said: words ascribed to an agent of the article "
        "(@direct tells literal from reported). quote: text drawn from another text, which @source names.",
    ),
    (
        "segmentation",
        {},
        "p, head, ab, salute, signed, dateline, byline, item and l stand for the blocks of the source.",
    ),
    (
        "interpretation",
        {},
        "Names, quotations and dates were found automatically; @cert grades them and @resp names what found them. "
        "Blocks, tags and the parts of names come from the applications named in appInfo.",
    ),
    (
        "stdVals",
        {},
        "@when, @from and @to: ISO 8601, proleptic Gregorian; "
        "@when-custom and its like: year-month-day in the calendar of @datingMethod.",
    ),
)
_EDITORIAL_OF_TOKENS = {
    "normalization": "Missing zero-width non-joiners and Arabic letter forms are restored in @norm of w; "
    "the text keeps the source spelling. Words whose spelling is that of the source have no @norm.",
    "segmentation": "p, head, ab, salute, signed, dateline, byline, item and l stand for the blocks of the source, "
    "s for sentences, w and pc for words and punctuation marks as in Universal Dependencies; w within w are the "
    "syntactic words of one token. @join tells that no space follows.",
}
"""What the token layer says otherwise."""

_QURAN_PREFIX = {
    "ident": "quran",
    "matchPattern": r"(\d+):(\d+)(?:-(\d+))?",
    "replacementPattern": "https://quran.com/$1/$2",
}


def encode_header(document: Document, identifiers: Identifiers, settings: Settings) -> etree._Element:
    """The header of a document. It holds nothing that changes from one run to the next."""
    header = etree.Element(TEI + "teiHeader", {XML_LANG: "en"})
    found = letters(document)
    published = publication(document)
    description = _add_file_description(header, document, published, identifiers, settings)
    add_source_description(description, document, published, found, identifiers)
    _add_encoding_description(header, document, identifiers)
    _add_profile(header, document, found, identifiers)
    revision = add_child(header, "revisionDesc")
    add_child(revision, "change", "First encoding", {"who": identifiers.pointers("app.tadvin")})
    return header


# fileDesc -----------------------------------------------------------------------------------------------------


def _add_file_description(
    header: etree._Element, document: Document, published: Publication, identifiers: Identifiers, settings: Settings
) -> etree._Element:
    description = add_child(header, "fileDesc")
    titles = add_child(description, "titleStmt")
    stamp = ANA_STAMP if document.layer(TOKEN_LAYER) else ""
    add_child(titles, "title", published.title + stamp, {"type": "main", XML_LANG: "fa"})
    add_child(titles, "title", "TEI encoding of a Persian article", {"type": "sub"})
    statement = add_child(titles, "respStmt")
    add_child(statement, "resp", "automatic encoding")
    add_child(statement, "name", "Tadvin", {"type": "software", "ref": identifiers.pointers("app.tadvin")})
    add_responsibility(titles, settings)
    source = document.article.source
    extent = add_child(description, "extent")
    quotations = len(document.annotations(Kind.SAID, Kind.QUOTE))
    _measure(extent, "characters", len(document.text), "characters")
    _measure(extent, "bytes", source.byte_count, f"bytes ({source.encoding})")
    _measure(extent, "quotations", quotations, "quotations")
    tokens = document.layer(TOKEN_LAYER)
    if tokens is not None:
        words = sum(token.annotation.kind is Kind.WORD for token in tokens_of(tokens))
        _measure(extent, "sentences", len(document.annotations(Kind.SENTENCE)), "sentences")
        _measure(extent, "words", words, "words")
    statement = add_publication(description, settings)
    add_child(statement, "idno", document.article.ident, {"type": "local"})
    add_series(description, settings)
    return description


def _measure(extent: etree._Element, unit: str, quantity: int, label: str) -> None:
    add_child(extent, "measure", f"{quantity} {label}", {"unit": unit, "quantity": str(quantity)})


def _if(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}


def _words(document: Document, annotation: Annotation) -> str:
    return document.text[annotation.span.begin : annotation.span.end]


# encodingDesc -------------------------------------------------------------------------------------------------


@cache
def _taxonomies() -> dict[str, dict[str, str]]:
    data: dict[str, Any] = load_yaml("taxonomies.yaml")
    return {str(name): {str(key): str(text) for key, text in table.items()} for name, table in data.items()}


def _add_encoding_description(header: etree._Element, document: Document, identifiers: Identifiers) -> None:
    description = add_child(header, "encodingDesc")
    add_child(add_child(description, "projectDesc"), "p", "A raw Persian article converted to TEI P5 without loss.")
    editorial = add_child(description, "editorialDecl")
    otherwise = _EDITORIAL_OF_TOKENS if document.layer(TOKEN_LAYER) else {}
    for name, attrib, text in _EDITORIAL:
        add_child(add_child(editorial, name, attrib=attrib), "p", otherwise.get(name, text))
    add_child(editorial, "p", "string(/TEI/text) is the source text, character for character.", {"n": "recovery"})
    _add_classification(add_child(description, "classDecl"), document, identifiers)
    if any(
        found.features.get("type") in ("quran", "citation")
        for found in document.annotations(Kind.QUOTE, Kind.REFERENCE)
    ):
        prefix = add_child(add_child(description, "listPrefixDef"), "prefixDef", attrib=_QURAN_PREFIX)
        add_child(prefix, "p", "Quran: sura:aya, the text of the package quran-text (Hafs, CC BY 4.0)")
    applications = add_child(description, "appInfo")
    _add_application(applications, "tadvin", __version__, "Tadvin, articles to TEI", identifiers)
    for layer in document.layers:
        agent = layer.agent
        _add_application(applications, agent.ident, agent.version, agent.label, identifiers)


def _add_application(
    applications: etree._Element, ident: str, version: str, label: str, identifiers: Identifiers
) -> None:
    attrib = {"ident": ident, "version": version, XML_ID: identifiers.claim(f"app.{ident}")}
    add_child(add_child(applications, "application", attrib=attrib), "label", label)


def _add_classification(parent: etree._Element, document: Document, identifiers: Identifiers) -> None:
    layers = [layer for layer in document.layers if layer.agent.ident != TOKEN_LAYER]  # words have no @ana
    used = {token for layer in layers for a in layer.annotations for token in a.features.get("ana", "").split()}
    used.add("genre." + _genre(document))
    for name, categories in _taxonomies().items():
        chosen = [key for key in categories if f"{name}.{key}" in used]
        if chosen:
            taxonomy = add_child(parent, "taxonomy", attrib={XML_ID: identifiers.claim(f"tax.{name}")})
            for key in chosen:
                category = add_child(taxonomy, "category", attrib={XML_ID: identifiers.claim(f"{name}.{key}")})
                add_child(category, "catDesc", categories[key])
    if document.annotations(Kind.TERM):
        _add_tag_taxonomy(parent, "tags", "Tags in the text of the article", identifiers)
    if document.article.metadata.tags:
        _add_tag_taxonomy(parent, "source-tags", "Tags that the source gives beside the text", identifiers)
    if document.article.metadata.categories:
        label = "Classes that whoever gathered the article put it in, the widest first"
        _add_tag_taxonomy(parent, "categories", label, identifiers)


def _add_tag_taxonomy(parent: etree._Element, name: str, label: str, identifiers: Identifiers) -> None:
    add_child(add_child(parent, "taxonomy", attrib={XML_ID: identifiers.claim(f"tax.{name}")}), "bibl", label)


def _genre(document: Document) -> str:
    kinds = [a.features.get("type", "document") for a in document.annotations(Kind.FLOATING_TEXT)]
    return kinds[0] if kinds and kinds[0] in _taxonomies()["genre"] else "article"


# profileDesc --------------------------------------------------------------------------------------------------


def _add_profile(header: etree._Element, document: Document, found: list[Letter], identifiers: Identifiers) -> None:
    profile = add_child(header, "profileDesc")
    used = {a.features.get("calendar") for a in document.annotations(Kind.DATE)}
    if used & set(_CALENDARS):
        calendars = add_child(profile, "calendarDesc")
        for name, text in _CALENDARS.items():
            if name in used:
                calendar = add_child(calendars, "calendar", attrib={XML_ID: identifiers.claim(f"cal.{name}")})
                add_child(calendar, "p", text)
    usage = add_child(profile, "langUsage")
    for language in languages(document):
        add_child(usage, "language", _LANGUAGES.get(language.split("-")[0], language), {"ident": language})
    _add_text_class(add_child(profile, "textClass"), document, identifiers)
    for letter in found:
        _add_correspondence(profile, letter, identifiers)


def _add_text_class(parent: etree._Element, document: Document, identifiers: Identifiers) -> None:
    genre = "genre." + _genre(document)
    scheme, target = identifiers.pointers("tax.genre"), identifiers.pointers(genre)
    add_child(parent, "catRef", attrib={"scheme": scheme, "target": target})
    terms = document.annotations(Kind.TERM)
    if terms:
        attrib = {"scheme": identifiers.pointers("tax.tags"), XML_LANG: "fa"}
        keywords = add_child(parent, "keywords", attrib=attrib)
        for term in terms:
            corresp = identifiers.pointers(term.ident) if term.ident else ""
            add_child(keywords, "term", _words(document, term), _if("corresp", corresp))
    metadata = document.article.metadata
    if metadata.tags:
        _add_keywords(parent, metadata.tags, {"scheme": identifiers.pointers("tax.source-tags"), XML_LANG: "fa"})
    if metadata.categories:
        _add_keywords(parent, metadata.categories, {"scheme": identifiers.pointers("tax.categories")})


def _add_keywords(parent: etree._Element, words: Sequence[str], attrib: dict[str, str]) -> None:
    keywords = add_child(parent, "keywords", attrib=attrib)
    for word in words:
        add_child(keywords, "term", word)


def _add_correspondence(profile: etree._Element, letter: Letter, identifiers: Identifiers) -> None:
    if not letter.annotation.ident or (letter.sender is None and letter.addressee is None):
        return
    description = add_child(profile, "correspDesc", attrib={"corresp": identifiers.pointers(letter.annotation.ident)})
    for kind, entity in (("sent", letter.sender), ("received", letter.addressee)):
        if entity is not None:
            action = add_child(description, "correspAction", attrib={"type": kind})
            element = "orgName" if entity.kind == "org" else "persName"
            add_child(action, element, name_of(entity), {"ref": identifiers.pointers(entity.ident), XML_LANG: "fa"})
            if kind == "sent" and letter.date is not None:
                add_child(action, "date", attrib={"when": letter.date.features["when"]})
    if letter.in_reply_to:
        context = add_child(description, "correspContext")
        add_child(context, "ref", letter.in_reply_to, {"type": "replyTo", XML_LANG: "fa"})
