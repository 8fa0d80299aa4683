"""The order in which the annotators run; nothing else adds layers to a document."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from tei.document import Article, Document, Layer

_ORDER = ("blocks","languages","orthography","dates","names","entities","scripture","quotations","tags")


def _annotators() -> list[Callable[[Document], Layer]]:
    found = []
    for name in _ORDER:
        try:
            found.append(importlib.import_module("tei.annotators." + name).annotate)
        except (ImportError, AttributeError, SyntaxError, NameError) as error:
            print("pipeline: left out", name, error)
    return found


ANNOTATORS = _annotators()


def annotate(article: Article) -> Document:
    """The document of an article with the layers of all annotators."""
    document = Document(article)
    for annotator in ANNOTATORS:
        document = document.with_layer(annotator(document))
    return document
