"""Dates and clock times: found by the grammar in `data/dates.yaml`, placed in time by three calendars.

Relative expressions and missing years are reckoned from the day of publication. Durations, ages and bare
parts of the day are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.calendars import Calendar, CalendarDate, from_gregorian, in_lunar_table, start_of_week
from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.expressions import Entry, Grammar, Item, Reading, compile_grammar
from tei.language.views import View, repaired_view

AGENT = Agent(ident="dates", version=__version__, label="Grammar of Persian dates and times in three calendars")

Grade: TypeAlias = Literal["high", "medium", "low"]
Roles: TypeAlias = Mapping[str, Item]


class Extent(NamedTuple):
    """The Gregorian days of a date, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: when, in which calendar it speaks, and how sure that is.

    `extent` is None where the expression cannot be placed; `vague` if it lies somewhere within the extent and
    does not fill it; `printed` if the day is written out, not reckoned from the day of publication.
    """

    extent: Extent | None
    calendar: Calendar | None
    certainty: Grade
    relative: bool = False
    vague: bool = False
    printed: bool = False

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        return self.extent.first if self.extent and self.extent.first == self.extent.last else None


class Setting(NamedTuple):
    """What a date is read against: the day of publication, the last full date before it, what lies ahead."""

    today: date | None
    known: date | None
    future: bool

    @property
    def reference(self) -> date | None:
        """The day that a date without a year is near to."""
        return self.today or self.known


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of the view and what it means; a clock time has `hour` instead of a meaning."""

    begin: int
    end: int
    meaning: Meaning | None
    clock: str = ""

    @property
    def day(self) -> date | None:
        """The day that is written out here, if it is one."""
        return self.meaning.day if self.meaning and self.meaning.printed else None


def annotate(document: Document) -> Layer:
    """Dates (`Kind.DATE`) and clock times (`Kind.TIME`) of a document, with Gregorian and own values.

    If the article's own lines say when it was published, that date has the type `publication`. Relative dates are
    reckoned from the day that the metadata give, else from that one, else from the day of the settings.
    """
    view = repaired_view(document)
    readings = list(_grammar().read(view))
    metadata = document.article.metadata
    publication = _publication(document, view, readings)
    is_stated = metadata.date is not None and metadata.date_source != "settings"
    today = metadata.date if is_stated or publication is None else publication.day
    return Layer.of(AGENT, _annotations(view, _reconciled(view, list(_found(view, readings, today))), publication))


def _found(view: View, readings: Iterable[Reading], today: date | None) -> Iterator[Found]:
    at = 0
    known: date | None = None
    for reading in readings:
        if reading.begin < at:
            continue
        if reading.means == "nothing":
            at = reading.end
            continue
        found = _interpret(reading, Setting(today, known, _looks_ahead(view.text, reading.end)))
        if found is None:
            continue
        yield found
        at = reading.end
        if found.meaning and found.meaning.printed:
            known = found.meaning.day


def _interpret(reading: Reading, setting: Setting) -> Found | None:
    """What a reading means; None if it means nothing after all, as the 31st of a month of 30 days."""
    if reading.means == "clock":
        clock = _clock(reading.roles)
        return Found(reading.begin, reading.end, None, clock) if clock else None
    meaning = _MEANINGS[reading.means](reading.roles, setting)
    return Found(reading.begin, reading.end, meaning) if meaning else None


# --- days, months and years of a calendar ---


def _day(roles: Roles, setting: Setting) -> Meaning | None:
    """«پنجشنبه ۱۹ دی», «۱۵ فروردین ۱۳۹۷», «بیستم ماه جاری»."""
    day = roles["day"].value
    if "month" in roles:
        calendar, month = roles["month"].value
        years = _years_meant(roles, calendar, setting)
        return _best_day([CalendarDate(calendar, year, month, day) for year in years], calendar, roles, setting)
    extent = _relative_unit("month", roles["of"].value, setting.today)
    start = from_gregorian(extent.first, Calendar.JALALI) if extent else None
    return _best_day([replace(start, day=day)] if start else [], Calendar.JALALI, roles, setting)


