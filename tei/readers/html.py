"""HTML pages: a saved page with one article, of whatever system, encoding and state."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import lxml.html
from lxml import etree

from tei import __version__
from tei.document import Agent, Annotation, Article, Kind, Layer, Span
from tei.readers.articles import MAX_BYTES, make_article, read_error
from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind
from tei.readers.html_article import Shown, read_article
from tei.readers.html_layout import find_layout
from tei.readers.html_metadata import read_metadata
from tei.readers.html_statements import Statements, own_address, read_statements, resolve

AGENT = Agent(ident="markup", version=__version__, label="Mark-up of the page")

_HEAD = 4096
"""Bytes in which a page names its encoding (1024 by the HTML standard, but Persian pages often take longer)."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,30})""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*\[[^\]]*\]\s*>)?", re.IGNORECASE)
"""What parsers of HTML would take for text: the declaration of XML, and entities declared within the DOCTYPE."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000
_DEEPEST = 500
"""Elements within one another. Pages that forget to close their elements reach some hundred; the time that a page
takes grows with the square of its depth, that of a tag with the square of its attributes."""
_WRONG_BYTES = 0.01
"""Share of a page that may be wrong in UTF-8: pages are cut off or put together from parts in two encodings."""
_TAG = re.compile(r"<[^>]*>")
_SHORTEST = 30
"""Letters that a page must show of an article, beside its headline, for it to be one."""


def read_html(path: Path) -> Article:
    """The article of an HTML page: its text as a reader of the page sees it, and the page's mark-up of it.

    Raises ReadError if the file is no page or shows no article, and OSError if it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    page, encoding = _decode(data, path)
    root = _parse(page, path)
    statements = read_statements(root)
    address = own_address(root, statements) or next(iter(_SAVED_FROM.findall(page[:_HEAD])), "")
    bases = [base.get("href") or "" for base in root.iter("base")]
    layout = find_layout(root, statements)
    shown = read_article(layout, resolve(address, bases[0]) if bases else address)
    if shown.is_index:
        raise read_error(path, "the page is an index of articles; save the page of each article")
    if _letters(shown) < _SHORTEST:
        shown = _stated_article(statements)
    if _letters(shown) < _SHORTEST:
        problem = "the page shows no article (it is an index, or a script fills it); save the page of an article"
        raise read_error(path, problem)
    metadata = read_metadata(root, statements, layout, shown, address)
    markup = Layer.of(AGENT, shown.annotations)
    return make_article(path.stem, shown.text, metadata, data=data, encoding=encoding, path=path, markup=markup)


def _letters(shown: Shown) -> int:
    """How many letters an article has beside its headline."""
    return sum(map(str.isalpha, shown.text)) - sum(map(str.isalpha, "".join(shown.blocks(Kind.HEAD, "main"))))


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


def _parse(page: str, path: Path) -> etree._Element:
    """The root of a page, however broken. Nothing is loaded from elsewhere. Raises ReadError if it holds no element, or
    is such that no person or system wrote it.
    """
    if any(len(_QUOTED.sub("", tag).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(page)):
        raise read_error(path, f"an element of the page has more than {_MOST_ATTRIBUTES:,} attributes; save it again")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_PROLOGUE.sub("", page, 1).encode(), parser=parser)
    except etree.ParserError as error:
        raise read_error(path, "the page is empty; save it again") from error
    if _depth(root) > _DEEPEST:
        raise read_error(path, f"the elements of the page lie more than {_DEEPEST} deep in one another; save it again")
    bodies = root.findall("body")
    for more in bodies[1:]:
        bodies[0].append(more)
    return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


# --- what the head states in place of the body ------------------------------------------------------------------------


def _stated_article(statements: Statements) -> Shown:
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
    return Shown("\n\n".join(blocks), annotations)
