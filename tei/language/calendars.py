"""The three calendars of Persian texts and the conversions between them.

Jalali (Solar Hijri) days are reckoned by persiantools; lunar Hijri days by the months as they were published
in Iran (`data/lunar_months.tsv`, 1265-1447 AH) or, for Arab sources, by those of Umm al-Qura
(`data/umm_al_qura_months.tsv`, 1343-1500 AH), outside these tables by the civil tabular calendar, which can
differ from the calendar in use by a day or two. Gregorian days are proleptic before 1582-10-15, and Jalali
days before 1304 SH, when Iran adopted the calendar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from persiantools.jdatetime import JalaliDate

from tei.language.data_files import FOLDER

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_EPOCH = date(622, 7, 19).toordinal()
"""First day of 1 AH in the civil tabular calendar, as proleptic Gregorian."""


class Calendar(StrEnum):
    """The calendars, named as in TEI `@calendar`."""

    JALALI = "jalali"
    HIJRI = "hijri"
    UMM_AL_QURA = "umm-al-qura"
    GREGORIAN = "gregorian"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, a month or a day in one of the calendars. It need not exist: see `extent`.

    `month` and `day` count from 1; None makes the date a whole year, or a whole month.
    """

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def extent(self) -> tuple[date, date] | None:
        """First and last day, Gregorian; None if there is no such date (or none in years 1 to 9999)."""
        first_month, first_day = (1 if part is None else part for part in (self.month, self.day))
        first = _day(self.calendar, self.year, first_month, first_day)
        if self.day is not None:
            return (first, first) if first else None
        month = 12 if self.month is None else self.month
        last = _day(self.calendar, self.year, month, month_length(self.calendar, self.year, month))
        return (first, last) if first and last else None

    def to_gregorian(self) -> date | None:
        """The Gregorian day; None for a whole month or year, and if there is no such day."""
        extent = self.extent() if self.day is not None else None
        return extent and extent[0]


def parse(calendar: Calendar, text: str) -> CalendarDate | None:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None if it is written otherwise or there is no such date."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    found = CalendarDate(calendar, int(year), int(month) if month else None, int(day) if day else None)
    return found if found.extent() else None


@lru_cache(maxsize=1024)
def from_gregorian(day: date, calendar: Calendar) -> CalendarDate | None:
    """A Gregorian day in another calendar; None for days before its first year."""
    if calendar is Calendar.GREGORIAN:
        return CalendarDate(calendar, day.year, day.month, day.day)
    if calendar is Calendar.JALALI:
        return _jalali_from_gregorian(day)
    return _lunar_from_gregorian(day, calendar)


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """Days of a month; 0 if there is no such month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return 0
    if calendar is Calendar.GREGORIAN:
        return monthrange(year, month)[1]
    if calendar is Calendar.JALALI:
        return int(JalaliDate.days_in_month(month, year)) if year <= 9377 else 0
    first = _lunar_month(calendar, year, month)
    length = _lunar_month(calendar, year + month // 12, month % 12 + 1) - first
    # Where the table meets the tabular calendar, the first days need not lie 29 or 30 days apart.
    return length if in_lunar_table(calendar, year, month) else min(max(length, 29), 30)


def in_lunar_table(calendar: Calendar, year: int, month: int) -> bool:
    """Whether the length of this month of a lunar calendar is known, not reckoned."""
    table = _lunar_table(calendar)
    return 0 <= (year - table.year) * 12 + month - 1 < len(table.starts) - 1


def agrees(calendar: str, custom: str, iso: str) -> bool:
    """Whether a date in its own calendar is the same day (or month, or year) as an ISO Gregorian date.

    `calendar` is the name of one of the calendars, `custom` and `iso` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    A year or month agrees only with one that begins and ends on the same days. False for anything else,
    also for dates that do not exist. Nothing is raised.
    """
    if calendar not in tuple(Calendar):
        return False
    mine, other = parse(Calendar(calendar), custom), parse(Calendar.GREGORIAN, iso)
    return mine is not None and other is not None and mine.extent() == other.extent()


@lru_cache(maxsize=1024)
def _day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    if not 1 <= day <= month_length(calendar, year, month):
        return None
    try:
        if calendar is Calendar.GREGORIAN:
            return date(year, month, day)
        if calendar is Calendar.JALALI:
            converted: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
            return converted
        return date.fromordinal(_lunar_month(calendar, year, month) + day - 1)
    except (ValueError, OverflowError):
        return None


def _jalali_from_gregorian(day: date) -> CalendarDate | None:
    try:
        found = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return CalendarDate(Calendar.JALALI, found.year, found.month, found.day)


def _lunar_from_gregorian(day: date, calendar: Calendar) -> CalendarDate | None:
    ordinal = day.toordinal()
    if ordinal < _EPOCH:
        return None
    table = _lunar_table(calendar)
    months = bisect_right(table.starts, ordinal) - 1 + table.year * 12
    if not table.starts[0] <= ordinal < table.starts[-1]:
        months = (ordinal - _EPOCH) * 360 // 10631 + 12
    while _lunar_month(calendar, months // 12, months % 12 + 1) > ordinal:
        months -= 1
    while _lunar_month(calendar, (months + 1) // 12, (months + 1) % 12 + 1) <= ordinal:
        months += 1
    year, month = months // 12, months % 12 + 1
    found = min(ordinal - _lunar_month(calendar, year, month) + 1, month_length(calendar, year, month))
    return CalendarDate(calendar, year, month, found)


def _lunar_month(calendar: Calendar, year: int, month: int) -> int:
    """Ordinal (`date.toordinal`) of the first day of a lunar month."""
    table = _lunar_table(calendar)
    index = (year - table.year) * 12 + month - 1
    return table.starts[index] if 0 <= index < len(table.starts) else _tabular_month(year, month)


def _tabular_month(year: int, month: int) -> int:
    """The same in the civil tabular calendar: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30."""
    return _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2


class _LunarTable(NamedTuple):
    """`starts`: ordinals of the first days of months, from month 1 of `year`; the last ends the table."""

    year: int
    starts: tuple[int, ...]


_TABLES = {Calendar.HIJRI: "lunar_months.tsv", Calendar.UMM_AL_QURA: "umm_al_qura_months.tsv"}


@cache
def _lunar_table(calendar: Calendar) -> _LunarTable:
    lines = (FOLDER / _TABLES[calendar]).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    first = date.fromisoformat(rows[0][1]).toordinal()
    lengths = [int(length) for row in rows for length in row[2].split()]
    return _LunarTable(int(rows[0][0]), tuple(accumulate(lengths, initial=first)))
