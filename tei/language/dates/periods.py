"""Months, seasons, years, decades and centuries, and parts of them: «بهمن ۹۶», «نیمه دوم سال گذشته», «دهه ۶۰»."""

from __future__ import annotations

from dataclasses import replace

from tei.language.calendars import Calendar, CalendarDate
from tei.language.dates.days import joined, until_roles
from tei.language.dates.long_periods import is_usual, working_year
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting
from tei.language.dates.parts import edge_of, piece_of, some_days_of
from tei.language.dates.relative import moved, reckoned_from, unit_meant
from tei.language.dates.years import calendar_of_year, century_of, dates_meant, grade_of, remoteness, years_meant
from tei.language.expressions import Item


def period_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """A month, season, year or relative unit, or a part of it: «اواخر ماه می», «شش ماهه نخست امسال»."""
    whole = _whole(roles, setting)
    if whole is None or whole.extent is None:
        return whole
    if "edge" in roles or "middle" in roles:
        return edge_of(whole, whole.extent, roles["edge"].value if "edge" in roles else "middle")
    if "several" in roles:
        return some_days_of(whole, whole.extent, roles)
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
        if setting.told and setting.is_compared and roles["unit"].value == "year" and _is_ago(roles):
            return reckoned_from(setting.told, "year", -1, setting)
        extent, calendar = unit_meant(roles["unit"].value, roles, setting)
        return Meaning(extent, calendar, "medium", relative=True)
    if "kind" in roles:
        return working_year(roles, setting)
    return _year(roles, setting)


def _is_ago(roles: Roles) -> bool:
    return "of" in roles and roles["of"].symbol == "ago"


def _month(roles: Roles, setting: Setting) -> Meaning | None:
    calendar, month = roles["month"].value
    dates = dates_meant(roles, calendar, setting, month)
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
    stated = roles.get("year") or roles.get("short") or roles.get("imperial")
    is_foreign = _is_rather_gregorian(roles, setting)
    calendar = Calendar.GREGORIAN if is_foreign else calendar_of_year(roles, setting)
    years = years_meant(roles, calendar, setting)
    dates = [CalendarDate(calendar, year) for year in (years if "near" in roles else years[:1])]
    if "season" in roles:
        extents = [season for dated in dates if (season := _season(dated, roles["season"].value))]
    else:
        extents = [Extent(*extent) for dated in dates if (extent := dated.extent())]
    if not extents:
        return Meaning(None, calendar, "low", relative=True) if not stated else None
    grade = "low" if is_foreign else grade_of(roles, setting)
    return Meaning(_nearest(extents, roles, setting), calendar, grade, relative=not stated)


def _is_rather_gregorian(roles: Roles, setting: Setting) -> bool:
    """Whether a year of two digits is one as «جام جهانی ۹۸» in a text of 1382, where 1398 lies far ahead."""
    if "short" not in roles or "era" in roles or setting.today is None:
        return False
    short = roles["short"].value
    return bool(short + century_of(short, Calendar.JALALI) > setting.today.year - 621 + 10)


def _season(year: CalendarDate, season: int) -> Extent | None:
    """The first to fourth season of a year; of a Gregorian year the one that lies in it for the most part."""
    if year.calendar is Calendar.GREGORIAN:
        year = CalendarDate(Calendar.JALALI, year.year - (622 if season == 4 else 621))
    begin, end = replace(year, month=3 * season - 2).extent(), replace(year, month=3 * season).extent()
    return Extent(begin[0], end[1]) if begin and end else None


def bare_season_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«در زمستان», where the sentence says what has been or will be in it; else any winter is meant."""
    if setting.tense == 0:
        return None
    near = Item("past" if setting.tense < 0 else "next", setting.tense, 0, 0)
    meaning = _year({**roles, "near": near}, setting)
    return meaning and replace(meaning, certainty="low")


def bare_year_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«در ۲۰۱۸», «فتنه ۸۸», «(۲۰۱۵)», «۶۵۶ ق»; before a noun («در ۲۰۱۸ برگزار شد») a Gregorian year of our time."""
    if "year" in roles and not _can_stand_alone(roles):
        return None
    meaning = _year(roles, setting)
    return meaning and replace(meaning, certainty="medium" if "era" in roles else "low")


def _can_stand_alone(roles: Roles) -> bool:
    year = roles["year"].value
    if "annals" in roles:
        return bool(year >= 100)
    if "era" in roles and (roles["era"].symbol != "metre-letter" or "placed" in roles):
        # «ش» is also short for a number of a journal.
        return bool(roles["era"].value is not Calendar.JALALI or year >= 1000)
    return is_usual(year) and ("following" not in roles or (year >= 1950 and year % 100 != 0))


def months_meaning(roles: Roles, setting: Setting) -> Meaning | None:
    """«فروردین تا خرداد ۹۷», «مهر ۹۲ تا آذر ۹۴»."""
    return joined(_month(roles, setting), _month(until_roles(roles), setting))
