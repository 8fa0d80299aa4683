"""The `<standOff>` of an article: its entities, relations and links, and annotations that the text cannot hold."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.document import Document, Entity, EntityKind, Kind, Layer, Name
from tei.document.annotation import BLOCK_KINDS
from tei.document.entity import UNKNOWN
from tei.encoder.elements import TEI, XML_ID, XML_LANG, add_child, agent_pointer, attributes, certainty_value
from tei.encoder.identifiers import Identifiers
from tei.encoder.text import Displaced, EncodedText
from tei.language.characters import xml_text

_LISTS = (
    (EntityKind.PERSON, "listPerson", "person", "persName"),
    (EntityKind.ORGANISATION, "listOrg", "org", "orgName"),
    (EntityKind.PLACE, "listPlace", "place", "placeName"),
)


def encode_standoff(document: Document, text: EncodedText, identifiers: Identifiers) -> etree._Element | None:
    """The `<standOff>` element, or None if there is nothing to say."""
    standoff = etree.Element(TEI + "standOff")
    for kind, list_name, item_name, name_element in _LISTS:
        entities = [entity for entity in document.entities if entity.kind is kind]
        unknown = kind is EntityKind.PERSON and _speaks_unknown(document)
        if not entities and not unknown:
            continue
        listing = etree.SubElement(standoff, TEI + list_name)
        for entity in entities:
            _add_entity(listing, entity, item_name, name_element, identifiers)
        if unknown:
            person = etree.SubElement(listing, TEI + item_name, {XML_ID: identifiers.claim(UNKNOWN)})
            add_child(person, "note", "A speaker whom the text does not identify.", {XML_LANG: "en"})
    _add_relations(standoff, document, identifiers)
    _add_links(standoff, document, identifiers)
    _add_annotations(standoff, text, document, identifiers)
    return standoff if len(standoff) else None


def _speaks_unknown(document: Document) -> bool:
    return any(UNKNOWN in said.features.get("who", "").split() for said in document.annotations(Kind.SAID))


def _add_entity(
    listing: etree._Element, entity: Entity, item_name: str, name_element: str, identifiers: Identifiers
) -> None:
    item = etree.SubElement(listing, TEI + item_name, {XML_ID: identifiers.claim(entity.ident)})
    for name in entity.names:
        _add_name(item, name_element, name)
    if entity.sex:
        etree.SubElement(item, TEI + "sex", value=entity.sex)
    for role in entity.roles:
        add_child(item, "occupation", role, {XML_LANG: "fa"})
    for affiliation in entity.affiliations:
        etree.SubElement(item, TEI + "affiliation", ref=identifiers.pointers(affiliation))
    for authority, value in entity.identifiers:
        add_child(item, "idno", value, {"type": authority})
    for reason in entity.reasons:
        add_child(item, "note", reason, {"type": "identity", XML_LANG: "en"})


def _add_name(item: etree._Element, name_element: str, name: Name) -> None:
    element = etree.SubElement(item, TEI + name_element, {"type": name.type} if name.type else {})
    element.set(XML_LANG, "fa")
    if not name.parts:
        element.text = xml_text(name.text)
    for part in name.parts:
        if len(element):
            element[-1].tail = " "
        add_child(element, part.kind, part.text, {"type": part.type} if part.type else None)


def _add_relations(standoff: etree._Element, document: Document, identifiers: Identifiers) -> None:
    found = [(layer, relation) for layer in document.layers for relation in layer.relations]
    if not found:
        return
    listing = etree.SubElement(standoff, TEI + "listRelation")
    for layer, relation in found:
        element = etree.SubElement(
            listing,
            TEI + "relation",
            name=relation.name,
            active=identifiers.pointers(relation.active),
            passive=identifiers.pointers(relation.passive),
        )
        _set_agent(element, layer, certainty_value(relation.certainty), identifiers)


def _set_agent(element: etree._Element, layer: Layer, cert: str | None, identifiers: Identifiers) -> None:
    element.set("resp", identifiers.pointers(agent_pointer(layer)))
    if cert:
        element.set("cert", cert)


def _add_links(standoff: etree._Element, document: Document, identifiers: Identifiers) -> None:
    """Which speech or quotation repeats which passage, and which quotation stands in which embedded text."""
    texts = [a for a in document.annotations(Kind.FLOATING_TEXT) if a.ident]
    links: list[tuple[str, str]] = []
    for annotation in document.annotations(Kind.SAID, Kind.QUOTE):
        if not annotation.ident:
            continue
        repeated = annotation.features.get("source", "")
        if repeated.startswith("seg."):
            links.append(("repeats", f"{annotation.ident} {repeated}"))
        links.extend(
            ("inEmbeddedText", f"{annotation.ident} {text.ident}")
            for text in texts
            if annotation.kind is Kind.QUOTE and text.span.covers(annotation.span)
        )
    if links:
        group = etree.SubElement(standoff, TEI + "linkGrp", type="quotation")
        for kind, target in links:
            etree.SubElement(group, TEI + "link", type=kind, target=identifiers.pointers(target))


def _add_annotations(standoff: etree._Element, text: EncodedText, document: Document, identifiers: Identifiers) -> None:
    """What cannot stand in the text: displaced annotations, and what images show to those who do not see them."""
    listing = etree.Element(TEI + "listAnnotation")
    _add_displaced(listing, text.displaced, document, identifiers)
    _add_alternatives(listing, text, document, identifiers)
    if len(listing):
        standoff.append(listing)


def _add_alternatives(listing: etree._Element, text: EncodedText, document: Document, identifiers: Identifiers) -> None:
    """The alternative texts of images, which the mark-up of the source gives, whoever arranged the blocks."""
    for layer in document.layers:
        for figure in (one for one in layer.annotations if "alt" in one.features):
            for element in text.elements.get(id(figure), ()):
                annotation = add_child(listing, "annotation", attrib={XML_ID: identifiers.number("annotation")})
                annotation.set("target", f"#{element.get(XML_ID)}")
                _set_agent(annotation, document.article.markup or layer, None, identifiers)
                add_child(annotation, "note", figure.features["alt"], {"type": "alt"})


def _add_displaced(
    listing: etree._Element, displaced: Iterable[Displaced], document: Document, identifiers: Identifiers
) -> None:
    """Annotations on stretches of the text (TEI XPointer string-range), each with its element in a note."""
    for item in displaced:
        target = f"#string-range({identifiers.full('text')},{item.span.begin},{len(item.span)})"
        annotation = etree.SubElement(listing, TEI + "annotation", {XML_ID: item.xml_id, "target": target})
        _set_agent(annotation, item.layer, certainty_value(item.annotation.certainty), identifiers)
        note = etree.SubElement(annotation, TEI + "note")
        note.append(_standing_for(item, document, identifiers))


def _standing_for(item: Displaced, document: Document, identifiers: Identifiers) -> etree._Element:
    """The element that the annotation would have been, with a copy of the words."""
    annotation, words = item.annotation, document.text[item.span.begin : item.span.end]
    if annotation.kind in BLOCK_KINDS:
        element = etree.Element(TEI + "seg", type=annotation.kind)
        if "type" in annotation.features:
            element.set("subtype", annotation.features["type"])
    else:
        element = etree.Element(TEI + annotation.kind, attributes(annotation.features, identifiers))
    element.text = words or None
    if not words.strip():
        element.attrib.pop("calendar", "")  # TEI allows it only where there are words in that calendar
    entity = document.entity_of.get((annotation.kind, annotation.span.begin, annotation.span.end))
    if entity is not None:
        element.set("ref", identifiers.pointers(entity.ident))
    return element
