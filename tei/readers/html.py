"""HTML pages: a saved page with one article, of whatever system, encoding and state."""

from __future__ import annotations

import codecs
import re
from datetime import date
from pathlib import Path

import lxml.html
from lxml import etree

from tei import __version__
from tei.document import Agent, Annotation, Article, Kind, Layer, Metadata, Span
from tei.language.characters import xml_text
from tei.readers.articles import MAX_BYTES, make_article, read_error
from tei.readers.days import shown_day
from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind
from tei.readers.html_article import read_article
from tei.readers.html_layout import Layout, find_layout, is_breadcrumb, text_of
from tei.readers.html_metadata import (
    Statements,
    letters,
    own_address,
    read_statements,
    resolve,
    split_tags,
    stated_day,
    without_site_name,
)

AGENT = Agent(ident="markup", version=__version__, label="Mark-up of the page")

_HEAD = 4096
"""Bytes in which a page names its encoding (1024 by the HTML standard, but Persian pages often take longer)."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,30})""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WRONG_BYTES = 0.01
"""Share of a page that may be wrong in UTF-8: pages are cut off or put together from parts in two encodings."""
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?![A-Za-z])")
_NAME = 200
"""The longest name of an author or section."""
_SHORTEST = 40
"""Letters that a page must show of an article for it to be one."""


def read_html(path: Path) -> Article:
    """The article of an HTML page: its text as a reader of the page sees it, and the page's mark-up of it.

    Raises ReadError if the file is no page or shows no article, and OSError if it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    page, encoding = _decode(data, path)
    root = _parse(page)
    if root is None:
        raise read_error(path, "the page is empty; save it again")
    statements = read_statements(root)
    address = own_address(root, statements) or next(iter(_SAVED_FROM.findall(page[:_HEAD])), "")
    bases = [base.get("href") or "" for base in root.iter("base")]
    layout = find_layout(root, statements)
    text, annotations = read_article(layout, resolve(address, bases[0]) if bases else address)
    if _letters(text) < _SHORTEST:
        text, annotations = _stated_text(statements)
    if _letters(text) < _SHORTEST:
        problem = "the page shows no article (it is an index, or a script fills it); save the page of an article"
        raise read_error(path, problem)
    metadata = _metadata(root, statements, layout, text, annotations, address)
    markup = Layer.of(AGENT, annotations)
    return make_article(path.stem, text, metadata, data=data, encoding=encoding, path=path, markup=markup)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


# --- bytes to elements ------------------------------------------------------------------------------------------------


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a page and its encoding: as its bytes show it, else as it names it. Raises ReadError."""
    if not data.strip():
        raise read_error(path, "the page is empty; save it again")
    if len(data) > MAX_BYTES:
        raise read_error(path, f"the page is larger than {MAX_BYTES >> 20} MB; save the page of one article")
    kind = file_kind(data)
    if kind:
        raise read_error(path, f"the file is {kind}; save the page as HTML")
    try:
        return decode(data, detect_utf_16(data))
    except UndecodableError as error:
        named = _CHARSET.search(data[:_HEAD])
        found = _decode_as(data, named[1].decode("ascii") if named else "utf-8")
        if found is None:
            raise read_error(path, f"the page {error}; save it in UTF-8") from error
        return found


def _decode_as(data: bytes, name: str) -> tuple[str, str] | None:
    """The text of a page in the encoding that it names; wrong bytes become U+FFFD if they are few."""
    try:
        codec = codecs.lookup(name)
        page = data.decode(codec.name, "replace")
    except (LookupError, UnicodeError, TypeError, AssertionError):
        return None
    beyond_ascii = len(page) - len(page.encode("ascii", "ignore"))
    wrong = page.count("\ufffd") + page.count("\x00")
    return (page, codec.name) if wrong <= _WRONG_BYTES * beyond_ascii else None


def _parse(page: str) -> etree._Element | None:
    """The root of a page, however broken; None if there is no element in it. Nothing is loaded from elsewhere."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", page, 1).encode(), parser=parser)
    except etree.ParserError:
        return None
    bodies = root.findall("body")
    for more in bodies[1:]:
        bodies[0].append(more)
    return root


