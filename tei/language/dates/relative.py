"""Days and periods that a text reckons from its day of publication: «دیروز», «پنجشنبه گذشته», «سه روز پیش»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tei.language.calendars import Calendar, CalendarDate, from_gregorian
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
        weeks = roles["week"].value * (roles["count"].value if "count" in roles else 1)
        week = relative_unit("week", weeks, today)
        day = week and moved(week.first, (wanted + 2) % 7)
    elif "of" in roles and roles["of"].value:
        side = roles["of"].value
        day = moved(today, side * ((side * (wanted - today.weekday()) - 1) % 7 + 1))
    elif setting.future:
        day = moved(today, (wanted - today.weekday()) % 7)
    else:
        day = moved(today, -((today.weekday() - wanted) % 7))
    is_alone = "week" not in roles and "of" not in roles
    return Meaning(Extent(day, day) if day else None, None, "medium", relative=True, weekday=is_alone)


def weekdays_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«شنبه تا چهارشنبه», «دوشنبه تا جمعه هفته آینده»."""
    meaning = weekday_meaning({name: role for name, role in roles.items() if name != "until"}, setting)
    days = (roles["until"].value - roles["weekday"].value) % 7
    if meaning.extent is None or days == 0:
        return meaning if days else None
    last = moved(meaning.extent.first, days)
    return replace(meaning, extent=Extent(meaning.extent.first, last)) if last else None


def weekend_meaning(roles: Roles, setting: Setting) -> Meaning:
    """«آخر هفته», «آخر هفته گذشته»: Thursday and Friday."""
    week = relative_unit("week", roles["of"].value if "of" in roles else 0, setting.today)
    thursday = week and moved(week.last, -1)
    return Meaning(Extent(thursday, week.last) if week and thursday else None, None, "low", relative=True)


def distance_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سه روز پیش», «دو هفته بعد», «نیم قرن قبل»: the day, month or year at that distance; «دو سه روز پیش» vaguely."""
    unit, count = _amount(roles)
    unit, count = ("day", 7 * count) if unit == "week" else (unit, count)
    if roles["of"].symbol == "later" and setting.told and setting.tense < 0:
        return reckoned_from(setting.told, unit, count, setting)
    there = at_distance(unit, count, setting.today)
    if "least" not in roles:
        return Meaning(there, None, "low" if count > 0 else "medium", relative=True)
    least = count // roles["count"].value * roles["least"].value
    if abs(least) >= abs(count):
        return None
    near = at_distance(unit, least, setting.today)
    return Meaning(_between(near, there), None, "low", relative=True, vague=True)


def reckoned_from(told: Meaning, unit: str, count: int, setting: Setting) -> Meaning:
    """«سال ۷۷ بود. سه سال بعد … شد», «سال ۷۷ نسبت به سال قبل»: reckoned from the date that was told before, if that is
    exact enough.
    """
    extent: Extent | None = None
    if unit == "year" and told.extent and told.calendar:
        start = from_gregorian(told.extent.first, told.calendar)
        days = CalendarDate(told.calendar, start.year + count).extent() if start else None
        extent = Extent(*days) if days else None
    elif told.day:
        extent = at_distance(unit, count, told.day)
    is_told = extent is not None and (setting.today is None or extent.first <= setting.today)
    return (
        Meaning(extent, told.calendar, "low", relative=True) if is_told else Meaning(None, None, "low", relative=True)
    )


def stretch_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سه سال گذشته», «۲۴ ساعت آینده»: from there to the day (or the year) of publication, or the other way round."""
    if "hours" in roles and roles["hours"].value % 24:
        return None
    unit, count = _amount(roles)
    if unit == "year":
        here, there = at_distance("year", 0, setting.today), at_distance("year", count, setting.today)
    else:
        here, there = relative_unit("day", 0, setting.today), _day_at_distance(unit, count, setting.today)
    return Meaning(_between(here, there), None, "low", relative=True)


def _day_at_distance(unit: str, count: int, today: date | None) -> Extent | None:
    """The day so many days, weeks or months away; of a shorter month its last day."""
    if unit != "month":
        return relative_unit("day", count * (7 if unit == "week" else 1), today)
    month = at_distance("month", count, today)
    if month is None or today is None:
        return None
    day = month.first.replace(day=min(today.day, month.last.day))
    return Extent(day, day)


def _amount(roles: Roles) -> tuple[str, int]:
    """The unit, and how many of them lie ahead (behind, if below 0)."""
    count = (roles["count"].value if "count" in roles else 1) * roles["of"].value
    if "hours" in roles:
        return "day", roles["hours"].value // 24 * count
    if "years" in roles:
        return "year", count * roles["years"].value
    if "counted" in roles:
        unit, fused = roles["counted"].value
        return unit, count * fused
    return roles["unit"].value, count


def _between(one: Extent | None, other: Extent | None) -> Extent | None:
    return Extent(min(one.first, other.first), max(one.last, other.last)) if one and other else None


def unit_meant(unit: str, roles: Roles, setting: Setting) -> tuple[Extent | None, Calendar | None]:
    """The relative unit that is meant and its calendar: Jalali, unless another one is named («ماه گذشته میلادی»)."""
    count = roles["of"].value if "of" in roles else 0
    calendar = roles["era"].value if "era" in roles else Calendar.JALALI
    if calendar is Calendar.GREGORIAN:
        return at_distance(unit, count, setting.today), calendar
    if calendar is Calendar.JALALI:
        return relative_unit(unit, count, setting.today), calendar if unit in ("month", "year") else None
    return None, calendar


def relative_unit(unit: str, count: int, today: date | None) -> Extent | None:
    """The Iranian week (from Saturday), Jalali month or year so many before (below 0) or behind this one."""
    if today is None:
        return None
    if unit == "day":
        day = moved(today, count)
        return Extent(day, day) if day else None
    if unit == "week":
        start = moved(today, 7 * count - (today.weekday() + 2) % 7)
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
    """As `relative_unit`, but months and years at a distance are Gregorian ones."""
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
