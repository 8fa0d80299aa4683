"""A JSON object as an article: the fields of the design, or those of PersianWebScraper, told apart by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tei.document import Article
from tei.readers.articles import make_article, read_error
from tei.readers.metadata import FieldError, read_metadata, text_field
from tei.readers.scraped_pages import is_scraped_page, read_scraped_page


class JsonError(ValueError):
    """JSON that cannot be read: the message says what is wrong and what to do."""


def parse_json(written: str) -> Any:
    """The value that a JSON text writes. Raises JsonError."""
    try:
        return json.loads(written, parse_constant=_nothing)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise JsonError(f"broken JSON at {line}column {error.colno} ({error.msg}); mend it") from error
    except (ValueError, RecursionError) as error:
        raise JsonError("the JSON is nested too deeply or has too long a number; mend it") from error


def _nothing(constant: str) -> None:
    """NaN, which is no JSON, is what pandas writes for an empty cell: an empty field."""


def read_record(
    fields: Mapping[str, Any],
    ident: str,
    comments: bool,
    *,
    data: bytes,
    encoding: str,
    path: Path,
    line: int | None = None,
    place: str = "",
) -> Article:
    """The article in the fields of an object; `ident` is its id if it gives none itself.

    `data` is what was read, in `encoding`, from the file or its line; `place` is put before what is said of a mistake.
    Raises ReadError.
    """
    try:
        ident = text_field(fields, "id") or ident
        if is_scraped_page(fields):
            text, metadata, markup = read_scraped_page(fields, comments)
        else:
            text, metadata, markup = _source_text(fields), read_metadata(fields, "record"), None
    except (FieldError, RecursionError) as error:
        problem = str(error) if isinstance(error, FieldError) else "the JSON is nested too deeply; mend it"
        raise read_error(path, place + problem, line) from error
    return make_article(ident, text, metadata, data=data, encoding=encoding, path=path, line=line, markup=markup)


def _source_text(fields: Mapping[str, Any]) -> str:
    """Title, blank line, text; the text alone if its first line is the title already. Raises FieldError."""
    text = fields.get("text")
    if text is None:
        raise FieldError("text", "is missing; put the text of the article in it")
    if not isinstance(text, str):
        raise FieldError("text", "must be text; put the text of the article in quotation marks")
    if not text.strip():
        raise FieldError("text", "is empty; put the text of the article in it or remove the record")
    title = text_field(fields, "title")
    after_title = text.lstrip().removeprefix(title).lstrip(" \t")[:1]
    repeats_title = text.lstrip().startswith(title) and after_title in ("", "\n", "\r")
    return text if not title or repeats_title else f"{title}\n\n{text}"
