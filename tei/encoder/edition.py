"""The corpus as an edition, in the header of each article and of the whole: who made it, who publishes it, how it may
be used."""

from __future__ import annotations

from lxml import etree

from tei.encoder.elements import add_child
from tei.settings import Settings

UNPUBLISHED = "unpublished"
"""What stands in place of a publisher if the settings name none."""


def add_responsibility(titles: etree._Element, settings: Settings) -> None:
    """Append funders and responsible people to a `<titleStmt>`."""
    for funder in settings.funder:
        add_child(titles, "funder", funder)
    for person in settings.responsible:
        statement = add_child(titles, "respStmt")
        add_child(statement, "resp", person.role)
        add_child(statement, "name", person.name, {"type": "person"})


def add_publication(description: etree._Element, settings: Settings) -> etree._Element:
    """Append a `<publicationStmt>` to a `<fileDesc>`, and return it for what comes behind."""
    publication = add_child(description, "publicationStmt")
    add_child(publication, "publisher", settings.publisher or UNPUBLISHED)
    if settings.licence is None:
        availability = add_child(publication, "availability", attrib={"status": "unknown"})
        add_child(availability, "p", "Rights in the text remain with its source; the mark-up is free to reuse.")
    else:
        target = {"target": settings.licence.target} if settings.licence.target else {}
        add_child(add_child(publication, "availability"), "licence", settings.licence.text, target)
    return publication


def add_series(description: etree._Element, settings: Settings) -> None:
    """Append a `<seriesStmt>` that names the corpus, if it has a title, to the `<fileDesc>` of an article."""
    if settings.title:
        add_child(add_child(description, "seriesStmt"), "title", settings.title, {"level": "s"})