# --- what is said of the article --------------------------------------------------------------------------------------


def _stated_text(statements: Statements) -> tuple[str, list[Annotation]]:
    """Headline and text that a page states without showing them: a script puts them in their place."""
    paragraphs = [line.strip() for body in statements["body"][:1] for line in _TAG.sub("\n", body).split("\n")]
    blocks = [*statements["title"][:1], *filter(None, paragraphs)] if paragraphs else []
    annotations, begin = [], 0
    for number, block in enumerate(blocks):
        span = Span(begin, begin + len(block))
        is_title = number == 0 and bool(statements["title"])
        annotations.append(
            Annotation(Kind.HEAD, span, {"type": "main"}) if is_title else Annotation(Kind.PARAGRAPH, span)
        )
        begin = span.end + 2
    return "\n\n".join(blocks), annotations


def _metadata(
    root: etree._Element,
    statements: Statements,
    layout: Layout,
    text: str,
    annotations: list[Annotation],
    address: str,
) -> Metadata:
    sites = statements["publisher"]
    day = _day(
        root, layout, statements, [text[a.span.begin : a.span.end] for a in annotations if a.kind is Kind.DATELINE]
    )
    authors = [*statements["author"], *_shown_authors(layout)]
    not_authors = {letters(site) for site in sites} | {""}
    languages = [
        *statements["language"],
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    ]
    return Metadata(
        title=xml_text(_title(root, statements, text, annotations)),
        date=day,
        date_source="page" if day else "",
        url=xml_text(address),
        publisher=xml_text(next(iter(sites), "")),
        authors=tuple(dict.fromkeys(xml_text(a) for a in authors if letters(a) not in not_authors and "//" not in a)),
        tags=tuple(map(xml_text, split_tags(statements["tags"]))),
        section=xml_text(next(iter(statements["section"]), "") or _breadcrumb(root)),
        language=next((match[0].replace("_", "-") for one in languages if (match := _LANGUAGE.match(one))), ""),
    )


def _title(root: etree._Element, statements: Statements, text: str, annotations: list[Annotation]) -> str:
    """The title that the page states, without the name of the site; the headline if that is what it states."""
    stated = [*statements["title"], *(" ".join((t.text or "").split()) for t in root.iter("title"))]
    shown = [a.span for a in annotations if a.kind is Kind.HEAD and a.features["type"] == "main"]
    headline = " ".join(text[shown[0].begin : shown[0].end].split()) if shown else ""
    if headline and (not statements["title"] or any(letters(headline) in letters(title) for title in stated)):
        return headline
    return without_site_name(stated[0], statements["publisher"]) if stated else ""


def _day(root: etree._Element, layout: Layout, statements: Statements, datelines: list[str]) -> date | None:
    """The day of publication, as the head of the page states it, else its elements for times, else its dateline."""
    times = [t.get("datetime") or "" for t in layout.scope.iter("time") if not layout.is_clutter(t)]
    marked = [
        element.get("content") or element.get("datetime") or ""
        for element in root.iter()
        if "datepublished" in (element.get("itemprop") or "").lower()
    ]
    stated = filter(None, map(stated_day, (*statements["date"], *marked, *times)))
    return next(stated, None) or next(filter(None, map(shown_day, datelines)), None)


def _shown_authors(layout: Layout) -> list[str]:
    """The authors whom elements of the article name, where they are marked as authors by rel or itemprop."""
    found = [
        element
        for element in layout.scope.iter("a", "span", "div", "p")
        if element.get("rel") == "author" or element.get("itemprop") == "author"
    ]
    return [text_of(element, _NAME) for element in found[:3]]


def _breadcrumb(root: etree._Element) -> str:
    """The last link of the way from the front page to the article."""
    trail = next((e for e in root.iter("ol", "ul", "nav", "div", "span", "section") if is_breadcrumb(e)), None)
    links = [text_of(link, _NAME) for link in trail.iter("a")] if trail is not None else []
    return next((link for link in reversed(links) if link), "")
