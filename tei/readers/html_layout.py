"""Where the article stands in a page: its headline, the element that holds its text, and what its parts are called.

A page can say it (schema.org `articleBody`, as microdata or in JSON-LD). Otherwise trafilatura tells which text of the
page is the article's. It is used to find the place only: it deletes zero-width non-joiners, tag blocks, captions, and
text that stands in no paragraph, so the text itself is read from the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from lxml import etree

from tei.language.characters import fold
from tei.readers.html_statements import Statements, letters, page_data

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # a page without article is no news to the user

SKIPPED = frozenset(page_data()["elements"]["skipped"].split())
"""Elements that hold no text of an article."""

INLINE = frozenset(page_data()["elements"]["inline"].split())
"""Elements that begin no new block; all others do."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_TITLED = (*sorted(HEADINGS), "div", "span", "p", "a", "b", "strong", "font")
"""Elements that may show the title of an article."""
_PARTS_OF_TEXT = INLINE | HEADINGS | {"p", "li", "td", "tr", "tbody"}
_TITLE = re.compile(r"title|titr|\bheadline\b")
_OWN_TITLE = re.compile(r"\b(?:post|entry|news|article)-?title\b")
_WORD = re.compile(r"\w+")
_SHINGLE = 3
"""Words that must follow one another in both for text of the page to count as text that was looked for."""
_ENOUGH_WORDS = 10
"""Words that a text stated in JSON-LD must have to be looked for in the page."""
_MENU = 10
_MENU_SHARE = 0.9
"""Links that a menu has at least, and their share of its text."""
_MAIN_SHARE = 0.8
"""Share of the article's words that the element must hold in which it is said to stand."""
_NAMED_SHARE = 0.6
"""The same for an element whose class says that it holds the text of an article."""
_SHORTEST_BODY = 40
"""Letters that an element said to hold the text of an article must have."""
_HEADLINE_LETTERS = 400
"""The longest headline; of longer texts no more is looked at."""
_CLIMB = 3
"""How many elements further out than headline and text the tag block is looked for."""


@dataclass(frozen=True)
class Layout:
    """Where an article stands in its page.

    `scope` holds all that can belong to it; `body` its text, `headline` its headline, where there are such elements.
    The text begins in `first`, which is `body` or, where that holds the headline, too, an element within it.
    """

    scope: etree._Element
    body: etree._Element | None
    headline: etree._Element | None
    first: etree._Element | None
    protected: frozenset[etree._Element]

    def is_clutter(self, element: etree._Element) -> bool:
        """Whether an element is no part of the article: navigation, advertising, comments, or hidden."""
        if element in self.protected:
            return False
        return element.tag in SKIPPED or _is_page_header(element) or is_hidden(element) or _fits("clutter", element)