def _best_day(dates: list[CalendarDate], calendar: Calendar, roles: Roles, setting: Setting) -> Meaning | None:
    days = [(day, dated) for dated in dates if (day := dated.to_gregorian())]
    if not days:
        return None if dates else Meaning(None, calendar, "low")
    grade = _grade(roles, setting)
    if "weekday" in roles:
        right = [found for found in days if found[0].weekday() == roles["weekday"].value]
        grade = ("high" if grade == "medium" else grade) if right else "low"
        days = right or days
    day, dated = min(days, key=lambda found: _remoteness(found[0], setting))
    if grade == "high" and not _certain_calendar(dated):
        grade = "medium"
    return Meaning(Extent(day, day), calendar, grade, printed=True)


def _days(roles: Roles, setting: Setting) -> Meaning | None:
    """«۱۵ تا ۲۰ خرداد», «۲۸ خرداد تا ۳ تیر»; «۲۰ و ۲۱ خرداد» only if the days follow one another."""
    until = {**roles, "day": roles["until"], "month": roles.get("until-month", roles["month"])}
    if "and" in roles and roles["until"].value - roles["day"].value != 1:
        return None
    first, last = _day(roles, setting), _day(until, setting)
    return _joined(first, last)


def _months(roles: Roles, setting: Setting) -> Meaning | None:
    """«فروردین تا خرداد ۹۷»."""
    until = {**roles, "month": roles["until-month"]}
    return _joined(_month(roles, setting), _month(until, setting))


