"""Markdown, as html2text makes it of pages: headings, and the lines of links with which a page leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.frame import is_boilerplate
from tei.annotators.blocks.parts import HEADING_LENGTH, Part, has_words
from tei.document import Kind

_HEADING = re.compile(r"(#{1,6})\s{1,3}(?=\S)")
_LINE_OF_LINKS = re.compile(
    r"(?:[*•+\-|\s»›>/،,:.]|\[\d{1,4}\]"
    r"|!?\[(?:[^\[\]\n]|\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,1000}\)|(?!\()))"
    r"{0,300}\]\([^()\n]{0,1000}\))+"
)


def name_markdown(parts: Sequence[Part]) -> None:
    """Name what Markdown marks: headings, of which the first of the highest level is the headline, and lines of links.

    Tag lists must have been named before.
    """
    for part in parts:
        if part.free and "](" in part.text and _LINE_OF_LINKS.fullmatch(part.text):
            part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    headings = list(_headings(parts))
    if not headings:
        return
    highest = min(level for level, _ in headings)
    main = next(i for level, i in headings if level == highest)
    for _, i in headings:
        if i >= main:
            _name_heading(parts, i, is_main=i == main)


def _headings(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """The level and number of each heading."""
    for i, part in enumerate(parts):
        if part.free and len(part.text) <= HEADING_LENGTH and (mark := _HEADING.match(part.text)):
            yield len(mark[1]), i


def _name_heading(parts: Sequence[Part], i: int, is_main: bool) -> None:
    """A heading of the article, or one of the page: over nothing but boilerplate, or named like it."""
    part = parts[i]
    leads_to_text = i + 1 < len(parts) and parts[i + 1].free
    words = part.text.lstrip("# ")
    if is_main:
        part.name(Kind.HEAD, "main")
    elif leads_to_text and has_words(words) and not is_boilerplate(words):
        part.name(Kind.HEAD, "cross")
    else:
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
