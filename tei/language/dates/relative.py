"""Days and periods that a text reckons from its day of publication: «دیروز», «پنجشنبه گذشته», «سه روز پیش»."""

from __future__ import annotations

from datetime import date, timedelta

from tei.language.calendars import Calendar, CalendarDate, from_gregorian, start_of_week
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting


def relative_day_meaning(roles: Roles, setting: Setting) -> Meaning:
    """«امروز», «پریروز», «فرداشب»."""
    extent = relative_unit("day", roles["relative"].value, setting.today)
    return Meaning(extent, None, "high" if extent else "low", relative=True)


def weekday_meaning(roles: Roles, setting: Setting) -> Meaning:
    """«دوشنبه», «چهارشنبه گذشته», «جمعه همین هفته»; alone the last one, or the next if the sentence looks ahead."""
    if setting.today is None:
        return Meaning(None, None, "low", relative=True)
    today, wanted = setting.today, roles["weekday"].value
    if "week" in roles:
        week = relative_unit("week", roles["week"].value, today)
        day = week and moved(week.first, (wanted + 2) % 7)
    elif "of" in roles and roles["of"].value:
        side = roles["of"].value
        day = moved(today, side * ((side * (wanted - today.weekday()) - 1) % 7 + 1))
    elif setting.future:
        day = moved(today, (wanted - today.weekday()) % 7)
    else:
        day = moved(today, -((today.weekday() - wanted) % 7))
    return Meaning(Extent(day, day) if day else None, None, "medium", relative=True)


def distance_meaning(roles: Roles, setting: Setting) -> Meaning:
    """«سه روز پیش», «دو هفته بعد», «چهار سال قبل»: the day, month or year at that distance."""
    unit, count = roles["unit"].value, (roles["count"].value if "count" in roles else 1) * roles["of"].value
    if unit == "week":
        unit, count = "day", 7 * count
    return Meaning(at_distance(unit, count, setting.today), None, "low" if count > 0 else "medium", relative=True)


def stretch_meaning(roles: Roles, setting: Setting) -> Meaning:
    """«سه سال گذشته», «ده روز آینده»: from there to the day (or the year) of publication, or the other way round."""
    unit, count = roles["unit"].value, (roles["count"].value if "count" in roles else 1) * roles["of"].value
    here = at_distance("year" if unit == "year" else "day", 0, setting.today)
    there = at_distance(unit, count, setting.today)
    if here is None or there is None:
        return Meaning(None, None, "low", relative=True)
    return Meaning(Extent(min(here.first, there.first), max(here.last, there.last)), None, "low", relative=True)


def relative_unit(unit: str, count: int, today: date | None) -> Extent | None:
    """The Iranian week (from Saturday), Jalali month or year so many before (below 0) or behind this one."""
    if today is None:
        return None
    if unit == "day":
        day = moved(today, count)
        return Extent(day, day) if day else None
    if unit == "week":
        start = moved(start_of_week(today), 7 * count)
        end = start and moved(start, 6)
        return Extent(start, end) if start and end else None
    here = from_gregorian(today, Calendar.JALALI)
    if here is None or here.month is None:
        return None
    months = here.year * 12 + here.month - 1 + count
    dated = (
        CalendarDate(Calendar.JALALI, months // 12, months % 12 + 1)
        if unit == "month"
        else CalendarDate(Calendar.JALALI, here.year + count)
    )
    extent = dated.extent()
    return Extent(*extent) if extent else None


def at_distance(unit: str, count: int, today: date | None) -> Extent | None:
    """As `_relative_unit`, but months and years at a distance are Gregorian ones."""
    if today is None or unit in ("day", "week"):
        return relative_unit(unit, count, today)
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    month = None if unit == "year" else months % 12 + 1
    extent = CalendarDate(Calendar.GREGORIAN, months // 12, month).extent()
    return Extent(*extent) if extent else None


def moved(day: date, days: int) -> date | None:
    """So many days later (before, if below 0); None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
