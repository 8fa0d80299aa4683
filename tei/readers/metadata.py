"""The fields that front matter and JSON Lines share: what may stand in them and where it goes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tei.document import Metadata
from tei.language.characters import xml_text
from tei.readers.days import read_date, shown_day

_FIELDS = ("id", "text", "title", "date", "url", "publisher", "author", "tags", "section", "language")

_TYPE_NAMES = {bool: "true or false", dict: "a mapping", list: "a list"}


class FieldError(ValueError):
    """A field that cannot be read: the message names it and says what is wrong."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f'the field "{field}" {problem}')
        self.field = field


def read_metadata(fields: Mapping[str, Any], origin: str) -> Metadata:
    """The metadata in the fields of an article, as JSON or YAML gives them; `origin` is where they stand.

    Empty fields count as absent. A field without a place of its own goes to `other`: text as it is, anything
    else as compact JSON. So does a date that is unreadable or says more than the day in ISO form (a time,
    another calendar). Raises FieldError.
    """
    other = {xml_text(name): _as_written(value) for name, value in fields.items() if name not in _FIELDS}
    date_as_written = _as_written(fields.get("date"))
    day = read_date(date_as_written) or shown_day(date_as_written)
    if day is None or day.isoformat() != date_as_written:
        other["date"] = date_as_written
    return Metadata(
        title=xml_text(text_field(fields, "title")),
        date=day,
        date_source=origin if day else "",
        url=xml_text(text_field(fields, "url")),
        publisher=xml_text(text_field(fields, "publisher")),
        authors=_list_field(fields, "author"),
        tags=_list_field(fields, "tags", separators="[,،]"),
        section=xml_text(text_field(fields, "section")),
        language=xml_text(text_field(fields, "language")),
        other={name: text for name, text in other.items() if text},
    )


def text_field(fields: Mapping[str, Any], name: str) -> str:
    """A field that holds a short text, without the white space around it; a number becomes text.

    Raises FieldError.
    """
    value = fields.get(name)
    if _is_empty(value):
        return ""
    if type(value) in _TYPE_NAMES:
        raise FieldError(name, f"must be text, not {_TYPE_NAMES[type(value)]}")
    return str(value).strip()


def _list_field(fields: Mapping[str, Any], name: str, separators: str = "") -> tuple[str, ...]:
    """A field that holds several short texts, as a list or, if they have separators, as one text."""
    values = fields.get(name)
    if isinstance(values, str) and separators:
        values = re.split(separators, values)
    elif not isinstance(values, list):
        values = [values]
    texts = (text_field({name: value}, name) for value in values)
    return tuple(xml_text(text) for text in texts if text)


def _as_written(value: object) -> str:
    if _is_empty(value):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return xml_text(text)


def _is_empty(value: object) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())
