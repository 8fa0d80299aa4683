"""JSON Lines: one object a line, each an article. Files of any size are read line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tei.document import Article
from tei.errors import ReadError
from tei.readers.articles import MAX_BYTES, read_error
from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind
from tei.readers.json_records import JsonError, parse_json, read_record

_CHUNK = 1 << 16


def read_json_lines(path: Path, comments: bool) -> Iterator[Article | ReadError]:
    """The articles of a JSON Lines file, in order, with an error in the place of each line that holds none.

    Blank lines are skipped; `comments` says whether readers' comments are kept. Raises OSError if the file cannot be
    read.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        file.seek(0)
        utf_16 = detect_utf_16(head)
        kind = file_kind(head) or ("binary" if b"\x00" in head and not utf_16 else "")
        if kind:
            yield read_error(path, f"the file is {kind}; give JSON Lines, one object a line, in UTF-8")
            return
        empty = True
        for number, line in enumerate(_lines(file, "\n".encode(utf_16 or "utf-8")), start=1):
            try:
                article = _read_line(line, utf_16, path, number, comments)
            except ReadError as error:
                empty = False
                yield error
            else:
                if article:
                    empty = False
                    yield article
        if empty:
            yield read_error(path, "the file is empty; put one JSON object on each line or remove it")


def _lines(file: BinaryIO, newline: bytes) -> Iterator[bytes | None]:
    """The lines of a file without their newline; None for one that is too long to be held in memory.

    In UTF-16, where `newline` is two bytes, a byte 0A that is half of another character ends no line.
    """
    line = bytearray()
    too_long = False
    while piece := file.readline(_CHUNK):
        line += piece
        if len(line) % len(newline):
            line += file.read(1)
        ended = line.endswith(newline)
        if len(line) > MAX_BYTES:
            too_long = True
            line.clear()
        if ended:
            yield None if too_long else bytes(line.removesuffix(newline))
            line.clear()
            too_long = False
    if line or too_long:
        yield None if too_long else bytes(line)


def _read_line(line: bytes | None, utf_16: str, path: Path, number: int, comments: bool) -> Article | None:
    """The article of a line, None if the line is blank. Raises ReadError."""
    if line is None:
        raise read_error(path, f"the line is longer than {MAX_BYTES >> 20} MB; split its text into articles", number)
    data = line.removesuffix("\r".encode(utf_16 or "utf-8"))
    try:
        written, encoding = decode(data, utf_16)
        if not written.strip():
            return None
        fields = parse_json(written)
    except UndecodableError as error:
        raise read_error(path, f"the line {error}; save the file in UTF-8", number) from error
    except JsonError as error:
        raise read_error(path, str(error), number) from error
    if not isinstance(fields, dict):
        raise read_error(path, 'the line is not a JSON object; write it as {"text": "…"}', number)
    ident = f"{path.stem}-{number}"
    return read_record(fields, ident, comments, data=data, encoding=encoding, path=path, line=number)
