"""Several years, and years that begin with another month: «سال‌های ۶۰ تا ۶۸», «اواخر دهه ۶۰», «سال آبی»."""

from __future__ import annotations

import re
from dataclasses import replace

from tei.document import Grade
from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting
from tei.language.dates.parts import edge_of
from tei.language.dates.years import calendar_of_year, century_of, grade_of, years_meant


def working_year(roles: Roles, setting: Setting) -> Meaning | None:
    """«سال آبی», «سال تحصیلی گذشته», «سال تحصیلی ۹۷-۹۶»: a year that begins with another Jalali month."""
    month = roles["kind"].value
    if "until" in roles:
        stated = [year + century_of(year, Calendar.JALALI) if year < 100 else year for year in _both_years(roles)]
        return _year_from(min(stated), month, "high") if max(stated) - min(stated) == 1 else None
    here = from_gregorian(setting.today, Calendar.JALALI) if setting.today else None
    if here is None or here.month is None:
        return Meaning(None, Calendar.JALALI, "low", relative=True)
    year = here.year if here.month >= month else here.year - 1
    if "of" in roles and roles["of"].symbol == "new" and here.month not in range(month, month + 3):
        year += 1
    return _year_from(year + (roles["of"].value if "of" in roles else 0), month, "medium", relative=True)


def _both_years(roles: Roles) -> tuple[int, int]:
    return roles["year"].value, roles["until"].value


def _year_from(year: int, month: int, grade: Grade, relative: bool = False) -> Meaning | None:
    first = CalendarDate(Calendar.JALALI, year, month).extent()
    last = CalendarDate(Calendar.JALALI, year + 1, month - 1).extent()
    return Meaning(Extent(first[0], last[1]), Calendar.JALALI, grade, relative) if first and last else None


def years_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سال‌های ۶۰ تا ۶۸», «۲۰۱۱ تا ۲۰۱۵», «۱۳۹۸ تا ۹۹»; «سال‌های ۹۶ و ۹۷», «۹۷/۹۸» if they follow one another."""
    if "both" in roles:
        first_year, last_year = (int(part) for part in re.findall(r"\d+", roles["both"].value))
        first_year += century_of(first_year, Calendar.JALALI) if first_year < 100 else 0
        usual = is_usual(first_year) and (first_year + 1 - last_year) % 100 == 0
        calendar = Calendar.GREGORIAN if first_year > 1500 else Calendar.JALALI
        return _span_of_years(calendar, first_year, first_year + 1, "medium") if usual else None
    calendar = calendar_of_year(roles, setting)
    until = roles["until"].value
    first = years_meant(roles, calendar, setting)
    if "stated" not in roles and "era" not in roles and not is_usual(roles["year"].value):
        return None
    if until < 100 and first:
        until += first[0] // 100 * 100
    if "and" in roles and first and until - first[0] != 1:
        return None
    longest = 200 if "era" not in roles else _LONGEST_DYNASTY
    last = CalendarDate(calendar, until).extent() if first and 0 < until - first[0] < longest else None
    begin = CalendarDate(calendar, first[0]).extent() if last else None
    return Meaning(Extent(begin[0], last[1]), calendar, grade_of(roles, setting)) if begin and last else None


_LONGEST_DYNASTY = 1000
"""Years; a longer period is none."""


def decade_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«دهه ۶۰», «دهه ۱۹۸۰», «اواخر دهه ۹۰ میلادی», «سال‌های پایانی دهه ۶۰»."""
    value = roles["decade"].value
    calendar = calendar_of_year({**roles, "year": roles["decade"]}, setting)
    if value % 10:
        return None
    if value < 100 and "era" not in roles and setting.today and 1300 + value > setting.today.year - 621:
        # «دهه ۹۰» in a text of 1384 is that of 1990.
        calendar = Calendar.GREGORIAN
    if value < 100:
        value += 1900 if calendar is Calendar.GREGORIAN else 1300
    return _part_of(calendar, value, value + 9, "medium", roles)


def century_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«قرن بیستم», «نیمه دوم قرن نوزدهم», «هزاره سوم»; «قرن حاضر» is that of the Gregorian calendar.

    Without a calendar a century up to the fifteenth can be of either Hijri or Gregorian.
    """
    size = roles["years"].value
    if "of" in roles:
        if setting.today is None:
            return Meaning(None, None, "low", relative=True)
        century = (setting.today.year - 1) // size + 1 + roles["of"].value
        found = _part_of(Calendar.GREGORIAN, (century - 1) * size + 1, century * size, "low", roles)
        return found and replace(found, relative=True)
    century = roles["century"].value
    if "era" not in roles and century * size <= 1500:
        return Meaning(None, None, "low")
    calendar = roles["era"].value if "era" in roles else Calendar.GREGORIAN
    grade: Grade = "high" if "era" in roles else "medium"
    return _part_of(calendar, (century - 1) * size + 1, century * size, grade, roles)


def before_christ_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سال ۵۰۰ پیش از میلاد», «قرن پنجم قبل از میلاد», «۵۵۰ تا ۳۳۰ ق.م»."""
    first = roles["first"].value
    last = roles["last"].value if "last" in roles else first
    if "years" in roles:
        size = roles["years"].value
        first, last = first * size, (first - 1) * size + 1
    usual = first >= last >= 1 and first <= 9999
    return Meaning(None, Calendar.GREGORIAN, "medium", before_christ=(first, last)) if usual else None


def _span_of_years(calendar: Calendar, first: int, last: int, grade: Grade) -> Meaning | None:
    begin, end = CalendarDate(calendar, first).extent(), CalendarDate(calendar, last).extent()
    return Meaning(Extent(begin[0], end[1]), calendar, grade) if begin and end else None


def _part_of(calendar: Calendar, first: int, last: int, grade: Grade, roles: Roles) -> Meaning | None:
    """The part of a decade or century (its first and last year) that the words before it name, else all of it."""
    part = roles["part"].value if "part" in roles else 1
    if "piece" in roles:
        length = last - first + 1
        size = {"half": length // 2, "quarter": length // 4}.get(roles["piece"].symbol, 10)
        first = last - size + 1 if part < 0 else first + size * (part - 1)
        return _span_of_years(calendar, first, first + size - 1, grade) if first < last else None
    whole = _span_of_years(calendar, first, last, grade)
    if whole is None or whole.extent is None:
        return None
    if "edge" in roles:
        edge = roles["edge"].value
        return edge_of(whole, whole.extent, {"first": "early", "last": "late"}.get(edge, edge))
    if "part" not in roles:
        return whole
    return edge_of(whole, whole.extent, "late" if part < 0 else "early") if part <= 1 else None


def is_usual(year: int) -> bool:
    """Whether a number that nothing calls a year looks like one of our time."""
    return 1300 <= year <= 1410 or 1900 <= year <= 2040
