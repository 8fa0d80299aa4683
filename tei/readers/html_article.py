"""From a page and its layout to the text of the article and the mark-up that the page gives it.

Within the element that holds the text, all is taken that is no clutter. Round it, only what the page or its place says
to be a part of the article: what stands over the headline, lead, byline, date, image, source line and tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from tei.document import Annotation, Kind
from tei.document.annotation import LEAF_BLOCK_KINDS, text_order
from tei.language.characters import fold
from tei.language.formulas import formula
from tei.readers.days import shown_day
from tei.readers.html_layout import HEADINGS, INLINE, SKIPPED, Layout, part_name, text_of
from tei.readers.html_statements import resolve
from tei.readers.html_text import TextBuilder

_BLOCKS: dict[str, tuple[Kind, Mapping[str, str]]] = {
    "main": (Kind.HEAD, {"type": "main"}),
    "kicker": (Kind.HEAD, {"type": "kicker"}),
    "lead": (Kind.HEAD, {"type": "lead"}),
    "cross": (Kind.HEAD, {"type": "cross"}),
    "byline": (Kind.BYLINE, {}),
    "dateline": (Kind.DATELINE, {}),
    "item": (Kind.ITEM, {}),
    "label": (Kind.LABEL, {}),
    "line": (Kind.LINE, {}),
    "row": (Kind.PARAGRAPH, {}),
    "cite": (Kind.PARAGRAPH, {}),
    "text": (Kind.PARAGRAPH, {}),
}
"""What a block of each role is; the caption of an image is known only when the image is."""

_GAPS = {"item": "\n", "label": "\n", "line": "\n", "row": "\n"}
"""What stands behind a block, if not an empty line."""
_WHOLE = frozenset({"main", "kicker", "cross", "byline", "dateline", "item", "label", "caption", "row"})
"""Roles whose elements are one block, whatever they hold."""
_WITHOUT_TEXT = frozenset({"", "tags", "table"})
"""Roles of elements in which text that lies in no item or row is not taken."""

_REND = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")

_SHORT = 150
"""The longest byline, date line, kicker or source line beside the text."""
_DAY = 60
"""The longest line in the text that is a date line for its date alone."""
_LEADS = range(60, 1500)
"""Characters of a text between headline and body that is a lead though nothing calls it so."""
_TAG_BLOCK = 1000
_CAPTION = 600
_CELL = 300
"""The longest cell of a table of data; tables with longer ones arrange a page."""
_SMALLEST_IMAGE = 50
"""Pixels; what is smaller is a sign."""
_LINK_SHARE = 0.95
_LINK_TITLE = 20
"""Characters that links to other articles have on the average."""
_CROSS_HEAD = 120
_ENTRIES = 3
"""Articles that an index has at least."""
_BEFORE_ENTRIES = 60
"""Characters of text, such as «۵ دقیقه», that may stand over the first title of an index."""
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src", "data-srcset", "srcset")
_SIGN = re.compile(r"\b(?:icon|emoji|smil(?:ey|ie)s?|avatar|logo|captcha|spacer|pixel)\b")
_SENTENCE_END = re.compile(r"[.!؟?:؛…]$")
_SEPARATORS = " \t\r\n:،,|/-–؛"


@dataclass
class _Frame:
    """An open element: the role of the text in it, whether it is a block, and what to do at its end."""

    role: str
    is_block: bool = False
    at_end: list[Callable[[], None]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """What a page shows of its article: its text, and the annotations that its mark-up gives."""

    text: str
    annotations: list[Annotation]
    is_index: bool = False
    """Whether the text is that of several articles: excerpts under titles that lead to them."""

    def blocks(self, kind: Kind, value: str = "") -> list[str]:
        """The texts of the blocks of a kind and, where it has types, a type."""
        found = (a.span for a in self.annotations if a.kind is kind and a.features.get("type", "") == value)
        return [self.text[span.begin : span.end] for span in found]


def read_article(layout: Layout, base: str) -> Shown:
    """The text of the article in a page and the annotations that its mark-up gives; links are resolved by `base`."""
    walk = _Walk(layout, base)
    walk.run()
    annotations = sorted(walk.builder.annotations, key=text_order)
    return Shown(walk.builder.text, _with_cross_heads(walk.builder.text, annotations), walk.is_index)


class _Walk:
    """One pass over the page, in its order."""

    def __init__(self, layout: Layout, base: str) -> None:
        self.layout = layout
        self.base = base
        self.builder = TextBuilder()
        self.frames: list[_Frame] = [_Frame("")]
        self.rends: list[str] = []
        self.seen: set[str] = set()
        self.other_titles: list[int] = []
        self.over_headline = frozenset(islice(_ancestors(layout.headline), 2))
        self.passed_headline = layout.headline is None
        self.in_body = self.has_begun = self.passed_body = False

    def run(self) -> None:
        walker = etree.iterwalk(self.layout.scope, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self.end(element)
            elif self.start(element):
                self.write(element.text)
            else:
                walker.skip_subtree()
        self.builder.finish()

    @property
    def is_index(self) -> bool:
        """Whether titles of other articles stand over the text, and between its paragraphs."""
        places = sorted(set(self.other_titles))
        return len(places) >= _ENTRIES and places[0] <= _BEFORE_ENTRIES

    @property
    def role(self) -> str:
        """The role of text that stands here."""
        return self.frames[-1].role or ("text" if self.in_body and self.has_begun else "")

    def write(self, text: str | None) -> None:
        role = self.role
        if text and role not in _WITHOUT_TEXT:
            self.builder.write(text)
        elif text and role == "tags" and "label" not in self.seen and text.strip(_SEPARATORS):
            self.seen.add("label")
            self.builder.write(text)
            self.end_block("label")

    def end_block(self, role: str) -> None:
        if role == "caption":
            self.builder.end_caption()
        elif role in _BLOCKS:
            self.builder.end_block(*_BLOCKS[role], _GAPS.get(role, "\n\n"))

    # --- elements -----------------------------------------------------------------------------------------------------

    def start(self, element: etree._Element) -> bool:
        """Open an element; whether what is in it is to be read."""
        self.in_body = self.in_body or element is self.layout.body
        self.has_begun = self.has_begun or element is self.layout.first
        outer = self.role
        if self.layout.is_clutter(element):
            self.frames.append(_Frame(""))
            if self.builder.has_line and element.tag not in INLINE | SKIPPED:
                self.end_block(outer)
            return False
        role = self.role_of(element, outer)
        if element.tag in INLINE and role == outer:
            self.frames.append(self.inline(element, role))
            return True
        if role == outer and role in _WHOLE:
            self.frames.append(_Frame(role))
            self.divide(element)
            return True
        if self.builder.has_line:
            self.end_block(outer)
        if self.leads_away(element, role):
            self.frames.append(_Frame(""))
            return False
        self.seen.add(role)
        self.frames.append(self.block(element, role, outer))
        return True

    def leads_away(self, element: etree._Element, role: str) -> bool:
        """Whether an element in the text is a list of other articles, or the title of one."""
        if role == "cross" and _is_link(element):
            self.other_titles.append(self.builder.width_of_paragraphs)
            return True
        return role == "text" and element.tag in ("ul", "ol") and _is_link_list(element)

    def end(self, element: etree._Element) -> None:
        """Close an element, and write what follows it."""
        role = self.role
        frame = self.frames.pop()
        if frame.is_block:
            self.end_block(role)
        elif frame.role in _WHOLE and element.tag not in INLINE:
            self.divide(element)
        for close in frame.at_end:
            close()
        self.passed_headline = self.passed_headline or element is self.layout.headline
        if element is self.layout.body:
            self.in_body, self.passed_body = False, True
        if element is not self.layout.scope:
            self.write(element.tail)

    def divide(self, element: etree._Element) -> None:
        """Part what stands in two elements of one block."""
        if self.role != "row":
            self.builder.break_line()
        elif element.tag in ("td", "th"):
            self.builder.write_tab()
        else:
            self.builder.write(" ")

    def inline(self, element: etree._Element, role: str) -> _Frame:
        frame = _Frame(role)
        if role in _WITHOUT_TEXT:
            return frame
        if element.tag == "br":
            self.end_line(role)
        elif element.tag == "img":
            self.add_image(element)
        elif element.tag == "a" and role not in ("main", "kicker"):
            self.open_link(element, frame)
        rend = "bold" if _BOLD.search(element.get("style") or "") else _REND.get(element.tag, "")
        if rend and rend not in self.rends and role in ("text", "item", "lead", "line"):
            self.rends.append(rend)
            self.builder.open_mark(Kind.HIGHLIGHTED, {"rend": rend})
            frame.at_end.append(self.close_highlighted)
        return frame

    def close_highlighted(self) -> None:
        self.rends.pop()
        self.builder.close_mark()

    def end_line(self, role: str) -> None:
        if role in _WHOLE or self.builder.line_goes_on:
            self.builder.break_line()
        elif role in _BLOCKS:
            self.builder.end_block(*_BLOCKS[role], "\n")

    def open_link(self, element: etree._Element, frame: _Frame) -> None:
        target = resolve(self.base, element.get("href") or "")
        if target and target != self.base:
            self.builder.open_mark(Kind.REFERENCE, {"target": target})
            frame.at_end.append(self.builder.close_mark)

    def add_image(self, element: etree._Element) -> None:
        address = _image_address(element, self.base)
        if address:
            alt = " ".join((element.get("alt") or "").split())
            self.builder.add_image({"url": address} | ({"alt": alt} if alt else {}))

    def block(self, element: etree._Element, role: str, outer: str) -> _Frame:
        """The frame of an element that is a block or holds blocks."""
        frame = _Frame(role, is_block=True)
        tag = element.tag
        if role == "caption" and tag == "figure":
            self.open_region(Kind.FIGURE, {}, frame)
        elif role == "tags" != outer:
            self.open_region(Kind.LIST, {"type": "tags"}, frame)
        elif role == "line" != outer:
            self.open_region(Kind.FLOATING_TEXT, {"type": "poem"}, frame)
        elif tag in ("ul", "ol") and role in ("text", "item") and not self.builder.within(Kind.LIST):
            self.open_region(Kind.LIST, {"rend": "numbered"} if tag == "ol" else {}, frame)
        elif tag == "blockquote" and role == "text" and not self.builder.within(Kind.QUOTE):
            self.open_region(Kind.QUOTE, {"type": "block"}, frame)
        elif role == "cite":
            self.builder.seal_region()
        elif role == "table" != outer:
            frame.at_end.append(self.builder.widen_gap)
        elif tag == "img":
            self.add_image(element)
        elif tag == "a":
            self.open_link(element, frame)
        return frame

    def open_region(self, kind: Kind, features: Mapping[str, str], frame: _Frame) -> None:
        self.builder.open_region(kind, features)
        frame.at_end.append(self.builder.close_region)

    # --- roles --------------------------------------------------------------------------------------------------------

    def role_of(self, element: etree._Element, outer: str) -> str:
        """The role of the text in an element that stands in one of the role `outer`."""
        if element is self.layout.headline:
            return "main"
        if outer == "":
            return self.role_beside(element)
        tag = element.tag
        if outer == "tags":
            return "item" if tag in ("a", "li") else outer
        if outer == "table":
            return {"tr": "row", "caption": "text"}.get(tag, outer)
        if tag == "figure" and _is_captioned(element):
            return "caption"
        return self.role_in_text(element, outer) if outer in ("text", "lead") else outer

    def name_of(self, element: etree._Element) -> str:
        """What the page calls an element; nothing that holds headline or text is a part beside them."""
        return "" if element in self.layout.protected else part_name(element)

    def role_in_text(self, element: etree._Element, outer: str) -> str:
        """The role of an element in the text of the article."""
        tag, name = element.tag, self.name_of(element)
        if tag == "figcaption" or (name == "caption" and _length(element) <= _CAPTION):
            return "caption"
        if tag in INLINE:
            return "cite" if tag == "cite" and self.builder.within(Kind.QUOTE) else outer
        if tag in HEADINGS and _length(element) <= 2 * _SHORT:
            return "main" if tag == "h1" and self.layout.headline is None and "main" not in self.seen else "cross"
        if tag == "li" and self.builder.within(Kind.LIST):
            return "item"
        if tag == "table" and _is_data(element):
            return "table"
        if name == "poem":
            return "line"
        if name == "tags" and _is_tag_block(element):
            return "tags"
        if name == "byline" and "byline" not in self.seen and _is_short(element):
            return "byline"
        if self.builder.width_of_paragraphs:
            return outer
        if not name and self.is_date(element):
            return "dateline"
        is_named = name in ("kicker", "lead", "dateline") and name not in self.seen
        return (self.named_role(element, name) if is_named else "") or outer

    def role_beside(self, element: etree._Element) -> str:
        """The role of an element beside the text: empty if it is not taken."""
        name = self.name_of(element)
        if self.passed_body:
            if name == "tags" and _is_tag_block(element):
                return "tags"
            if name in ("byline", "dateline") and name not in self.seen:
                return self.named_role(element, name)
            return "text" if _is_source_line(element) else ""
        if name and name not in self.seen:
            return self.named_role(element, name)
        if (self.passed_headline or self.layout.scope.tag != "body") and self.is_date(element):
            return "dateline"
        if not self.passed_headline:
            is_over = element.tag in HEADINGS and _outermost(element).getparent() in self.over_headline
            return "kicker" if is_over and "kicker" not in self.seen and _is_short(element) else ""
        if self.layout.headline is None:
            return ""
        if element.tag == "figure" and _is_captioned(element):
            return "caption"
        if element.tag == "img":
            self.add_image(element)
        is_lead = "lead" not in self.seen and _is_text(element) and _length(element) in _LEADS
        return "lead" if is_lead and not _is_dated(element) else ""

    def is_date(self, element: etree._Element) -> bool:
        """Whether an element that nothing names is the first to give a date, and not much more."""
        return "dateline" not in self.seen and _is_text(element) and _is_dated(element, _DAY)

    def named_role(self, element: etree._Element, name: str) -> str:
        """The role of an element before the text that a class or property names; empty if it does not look so."""
        if name == "lead" and self.passed_headline:
            return "lead" if 0 < _length(element) <= _LEADS.stop else ""
        if name in ("kicker", "lead"):
            return "kicker" if _is_short(element) and "kicker" not in self.seen and not _is_dated(element) else ""
        if name == "dateline":
            return "dateline" if _is_dated(element) else ""
        return "byline" if name == "byline" and _is_short(element) else ""


# --- what elements hold -----------------------------------------------------------------------------------------------


def _ancestors(element: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterancestors()


def _length(element: etree._Element) -> int:
    return len(text_of(element, _LEADS.stop))


def _is_short(element: etree._Element) -> bool:
    return any(map(str.isalpha, text := text_of(element, _SHORT))) and len(text) <= _SHORT


def _is_dated(element: etree._Element, longest: int = _SHORT) -> bool:
    text = text_of(element, longest)
    return len(text) <= longest and shown_day(text) is not None


def _is_link(element: etree._Element) -> bool:
    """Whether an element is nothing but a link: it leads to another article."""
    linked = sum(_length(link) for link in element.iter("a") if resolve("", link.get("href") or ""))
    return 0 < linked >= _LINK_SHARE * _length(element)


def _is_block(element: etree._Element) -> bool:
    """Whether an element is a block that holds no other."""
    return element.tag not in INLINE and all(one.tag in INLINE for one in element.iterdescendants(etree.Element))


def _is_text(element: etree._Element) -> bool:
    """Whether an element is a block of text, not mainly a link."""
    return _is_block(element) and 2 * sum(map(_length, element.iter("a"))) < _length(element)


def _is_source_line(element: etree._Element) -> bool:
    text = text_of(element, _SHORT)
    return len(text) <= _SHORT and bool(formula("source").match(fold(text))) and _is_block(element)


def _outermost(element: etree._Element) -> etree._Element:
    """The element, or the outermost of those round it that hold it alone."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1:
        element, parent = parent, parent.getparent()
    return element


