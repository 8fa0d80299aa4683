"""The document model: an immutable text, what is known about it, and layers of standoff annotation."""

from tei.document.annotation import Agent, Annotation, Certainty, Grade, Kind, Layer, Span
from tei.document.article import Article, Metadata, Replacement, Source
from tei.document.document import Document
from tei.document.entity import Entity, EntityKind, Mention, Name, NamePart, Relation

__all__ = [
    "Agent",
    "Annotation",
    "Article",
    "Certainty",
    "Document",
    "Entity",
    "EntityKind",
    "Grade",
    "Kind",
    "Layer",
    "Mention",
    "Metadata",
    "Name",
    "NamePart",
    "Relation",
    "Replacement",
    "Source",
    "Span",
]
