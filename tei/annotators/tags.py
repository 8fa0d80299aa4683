"""The words of the tag block, links anywhere in the article, and the debris of Markdown and HTML as surplus."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from tei import __version__
from tei.document import Agent, Annotation, Document, Entity, Kind, Layer, Span
from tei.language.characters import fold
from tei.language.html_debris import find_debris, without_debris

AGENT = Agent(ident="tags", version=__version__, label="Rules for tags and links")

_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\((?P<target>[^()\s]{0,2000})\)(?:[ \t]{0,2}\[\d{1,4}\])?"
    r"|(?P<address>(?:https?://|www\.)[^\s<>\"«»()\[\]،؛]{1,2000}(?<![.,:;!؟]))"
)
"""A link as Markdown writes it and html2text numbers it, `[words](target) [1]`, or a bare address."""

_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\d{1,4}\]:?(?=[ \t]{1,4}(?:https?://|www\.|#))", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}(?=[ \t])")
_EMPHASIS = re.compile(r"(?P<open>\*\*|__)(?=[^\s*_])[^*_\n]{1,300}(?<=[^\s*_])(?P<close>(?P=open))(?![*_])")
"""What Markdown puts round words in bold type; a run of asterisks parts verses."""
_REAL_TARGET = re.compile(r"(?:https?://|www\.|mailto:)\S")
_SEPARATORS = "#[]|،؛,;•*-–_/\\"


def annotate(document: Document) -> Layer:
    """Terms in the items of tag lists, references at links; the mark-up round both, of Markdown and of HTML as surplus.

    A term points to the entity that alone bears the name the tag gives (`document.entities`).
    """
    plain = [block.span for block in document.annotations(Kind.LIST) if "type" not in block.features]
    items = [block.span for block in document.annotations(Kind.ITEM) if not _in_one(block.span.begin, plain)]
    linked = [link.span for link in document.annotations(Kind.REFERENCE)]
    text = without_debris(document.text)
    references = (a for a in _references(text, items) if not _in_one(a.span.begin, linked))
    debris = (Span(*piece) for piece in find_debris(document.text) if not _in_one(piece[0], items))
    heads = (block.span for block in document.annotations(Kind.HEAD))
    marks = (span for span in _markdown(text, heads) if not _in_one(span.begin, items))
    surplus = (Annotation(Kind.SURPLUS, span, {"reason": "markup"}) for span in (*debris, *marks))
    return Layer.of(AGENT, [*_terms(document, text, items), *references, *_footnotes(text), *surplus])


def _terms(document: Document, text: str, items: Sequence[Span]) -> Iterator[Annotation]:
    """The terms of tag items, found in the text without debris of HTML, and the surplus round them."""
    bearers = _bearers(document.entities)
    numbers = count(1)
    for item in items:
        words = _words(text, item)
        if words:
            entity = bearers.get(_name(text[words.begin : words.end]))
            features = {"ref": entity} if entity else {}
            yield Annotation(Kind.TERM, words, features, ident=f"tag.{next(numbers)}")
        yield from _surplus(document.text, item.begin, words.begin)
        yield from _surplus(document.text, words.end, item.end)


def _words(text: str, item: Span) -> Span:
    """Where the words of a tag stand within its item; an empty span at its end if there are none."""
    begin, end = item.begin, item.end
    link = text.find("](", begin, end)
    if link >= 0:
        end = link
    while begin < end and _is_debris(text[begin]):
        begin += 1
    while begin < end and _is_debris(text[end - 1]):
        end -= 1
    return Span(begin, end) if begin < end else Span(item.end, item.end)


def _is_debris(character: str) -> bool:
    return character.isspace() or character in _SEPARATORS


def _surplus(text: str, begin: int, end: int) -> Iterator[Annotation]:
    """A stretch of debris, without the white space round it; none if nothing is left."""
    stretch = text[begin:end]
    begin, end = begin + len(stretch) - len(stretch.lstrip()), begin + len(stretch.rstrip())
    if begin < end:
        yield Annotation(Kind.SURPLUS, Span(begin, end), {"reason": "markup"})


def _references(text: str, items: Sequence[Span]) -> Iterator[Annotation]:
    """References at links with a real target and at bare addresses; the debris in tag items is marked already."""
    for link in _LINK.finditer(text):
        group = "address" if link["address"] else "words"
        begin, end = link.span(group)
        target = link["address"] or link["target"]
        if not link[group].strip():
            continue
        begin += len(link[group]) - len(link[group].lstrip())
        end -= len(link[group]) - len(link[group].rstrip())
        if _REAL_TARGET.match(target):
            yield Annotation(Kind.REFERENCE, Span(begin, end), {"target": _with_scheme(target)})
        if not _in_one(link.start(), items):
            yield from _surplus(text, link.start(), begin)
            yield from _surplus(text, end, link.end())


def _with_scheme(target: str) -> str:
    return f"http://{target}" if target.startswith("www.") else target


def _in_one(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of several spans that stand in the order of the text, apart."""
    at = bisect_right(spans, offset, key=lambda span: span.begin)
    return at > 0 and offset < spans[at - 1].end


def _markdown(text: str, heads: Iterable[Span]) -> Iterator[Span]:
    """The marks of headings and of bold type."""
    for head in heads:
        if mark := _HEADING.match(text, head.begin, head.end):
            yield Span(*mark.span())
    for emphasis in _EMPHASIS.finditer(text):
        yield Span(*emphasis.span("open"))
        yield Span(*emphasis.span("close"))


def _footnotes(text: str) -> Iterator[Annotation]:
    """The numbers of a list of links as html2text puts it at the end: `[1]: https://…`."""
    for match in _FOOTNOTE.finditer(text):
        yield from _surplus(text, match.start(), match.end())


def _bearers(entities: tuple[Entity, ...]) -> dict[str, str]:
    """The id of the entity for each name or office, in full or shortened, that one entity alone bears."""
    bearers: dict[str, set[str]] = {}
    for entity in entities:
        for written in _designations(entity):
            bearers.setdefault(_name(written), set()).add(entity.ident)
    return {name: min(idents) for name, idents in bearers.items() if name and len(idents) == 1}


def _designations(entity: Entity) -> Iterator[str]:
    """Its names with and without honorifics, and its offices also by their first words: رهبر انقلاب (اسلامی)."""
    for name in entity.names:
        yield name.text
        yield " ".join(part.text for part in name.parts if part.kind is not Kind.ADD_NAME)
    for role in entity.roles:
        words = role.split()
        for length in range(2, len(words) + 1):
            yield " ".join(words[:length])


def _name(text: str) -> str:
    return fold(text).replace(" ", "").replace("_", "")
