"""The way back: a TEI file that Tadvin wrote, perhaps corrected by hand since, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from tei import __version__
from tei.document import (
    Agent,
    Annotation,
    Article,
    Certainty,
    Document,
    Entity,
    EntityKind,
    Kind,
    Layer,
    Mention,
    Metadata,
    Name,
    NamePart,
    Source,
    Span,
)
from tei.document.annotation import TOKEN_LAYER, text_order
from tei.encoder.edition import UNPUBLISHED
from tei.encoder.elements import TEI, XML_ID, XML_LANG
from tei.errors import ReadError
from tei.settings import Licence, Responsible, Settings
from tei.validator.finding import Finding, readable
from tei.validator.parsing import parse_file

_READER = Agent("tei", __version__, "Annotations read from a TEI file")
_TOKENS = Agent(TOKEN_LAYER, __version__, "Sentences and tokens read from a TEI file")
_OF_TOKENS = (Kind.SENTENCE, Kind.WORD, Kind.PUNCTUATION)

_KINDS = {TEI + kind: kind for kind in Kind}
_ENTITIES = {
    TEI + "person": (EntityKind.PERSON, TEI + "persName"),
    TEI + "org": (EntityKind.ORGANISATION, TEI + "orgName"),
    TEI + "place": (EntityKind.PLACE, TEI + "placeName"),
}
_NOT_FEATURES = frozenset({XML_ID, "next", "prev", "part", "resp", "cert"})
_DESCRIPTION = f"{TEI}teiHeader/{TEI}fileDesc"
_BIBL = f"{_DESCRIPTION}/{TEI}sourceDesc/{TEI}bibl"


def read_tei(path: Path) -> Document:
    """The document of a TEI file: its text, what it is marked with, its entities and metadata.

    The annotations are in one layer, the pieces of each put together again; sentences and tokens, if there are
    any, in a layer of their own. Each has as `ident` its xml:id within the article, blocks and tokens too (`b3`,
    `b3.w12`), and as features its attributes, pointers without `#` and the article's id. Of standOff only the
    names, roles and ids of the entities are read. Raises ReadError if the file cannot be read or holds no TEI article.
    """
    root = parse_file(path)
    if isinstance(root, Finding):
        raise ReadError(f"{root}.")
    text = root.find(f"{TEI}text")
    if root.tag != f"{TEI}TEI" or text is None:
        problem = f"the root is <{readable(root.tag)}>, not a <TEI> with the text of an article"
        raise ReadError(f"{path}: {problem}; give the files of articles that `tadvin build` wrote, or their folder.")
    article_id = str(root.get(XML_ID, ""))
    etree.strip_tags(text, etree.Comment, etree.PI)
    article = Article(article_id, str(text.xpath("string()")), _source(root, path), _metadata(root))
    annotations = _annotations(text, article_id)
    entities = tuple(_entities(root, article_id, annotations))
    if not any(one.kind is Kind.SENTENCE for one in annotations):
        return Document(article, (Layer(_READER, tuple(annotations), entities),))
    others = tuple(one for one in annotations if one.kind not in _OF_TOKENS)
    tokens = tuple(one for one in annotations if one.kind in _OF_TOKENS)
    return Document(article, (Layer(_READER, others, entities), Layer(_TOKENS, tokens)))


def read_edition(path: Path) -> Settings:
    """What an article's header says of its edition, as the settings of its build: the way back of `encoder.edition`.

    Title, publisher, licence, funders and people of the corpus, and the language of the article. Raises ReadError if
    the file cannot be read.
    """
    root = parse_file(path)
    if isinstance(root, Finding):
        raise ReadError(f"{root}.")
    titles, publication = f"{_DESCRIPTION}/{TEI}titleStmt", f"{_DESCRIPTION}/{TEI}publicationStmt"
    publisher = root.findtext(f"{publication}/{TEI}publisher", "")
    licence = root.find(f"{publication}/{TEI}availability/{TEI}licence")
    people = (
        one for one in root.iterfind(f"{titles}/{TEI}respStmt") if one.find(f"{TEI}name[@type='person']") is not None
    )
    return Settings(
        title=root.findtext(f"{_DESCRIPTION}/{TEI}seriesStmt/{TEI}title", ""),
        publisher="" if publisher == UNPUBLISHED else publisher,
        licence=Licence(licence.text or "", licence.get("target", "")) if licence is not None else None,
        funder=tuple(one.text or "" for one in root.iterfind(f"{titles}/{TEI}funder")),
        responsible=tuple(
            Responsible(one.findtext(f"{TEI}name", ""), one.findtext(f"{TEI}resp", "")) for one in people
        ),
        language=str(root.get(XML_LANG, "")),
    )


@dataclass
class _Stretch:
    """An annotation in the making: its end is known at the end of its last piece."""

    kind: Kind
    begin: int
    end: int
    attributes: dict[str, str]


def _annotations(text: etree._Element, article_id: str) -> list[Annotation]:
    """What a `<text>` is marked with, in the order of the text, the outer first."""
    found: list[_Stretch] = []
    by_id: dict[str, _Stretch] = {}
    open_elements: list[_Stretch | None] = []
    at = 0
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start":
            stretch = by_id.get(element.get("prev", "").removeprefix("#"))
            kind = Kind.LABEL if _is_label(element) else _KINDS.get(str(element.tag))
            if stretch is None and kind is not None:
                stretch = _Stretch(kind, at, at, {str(name): str(value) for name, value in element.attrib.items()})
                found.append(stretch)
            if stretch is not None and XML_ID in element.attrib:
                by_id[str(element.get(XML_ID))] = stretch
            open_elements.append(stretch)
            at += len(element.text or "")
        else:
            closed = open_elements.pop()
            if closed is not None:
                closed.end = at
            at += len(element.tail or "")
    return sorted((_annotation(one, article_id) for one in found), key=text_order)


def _is_label(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag == f"{TEI}head" and parent is not None and parent.tag == f"{TEI}list"


def _annotation(stretch: _Stretch, article_id: str) -> Annotation:
    features = {
        "xml:lang" if name == XML_LANG else name: _local(value, article_id)
        for name, value in stretch.attributes.items()
        if name not in _NOT_FEATURES
    }
    ident = stretch.attributes.get(XML_ID, "").removeprefix(f"{article_id}.")
    return Annotation(
        stretch.kind, Span(stretch.begin, stretch.end), features, _certainty(stretch.attributes.get("cert")), ident
    )


def _local(value: str, article_id: str) -> str:
    """The value of an attribute, pointers into the article being local ids."""
    prefix = f"#{article_id}."
    return " ".join(token.removeprefix(prefix) for token in value.split(" ")) if prefix in value else value


def _certainty(value: str | None) -> Certainty:
    match value:
        case "high" | "medium" | "low":
            return value
        case None:
            return None
    try:
        return float(value)
    except ValueError:
        return None


def _entities(root: etree._Element, article_id: str, annotations: list[Annotation]) -> Iterator[Entity]:
    """The entities of standOff, with their names and where the text mentions them."""
    mentions: dict[str, list[Mention]] = {}
    for annotation in annotations:
        if "ref" in annotation.features:
            mentions.setdefault(annotation.features["ref"], []).append(Mention(annotation.kind, annotation.span))
    for element in root.iterfind(f"{TEI}standOff//*[@{XML_ID}]"):
        if element.tag in _ENTITIES:
            kind, name_element = _ENTITIES[str(element.tag)]
            ident = str(element.get(XML_ID)).removeprefix(f"{article_id}.")
            yield Entity(
                ident,
                kind,
                tuple(_name(name) for name in element.iter(name_element)),
                tuple(mentions.get(ident, ())),
                roles=tuple(_words(role) for role in element.iterfind(f"{TEI}occupation")),
                identifiers=tuple((str(one.get("type", "")), _words(one)) for one in element.iterfind(f"{TEI}idno")),
            )


def _name(element: etree._Element) -> Name:
    """A name of standOff, with its parts if it has any."""
    parts = tuple(
        NamePart(_KINDS[str(part.tag)], _words(part), str(part.get("type", "")))
        for part in element
        if part.tag in _KINDS
    )
    return Name(_words(element), parts, str(element.get("type", "")))


def _words(element: etree._Element) -> str:
    """The words of an element without superfluous space."""
    return " ".join(str(element.xpath("string()")).split())


def _source(root: etree._Element, path: Path) -> Source:
    count = root.find(f"{_DESCRIPTION}/{TEI}extent/{TEI}measure[@unit='bytes']")
    return Source(
        file=_text(root, f"{TEI}idno[@type='file']") or path.name,
        sha256=_text(root, f"{TEI}idno[@type='sha256']"),
        byte_count=int(count.get("quantity", "0")) if count is not None else 0,
    )


def _metadata(root: etree._Element) -> Metadata:
    return Metadata(
        title=_text(root, f"{TEI}title"),
        date=_day(root.find(f"{_BIBL}/{TEI}date")),
        url=_text(root, f"{TEI}idno[@type='URL']"),
        publisher=_text(root, f"{TEI}publisher"),
        authors=tuple(" ".join(str(one.xpath("string()")).split()) for one in root.iterfind(f"{_BIBL}/{TEI}author")),
        section=_text(root, f"{TEI}biblScope[@unit='section']"),
        language=str(root.get(XML_LANG, "")),
    )


def _text(root: etree._Element, path: str) -> str:
    """The words of an element of the source's bibl, without superfluous space; empty if it is not there."""
    element = root.find(f"{_BIBL}/{path}")
    return " ".join(str(element.xpath("string()")).split()) if element is not None else ""


def _day(element: etree._Element | None) -> date | None:
    try:
        return date.fromisoformat(element.get("when", "")) if element is not None else None
    except ValueError:
        return None
