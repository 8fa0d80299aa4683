"""The dates and clock times of a text, each with what it means: readings of the grammar, reconciled with neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.dates.clock import clock_time
from tei.language.dates.days import day_meaning, days_meaning, feast_meaning, is_by_sight, numeric_meaning
from tei.language.dates.grammar import date_words, is_nowadays, is_past, looks_ahead, tense
from tei.language.dates.long_periods import before_christ_meaning, century_meaning, decade_meaning, years_meaning
from tei.language.dates.meaning import Extent, Meaning, Roles, Setting
from tei.language.dates.periods import (
    bare_season_meaning,
    bare_year_meaning,
    months_meaning,
    nth_weekday_meaning,
    period_meaning,
)
from tei.language.dates.relative import (
    distance_meaning,
    moved,
    relative_day_meaning,
    stretch_meaning,
    weekday_meaning,
    weekdays_meaning,
    weekend_meaning,
)
from tei.language.expressions import Reading
from tei.language.views import View


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


def read_dates(
    view: View, readings: Iterable[Reading], today: date | None, lunar: Calendar = Calendar.HIJRI
) -> Iterator[Found]:
    """What the readings of a view mean, without those that overlap an earlier one or mean nothing.

    `today` is the day from which relative dates and missing years are reckoned; without one they have no value.
    `lunar` is the calendar of lunar dates.
    """
    at = 0
    known: date | None = None
    told: Found | None = None
    before: Reading | None = None
    for candidate in readings:
        reading = _continued(view.text, before, candidate) if candidate.means == "listed" else candidate
        if reading is None or reading.begin < at:
            continue
        if reading.means == "nothing":
            at = reading.end
            continue
        side, meant = _side(view.text, reading), told.meaning if told and _is_near(view.text, told, reading) else None
        is_compared = meant is not None and told is not None and _is_compared(view.text, told.end, reading.begin)
        setting = Setting(today, known, looks_ahead(view.text, reading.end), side, lunar, meant, is_compared)
        found = _interpret(view.text, reading, setting)
        if found is None:
            continue
        yield found
        at, before = reading.end, reading
        if found.meaning and found.meaning.printed:
            known = found.meaning.day
        if found.meaning and found.meaning.extent and not found.meaning.relative and not found.meaning.vague:
            told = found


def _is_near(text: str, told: Found, reading: Reading) -> bool:
    """Whether a date stands so little before an expression, in its paragraph, that this can be reckoned from it."""
    return reading.begin - told.end <= _FURTHEST_TOLD and "\n" not in text[told.end : reading.begin]


def _is_compared(text: str, told: int, at: int) -> bool:
    """Whether a year is compared with one that was told before, not with the year of publication."""
    words = date_words()
    is_compared = words.compared.search(text, max(told, at - _LONGEST_COMPARISON), at)
    return is_compared is not None and words.reckoned_year.search(text, told, at) is None


_LONGEST_COMPARISON = 40
"""Characters of «نسبت به مدت مشابه»."""

_FURTHEST_TOLD = 250
"""Characters; two sentences."""


def _side(text: str, reading: Reading) -> int:
    """Whether what a reading means lies ahead (1) or behind (-1), as far as the words around it tell."""
    if reading.means in ("bare_season", "distance"):
        return tense(text, reading.end)
    return -1 if is_past(text, reading.end) else 0


def _continued(text: str, before: Reading | None, item: Reading) -> Reading | None:
    """An item of a list, read as the one before it with another year: «سال‌های ۵۷ و ۸۸», «دهه ۶۰ و ۷۰».

    None if the one before does not stand directly before it or begins no list.
    """
    by = item.roles["by"]
    if before is None or text[before.end : by.begin].strip():
        return None
    if "plural" not in before.roles and by.symbol != "compared":
        return None
    own = {name: role for name, role in item.roles.items() if name != "by"}
    if before.means in ("decade", "century"):
        name = next(name for name in ("year", "short", "century") if name in own)
        own[before.means] = own.pop(name)
    shared = {name: role for name, role in before.roles.items() if name not in _OF_ONE_YEAR}
    means = "period" if before.means == "years" else before.means
    return Reading(means, item.begin, item.end, {**shared, "plural": by, **own})


_OF_ONE_YEAR = ("year", "short", "imperial", "until", "until-year", "until-short", "era", "stated")


def _interpret(text: str, reading: Reading, setting: Setting) -> Found | None:
    """What a reading of a text means; None if it means nothing after all, as the 31st of a month of 30 days."""
    if reading.means == "relative_day" and is_nowadays(text, reading.begin, reading.end):
        return None
    if reading.means == "clock":
        clock = clock_time(reading.roles)
        return Found(reading.begin, reading.end, None, clock) if clock else None
    meaning = _MEANINGS[reading.means](reading.roles, setting)
    return Found(reading.begin, reading.end, meaning) if meaning else None


_MEANINGS: Mapping[str, Callable[[Roles, Setting], Meaning | None]] = {
    "day": day_meaning,
    "days": days_meaning,
    "months": months_meaning,
    "period": period_meaning,
    "years": years_meaning,
    "decade": decade_meaning,
    "century": century_meaning,
    "before_christ": before_christ_meaning,
    "bare_season": bare_season_meaning,
    "relative_day": relative_day_meaning,
    "weekday": weekday_meaning,
    "weekdays": weekdays_meaning,
    "weekend": weekend_meaning,
    "nth_weekday": nth_weekday_meaning,
    "distance": distance_meaning,
    "stretch": stretch_meaning,
    "numeric": numeric_meaning,
    "feast": feast_meaning,
    "bare_year": bare_year_meaning,
}


def reconciled(view: View, dates: list[Found]) -> list[tuple[Found, bool]]:
    """The dates, each with whether it is another name of the day of the one before.

    A day that is written out wins over a relative one beside it («امروز، شنبه ۳ اسفند»); where two written out
    differ by a few days, neither is trusted, unless one is lunar and of the time when months began by sight. A weekday
    alone is the next one, not the last, if that day is written out elsewhere («روز شنبه … شنبه ۱۸ فروردین ۱۳۹۷»).
    """
    out: list[tuple[Found, bool]] = []
    printed = {found.day for found in dates if found.day}
    for found in dates:
        found = _as_printed(found, printed)
        same = False
        if out and found.meaning and (before := out[-1][0]).meaning and _side_by_side(view, before, found):
            one, other, same = _agreed(before.meaning, found.meaning)
            out[-1] = (replace(before, meaning=one), out[-1][1])
            found = replace(found, meaning=other)
        out.append((found, same))
    return out


def _as_printed(found: Found, printed: Set[date]) -> Found:
    last = found.meaning.day if found.meaning and found.meaning.weekday else None
    following = last and moved(last, 7)
    if found.meaning is None or last in printed or following not in printed or following is None:
        return found
    return replace(found, meaning=replace(found.meaning, extent=Extent(following, following)))


def _agreed(one: Meaning, other: Meaning) -> tuple[Meaning, Meaning, bool]:
    """Two dates side by side in the light of one another, and whether they are the same day."""
    if one.day and other.day and one.relative and other.relative:
        if one.certainty == other.certainty == "high":
            # «امروز، فردا»: neither is a weekday, which alone is less sure.
            return one, other, one.day == other.day
        # «امروز (چهارشنبه)»: that Wednesday, not the one of another week.
        weeks = round((other.day - one.day).days / 7)
        day = moved(other.day, -7 * weeks) or other.day
        other = replace(other, extent=Extent(day, day))
    one, other = _settled(one, other), _settled(other, one)
    if _is_same_year(one, other):
        return replace(one, extent=other.extent), other, True
    if one.day is None or other.day is None or one.day == other.day:
        return one, other, one.day is not None and one.day == other.day
    close = abs((one.day - other.day).days) <= _DAYS_OFF
    if one.day.weekday() == other.day.weekday() and not one.printed:
        if other.printed:
            return replace(one, extent=other.extent), other, True
        return one, replace(other, extent=one.extent), True
    if close and not one.printed:
        return replace(one, extent=other.extent, certainty="low"), other, True
    if close and is_by_sight(one.day, one.calendar) != is_by_sight(other.day, other.calendar):
        return _observed(one, other.extent), _observed(other, one.extent), True
    if close and other.printed:
        # Without any year, the wrong one may have been added to both.
        contradicted = one.complete or other.complete
        return _doubtful(one, contradicted), _doubtful(other, contradicted), False
    return one, other, False


def _settled(one: Meaning, other: Meaning) -> Meaning:
    """A year whose calendar is in doubt, in the one that a Gregorian date beside it tells: «سال ۱۲۷۰ (۱۸۵۴ م)»."""
    if one.certainty != "low" or one.relative or other.calendar is not Calendar.GREGORIAN:
        return one
    if one.extent is None or other.extent is None or one.calendar in (None, Calendar.GREGORIAN):
        return one
    year = from_gregorian(one.extent.first, one.calendar)
    if year is None or CalendarDate(one.calendar, year.year).extent() != one.extent:
        return one
    for calendar in (Calendar.JALALI, Calendar.HIJRI):
        extent = CalendarDate(calendar, year.year).extent()
        if extent and extent[0] <= other.extent.last and other.extent.first <= extent[1]:
            return replace(one, extent=Extent(*extent), calendar=calendar, certainty="high")
    return one


def _is_same_year(one: Meaning, other: Meaning) -> bool:
    """Whether a relative year has its number beside it: «سال جدید (۱۳۹۸)», also before or after it begins."""
    if not one.relative or other.relative or one.calendar != other.calendar or not (one.extent and other.extent):
        return False
    lengths = [(extent.last - extent.first).days for extent in (one.extent, other.extent)]
    return min(lengths) > 350 and abs(one.extent.first - other.extent.first).days < 370


def _observed(meaning: Meaning, extent: Extent | None) -> Meaning:
    """A lunar date with the day of the date beside it."""
    if meaning.day is None or not is_by_sight(meaning.day, meaning.calendar):
        return meaning
    return replace(meaning, extent=extent, certainty="medium", observed=True)


def _doubtful(meaning: Meaning, contradicted: bool) -> Meaning:
    return replace(meaning, certainty="low", contradicted=contradicted)


_DAYS_OFF = 2
"""Up to so many days apart, two dates side by side are taken for a slip or another reckoning of one day."""


def _side_by_side(view: View, one: Found, other: Found) -> bool:
    return other.begin - one.end < 30 and date_words().bridge.fullmatch(view.text, one.end, other.begin) is not None
