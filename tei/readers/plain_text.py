"""Plain text and Markdown: one file, one article, with or without YAML front matter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tei.document import Article
from tei.errors import ReadError
from tei.readers.articles import MAX_BYTES, make_article, read_error
from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind
from tei.readers.metadata import FieldError, read_metadata, text_field

# The base loader leaves values as they are written: SafeLoader takes 1399-05-01 for a Gregorian date.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# 100,000 characters are enough for any description: a line of dashes further down belongs to the text.
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(.{0,100000}?)(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)",
    re.DOTALL,
)

_MAX_DEPTH = 20
"""Deepest nesting of lists and mappings in front matter: more describes no article but can exhaust the parser."""


class _FrontMatter(NamedTuple):
    """`text[:end]` of a file: the fields, and the YAML `block` between the two lines of dashes."""

    fields: dict[str, Any]
    block: str
    end: int


_NO_FRONT_MATTER = _FrontMatter({}, "", 0)


def read_plain_text(path: Path) -> Article:
    """The article in a text or Markdown file: its text is all that follows the front matter, untouched.

    Raises ReadError, and OSError if the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    text, encoding = _decode(data, path)
    front_matter = _front_matter(text, path)
    try:
        ident = text_field(front_matter.fields, "id") or path.stem
        metadata = read_metadata(front_matter.fields, "front matter")
    except FieldError as error:
        line = _line_of(error.field, front_matter.block)
        raise read_error(path, f"in the front matter {error}", line) from error
    return make_article(ident, text[front_matter.end :], metadata, data=data, encoding=encoding, path=path)


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and its encoding. Raises ReadError."""
    if not data:
        raise read_error(path, "the file is empty; put the text of an article in it or remove it")
    if len(data) > MAX_BYTES:
        raise read_error(path, f"the file is larger than {MAX_BYTES >> 20} MB; split it into articles")
    kind = file_kind(data)
    if kind:
        raise read_error(path, f"the file is {kind}; save the article as plain text in UTF-8")
    try:
        return decode(data, detect_utf_16(data))
    except UndecodableError as error:
        raise read_error(path, f"the file {error}; save the article as plain text in UTF-8") from error


def _front_matter(text: str, path: Path) -> _FrontMatter:
    """The front matter at the top of a text: there is none unless it is closed and holds a mapping.

    Raises ReadError.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return _NO_FRONT_MATTER
    block = match.group(1)
    try:
        _check_structure(block, path)
        fields = yaml.load(block, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _invalid(path, error.problem_mark, error.problem) from error
    except yaml.YAMLError as error:
        raise _invalid(path, None, "it holds control characters") from error
    return _FrontMatter(fields, block, match.end()) if isinstance(fields, dict) else _NO_FRONT_MATTER


def _check_structure(block: str, path: Path) -> None:
    """Raise ReadError for deep nesting and for aliases, with which a few lines can stand for gigabytes."""
    depth = 0
    for event in yaml.parse(block, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise _invalid(path, event.start_mark, "it is nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            raise _invalid(path, event.start_mark, f"it has the alias *{event.anchor} in place of a value")


def _invalid(path: Path, mark: Any, problem: str | None) -> ReadError:
    return read_error(
        path,
        f"the front matter is not valid YAML ({problem}); mend it, or put an empty line before it if it is text",
        _line(mark) if mark else 1,
    )


def _line_of(field: str, block: str) -> int:
    """The line of the file, from 1, on which a field of the front matter stands."""
    root = yaml.compose(block, Loader=_LOADER)
    assert isinstance(root, yaml.MappingNode)
    return next(_line(key.start_mark) for key, _ in root.value if key.value == field)


def _line(mark: Any) -> int:
    """The line of the file, from 1, of a place in the front matter, which begins on line 2."""
    return int(mark.line) + 2
