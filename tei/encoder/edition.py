"""The corpus as an edition, in the header of each article and of the whole: who made it, who publishes it, how it may
be used."""

from __future__ import annotations

from collections.abc import Iterator

from tei.encoder.addresses import uri
from tei.encoder.elements import element, text_element
from tei.settings import Settings

UNPUBLISHED = "unpublished"
"""What stands in place of a publisher if the settings name none."""


def responsibility(settings: Settings) -> Iterator[str]:
    """Funders and responsible people, for a `<titleStmt>`."""
    for funder in settings.funder:
        yield text_element("funder", funder)
    for person in settings.responsible:
        name = text_element("name", person.name, {"type": "person"})
        yield element("respStmt", text_element("resp", person.role), name)


def publication_statement(settings: Settings, *more: str) -> str:
    """The `<publicationStmt>` of a `<fileDesc>`, with more elements at its end."""
    publisher = text_element("publisher", settings.publisher or UNPUBLISHED)
    return element("publicationStmt", publisher, _availability(settings), *more)


def _availability(settings: Settings) -> str:
    if settings.licence is None:
        rights = "Rights in the text remain with its source; the mark-up is free to reuse."
        return element("availability", text_element("p", rights), attributes={"status": "unknown"})
    target = {"target": uri(settings.licence.target)} if settings.licence.target else {}
    return element("availability", text_element("licence", settings.licence.text, target))


def series_statement(settings: Settings) -> str:
    """The `<seriesStmt>` of an article, which names the corpus; nothing if that has no title."""
    return element("seriesStmt", text_element("title", settings.title, {"level": "s"})) if settings.title else ""
