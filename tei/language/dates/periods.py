"""Months, seasons, years, decades and centuries, and parts of them: «بهمن ۹۶», «نیمه دوم سال گذشته», «دهه ۶۰»."""

from __future__ import annotations

from dataclasses import replace

from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.dates.days import joined
from tei.language.dates.meaning import Extent, Grade, Meaning, Roles, Setting
from tei.language.dates.parts import edge_of, piece_of
from tei.language.dates.relative import at_distance, relative_unit
from tei.language.dates.years import calendar_of_year, grade_of, remoteness, years_meant


def period_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """A month, season, year or relative unit, or a part of it: «اواخر ماه می», «شش ماهه نخست امسال»."""
    if "month" in roles:
        whole = _month(roles, setting)
    elif "unit" in roles:
        extent, calendar = _shifted(roles, setting)
        whole = Meaning(extent, calendar, "low" if roles["of"].symbol == "later" else "medium", relative=True)
    elif "kind" in roles:
        whole = _working_year(roles["kind"].value, setting)
    else:
        whole = _year(roles, setting)
    if whole is None or whole.extent is None:
        return whole
    if "edge" in roles:
        return edge_of(whole, whole.extent, roles["edge"].value)
    return piece_of(whole, whole.extent, roles) if "part" in roles else whole


def _shifted(roles: Roles, setting: Setting) -> tuple[Extent | None, Calendar | None]:
    """The relative unit that is meant and its calendar: Jalali, unless another one is named («ماه گذشته میلادی»)."""
    unit, count = roles["unit"].value, roles["of"].value
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


def _working_year(month: int, setting: Setting) -> Meaning:
    """The current year of those that begin with this Jalali month, as «سال آبی»."""
    here = from_gregorian(setting.today, Calendar.JALALI) if setting.today else None
    if here is None or here.month is None:
        return Meaning(None, Calendar.JALALI, "low", relative=True)
    year = here.year if here.month >= month else here.year - 1
    first = CalendarDate(Calendar.JALALI, year, month).extent()
    last = CalendarDate(Calendar.JALALI, year + 1, month - 1).extent()
    extent = Extent(first[0], last[1]) if first and last else None
    return Meaning(extent, Calendar.JALALI, "medium", relative=True)


def years_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«سال‌های ۶۰ تا ۶۸», «۲۰۱۱ تا ۲۰۱۵», «۱۳۹۸ تا ۹۹»."""
    calendar = calendar_of_year(roles)
    until = roles["until"].value
    first = years_meant(roles, calendar, setting)
    if "stated" not in roles and "era" not in roles and not _usual(roles["year"].value):
        return None
    if until < 100 and first:
        until += first[0] // 100 * 100
    last = CalendarDate(calendar, until).extent() if first and 0 < until - first[0] < 200 else None
    begin = CalendarDate(calendar, first[0]).extent() if last else None
    return Meaning(Extent(begin[0], last[1]), calendar, grade_of(roles, setting)) if begin and last else None


def decade_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«دهه ۶۰», «دهه ۱۹۸۰», «دهه ۹۰ میلادی»."""
    value = roles["decade"].value
    calendar = calendar_of_year({**roles, "year": roles["decade"]})
    if value % 10:
        return None
    if value < 100:
        value += 1900 if calendar is Calendar.GREGORIAN else 1300
    return _span_of_years(calendar, value, value + 9, "medium")


def century_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«قرن بیستم»; without a calendar a century up to the fifteenth can be of either Hijri or Gregorian."""
    century = roles["century"].value
    if "era" not in roles and century <= 15:
        return Meaning(None, None, "low")
    calendar = roles["era"].value if "era" in roles else Calendar.GREGORIAN
    return _span_of_years(calendar, century * 100 - 99, century * 100, "high" if "era" in roles else "medium")


def _span_of_years(calendar: Calendar, first: int, last: int, grade: Grade) -> Meaning | None:
    begin, end = CalendarDate(calendar, first).extent(), CalendarDate(calendar, last).extent()
    return Meaning(Extent(begin[0], end[1]), calendar, grade) if begin and end else None


def bare_year_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«در ۲۰۱۸»."""
    if "year" in roles and not _usual(roles["year"].value):
        return None
    meaning = _year(roles, setting)
    return meaning and replace(meaning, certainty="low")


def _usual(year: int) -> bool:
    """Whether a number that nothing calls a year looks like one of our time."""
    return 1300 <= year <= 1410 or 1900 <= year <= 2040


def months_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«فروردین تا خرداد ۹۷»."""
    until = {**roles, "month": roles["until-month"]}
    return joined(_month(roles, setting), _month(until, setting))
