"""The order in which the annotators run; nothing else adds layers to a document."""

from __future__ import annotations

from tei.annotators import (
    blocks,
    dates,
    entities,
    languages,
    names,
    orthography,
    quotations,
    scripture,
    tags,
    tokens,
)
from tei.document import Article, Document

ANNOTATORS = (
    blocks.annotate,
    languages.annotate,
    orthography.annotate,
    dates.annotate,
    names.annotate,
    entities.annotate,
    scripture.annotate,
    quotations.annotate,
    tags.annotate,
)
"""Each reads the layers of those before it; from `dates` on they match on the repaired reading."""


def annotate(article: Article) -> Document:
    """The document of an article with the layers of all annotators, after that of its own mark-up."""
    document = Document(article, (article.markup,) if article.markup else ())
    for annotator in ANNOTATORS:
        document = document.with_layer(annotator(document))
    return document


def annotate_tokens(document: Document) -> Document:
    """An annotated document with the token layer, which reads all the others: sentences, words, parts of speech."""
    return document.with_layer(tokens.annotate(document))