def _is_tag_block(element: etree._Element) -> bool:
    return next(element.iter("a", "li"), None) is not None and 0 < _length(element) <= _TAG_BLOCK


def _is_captioned(figure: etree._Element) -> bool:
    """Whether a figure is an image with at most a caption."""
    return next(figure.iter("img"), None) is not None and _length(figure) <= _CAPTION


def _is_data(table: etree._Element) -> bool:
    nested = next(table.iterdescendants("table"), None) is not None
    return not nested and all(_length(cell) <= _CELL for cell in table.iter("td", "th"))


def _is_link_list(element: etree._Element) -> bool:
    """Whether a list holds nothing but titles of other articles."""
    links = [_length(link) for link in element.iter("a")]
    enough = len(links) > 1 and sum(links) >= _LINK_TITLE * len(links)
    return enough and sum(links) >= _LINK_SHARE * sum(_length(item) for item in element.iter("li"))


def _image_address(element: etree._Element, base: str) -> str:
    """Where an image lies; empty for signs, and for images that are written into the page."""
    sizes = [element.get(name, "").removesuffix("px") for name in ("width", "height")]
    if any(size.isdecimal() and int(size) < _SMALLEST_IMAGE for size in sizes):
        return ""
    if _SIGN.search(" ".join(filter(None, (element.get("class"), element.get("id")))).lower()):
        return ""
    written = ((element.get(name) or "").strip() for name in _SOURCES)
    addresses = (
        value.split(",")[0].split()[0] if name.endswith("set") else value
        for name, value in zip(_SOURCES, written, strict=True)
        if value and not value.startswith("data:")
    )
    return next((found for address in addresses if (found := resolve(base, address))), "")


def _with_cross_heads(text: str, annotations: list[Annotation]) -> list[Annotation]:
    """A short paragraph in bold type between others, without a full stop, is a cross-head."""
    bold = {a.span for a in annotations if a.kind is Kind.HIGHLIGHTED and a.features["rend"] == "bold"}
    leaves = [a for a in annotations if a.kind in LEAF_BLOCK_KINDS]
    heads = {
        part.span
        for before, part, after in zip(leaves, leaves[1:], leaves[2:], strict=False)
        if before.kind is part.kind is after.kind is Kind.PARAGRAPH
        and part.span in bold
        and after.span not in bold
        and len(part.span) < min(_CROSS_HEAD, len(after.span))
        and not _SENTENCE_END.search(text[part.span.begin : part.span.end])
    }
    return [
        Annotation(Kind.HEAD, a.span, _BLOCKS["cross"][1]) if a.kind is Kind.PARAGRAPH and a.span in heads else a
        for a in annotations
        if not (a.kind is Kind.HIGHLIGHTED and a.span in heads)
    ]
