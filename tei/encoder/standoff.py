"""The `<standOff>` of an article: its entities, relations and links, and annotations that the text cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from tei.document import Document, Entity, EntityKind, Kind, Layer, Name
from tei.document.annotation import BLOCK_KINDS
from tei.document.entity import UNKNOWN
from tei.encoder.elements import agent_pointer, certainty_value, element, escape, tei_attributes, text_element
from tei.encoder.identifiers import Identifiers
from tei.encoder.text import Displaced, EncodedText
from tei.encoder.writer import StartTag

_LISTS = (
    (EntityKind.PERSON, "listPerson", "person", "persName"),
    (EntityKind.ORGANISATION, "listOrg", "org", "orgName"),
    (EntityKind.PLACE, "listPlace", "place", "placeName"),
)


def encode_standoff(document: Document, text: EncodedText, identifiers: Identifiers) -> str:
    """The `<standOff>` element, or nothing if there is nothing to say."""
    parts = [
        *_entities(document, identifiers),
        *_listing("listRelation", _relations(document, identifiers)),
        *_listing("linkGrp", _links(document, identifiers), type="quotation"),
        *_listing("listAnnotation", _annotations(text, document, identifiers)),
    ]
    return element("standOff", *parts) if parts else ""


def _listing(name: str, items: Iterator[str], **attributes: str) -> list[str]:
    """An element with these items; none without items."""
    found = list(items)
    return [element(name, *found, attributes=attributes)] if found else []


def _entities(document: Document, identifiers: Identifiers) -> Iterator[str]:
    for kind, list_name, item_name, name_element in _LISTS:
        items = [
            _entity(entity, item_name, name_element, identifiers) for entity in document.entities if entity.kind is kind
        ]
        if kind is EntityKind.PERSON and _speaks_unknown(document):
            note = text_element("note", "A speaker whom the text does not identify.", {"xml:lang": "en"})
            items.append(element(item_name, note, attributes={"xml:id": identifiers.claim(UNKNOWN)}))
        yield from _listing(list_name, iter(items))


def _speaks_unknown(document: Document) -> bool:
    return any(UNKNOWN in said.features.get("who", "").split() for said in document.annotations(Kind.SAID))


def _entity(entity: Entity, item_name: str, name_element: str, identifiers: Identifiers) -> str:
    parts = [_name(name_element, name) for name in entity.names]
    if entity.sex:
        parts.append(element("sex", attributes={"value": entity.sex}))
    parts += [text_element("occupation", role, {"xml:lang": "fa"}) for role in entity.roles]
    parts += [element("affiliation", attributes={"ref": identifiers.pointers(one)}) for one in entity.affiliations]
    parts += [text_element("idno", value, {"type": authority}) for authority, value in entity.identifiers]
    parts += [text_element("note", reason, {"type": "identity", "xml:lang": "en"}) for reason in entity.reasons]
    return element(item_name, *parts, attributes={"xml:id": identifiers.claim(entity.ident)})


def _name(name_element: str, name: Name) -> str:
    parts = [text_element(part.kind, part.text, {"type": part.type} if part.type else {}) for part in name.parts]
    attributes = ({"type": name.type} if name.type else {}) | {"xml:lang": "fa"}
    return element(name_element, " ".join(parts) if parts else escape(name.text), attributes=attributes)


def _relations(document: Document, identifiers: Identifiers) -> Iterator[str]:
    for layer in document.layers:
        for relation in layer.relations:
            attributes = {
                "name": relation.name,
                "active": identifiers.pointers(relation.active),
                "passive": identifiers.pointers(relation.passive),
                **_agent(layer, certainty_value(relation.certainty), identifiers),
            }
            yield element("relation", attributes=attributes)


def _agent(layer: Layer, certainty: str | None, identifiers: Identifiers) -> dict[str, str]:
    return {"resp": identifiers.pointers(agent_pointer(layer))} | ({"cert": certainty} if certainty else {})


def _links(document: Document, identifiers: Identifiers) -> Iterator[str]:
    """Which speech or quotation repeats which passage, and which quotation stands in which embedded text."""
    texts_around: dict[str, list[str]] = {}
    for text in document.annotations(Kind.FLOATING_TEXT):
        for quote in document.within(text.span, Kind.QUOTE) if text.ident else ():
            texts_around.setdefault(quote.ident, []).append(text.ident)
    for annotation in document.annotations(Kind.SAID, Kind.QUOTE):
        if not annotation.ident:
            continue
        repeated = annotation.features.get("source", "")
        if repeated.startswith("seg."):
            yield _link("repeats", f"{annotation.ident} {repeated}", identifiers)
        for text_ident in texts_around.get(annotation.ident, ()):
            yield _link("inEmbeddedText", f"{annotation.ident} {text_ident}", identifiers)


def _link(kind: str, target: str, identifiers: Identifiers) -> str:
    return element("link", attributes={"type": kind, "target": identifiers.pointers(target)})


def _annotations(text: EncodedText, document: Document, identifiers: Identifiers) -> Iterator[str]:
    """What cannot stand in the text: displaced annotations, and what images show to those who do not see them."""
    for item in text.displaced:
        yield _displaced(item, document, identifiers)
    for layer in document.layers:
        for figure in layer.by_kind.get(Kind.FIGURE, ()):
            for tag in text.elements.get(id(figure), ()) if "alt" in figure.features else ():
                yield _alternative(figure.features["alt"], tag, document.article.markup or layer, identifiers)


def _alternative(text: str, figure: StartTag, layer: Layer, identifiers: Identifiers) -> str:
    """The alternative text of an image. The mark-up of the source gives it, whoever arranged the blocks."""
    target = {"xml:id": identifiers.number("annotation"), "target": f"#{figure.attributes['xml:id']}"}
    note = text_element("note", text, {"type": "alt"})
    return element("annotation", note, attributes=target | _agent(layer, None, identifiers))


def _displaced(item: Displaced, document: Document, identifiers: Identifiers) -> str:
    """An annotation on a stretch of the text (TEI XPointer string-range), with its element in a note."""
    attributes = {
        "xml:id": item.xml_id,
        "target": f"#string-range({identifiers.full('text')},{item.span.begin},{len(item.span)})",
        **_agent(item.layer, certainty_value(item.annotation.certainty), identifiers),
    }
    return element("annotation", element("note", _standing_for(item, document, identifiers)), attributes=attributes)


def _standing_for(item: Displaced, document: Document, identifiers: Identifiers) -> str:
    """The element that the annotation would have been, with a copy of the words."""
    annotation, words = item.annotation, document.text[item.span.begin : item.span.end]
    if annotation.kind in BLOCK_KINDS:
        subtype = {"subtype": annotation.features["type"]} if "type" in annotation.features else {}
        return text_element("seg", words, {"type": annotation.kind, **subtype})
    attributes = tei_attributes(annotation.features, identifiers)
    if not words.strip():
        attributes.pop("calendar", "")  # TEI allows it only where there are words in that calendar
    entity = document.entity_of.get((annotation.kind, annotation.span.begin, annotation.span.end))
    if entity is not None:
        attributes["ref"] = identifiers.pointers(entity.ident)
    return text_element(annotation.kind, words, attributes)
