"""Plain text: an article as its source has it, or in standard spelling."""

from __future__ import annotations

from tei.document import Document, Kind


def normalised(document: Document) -> str:
    """The text with the proposed reading of every word that has one; misquoted words stay as they were written."""
    parts: list[str] = []
    at = 0
    for word in document.annotations(Kind.WORD):
        norm = word.features.get("norm")
        if norm is not None and word.span.begin >= at and word.features.get("type") != "misquotation":
            parts += [document.text[at : word.span.begin], norm]
            at = word.span.end
    return "".join([*parts, document.text[at:]])
