"""Datelines: lines that are nothing but a date."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?:\w+\s?[،–-]?\s?){0,3}(?:\d{1,2}|\w+م)\s(?:\w+\s){1,3}(?:سال\s)?\d{2,4}(?:\s?ه\s?\.?\s?[شق]\.?)?\.?"
    r"|(?:\w+\s?[:،–-]?\s?){0,2}\d{2,4}\s?/\s?\d{1,2}\s?/\s?\d{1,4}\.?"
)
_TIME = re.compile(r"\s?[-–|،]?\s?(?:ساعت\s)?\d{1,2}:\d{2}(?::\d{2})?$")
_LONGEST = 60


def is_dateline(text: str) -> bool:
    """Whether a folded line is nothing but a date, at most with a place before it and the time of day behind it."""
    return len(text) <= _LONGEST and bool(_DATELINE.fullmatch(_TIME.sub("", text)))
