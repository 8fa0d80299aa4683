"""Days that a text names by their place in a calendar: «پنجشنبه ۱۹ دی», «۱۳۹۷/۱/۱۵», «۱۵ تا ۲۰ خرداد», «عاشورا»."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tei.document import Grade
from tei.language.calendars import Calendar, CalendarDate, from_gregorian, in_lunar_table, month_length
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting
from tei.language.dates.relative import moved, unit_meant
from tei.language.dates.years import calendar_of_year, dates_meant, grade_of, remoteness


def day_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«پنجشنبه ۱۹ دی», «۱۵ فروردین ۱۳۹۷», «بیستم ماه جاری»."""
    day = roles["day"].value
    if "month" in roles:
        calendar, month = roles["month"].value
        dates = dates_meant(roles, calendar, setting, month, day)
        if roles["day"].symbol == "month-end":
            dates = [replace(found, day=month_length(calendar, found.year, month)) for found in dates]
        return best_day(dates, calendar, roles, setting)
    extent, calendar = unit_meant("month", roles, setting)
    start = from_gregorian(extent.first, calendar) if extent and calendar else None
    return best_day([replace(start, day=day)] if start else [], calendar or Calendar.JALALI, roles, setting)


def best_day(dates: list[CalendarDate], calendar: Calendar, roles: Roles, setting: Setting) -> Meaning | None:
    """The day among these that fits the weekday and lies nearest; None if none of them is in the calendar."""
    days = [(day, dated) for dated in dates if (day := dated.to_gregorian())]
    if not days:
        return None if dates else Meaning(None, calendar, "low")
    grade = grade_of(roles, setting)
    complete = not _YEAR.isdisjoint(roles)
    contradicted = observed = False
    if "weekday" in roles:
        right = [found for found in days if found[0].weekday() == roles["weekday"].value]
        near = [] if right or not complete else _by_sight(days, roles["weekday"].value)
        observed = bool(near)
        grade = ("high" if grade == "medium" else grade) if right or near else "low"
        contradicted = complete and not (right or near)
        days = right or near or days
    day, dated = min(days, key=lambda found: remoteness(found[0], setting))
    if grade == "high" and (observed or not _certain_calendar(dated)):
        grade = "medium"
    return Meaning(Extent(day, day), calendar, grade, False, False, True, complete, contradicted, observed)


def _by_sight(days: list[tuple[date, CalendarDate]], weekday: int) -> list[tuple[date, CalendarDate]]:
    """The days before or after lunar dates that fall on a weekday, where months began when the moon was seen."""
    lunar = [found for found in days if is_by_sight(found[0], found[1].calendar)]
    near = [(moved(day, shift), dated) for day, dated in lunar for shift in (-1, 1)]
    return [(day, dated) for day, dated in near if day and day.weekday() == weekday]


def is_by_sight(day: date, calendar: Calendar | None) -> bool:
    """Whether a lunar date is of the time before the Jalali calendar, when each town saw the moon for itself."""
    return calendar in (Calendar.HIJRI, Calendar.UMM_AL_QURA) and day < _JALALI_CALENDAR_ADOPTED


_JALALI_CALENDAR_ADOPTED = date(1925, 3, 31)
"""11 Farvardin 1304: the law that made the Jalali calendar that of Iran."""


def days_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«۱۵ تا ۲۰ خرداد», «۲۸ خرداد تا ۳ تیر»; «۲۰ و ۲۱ خرداد» only if the days follow one another."""
    until = {**until_roles(roles), "day": roles["until"]}
    if "and" in roles and roles["until"].value - roles["day"].value != 1:
        return None
    first, last = day_meaning(roles, setting), day_meaning(until, setting)
    return joined(first, last)


def until_roles(roles: Roles) -> Roles:
    """The roles of the end of a range: its own month and year, else those of the begin."""
    own = {name.removeprefix("until-"): item for name, item in roles.items() if name.startswith("until-")}
    begin = {name: item for name, item in roles.items() if name not in _YEAR or own.keys().isdisjoint(_YEAR)}
    return {**begin, **own}


_YEAR = frozenset(["year", "short", "imperial"])


def joined(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """From the begin of one to the end of the other; None if that is before it."""
    if first is None or last is None:
        return None
    if first.extent is None or last.extent is None:
        return replace(first, extent=None)
    if first.extent.first >= last.extent.last:
        return None
    return replace(first, extent=Extent(first.extent.first, last.extent.last))


def numeric_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«۱۳۹۷/۱/۱۵», «۹۷/۱/۱۵», «۱۵/۱/۹۷», «24/05/1965», «2016-07-11», «۱۳۹۷/۱/۱۵ تا ۱۳۹۷/۱/۲۰»."""
    if "until" in roles:
        begin = {name: item for name, item in roles.items() if name != "until"}
        return joined(numeric_meaning(begin, setting), numeric_meaning({**begin, "numeric": roles["until"]}, setting))
    first, month, last = map(int, re.findall(r"\d+", roles["numeric"].value))
    if max(first, last) < 32 or 100 <= max(first, last) < 1000:
        return None
    year, day = (first, last) if first > last else (last, first)
    if year < 100:
        year += 1300
    roles = {**roles, "year": roles["numeric"]._replace(value=year)}
    calendar = calendar_of_year(roles, setting)
    if "era" not in roles and _is_rather_lunar(year, setting):
        calendar = setting.lunar
    if month > 12 and calendar is Calendar.GREGORIAN:
        month, day = day, month
    return best_day([CalendarDate(calendar, year, month, day)], calendar, roles, setting)


def _is_rather_lunar(year: int, setting: Setting) -> bool:
    """Whether a year would lie far ahead if it were Jalali, as in «۱۴۳۹/۷/۱۷» at the time of 1397."""
    return setting.today is not None and setting.today.year - 621 + 10 < year <= 1500


def feast_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«عاشورا», «شب یلدا», «دهه فجر», «روز قدس»: its day or days in the year that is stated or nearest."""
    calendar, month, day, length = roles["feast"].value
    if roles["feast"].symbol == "last-weekday":
        months = dates_meant(roles, calendar, setting, month)
        dates = [found for dated in months if (found := _last_weekday(dated, day))]
    else:
        dates = dates_meant(roles, calendar, setting, month, day)
    meaning = best_day(dates, calendar, roles, setting)
    if meaning is None or meaning.extent is None:
        return meaning
    last = moved(meaning.extent.first, length - 1) or meaning.extent.last
    grade: Grade = "low" if _YEAR.isdisjoint(roles) else "medium"
    return replace(meaning, extent=Extent(meaning.extent.first, last), certainty=grade, printed=False)


def _last_weekday(month: CalendarDate, weekday: int) -> CalendarDate | None:
    """The last Friday, if `weekday` is 4, of a month."""
    extent = month.extent()
    day = extent and moved(extent[1], -((extent[1].weekday() - weekday) % 7))
    return from_gregorian(day, month.calendar) if day else None


def _certain_calendar(dated: CalendarDate) -> bool:
    """Whether the conversion of this date is not in doubt."""
    if dated.calendar is Calendar.GREGORIAN:
        return True
    if dated.calendar is Calendar.JALALI:
        return 1178 <= dated.year <= 1500
    return in_lunar_table(dated.calendar, dated.year, dated.month or 1)
