"""A JSON file: one object, which is an article, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei.document import Article
from tei.errors import ReadError
from tei.readers.articles import MAX_BYTES, read_error
from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind
from tei.readers.json_records import JsonError, parse_json, read_record


def read_json_file(path: Path, comments: bool) -> Iterator[Article | ReadError]:
    """The articles of a JSON file, in order, with an error in the place of each item of a list that is none.

    Raises ReadError, and OSError if the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise read_error(path, f"the file is larger than {MAX_BYTES >> 20} MB; split it, or make it JSON Lines")
    if kind := file_kind(data):
        raise read_error(path, f"the file is {kind}; give JSON in UTF-8")
    try:
        written, encoding = decode(data, detect_utf_16(data))
        value = parse_json(written)
    except UndecodableError as error:
        raise read_error(path, f"the file {error}; save it in UTF-8") from error
    except JsonError as error:
        raise read_error(path, str(error)) from error
    if isinstance(value, dict):
        yield read_record(value, path.stem, comments, data=data, encoding=encoding, path=path)
        return
    if not isinstance(value, list) or not value:
        raise read_error(path, 'the file is neither a JSON object nor a list of them; write it as {"text": "…"}')
    for number, fields in enumerate(value, 1):
        place = f"item {number} of the list: "
        try:
            if not isinstance(fields, dict):
                raise read_error(path, f'{place}it is not a JSON object; write it as {{"text": "…"}}')
            ident = f"{path.stem}-{number}"
            yield read_record(fields, ident, comments, data=data, encoding=encoding, path=path, place=place)
        except ReadError as error:
            yield error
