"""The day that a source states, in figures or in words, in the Jalali or Gregorian calendar."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import chain

from persiantools.jdatetime import JalaliDate

from tei.language.calendars import Calendar, CalendarDate
from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.numerals import read_number

_DAY_IN_FIGURES = re.compile(r"(?<!\d)(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(1[2-5]\d\d|20\d\d)(?!\d)")


def read_date(written: str) -> date | None:
    """The day that a text gives in figures, year first: `2020-02-27 13:04:00`, `20200227`, `۱۳۹۹/۵/۱`.

    A year from 1200 to 1500 is Jalali, one from 1501 to 2199 Gregorian. None if there is no such day, or if
    the text gives several.
    """
    days = {_day(*map(int, filter(None, m.group(1, 3, 4, 5, 6)))) for m in _DAY_IN_FIGURES.finditer(written)}
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        if 1200 <= year <= 1500:
            jalali = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
            return jalali.to_gregorian()
        return date(year, month, day) if 1500 < year < 2200 else None
    except ValueError:
        return None


def shown_day(text: str) -> date | None:
    """The first day that a text names in words or figures: «۱۵ فروردین ۱۳۹۷ - ۱۰:۲۵», «۱۳۹۷/۱/۱۵», «April 4, 2018»."""
    folded = fold(text)
    for match in chain.from_iterable(written.finditer(folded) for written in _days_in_words()):
        calendar, month = _months()[match["month"].lower()]
        day = CalendarDate(calendar, int(match["year"]), month, _number(match["day"])).to_gregorian()
        if day:
            return day
    reversed_figures = _FIGURES.search(folded)
    if reversed_figures:
        return read_date("/".join(reversed(reversed_figures.groups())))
    return read_date(folded)


def _number(text: str) -> int:
    """The number with which some words end, 0 if they end with none: «پنجشنبه بیست و دوم»."""
    words = text.split()
    numbers = ((at, read_number(words, at)) for at in range(len(words)))
    return next((number.value for at, number in numbers if number and at + number.length == len(words)), 0)


@cache
def _months() -> dict[str, tuple[Calendar, int]]:
    """The Jalali and Gregorian months by their folded names, in small letters."""
    months = load_yaml("dates.yaml")["months"]
    return {
        fold(name).lower(): (calendar, number)
        for calendar in (Calendar.GREGORIAN, Calendar.JALALI)
        for number, names in months[calendar].items()
        for name in names
    }


@cache
def _days_in_words() -> tuple[re.Pattern[str], ...]:
    """Days with the name of the month behind the number, and before it."""
    names = "|".join(sorted(_months(), key=len, reverse=True))
    month = rf"(?P<month>{names})(?:\s?ماه)?"
    year = r"\s?[،,]?\s*(?P<year>\d{4})(?!\d)"
    number = r"(?<!\d)(?P<day>\d{1,2}|\b[^\W\d]{2,9}(?:\s[^\W\d]{1,9}){0,2})\s*"
    return (
        re.compile(number + month + year, re.IGNORECASE),
        re.compile(rf"\b{month}\s?(?P<day>\d{{1,2}})\s?[،,]{year}", re.IGNORECASE),
    )
