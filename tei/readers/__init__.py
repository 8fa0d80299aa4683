"""Readers: from a file to raw articles, with text and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei.document import Article
from tei.errors import ReadError
from tei.readers.articles import read_error
from tei.readers.html import read_html
from tei.readers.json_file import read_json_file
from tei.readers.json_lines import read_json_lines
from tei.readers.plain_text import read_plain_text
from tei.readers.sources import HTML_SUFFIXES, SUFFIXES, find_sources, unreadable

__all__ = ["SUFFIXES", "find_sources", "read"]


def read(path: Path, comments: bool = False) -> Iterator[Article | ReadError]:
    """The articles of one file, in order, read as they are asked for.

    The suffix `.jsonl` means JSON Lines, `.json` one JSON object or a list of them, `.html`, `.htm` or `.xhtml` an HTML
    page, any other one article in plain text or Markdown. `comments` says whether readers' comments are kept where a
    JSON object has them apart from the text. What cannot be read is yielded as an error in its place, so that its
    neighbours go on; none is raised.
    """
    try:
        if path.is_dir():
            yield read_error(path, "this is a folder; give the files in it")
        elif path.exists() and not path.is_file():
            yield read_error(path, "this is a device or pipe; give a file")
        elif path.suffix.lower() == ".jsonl":
            yield from read_json_lines(path, comments)
        elif path.suffix.lower() == ".json":
            yield from read_json_file(path, comments)
        elif path.suffix.lower() in HTML_SUFFIXES:
            yield read_html(path)
        else:
            yield read_plain_text(path)
    except ReadError as error:
        yield error
    except OSError as error:
        yield unreadable(path, error)
