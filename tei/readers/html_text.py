"""From the elements of a page to text and mark-up: white space as a browser shows it, a block for each block.

Blocks are separated by an empty line; items of a list, rows of a table and lines that a `br` ends by a line break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tei.document import Annotation, Kind, Span
from tei.language.characters import fold
from tei.language.formulas import formula

_SPACES = re.compile(r"[ \t\n\r\f]+")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SENTENCE_END = re.compile(r"[.!؟?:؛…»)\"]\s*$")
_FULL_LINE = 60
"""Characters from which on a line that ends inside a sentence is taken to go on behind a `br`."""
_CAPTION_LENGTH = 600
_LABEL_LENGTH = 40
"""The longest text that can be the label over links to other articles."""
_LINK_SHARE = 0.85
"""Share of a block that must be links for it to be a link to another article."""


@dataclass
class _Mark:
    """An inline element; `begin` counts from the beginning of the block."""

    kind: Kind
    features: Mapping[str, str]
    begin: int


@dataclass
class _Region:
    """An element that holds blocks: a list, figure, block quotation or poem."""

    kind: Kind
    features: Mapping[str, str]
    begin: int | None = None
    end: int = 0
    first: int = 0
    is_sealed: bool = False
    images: list[Mapping[str, str]] = field(default_factory=list)


class TextBuilder:
    """Takes text, blocks and marks in the order of the page, and gives the text and its annotations."""

    def __init__(self) -> None:
        self.annotations: list[Annotation] = []
        self._text: list[str] = []
        self._length = 0
        self._line: list[str] = []
        self._width = 0
        self._space = False
        self._goes_on = False
        self._marks: list[_Mark] = []
        self._closed: list[tuple[_Mark, int]] = []
        self._regions: list[_Region] = []
        self._images: list[Mapping[str, str]] = []
        self._gap = ""
        self._among_links = False
        self.width_of_paragraphs = 0

    @property
    def text(self) -> str:
        """The text so far; a block that has not ended is no part of it."""
        return "".join(self._text)

    def within(self, kind: Kind) -> bool:
        """Whether a region of this kind is open."""
        return any(region.kind is kind for region in self._regions)

    # --- inside a block -----------------------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Add text to the block, with runs of white space made one space."""
        text = _SPACES.sub(" ", text)
        if not text:
            return
        if text[0] == " ":
            self._space = True
        words = text.strip(" ")
        if words:
            if self._space and self._width and self._line[-1] not in "\n\t":
                self._put(" ")
            self._put(words)
            self._space = text[-1] == " "

    def break_line(self) -> None:
        """Begin a new line within the block."""
        if self._width and self._line[-1] != "\n":
            self._put("\n")
        self._space = False

    def write_tab(self) -> None:
        """Separate two cells of a row."""
        if self._width and self._line[-1] != "\t":
            self._put("\t")
        self._space = False

    def _put(self, text: str) -> None:
        self._line.append(text)
        self._width += len(text)

    def open_mark(self, kind: Kind, features: Mapping[str, str]) -> None:
        """Begin an inline element; type that goes on in the next element is one."""
        mark = _Mark(kind, features, self._width)
        if kind is Kind.HIGHLIGHTED and self._closed:
            last, end = self._closed[-1]
            if (last.kind, last.features, end) == (kind, features, self._width):
                mark = self._closed.pop()[0]
        self._marks.append(mark)

    def close_mark(self) -> None:
        """End the inline element that was opened last."""
        self._closed.append((self._marks.pop(), self._width))

    @property
    def line_goes_on(self) -> bool:
        """Whether a long line ends inside a sentence."""
        return self._width >= _FULL_LINE and not _SENTENCE_END.search("".join(self._line[-3:]))

    @property
    def has_line(self) -> bool:
        """Whether a block has begun."""
        return bool(self._width)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def end_block(self, kind: Kind, features: Mapping[str, str], gap: str = "\n\n") -> None:
        """End the block, if it has any text; the longest `gap` since the last block stands before the next."""
        line = "".join(self._line)
        text = line.strip()
        shift = len(line) - len(line.lstrip())
        marks = [*self._closed, *((mark, self._width) for mark in self._marks)]
        self._line, self._width, self._space, self._closed = [], 0, False, []
        for mark in self._marks:
            mark.begin = 0
        spans = [(mark, _trim(text, mark.begin - shift, end - shift)) for mark, end in marks]
        links = [span for mark, span in spans if mark.kind is Kind.REFERENCE]
        if not _VISIBLE.search(text) or self._leads_away(text, links):
            self._gap = max(self._gap, gap, key=len)
            return
        before = self._gap if self._length else ""
        begin = self._length + len(before)
        end = begin + len(text)
        self._place_images(begin)
        self._text += (before, text)
        self._length, self._gap = end, gap
        self.width_of_paragraphs += len(text) if kind is Kind.PARAGRAPH else 0
        self.annotations.append(Annotation(kind, Span(begin, end), features))
        for mark, span in spans:
            if len(span):
                self.annotations.append(
                    Annotation(mark.kind, Span(begin + span.begin, begin + span.end), mark.features)
                )
        for region in self._regions:
            if not region.is_sealed:
                region.begin = begin if region.begin is None else region.begin
                region.end = end

    def widen_gap(self) -> None:
        """Leave an empty line before the next block."""
        self._gap = "\n\n"

    def _leads_away(self, text: str, links: list[Span]) -> bool:
        """Whether a block is «بیشتر بخوانید» or one of the links under it."""
        share = sum(map(len, links)) / len(text)
        is_label = formula("read_more").match(fold(text[: 2 * _LABEL_LENGTH]))
        if is_label and (len(text) <= _LABEL_LENGTH or share > 1 - _LINK_SHARE):
            self._among_links = True
            return True
        self._among_links = self._among_links and share >= _LINK_SHARE
        return self._among_links

    # --- regions and images -------------------------------------------------------------------------------------------

    def open_region(self, kind: Kind, features: Mapping[str, str]) -> None:
        """Begin an element that holds blocks."""
        self._regions.append(_Region(kind, features, first=len(self.annotations)))

    def close_region(self) -> None:
        """End the element that was opened last; without blocks it leaves no trace."""
        region = self._regions.pop()
        if region.kind is Kind.FIGURE:
            self._close_figure(region)
        elif region.begin is not None:
            self.annotations.append(Annotation(region.kind, Span(region.begin, region.end), region.features))

    def seal_region(self) -> None:
        """What follows in the element that was opened last is no part of what it marks."""
        self._regions[-1].is_sealed = True

    def add_image(self, features: Mapping[str, str]) -> None:
        """An image stands here: in the open figure, else before the next block."""
        figures = [region.images for region in self._regions if region.kind is Kind.FIGURE]
        (figures[-1] if figures else self._images).append(features)

    def end_caption(self) -> None:
        """End a block that is the caption of the image before it, if there is one; else a paragraph."""
        if self.within(Kind.FIGURE) or not self._images:
            self.end_block(Kind.PARAGRAPH, {})
            return
        image = self._images.pop()
        self.open_region(Kind.FIGURE, {})
        self._regions[-1].images.append(image)
        self.end_block(Kind.PARAGRAPH, {})
        self.close_region()

    def _close_figure(self, figure: _Region) -> None:
        """A figure with its caption; more images, and those without caption, stand by themselves."""
        if figure.images and figure.begin is not None and figure.end - figure.begin <= _CAPTION_LENGTH:
            for number in range(figure.first, len(self.annotations)):
                if self.annotations[number].kind is Kind.PARAGRAPH:
                    span = self.annotations[number].span
                    self.annotations[number] = Annotation(Kind.HEAD, span, {"type": "caption"})
            span = Span(figure.begin, figure.end)
            self.annotations.append(Annotation(Kind.FIGURE, span, figure.images.pop(0)))
        self._images += figure.images

    def _place_images(self, place: int) -> None:
        for features in self._images:
            self.annotations.append(Annotation(Kind.FIGURE, Span(place, place), features))
        self._images = []

    def finish(self) -> None:
        """Place what images wait for a block that does not come."""
        self._place_images(self._length)


def _trim(text: str, begin: int, end: int) -> Span:
    """The span without the white space at its edges, within the text."""
    begin, end = max(0, min(begin, len(text))), max(0, min(end, len(text)))
    inside = text[begin:end]
    begin += len(inside) - len(inside.lstrip())
    return Span(begin, max(begin, end - len(inside) + len(inside.rstrip())))