def _joined(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    if first is None or last is None:
        return None
    if first.extent is None or last.extent is None:
        return replace(first, extent=None)
    if first.extent.first >= last.extent.last:
        return None
    return replace(first, extent=Extent(first.extent.first, last.extent.last))


def _period(roles: Roles, setting: Setting) -> Meaning | None:
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
        return _edge(whole, whole.extent, roles["edge"].value)
    return _piece(whole, whole.extent, roles) if "part" in roles else whole


def _shifted(roles: Roles, setting: Setting) -> tuple[Extent | None, Calendar | None]:
    """The relative unit that is meant and its calendar: Jalali, unless another one is named («ماه گذشته میلادی»)."""
    unit, count = roles["unit"].value, roles["of"].value
    calendar = Calendar(roles["era"].value) if "era" in roles else Calendar.JALALI
    if calendar is Calendar.GREGORIAN:
        return _at_distance(unit, count, setting.today), calendar
    if calendar is Calendar.JALALI:
        return _relative_unit(unit, count, setting.today), calendar if unit in ("month", "year") else None
    return None, calendar


def _month(roles: Roles, setting: Setting) -> Meaning | None:
    calendar, month = roles["month"].value
    dates = [CalendarDate(calendar, year, month) for year in _years_meant(roles, calendar, setting)]
    extents = [Extent(*extent) for dated in dates if (extent := dated.extent())]
    if not extents:
        return None if dates else Meaning(None, calendar, "low")
    return Meaning(_nearest(extents, roles, setting), calendar, _grade(roles, setting))


def _nearest(extents: list[Extent], roles: Roles, setting: Setting) -> Extent:
    """The nearest to the day of publication; of the past or the future if the expression says so."""
    if "near" in roles and setting.today:
        today, side = setting.today, roles["near"].value
        sided = [e for e in extents if (side < 0 and e.last < today) or (side > 0 and e.first > today)]
        extents = sided or extents
    return min(extents, key=lambda extent: _remoteness(extent.first, setting))


def _year(roles: Roles, setting: Setting) -> Meaning | None:
    stated = roles.get("year") or roles.get("short")
    calendar = _calendar_of_year(roles)
    years = _years_meant(roles, calendar, setting)
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
    return Meaning(_nearest(extents, roles, setting), calendar, _grade(roles, setting), relative=not stated)


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


def _years(roles: Roles, setting: Setting) -> Meaning | None:
    """«سال‌های ۶۰ تا ۶۸», «۲۰۱۱ تا ۲۰۱۵», «۱۳۹۸ تا ۹۹»."""
    calendar = _calendar_of_year(roles)
    until = roles["until"].value
    first = _years_meant(roles, calendar, setting)
    if "stated" not in roles and "era" not in roles and not _usual(roles["year"].value):
        return None
    if until < 100 and first:
        until += first[0] // 100 * 100
    last = CalendarDate(calendar, until).extent() if first and 0 < until - first[0] < 200 else None
    begin = CalendarDate(calendar, first[0]).extent() if last else None
    return Meaning(Extent(begin[0], last[1]), calendar, _grade(roles, setting)) if begin and last else None


def _decade(roles: Roles, setting: Setting) -> Meaning | None:
    """«دهه ۶۰», «دهه ۱۹۸۰», «دهه ۹۰ میلادی»."""
    value = roles["decade"].value
    calendar = _calendar_of_year({**roles, "year": roles["decade"]})
    if value % 10:
        return None
    if value < 100:
        value += 1900 if calendar is Calendar.GREGORIAN else 1300
    return _span_of_years(calendar, value, value + 9, "medium")


def _century(roles: Roles, setting: Setting) -> Meaning | None:
    """«قرن بیستم»; without a calendar a century up to the fifteenth can be of either Hijri or Gregorian."""
    century = roles["century"].value
    if "era" not in roles and century <= 15:
        return Meaning(None, None, "low")
    calendar = Calendar(roles["era"].value) if "era" in roles else Calendar.GREGORIAN
    return _span_of_years(calendar, century * 100 - 99, century * 100, "high" if "era" in roles else "medium")


def _span_of_years(calendar: Calendar, first: int, last: int, grade: Grade) -> Meaning | None:
    begin, end = CalendarDate(calendar, first).extent(), CalendarDate(calendar, last).extent()
    return Meaning(Extent(begin[0], end[1]), calendar, grade) if begin and end else None


def _bare_year(roles: Roles, setting: Setting) -> Meaning | None:
    """«در ۲۰۱۸»."""
    if "year" in roles and not _usual(roles["year"].value):
        return None
    meaning = _year(roles, setting)
    return meaning and replace(meaning, certainty="low")


def _usual(year: int) -> bool:
    """Whether a number that nothing calls a year looks like one of our time."""
    return 1300 <= year <= 1410 or 1900 <= year <= 2040


def _numeric(roles: Roles, setting: Setting) -> Meaning | None:
    """«۱۳۹۷/۱/۱۵», «۹۷/۱/۱۵», «۱۵/۱/۹۷», «24/05/1965», «2016-07-11»."""
    first, month, last = map(int, re.findall(r"\d+", roles["numeric"].value))
    if max(first, last) < 32 or 100 <= max(first, last) < 1000:
        return None
    year, day = (first, last) if first > last else (last, first)
    if year < 100:
        year += 1300
    calendar = _calendar_of_year({**roles, "year": roles["numeric"]._replace(value=year)})
    if month > 12 and calendar is Calendar.GREGORIAN:
        month, day = day, month
    return _best_day([CalendarDate(calendar, year, month, day)], calendar, {**roles, "year": roles["numeric"]}, setting)


def _feast(roles: Roles, setting: Setting) -> Meaning | None:
    """«عاشورا», «شب یلدا»: its day in the year that is stated or nearest."""
    calendar, month, day = roles["feast"].value
    dates = [CalendarDate(calendar, year, month, day) for year in _years_meant(roles, calendar, setting)]
    meaning = _best_day(dates, calendar, roles, setting)
    return meaning and replace(meaning, certainty="low", printed=False)


def _calendar_of_year(roles: Roles) -> Calendar:
    """The calendar that is named, else the one that a year of this size is usually written in."""
    if "era" in roles:
        return Calendar(roles["era"].value)
    return Calendar.GREGORIAN if "year" in roles and roles["year"].value >= 1500 else Calendar.JALALI


def _years_meant(roles: Roles, calendar: Calendar, setting: Setting) -> list[int]:
    """The years that an expression can mean, in this calendar; none if that cannot be known."""
    if "year" in roles:
        year = roles["year"].value
        return [year] if (year >= 1500) == (calendar is Calendar.GREGORIAN) else [0]
    if "short" in roles:
        return [roles["short"].value + _century_of(roles["short"].value, calendar)]
    if setting.reference is None or ("of" in roles and setting.today is None):
        return []
    here = from_gregorian(setting.reference, calendar)
    if here is None:
        return []
    return [here.year + roles["of"].value] if "of" in roles else [here.year, here.year - 1, here.year + 1]


def _century_of(short: int, calendar: Calendar) -> int:
    """What to add to a year of two digits: 97 is 1397, 02 is 1402; Gregorian 2002."""
    if calendar is Calendar.GREGORIAN:
        return 2000 if short < 32 else 1900
    return 1400 if short < 10 or calendar is Calendar.HIJRI else 1300


def _grade(roles: Roles, setting: Setting) -> Grade:
    """How sure a date is by the way its year is given."""
    if "year" in roles:
        return "high"
    if "short" in roles or setting.today:
        return "medium"
    return "low"


def _certain_calendar(dated: CalendarDate) -> bool:
    """Whether the conversion of this date is not in doubt."""
    if dated.calendar is Calendar.HIJRI:
        return in_lunar_table(dated.year, dated.month or 1)
    return dated.calendar is Calendar.GREGORIAN or 1178 <= dated.year <= 1500


def _remoteness(day: date, setting: Setting) -> float:
    """How far a day lies from the reference; what the sentence speaks of, past or to come, counts less."""
    if setting.reference is None:
        return 0
    distance = (day - setting.reference).days
    return abs(distance) * (0.6 if (distance > 0) == setting.future else 1)


# --- reckoned from the day of publication ---


def _relative_day(roles: Roles, setting: Setting) -> Meaning:
    extent = _relative_unit("day", roles["relative"].value, setting.today)
    return Meaning(extent, None, "high" if extent else "low", relative=True)


def _weekday(roles: Roles, setting: Setting) -> Meaning:
    """«دوشنبه», «چهارشنبه گذشته», «جمعه همین هفته»; alone the last one, or the next if the sentence looks ahead."""
    if setting.today is None:
        return Meaning(None, None, "low", relative=True)
    today, wanted = setting.today, roles["weekday"].value
    if "week" in roles:
        week = _relative_unit("week", roles["week"].value, today)
        day = week and _moved(week.first, (wanted + 2) % 7)
    elif "of" in roles and roles["of"].value:
        side = roles["of"].value
        day = _moved(today, side * ((side * (wanted - today.weekday()) - 1) % 7 + 1))
    elif setting.future:
        day = _moved(today, (wanted - today.weekday()) % 7)
    else:
        day = _moved(today, -((today.weekday() - wanted) % 7))
    return Meaning(Extent(day, day) if day else None, None, "medium", relative=True)


def _distance(roles: Roles, setting: Setting) -> Meaning:
    """«سه روز پیش», «چهار سال قبل»: the day, week, month or year at that distance."""
    unit, count = roles["unit"].value, (roles["count"].value if "count" in roles else 1) * roles["of"].value
    later = roles["of"].symbol == "later"
    return Meaning(_at_distance(unit, count, setting.today), None, "low" if later else "medium", relative=True)


def _stretch(roles: Roles, setting: Setting) -> Meaning:
    """«سه سال گذشته», «ده روز آینده»: from there to the day (or the year) of publication, or the other way round."""
    unit, count = roles["unit"].value, (roles["count"].value if "count" in roles else 1) * roles["of"].value
    here = _at_distance("year" if unit == "year" else "day", 0, setting.today)
    there = _at_distance(unit, count, setting.today)
    if here is None or there is None:
        return Meaning(None, None, "low", relative=True)
    return Meaning(Extent(min(here.first, there.first), max(here.last, there.last)), None, "low", relative=True)


def _relative_unit(unit: str, count: int, today: date | None) -> Extent | None:
    """The Iranian week (from Saturday), Jalali month or year so many before (below 0) or behind this one."""
    if today is None:
        return None
    if unit == "day":
        day = _moved(today, count)
        return Extent(day, day) if day else None
    if unit == "week":
        start = _moved(start_of_week(today), 7 * count)
        end = start and _moved(start, 6)
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


def _at_distance(unit: str, count: int, today: date | None) -> Extent | None:
    """As `_relative_unit`, but months and years at a distance are Gregorian ones."""
    if today is None or unit in ("day", "week"):
        return _relative_unit(unit, count, today)
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    month = None if unit == "year" else months % 12 + 1
    extent = CalendarDate(Calendar.GREGORIAN, months // 12, month).extent()
    return Extent(*extent) if extent else None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


# --- parts of a period ---


def _edge(whole: Meaning, extent: Extent, edge: str) -> Meaning:
    """The first or last day, or vaguely the first, middle or last third."""
    first, last = extent
    if edge in ("first", "last"):
        day = first if edge == "first" else last
        return replace(whole, extent=Extent(day, day))
    third = timedelta(days=((last - first).days + 1) // 3)
    thirds = {
        "early": Extent(first, first + third - timedelta(days=1)),
        "middle": Extent(first + third, first + 2 * third - timedelta(days=1)),
        "late": Extent(first + 2 * third, last),
    }
    return replace(whole, extent=thirds[edge], vague=True)


def _piece(whole: Meaning, extent: Extent, roles: Roles) -> Meaning | None:
    """«شش ماهه نخست», «دو هفته اول», «نیمه دوم», «آخرین هفته» of the extent."""
    size = (roles["count"].value if "count" in roles else 1) * _PIECES[roles["piece"].value]
    length = (extent.last - extent.first).days + 1
    if roles["piece"].value in ("month", "half") and length > 300 and whole.calendar:
        return _months_of_year(whole, extent, size, roles["part"].value)
    if roles["piece"].value == "half":
        size = (length + 1) // 2
    part = roles["part"].value
    first = extent.last - timedelta(days=size - 1) if part < 0 else extent.first + timedelta(days=size * (part - 1))
    last = min(first + timedelta(days=size - 1), extent.last)
    return replace(whole, extent=Extent(first, last)) if extent.first <= first <= last else None


def _months_of_year(whole: Meaning, extent: Extent, days: int, part: int) -> Meaning | None:
    start = from_gregorian(extent.first, whole.calendar) if whole.calendar else None
    months = round(days / 30)
    first = 13 - months if part < 0 else months * (part - 1) + 1
    if start is None or start.month != 1 or not 1 <= first <= 13 - months:
        return None
    begin = replace(start, month=first, day=None).extent()
    end = replace(start, month=first + months - 1, day=None).extent()
    return replace(whole, extent=Extent(begin[0], end[1])) if begin and end else None


_PIECES = {"day": 1, "week": 7, "month": 30, "half": 182}
"""Days of a piece, roughly; pieces of a year are reckoned in whole months."""


# --- clock times ---


def _clock(roles: Roles) -> str:
    """`HH:MM:SS`; empty if there is no such time."""
    if "clock" in roles:
        hour, minute, second = ([int(part) for part in roles["clock"].value.split(":")] + [0])[:3]
    else:
        hour = roles["hour"].value if "hour" in roles else 0
        minute, second = roles["minute"].value if "minute" in roles else 0, 0
        minute = roles["half"].value if "half" in roles else minute
    part = roles["part"].symbol if "part" in roles else ""
    if (part == "afternoon" and hour < 12) or (part == "noon" and hour < 5) or (part == "night-word" and 5 < hour < 12):
        hour += 12
    elif hour == 24 or (part in ("morning", "night-word") and hour == 12):
        hour = 0
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""


_MEANINGS: Mapping[str, Callable[[Roles, Setting], Meaning | None]] = {
    "day": _day,
    "days": _days,
    "months": _months,
    "period": _period,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "relative_day": _relative_day,
    "weekday": _weekday,
    "distance": _distance,
    "stretch": _stretch,
    "numeric": _numeric,
    "feast": _feast,
    "bare_year": _bare_year,
}


# --- dates side by side ---


def _reconciled(view: View, dates: list[Found]) -> list[tuple[Found, bool]]:
    """The dates, each with whether it is another name of the day of the one before.

    A day that is written out wins over a relative one beside it («امروز، شنبه ۳ اسفند»); where two written out
    differ by a few days, neither is trusted.
    """
    out: list[tuple[Found, bool]] = []
    for found in dates:
        same = False
        if out and found.meaning and (before := out[-1][0]).meaning and _side_by_side(view, before, found):
            one, other, same = _agreed(before.meaning, found.meaning)
            out[-1] = (replace(before, meaning=one), out[-1][1])
            found = replace(found, meaning=other)
        out.append((found, same))
    return out


def _agreed(one: Meaning, other: Meaning) -> tuple[Meaning, Meaning, bool]:
    """Two dates side by side in the light of one another, and whether they are the same day."""
    if one.day is None or other.day is None or one.day == other.day:
        return one, other, one.day is not None and one.day == other.day
    close = abs((one.day - other.day).days) <= _DAYS_OFF
    if one.day.weekday() == other.day.weekday() and not one.printed:
        if other.printed:
            return replace(one, extent=other.extent), other, True
        return one, replace(other, extent=one.extent), True
    if close and not one.printed:
        return replace(one, extent=other.extent, certainty="low"), other, True
    if close and other.printed:
        return replace(one, certainty="low"), replace(other, certainty="low"), False
    return one, other, False


_DAYS_OFF = 2
"""Up to so many days apart, two dates side by side are taken for a slip or another reckoning of one day."""


def _side_by_side(view: View, one: Found, other: Found) -> bool:
    return other.begin - one.end < 30 and _words().bridge.fullmatch(view.text, one.end, other.begin) is not None


# --- the day of publication ---


_LINE_LENGTH = 200
"""A longer block is running text."""


def _publication(document: Document, view: View, readings: Sequence[Reading]) -> Found | None:
    """The date of publication as the lines above and below the running text give it.

    A date with a label («تاریخ انتشار: …») comes first, then a line of nothing but dates, times and the codes that
    stand beside them. Lines that name several days say nothing, since none of them is better than another.
    """
    labelled: list[Found] = []
    bare: list[Found] = []
    for begin, end in _frame_lines(document, view):
        line = [reading for reading in readings if begin <= reading.begin and reading.end <= end]
        found = list(_found(view, line, None))
        days = [date_ for date_ in found if date_.day]
        labelled += [date_ for date_ in days if _words().published.search(view.text, begin, date_.begin)]
        if days and _words().dateline.fullmatch(_without(view.text, begin, end, found)):
            bare += days
    candidates = labelled or bare
    return candidates[0] if len({candidate.day for candidate in candidates}) == 1 else None


def _frame_lines(document: Document, view: View) -> Iterator[tuple[int, int]]:
    """Ranges of the view: the blocks of the article's own text before and behind the long ones."""
    embedded = [annotation.span for annotation in document.annotations(Kind.FLOATING_TEXT)]
    leaves = [block for block in document.annotations(*LEAF_BLOCK_KINDS) if not _within(block.span, embedded)]
    long = [place for place, block in enumerate(leaves) if len(block.span) > _LINE_LENGTH]
    body = range(long[0], long[-1] + 1) if long else range(0)
    for place, block in enumerate(leaves):
        if place not in body and len(block.span) <= _LINE_LENGTH:
            yield view.range(block.span)


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.covers(span) for other in others)


def _without(text: str, begin: int, end: int, found: Iterable[Found]) -> str:
    """`text[begin:end]` without what was found in it."""
    pieces = []
    for one in found:
        pieces.append(text[begin : one.begin])
        begin = one.end
    return " ".join([*pieces, text[begin:end]])


# --- annotations ---


def _annotations(view: View, dates: list[tuple[Found, bool]], publication: Found | None) -> Iterator[Annotation]:
    date_count = time_count = 0
    original = ""
    for found, same in dates:
        span = view.span(found.begin, found.end)
        if found.meaning is None:
            time_count += 1
            yield Annotation(Kind.TIME, span, {"when": found.clock}, "high", f"time.{time_count}")
            continue
        date_count += 1
        ident = f"date.{date_count}"
        original = original if same else ident
        features = _features(found.meaning) | ({"sameAs": original} if same else {})
        if publication is not None and found.begin == publication.begin:
            features["type"] = "publication"
        yield Annotation(Kind.DATE, span, features, found.meaning.certainty, ident)


def _features(meaning: Meaning) -> dict[str, str]:
    features = {"type": "relative"} if meaning.relative else {}
    if meaning.calendar:
        features["calendar"] = meaning.calendar
    if meaning.extent is None:
        return features
    first, last = meaning.extent
    iso = _gregorian_iso(meaning)
    if iso:
        values = {"when": (first, iso)}
    elif meaning.vague:
        values = {"notBefore": (first, str(first)), "notAfter": (last, str(last))}
    else:
        values = {"from": (first, str(first)), "to": (last, str(last))}
    for name, (day, value) in values.items():
        features[name] = value
        own = from_gregorian(day, meaning.calendar) if meaning.calendar else None
        if own and meaning.calendar is not Calendar.GREGORIAN:
            features[f"{name}-custom"] = str(own)
    return features


def _gregorian_iso(meaning: Meaning) -> str:
    """The one value of a day, and of a whole Gregorian month or year; else empty."""
    if meaning.extent is None or meaning.vague:
        return ""
    first, last = meaning.extent
    if first == last:
        return str(first)
    if meaning.calendar not in (None, Calendar.GREGORIAN):
        return ""
    for dated in (
        CalendarDate(Calendar.GREGORIAN, first.year),
        CalendarDate(Calendar.GREGORIAN, first.year, first.month),
    ):
        if dated.extent() == (first, last):
            return str(dated)
    return ""


# --- data ---


class _Words(NamedTuple):
    """Patterns on folded text.

    What may stand between two dates of one day; words of the future; the words before a date of publication; all
    that may stand beside it in a line of its own.
    """

    bridge: re.Pattern[str]
    future: re.Pattern[str]
    published: re.Pattern[str]
    dateline: re.Pattern[str]


def _looks_ahead(text: str, at: int) -> bool:
    """Whether the sentence that goes on here speaks of what is to come."""
    end = _SENTENCE_END.search(text, at, at + 300)
    return _words().future.search(text, at, end.start() if end else at + 300) is not None


_SENTENCE_END = re.compile(r"[.!?؟\n]")


@cache
def _words() -> _Words:
    data = load_yaml("dates.yaml")

    def either(phrases: list[str]) -> str:
        spellings = [fold(spelling) for phrase in phrases for spelling in (phrase, phrase.replace(ZWNJ, " "))]
        return "|".join(map(re.escape, spellings))

    marks = r"[\s()\[\]،,/–—\-]*"
    return _Words(
        re.compile(rf"{marks}(?:(?:{either(data['bridges'])}){marks})?"),
        re.compile(rf"(?<!\w)(?:{either(data['future'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{either(data['published'])})[\s:؛]*(?:\d\d?:\d\d)?[\s،,|–—-]*\Z"),
        re.compile(
            rf"(?:[\s()\[\]،,/|:؛.–—-]|\b(?:{either(data['published'] + data['beside_date'])})\b"
            rf"|\b(?:{either(data['before_code'])})[\s:؛]*\d+\b)*"
        ),
    )


@cache
def _grammar() -> Grammar:
    data = load_yaml("dates.yaml")
    return compile_grammar(
        list(_entries(data)),
        data["parts"],
        [(rule["means"], pattern) for rule in data["rules"] for pattern in rule["patterns"]],
    )


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    homographs, risky = set(data["homographs"]), set(data["risky"])
    for calendar, months in data["months"].items():
        for number, names in months.items():
            for name in names:
                value = (Calendar(calendar), number)
                symbol = "homograph" if name in homographs else "risky" if name in risky else "month"
                yield Entry(name, symbol, value)
                yield Entry(f"{name}{ZWNJ}ماه", "month", value)
                yield Entry(f"ماه {name}", "month", value)
    for name, (calendar, month, day) in data["feasts"].items():
        yield Entry(name, "feast", (Calendar(calendar), month, day))
    for symbol, words in data["words"].items():
        for word in words:
            yield Entry(word, symbol, words[word] if isinstance(words, dict) else None)
