"""What a page says of its article, in its head or in what it shows, as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from lxml import etree

from tei.document import Kind, Metadata
from tei.language.characters import XML_NAMESPACE, fold, xml_text
from tei.readers.days import shown_day
from tei.readers.html_article import Shown
from tei.readers.html_layout import Layout, is_breadcrumb, text_of
from tei.readers.html_statements import (
    Statements,
    letters,
    page_data,
    site_name,
    split_tags,
    stated_day,
    without_site_name,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?![A-Za-z])")
_XML_LANG = f"{{{XML_NAMESPACE}}}lang"
_NAME = 200
"""The longest name of an author or section."""
_AUTHORS = 3


def read_metadata(root: etree._Element, statements: Statements, layout: Layout, shown: Shown, address: str) -> Metadata:
    """The metadata of the article that a page shows; `address` is that of the page, empty if it is unknown."""
    day = _day(root, statements, layout, shown)
    return Metadata(
        title=xml_text(_title(root, statements, shown)),
        date=day,
        date_source="page" if day else "",
        url=xml_text(address),
        publisher=xml_text(next(map(site_name, statements["publisher"]), "")),
        authors=tuple(map(xml_text, _authors(statements, layout))),
        tags=tuple(map(xml_text, split_tags(statements["tags"]))),
        section=xml_text(_section(root, statements)),
        language=_language(root, statements),
    )


def _title(root: etree._Element, statements: Statements, shown: Shown) -> str:
    """The title that the page states, without the name of the site; the headline if that is what it states."""
    stated = [*statements["title"], *(" ".join((title.text or "").split()) for title in root.iter("title"))]
    headline = " ".join(next(iter(shown.blocks(Kind.HEAD, "main")), "").split())
    if headline and (not statements["title"] or any(letters(headline) in letters(title) for title in stated)):
        return headline
    return without_site_name(stated[0], statements["publisher"]) if stated else ""


def _day(root: etree._Element, statements: Statements, layout: Layout, shown: Shown) -> date | None:
    """The day of publication, as the head of the page states it, else its elements for times, else its dateline."""
    times = [time.get("datetime") or "" for time in layout.scope.iter("time") if not layout.is_clutter(time)]
    marked = [
        element.get("content") or element.get("datetime") or "" for element in _with_property(root, "datepublished")
    ]
    stated = filter(None, map(stated_day, (*statements["date"], *marked, *times)))
    return next(stated, None) or next(filter(None, map(shown_day, shown.blocks(Kind.DATELINE))), None)


def _authors(statements: Statements, layout: Layout) -> Sequence[str]:
    """The authors whom the page states, and those whom elements of the article name; the site is none."""
    marked = [
        element
        for element in layout.scope.iter("a", "span", "div", "p")
        if element.get("rel") == "author" or element.get("itemprop") == "author"
    ]
    names = [*statements["author"], *(text_of(element, _NAME) for element in marked[:_AUTHORS])]
    not_authors = {letters(site) for site in statements["publisher"]} | {""}
    return list(dict.fromkeys(name for name in names if letters(name) not in not_authors and "//" not in name))


def _section(root: etree._Element, statements: Statements) -> str:
    """The section that the page states, else the last link of the way from the front page to the article."""
    marked = [text_of(element, _NAME) for element in _with_property(root, "articlesection")]
    trail = next((e for e in root.iter("ol", "ul", "nav", "div", "span", "section") if is_breadcrumb(e)), None)
    links = [text_of(link, _NAME) for link in trail.iter("a")] if trail is not None else []
    sections = (*statements["section"], *marked, *reversed(links))
    return next((name for name in sections if letters(name) and not _is_front_page(name)), "")


def _is_front_page(name: str) -> bool:
    return re.fullmatch(page_data()["front_page"], fold(name).strip().lower()) is not None


def _language(root: etree._Element, statements: Statements) -> str:
    stated = (*statements["language"], root.get("lang") or root.get(_XML_LANG) or "")
    return next((match[0].replace("_", "-") for one in stated if (match := _LANGUAGE.match(one))), "")


def _with_property(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements that have a property of schema.org; its name is given in small letters."""
    return (element for element in root.iter(etree.Element) if name in (element.get("itemprop") or "").lower())
