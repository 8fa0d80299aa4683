"""The passages of an article in other languages than Persian, and the language that nearly all of it is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from operator import itemgetter

from tei.document import Annotation, Document, Kind

PERSIAN = "fa"
_VARIETIES = (PERSIAN, "prs", "pes")
"""Codes of Persian and, in older use, of its varieties in Afghanistan and Iran (ISO 639-3)."""

WITHOUT_LANGUAGE = "zxx"
"""Code of passages in no language, such as web addresses."""

NEARLY_ALL = 0.8
"""Share of the characters in another language from which on an article is in that one."""


def is_persian(language: str) -> bool:
    """Whether a language tag is one of Persian."""
    return language.partition("-")[0] in _VARIETIES


def foreign_passages(document: Document) -> list[Annotation]:
    """The passages (`foreign`) of a document that are not Persian, in the order of the text, the outer first."""
    return [one for one in document.annotations(Kind.FOREIGN) if not is_persian(one.features["xml:lang"])]


@lru_cache(maxsize=2)
def foreign_language(document: Document) -> str | None:
    """The language that an article is in, if nearly all of it is in one other than Persian."""
    return language_of_most(document, foreign_passages(document), NEARLY_ALL)


def language_of_most(document: Document, passages: Collection[Annotation], share: float) -> str | None:
    """The language of the passages that have at least this share of the characters of an article.

    White space and anonymous blocks, such as navigation and scripts, count for nothing.
    """
    text = _own_text(document) if passages else ""
    counts = Counter[str]()
    for passage in passages:
        counts[passage.features["xml:lang"]] += _size(text[passage.span.begin : passage.span.end])
    del counts[WITHOUT_LANGUAGE]
    language, count = max(counts.items(), key=itemgetter(1), default=(None, 0))
    return language if count and count >= share * _size(text) else None


def _own_text(document: Document) -> str:
    """The text, of the same length, with spaces for anonymous blocks."""
    pieces: list[str] = []
    at = 0
    for block in document.annotations(Kind.ANONYMOUS_BLOCK):
        pieces += (document.text[at : block.span.begin], " " * len(block.span))
        at = block.span.end
    return "".join([*pieces, document.text[at:]])


def _size(text: str) -> int:
    return sum(map(len, text.split()))
