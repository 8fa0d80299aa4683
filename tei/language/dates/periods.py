"""Months, seasons, years, decades and centuries, and parts of them: «بهمن ۹۶», «نیمه دوم سال گذشته», «دهه ۶۰»."""

from __future__ import annotations

from dataclasses import replace

from tei.language.calendars import Calendar, CalendarDate
from tei.language.dates.days import joined, until_roles
from tei.language.dates.long_periods import is_usual, working_year
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting
from tei.language.dates.parts import edge_of, piece_of
from tei.language.dates.relative import at_distance, moved, relative_unit
from tei.language.dates.years import calendar_of_year, grade_of, remoteness, years_meant


def period_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """A month, season, year or relative unit, or a part of it: «اواخر ماه می», «شش ماهه نخست امسال»."""
    whole = _whole(roles, setting)
    if whole is None or whole.extent is None:
        return whole
    if "edge" in roles:
        return edge_of(whole, whole.extent, roles["edge"].value)
    return piece_of(whole, whole.extent, roles) if "part" in roles or "count" in roles else whole


def nth_weekday_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سومین پنجشنبه ماه», «آخرین جمعه خرداد ۹۷»."""
    whole = _whole(roles, setting)
    if whole is None or whole.extent is None:
        return whole
    (first, last), weekday, part = whole.extent, roles["weekday"].value, roles["part"].value
    if part < 0:
        day = moved(last, -((last.weekday() - weekday) % 7))
    else:
        day = moved(first, (weekday - first.weekday()) % 7 + 7 * (part - 1))
    return replace(whole, extent=Extent(day, day)) if day and first <= day <= last else None


def _whole(roles: Roles, setting: Setting) -> Meaning | None:
    if "month" in roles:
        return _month(roles, setting)
    if "unit" in roles:
        extent, calendar = _shifted(roles, setting)
        return Meaning(extent, calendar, "medium", relative=True)
    if "kind" in roles:
        return working_year(roles, setting)
    return _year(roles, setting)


def _shifted(roles: Roles, setting: Setting) -> tuple[Extent | None, Calendar | None]:
    """The relative unit that is meant and its calendar: Jalali, unless another one is named («ماه گذشته میلادی»)."""
    unit, count = roles["unit"].value, roles["of"].value if "of" in roles else 0
    calendar = roles["era"].value if "era" in roles else Calendar.JALALI
    if calendar is Calendar.GREGORIAN:
        return at_distance(unit, count, setting.today), calendar
    if calendar is Calendar.JALALI:
        return relative_unit(unit, count, setting.today), calendar if unit in ("month", "year") else None
    return None, calendar


def _month(roles: Roles, setting: Setting) -> Meaning | None:
    calendar, month = roles["month"].value
    dates = [CalendarDate(calendar, year, month) for year in years_meant(roles, calendar, setting)]
    extents = [Extent(*extent) for dated in dates if (extent := dated.extent())]
    if not extents:
        return None if dates else Meaning(None, calendar, "low")
    return Meaning(_nearest(extents, roles, setting), calendar, grade_of(roles, setting))


def _nearest(extents: list[Extent], roles: Roles, setting: Setting) -> Extent:
    """The nearest to the day of publication; of the past or the future if the expression says so."""
    if "near" in roles and setting.today:
        today, side = setting.today, roles["near"].value
        sided = [e for e in extents if (side < 0 and e.last < today) or (side > 0 and e.first > today)]
        extents = sided or extents
    return min(extents, key=lambda extent: remoteness(extent.first, setting))


def _year(roles: Roles, setting: Setting) -> Meaning | None:
    stated = roles.get("year") or roles.get("short")
    calendar = calendar_of_year(roles)
    years = years_meant(roles, calendar, setting)
    dates = [CalendarDate(calendar, year) for year in (years if "near" in roles else years[:1])]
    if "season" in roles:
        season = roles["season"].value * 3
        extents = [
            Extent(begin[0], end[1])
            for dated in dates
            if (begin := replace(dated, month=season - 2).extent()) and (end := replace(dated, month=season).extent())
        ]
    else:
        extents = [Extent(*extent) for dated in dates if (extent := dated.extent())]
    if not extents:
        return Meaning(None, calendar, "low", relative=True) if not stated else None
    return Meaning(_nearest(extents, roles, setting), calendar, grade_of(roles, setting), relative=not stated)


def bare_year_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«در ۲۰۱۸», «فتنه ۸۸»; before a noun («در ۲۰۱۸ برگزار شد») only a Gregorian year of our time."""
    if "year" in roles:
        year = roles["year"].value
        if not is_usual(year) or ("following" in roles and (year < 1950 or year % 100 == 0)):
            return None
    meaning = _year(roles, setting)
    return meaning and replace(meaning, certainty="low")


def listed_year_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """The last of «سال‌های ۵۷ و ۸۸»."""
    return _year(roles, setting)


def months_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«فروردین تا خرداد ۹۷», «مهر ۹۲ تا آذر ۹۴»."""
    return joined(_month(roles, setting), _month(until_roles(roles), setting))
