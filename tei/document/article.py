"""An article as a reader hands it on: its text and what the source says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tei.document.annotation import Layer


@dataclass(frozen=True, slots=True)
class Replacement:
    """A character that XML cannot hold and that therefore stands as U+FFFD in the text.

    `offset` counts code points of the text; `code_point` is the character that stood there.
    """

    offset: int
    code_point: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from and how its text can be turned back into the bytes that were read.

    `file` is the name of the file without its folder; `line` the line of a JSON Lines file, from 1.
    `sha256` and `byte_count` are of the whole file, or, for JSON Lines, of the line without its line end.
    `encoding` is the Python name of the encoding that was found.
    """

    file: str
    sha256: str
    byte_count: int
    encoding: str = "utf-8"
    line: int | None = None
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about the article; fields it does not name are empty.

    `date` is the day of publication and `date_source` says where it stands: "front matter", "record" (a field of
    JSON), "page" (HTML) or "settings" (of the build, for articles that give none). `hijri` is the reckoning of lunar
    dates if it is another than that of Iran: `umm-al-qura`. `language` is a language tag such as `fa` or `fa-AF`.
    `categories` are classes that whoever gathered the article put it in, the widest first. `other` keeps every field
    without a place of its own, as written.
    """

    title: str = ""
    date: date | None = None
    date_source: str = ""
    hijri: str = ""
    url: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article.

    `ident` is the id given by the source, or the stem of its file, unchanged: `xml_id` and file names are
    derived from it later. `text` is the source text, character for character, but for `source.replacements`.
    `markup` is what the source's own mark-up (HTML, typed JSON) says of the text; plain text has none.
    """

    ident: str
    text: str
    source: Source
    metadata: Metadata = field(default_factory=Metadata)
    markup: Layer | None = None
