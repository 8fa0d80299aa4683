"""Datelines: lines that are nothing but a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.language.numerals import read_number

_DATELINE = re.compile(
    r"(?:\w+\s?[،–-]?\s?){0,3}(?:\d{1,2}|\w+م)\s(?:\w+\s){1,3}(?:سال\s)?\d{2,4}(?:\s?ه\s?\.?\s?[شق]\.?)?\.?"
    r"|(?:\w+\s?[:،–-]?\s?){0,2}\d{2,4}\s?/\s?\d{1,2}\s?/\s?\d{1,4}\.?"
    r"|(?:\w+\s?[،–-]\s?)?(?:نوروز|بهار|تابستان|پاییز|زمستان)\s(?:سال\s)?\d{4}"
)
_TIME = re.compile(r"\s?[-–|،]?\s?(?:ساعت\s)?\d{1,2}:\d{2}(?::\d{2})?$")
_LONGEST = 60


def is_dateline(text: str) -> bool:
    """Whether a folded line is nothing but a date, at most with a place before it and the time of day behind it."""
    return len(text) <= _LONGEST and bool(_DATELINE.fullmatch(_TIME.sub("", " ".join(_with_year_in_digits(text)))))


def _with_year_in_digits(text: str) -> Iterator[str]:
    """The words of a line; a number of a thousand and more, as years are, in digits."""
    words = text.split()
    at = 0
    while at < len(words):
        number = read_number(words, at)
        if number and number.value >= 1000 and not number.ordinal:
            yield str(number.value)
            at += number.length
        else:
            yield words[at]
            at += 1
