"""The `<teiHeader>` of an article: what it is, where it came from, how and by what it was encoded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.correspondence import Letter, letters
from tei.encoder.edition import publication_statement, responsibility, series_statement
from tei.encoder.elements import NO_ATTRIBUTES, element, text_element
from tei.encoder.identifiers import ANA_STAMP, Identifiers
from tei.encoder.publication import Publication, publication
from tei.encoder.source_description import language_at, languages, name_of, source_description, title_language
from tei.encoder.tokens import tokens_of
from tei.language.data_files import load_yaml
from tei.language.passages import is_persian
from tei.settings import Settings

_LANGUAGES = {
    "fa": "Persian",
    "prs": "Dari",
    "pes": "Iranian Persian",
    "tg": "Tajik",
    "ps": "Pashto",
    "ckb": "Central Kurdish",
    "ar": "Arabic",
    "ur": "Urdu",
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


def encode_header(document: Document, identifiers: Identifiers, settings: Settings) -> str:
    """The `<teiHeader>` of a document. It holds nothing that changes from one run to the next."""
    found = letters(document)
    published = publication(document)
    first = text_element("change", "First encoding", {"who": identifiers.pointers("app.tadvin")})
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _title_statement(document, published, identifiers, settings),
            _extent(document),
            publication_statement(settings, text_element("idno", document.article.ident, {"type": "local"})),
            series_statement(settings),
            source_description(document, published, found, identifiers),
        ),
        _encoding_description(document, identifiers),
        _profile(document, found, identifiers),
        element("revisionDesc", first),
        attributes={"xml:lang": "en"},
    )


# fileDesc -----------------------------------------------------------------------------------------------------


def _title_statement(document: Document, published: Publication, identifiers: Identifiers, settings: Settings) -> str:
    stamp = ANA_STAMP if document.layer(TOKEN_LAYER) else ""
    software = {"type": "software", "ref": identifiers.pointers("app.tadvin")}
    return element(
        "titleStmt",
        text_element("title", published.title + stamp, {"type": "main", "xml:lang": title_language(document)}),
        text_element("title", f"TEI encoding of {_named(document)[0]}", {"type": "sub"}),
        element("respStmt", text_element("resp", "automatic encoding"), text_element("name", "Tadvin", software)),
        *responsibility(settings),
    )


def _named(document: Document) -> tuple[str, str]:
    """What the header calls the article, by its language: as it is now, and as it was."""
    language = languages(document)[0]
    if is_persian(language):
        return "a Persian article", "A raw Persian article"
    name = "an undetermined language" if language.startswith("und") else _LANGUAGES.get(language, language)
    return f"an article in {name}", f"A raw article in {name}"


def _extent(document: Document) -> str:
    source = document.article.source
    quotations = len(document.annotations(Kind.SAID, Kind.QUOTE))
    measures = [
        _measure("characters", len(document.text), "characters"),
        _measure("bytes", source.byte_count, f"bytes ({source.encoding})"),
        _measure("quotations", quotations, "quotations"),
    ]
    tokens = document.layer(TOKEN_LAYER)
    if tokens is not None:
        words = [token.kind for token, _ in tokens_of(tokens)].count(Kind.WORD)
        measures.append(_measure("sentences", len(document.annotations(Kind.SENTENCE)), "sentences"))
        measures.append(_measure("words", words, "words"))
    return element("extent", *measures)


def _measure(unit: str, quantity: int, label: str) -> str:
    return text_element("measure", f"{quantity} {label}", {"unit": unit, "quantity": str(quantity)})


def _words(document: Document, annotation: Annotation) -> str:
    return document.text[annotation.span.begin : annotation.span.end]


# encodingDesc -------------------------------------------------------------------------------------------------


@cache
def _taxonomies() -> dict[str, dict[str, str]]:
    data: dict[str, Any] = load_yaml("taxonomies.yaml")
    return {str(name): {str(key): str(text) for key, text in table.items()} for name, table in data.items()}


def _encoding_description(document: Document, identifiers: Identifiers) -> str:
    return element(
        "encodingDesc",
        element("projectDesc", text_element("p", f"{_named(document)[1]} converted to TEI P5 without loss.")),
        _editorial_declaration(document.layer(TOKEN_LAYER) is not None),
        element("classDecl", *_taxonomies_used(document, identifiers)),
        _prefixes(document),
        element("appInfo", *_applications(document, identifiers)),
    )


@cache
def _editorial_declaration(has_tokens: bool) -> str:
    otherwise = _EDITORIAL_OF_TOKENS if has_tokens else {}
    principles = [
        element(name, text_element("p", otherwise.get(name, text)), attributes=attributes)
        for name, attributes, text in _EDITORIAL
    ]
    recovery = "string(/TEI/text) is the source text, character for character."
    return element("editorialDecl", *principles, text_element("p", recovery, {"n": "recovery"}))


def _prefixes(document: Document) -> str:
    cited = document.annotations(Kind.QUOTE, Kind.REFERENCE)
    if not any(found.features.get("type") in ("quran", "citation") for found in cited):
        return ""
    text = text_element("p", "Quran: sura:aya, the text of the package quran-text (Hafs, CC BY 4.0)")
    return element("listPrefixDef", element("prefixDef", text, attributes=_QURAN_PREFIX))


def _applications(document: Document, identifiers: Identifiers) -> Iterator[str]:
    tadvin = Agent("tadvin", __version__, "Tadvin, articles to TEI")
    for agent in (tadvin, *(layer.agent for layer in document.layers)):
        ident = identifiers.claim(f"app.{agent.ident}")
        attributes = {"ident": agent.ident, "version": agent.version, "xml:id": ident}
        yield element("application", text_element("label", agent.label), attributes=attributes)


def _taxonomies_used(document: Document, identifiers: Identifiers) -> Iterator[str]:
    layers = [layer for layer in document.layers if layer.agent.ident != TOKEN_LAYER]  # words have no @ana
    pointing = (a.features["ana"] for layer in layers for a in layer.annotations if "ana" in a.features)
    used = {token for pointers in pointing for token in pointers.split()}
    used.add("genre." + _genre(document))
    for name, categories in _taxonomies().items():
        chosen = [key for key in categories if f"{name}.{key}" in used]
        if chosen:
            ident = identifiers.claim(f"tax.{name}")
            described = [
                element(
                    "category",
                    text_element("catDesc", categories[key]),
                    attributes={"xml:id": identifiers.claim(f"{name}.{key}")},
                )
                for key in chosen
            ]
            yield element("taxonomy", *described, attributes={"xml:id": ident})
    if document.annotations(Kind.TERM):
        yield _tag_taxonomy("tags", "Tags in the text of the article", identifiers)
    if document.article.metadata.tags:
        yield _tag_taxonomy("source-tags", "Tags that the source gives beside the text", identifiers)
    if document.article.metadata.categories:
        label = "Classes that whoever gathered the article put it in, the widest first"
        yield _tag_taxonomy("categories", label, identifiers)


def _tag_taxonomy(name: str, label: str, identifiers: Identifiers) -> str:
    attributes = {"xml:id": identifiers.claim(f"tax.{name}")}
    return element("taxonomy", text_element("bibl", label), attributes=attributes)


def _genre(document: Document) -> str:
    kinds = [a.features.get("type", "document") for a in document.annotations(Kind.FLOATING_TEXT)]
    return kinds[0] if kinds and kinds[0] in _taxonomies()["genre"] else "article"


# profileDesc --------------------------------------------------------------------------------------------------


def _profile(document: Document, found: list[Letter], identifiers: Identifiers) -> str:
    named = [
        text_element("language", _LANGUAGES.get(language.split("-")[0], language), {"ident": language})
        for language in languages(document)
    ]
    return element(
        "profileDesc",
        _calendars(document, identifiers),
        element("langUsage", *named),
        element("textClass", *_text_class(document, identifiers)),
        *(_correspondence(letter, identifiers) for letter in found),
    )


def _calendars(document: Document, identifiers: Identifiers) -> str:
    used = {a.features.get("calendar") for a in document.annotations(Kind.DATE)}
    calendars = [
        element("calendar", text_element("p", text), attributes={"xml:id": identifiers.claim(f"cal.{name}")})
        for name, text in _CALENDARS.items()
        if name in used
    ]
    return element("calendarDesc", *calendars) if calendars else ""


def _text_class(document: Document, identifiers: Identifiers) -> Iterator[str]:
    genre = "genre." + _genre(document)
    scheme, target = identifiers.pointers("tax.genre"), identifiers.pointers(genre)
    yield element("catRef", attributes={"scheme": scheme, "target": target})
    terms = [_term(document, term, identifiers) for term in document.annotations(Kind.TERM)]
    if terms:
        language = language_at(document, document.annotations(Kind.TERM)[0].span)
        attributes = {"scheme": identifiers.pointers("tax.tags"), "xml:lang": language}
        yield element("keywords", *terms, attributes=attributes)
    metadata = document.article.metadata
    if metadata.tags:
        yield _keywords(metadata.tags, {"scheme": identifiers.pointers("tax.source-tags"), "xml:lang": "fa"})
    if metadata.categories:
        yield _keywords(metadata.categories, {"scheme": identifiers.pointers("tax.categories")})


def _term(document: Document, term: Annotation, identifiers: Identifiers) -> str:
    attributes = {"corresp": identifiers.pointers(term.ident)} if term.ident else NO_ATTRIBUTES
    return text_element("term", _words(document, term), attributes)


def _keywords(words: Sequence[str], attributes: dict[str, str]) -> str:
    return element("keywords", *(text_element("term", word) for word in words), attributes=attributes)


def _correspondence(letter: Letter, identifiers: Identifiers) -> str:
    if not letter.annotation.ident or (letter.sender is None and letter.addressee is None):
        return ""
    parts = []
    for kind, entity in (("sent", letter.sender), ("received", letter.addressee)):
        if entity is not None:
            name = "orgName" if entity.kind == "org" else "persName"
            reference = {"ref": identifiers.pointers(entity.ident), "xml:lang": "fa"}
            action = [text_element(name, name_of(entity), reference)]
            if kind == "sent" and letter.date is not None:
                action.append(element("date", attributes={"when": letter.date.features["when"]}))
            parts.append(element("correspAction", *action, attributes={"type": kind}))
    if letter.in_reply_to:
        answered = text_element("ref", letter.in_reply_to, {"type": "replyTo", "xml:lang": "fa"})
        parts.append(element("correspContext", answered))
    return element("correspDesc", *parts, attributes={"corresp": identifiers.pointers(letter.annotation.ident)})
