"""Making an article of what a reader found: what all formats have in common."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tei.document import Article, Layer, Metadata, Replacement, Source
from tei.errors import ReadError
from tei.language.characters import NOT_XML, xml_text

MAX_BYTES = 64 * 1024 * 1024
"""Longest text file, and longest line of a JSON Lines file, that is read: it is held in memory at once.

The longest article, ten million characters, is 20 MB in UTF-8 and at most 60 MB with every letter escaped in JSON.
"""

MAX_CHARACTERS = 10_000_000
"""Longest text of an article: ten times a long novel. Longer ones are dumps of many articles, and their TEI,
some ten times as long, would be more than XML tools open."""


def make_article(
    ident: str,
    text: str,
    metadata: Metadata,
    *,
    data: bytes,
    encoding: str,
    path: Path,
    line: int | None = None,
    markup: Layer | None = None,
) -> Article:
    """An article with its source, from its raw text and the bytes of its file or line; `markup` is on that text.

    Raises ReadError if the text is too long or is no text.
    """
    if len(text) > MAX_CHARACTERS:
        size = f"{len(text):,} characters, more than {MAX_CHARACTERS:,}"
        raise read_error(path, f"the text of the article has {size}; split it into several articles", line)
    if not any(map(str.isalnum, text)):
        raise read_error(
            path, "the text of the article has no letters or figures; put its text there or remove it", line
        )
    replacements = tuple(Replacement(m.start(), ord(m.group())) for m in NOT_XML.finditer(text))
    if replacements and len(replacements) > sum(map(str.isalnum, text)):
        raise read_error(path, "the text is binary (more control characters than letters); give plain text", line)
    source = Source(
        file=xml_text(path.name),
        sha256=hashlib.sha256(data).hexdigest(),
        byte_count=len(data),
        encoding=encoding,
        line=line,
        replacements=replacements,
    )
    return Article(xml_text(ident), xml_text(text), source, metadata, markup)


def read_error(path: Path, problem: str, line: int | None = None) -> ReadError:
    """The error that names a file, or a line of it, and what to do about the problem there."""
    place = str(path) if line is None else f"{path}, line {line}"
    return ReadError(f"{xml_text(place)}: {problem}.")