def _is_page_header(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag == "header" and parent is not None and parent.tag == "body"


def find_layout(root: etree._Element, statements: Statements) -> Layout:
    """The layout of a page."""
    elements = list(root.iter(etree.Element))
    places = {element: number for number, element in enumerate(elements)}
    body, words = _stated_body(root), " ".join(statements["body"])
    if body is not None:
        words = " ".join(map(str, body.itertext()))
    elif len(_WORD.findall(words)) < _ENOUGH_WORDS:
        words = _main_text(root)
    weights = _Weights(elements, places, words)
    body = body if body is not None else weights.main_element()
    headline = _headline(root, statements, body, places)
    outer = {*_with_ancestors(body), *_with_ancestors(headline)}
    first = body
    if body is not None and headline is not None and body in headline.iterancestors():
        first = weights.first_within(body, places[headline])
    return Layout(_scope(root, body, headline), body, headline, first, frozenset(outer))


def _main_text(root: etree._Element) -> str:
    """What trafilatura takes for the text of the article; menus, on which it would spend its time, are left out."""
    from trafilatura import bare_extraction  # takes a tenth of a second, which only pages should cost

    page = deepcopy(root)
    etree.strip_elements(page, "script", "style", "noscript", "svg", with_tail=False)
    for menu in [element for element in page.iter("ul", "ol", "nav") if _is_menu(element)]:
        parent = menu.getparent()
        if parent is not None:
            parent.remove(menu)
    found = bare_extraction(page, fast=True, with_metadata=False, include_comments=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _is_menu(element: etree._Element) -> bool:
    """Whether an element holds many links and hardly anything else."""
    links = list(element.iter("a"))
    if len(links) < _MENU:
        return False
    linked = sum(len(text.strip()) for link in links for text in map(str, link.itertext()))
    return linked >= _MENU_SHARE * sum(len(text.strip()) for text in map(str, element.itertext()))


class _Weights:
    """How many words of a wanted text each element holds."""

    def __init__(self, elements: Sequence[etree._Element], places: dict[etree._Element, int], wanted: str) -> None:
        self._elements = elements
        self._places = places
        shingles = set(_shingles(wanted))
        self._own = [0] * len(elements)
        for number, element in enumerate(elements):
            if element.tag not in SKIPPED:
                self._own[number] += _count(element.text, shingles)
            parent = element.getparent()
            if parent is not None and parent in places:
                self._own[places[parent]] += _count(element.tail, shingles)
        self._whole = list(self._own)
        for number in range(len(elements) - 1, 0, -1):
            parent = elements[number].getparent()
            if parent is not None and parent in places:
                self._whole[places[parent]] += self._whole[number]

    def main_element(self) -> etree._Element | None:
        """The innermost element that holds most of the wanted text, None if the page has nothing of it."""
        total = self._whole[0]
        if not total:
            return None
        found = self._elements[0]
        inner: etree._Element | None = found
        while inner is not None and self._whole[self._places[inner]] >= _MAIN_SHARE * total:
            found = inner
            inner = max(found.iterchildren(etree.Element), key=lambda e: self._whole[self._places[e]], default=None)
        for element in found.iter(etree.Element):
            if self._whole[self._places[element]] >= _NAMED_SHARE * total and _fits("body", element):
                found = element
        while found.tag in _PARTS_OF_TEXT and (parent := found.getparent()) in self._places:
            found = parent
        return found

    def first_within(self, body: etree._Element, after: int) -> etree._Element:
        """The first element of a body, behind a place, that holds wanted text itself; the body if there is none."""
        inner = body.iter(etree.Element)
        return next((e for e in inner if self._places[e] > after and self._own[self._places[e]]), body)


def _shingles(text: str | None) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(fold(text)) if text else []
    return zip(*(words[begin:] for begin in range(_SHINGLE)), strict=False)


def _count(text: str | None, wanted: set[tuple[str, ...]]) -> int:
    return sum(shingle in wanted for shingle in _shingles(text)) if text and not text.isspace() else 0


def _stated_body(root: etree._Element) -> etree._Element | None:
    """The element that the page itself calls the text of its article, the longest if there are several.

    One without text will do if it shows an image; else a script fills it.
    """
    found = [
        element
        for element in root.iter(etree.Element)
        if "articlebody" in (element.get("itemprop") or element.get("property") or "").lower()
    ]
    longest = max(found, key=lambda element: sum(map(len, element.itertext())), default=None)
    if longest is None or (len(text_of(longest, _SHORTEST_BODY)) < _SHORTEST_BODY and longest.find(".//img") is None):
        return None
    return longest


def text_of(element: etree._Element, limit: int) -> str:
    """The text of an element, white space made simple, as far as `limit` characters and some more."""
    found: list[str] = []
    for text in map(str, element.itertext()):
        found.append(text)
        limit -= len(text)
        if limit < 0:
            break
    return " ".join("".join(found).split())


# --- the headline -----------------------------------------------------------------------------------------------------


def _headline(
    root: etree._Element, statements: Statements, body: etree._Element | None, places: dict[etree._Element, int]
) -> etree._Element | None:
    """The element that shows the title of the article.

    It has the words of a stated title; else the only first-level heading of a page will do, or the only element that
    is called the title of a post. Of several that are as good the last before the text is taken.
    """
    stated = [*statements["title"], *(title.text or "" for title in root.iter("title"))]
    titles = list(filter(None, map(letters, stated)))
    before_body = places[body] if body is not None else len(places)
    named = [element for element in root.iter(*_TITLED) if _OWN_TITLE.search(_names(element))]
    first_level = [element for element in root.iter("h1") if not is_hidden(element)]
    best, best_rank = None, (0, 0)
    for element in root.iter(*_TITLED):
        is_named = element.tag in HEADINGS or _TITLE.search(_names(element)) is not None
        if not is_named and letters(element.text or "") not in titles:
            continue
        words = letters(text_of(element, _HEADLINE_LETTERS))
        if not words or is_hidden(element):
            continue
        likeness = 4 * (words in titles) or 2 * any(words in title for title in titles if 2 * len(words) > len(title))
        if likeness:
            likeness += 2 * (element.tag in HEADINGS) + (element.tag == "h1") + ("headline" in _names(element))
        elif [element] in (first_level, named):
            likeness = 1
        place = places[element]
        rank = (likeness, place if place <= before_body else -place)
        if rank > best_rank and likeness:
            best, best_rank = element, rank
    return best


def _scope(root: etree._Element, body: etree._Element | None, headline: etree._Element | None) -> etree._Element:
    """The element that holds headline and text, and tag block and date if they are near."""
    if body is None:
        return root
    outer = list(_with_ancestors(body))
    above_headline = set(_with_ancestors(headline))
    number = next((n for n, element in enumerate(outer) if not above_headline or element in above_headline), 0)
    near = list(takewhile(lambda element: element.tag not in ("body", "html"), outer[number : number + _CLIMB + 1]))
    article = next((element for element in near if element.tag == "article"), None)
    if article is not None:
        return article
    nearest = [next((n for n, element in enumerate(near) if _holds(element, part)), 0) for part in ("tags", "dateline")]
    return near[max(nearest)] if near else outer[number]


def _holds(element: etree._Element, part: str) -> bool:
    """Whether an element holds one that is called a part of an article."""
    return any(part_name(inner) == part for inner in element.iter("div", "ul", "p", "section", "footer", "span"))


def _with_ancestors(element: etree._Element | None) -> Iterator[etree._Element]:
    if element is not None:
        yield element
        yield from element.iterancestors()


# --- names ------------------------------------------------------------------------------------------------------------


def part_name(element: etree._Element) -> str:
    """What an element is, if its attributes say it: a key of `parts` in `data/pages.yaml`; else empty."""
    properties = (element.get("itemprop") or "").lower()
    if "description" in properties and element.tag != "meta":
        return "lead"
    if "author" in properties or (element.get("rel") or "").lower() == "author":
        return "byline"
    if element.tag == "time":
        return "dateline"
    names = _names(element)
    return _part_called(names) if names else ""


@lru_cache(maxsize=4096)
def _part_called(names: str) -> str:
    return next((part for part, pattern in _parts() if pattern.search(names)), "")


def is_breadcrumb(element: etree._Element) -> bool:
    """Whether an element leads from the front page to the article."""
    return _fits("breadcrumb", element)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element is not shown."""
    style = (element.get("style") or "").replace(" ", "").lower()
    if "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style:
        return True
    return _fits("hidden", element)


def _names(element: etree._Element) -> str:
    """What an element is called (classes, id, property, label), as the expressions of the data read it."""
    names = [element.get(name, "") for name in ("class", "id", "itemprop", "aria-labelledby")]
    return " ".join(names).strip().lower().replace("_", "-")


def _fits(entry: str, element: etree._Element) -> bool:
    names = _names(element)
    return bool(names) and _matches(entry, names)


@lru_cache(maxsize=4096)
def _matches(entry: str, names: str) -> bool:
    return _pattern(entry).search(names) is not None


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    written = page_data()[entry]
    return re.compile(written if isinstance(written, str) else "|".join(written))


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile("|".join(written))) for part, written in page_data()["parts"].items())
