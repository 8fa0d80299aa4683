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
from tei.document import Article, Document, Layer
from tei.document.annotation import BLOCK_KINDS
from tei.settings import NO_AUTHORITY, Authority

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


def annotate(article: Article, authority: Authority = NO_AUTHORITY) -> Document:
    """The document of an article with the layers of all annotators, after what its own mark-up says of words.

    What that says of blocks is read by `blocks`, whose layer alone has the blocks of a document. `authority` says
    which entities the user knows.
    """
    markup = article.markup
    words = [a for a in markup.annotations if a.kind not in BLOCK_KINDS] if markup else []
    document = Document(article, (Layer.of(markup.agent, words),) if markup else ())
    for annotator in ANNOTATORS:
        named = annotator is entities.annotate
        document = document.with_layer(entities.annotate(document, authority) if named else annotator(document))
    return document


def annotate_tokens(document: Document) -> Document:
    """An annotated document with the token layer, which reads all the others: sentences, words, parts of speech."""
    return document.with_layer(tokens.annotate(document))
