"""The year of a date: stated, of two digits, relative, or the one nearest to the day of publication."""

from __future__ import annotations

from datetime import date

from tei.document import Grade
from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.dates.meaning import Roles, Setting


def calendar_of_year(roles: Roles, setting: Setting) -> Calendar:
    """The calendar that is named, else the one that a year of this size is usually written in."""
    year = roles["year"].value if "year" in roles else 0
    if "era" in roles and not (roles["era"].symbol == "hijra" and year in _USUAL_JALALI):
        calendar: Calendar = roles["era"].value
        return calendar
    if _FIRST_LUNAR <= year < _FIRST_JALALI and "season" not in roles:
        return setting.lunar
    return Calendar.GREGORIAN if year > 1500 else Calendar.JALALI


def years_meant(roles: Roles, calendar: Calendar, setting: Setting) -> list[int]:
    """The years that an expression can mean, in this calendar; none if that cannot be known."""
    if "year" in roles:
        year = roles["year"].value
        return [year if _is_year_of(year, calendar, stated="era" in roles) else 0]
    if "short" in roles:
        return [roles["short"].value + century_of(roles["short"].value, calendar)]
    if "imperial" in roles:
        return [roles["imperial"].value - _CYRUS]
    if setting.reference is None or ("of" in roles and setting.today is None):
        return []
    here = from_gregorian(setting.reference, calendar)
    if here is None:
        return []
    if "of" not in roles:
        return [here.year, here.year - 1, here.year + 1]
    shift = roles["of"].value
    if roles["of"].symbol == "new" and (here.month or 1) >= _FIRST_MONTH_OF_NEW_YEAR:
        shift = 1
    return [here.year + shift]


def dates_meant(
    roles: Roles, calendar: Calendar, setting: Setting, month: int, day: int | None = None
) -> list[CalendarDate]:
    """The days or months that an expression can mean. «رمضان امسال», «عید غدیر ۱۳۹۷» lie in a Jalali year."""
    year = _jalali_year(roles, setting) if calendar not in (Calendar.JALALI, Calendar.GREGORIAN) else None
    extent = CalendarDate(Calendar.JALALI, year).extent() if year else None
    first = from_gregorian(extent[0], calendar) if extent else None
    if extent is None or first is None:
        return [CalendarDate(calendar, year, month, day) for year in years_meant(roles, calendar, setting)]
    dates = [CalendarDate(calendar, first.year + later, month, day) for later in (0, 1)]
    return [dated for dated in dates if (days := dated.extent()) and extent[0] <= days[0] <= extent[1]]


def _jalali_year(roles: Roles, setting: Setting) -> int | None:
    """The Jalali year that is given with a lunar month or feast, if it is none of the lunar calendar."""
    if "era" in roles:
        return None
    if "short" in roles:
        return 1300 + roles["short"].value if roles["short"].value >= _AFTER_EARLY_ISLAM else None
    if "year" in roles:
        return roles["year"].value if "feast" in roles and roles["year"].value in _USUAL_JALALI else None
    if "of" not in roles or roles["of"].symbol == "new" or setting.today is None:
        return None
    here = from_gregorian(setting.today, Calendar.JALALI)
    return here.year + int(roles["of"].value) if here else None


_FIRST_LUNAR, _FIRST_JALALI = 100, 1250
"""Years between these are those of historical works, which reckon by the moon; smaller ones are of two digits."""

_AFTER_EARLY_ISLAM = 70
"""From here on, years of two digits beside a lunar month are Jalali: «رمضان ۹۶», but «محرم ۶۱»."""

_USUAL_JALALI = range(1300, 1411)
"""Years that are Jalali unless something says otherwise."""

_CYRUS = 1180
"""Years from Cyrus to the Hijra, as the calendar of 1354-1357 SH reckoned them."""

_FIRST_MONTH_OF_NEW_YEAR = 10
"""From this month on, «سال جدید» is the coming year."""


def _is_year_of(year: int, calendar: Calendar, stated: bool) -> bool:
    """Whether a year can be one of this calendar: a Gregorian month beside 1397 is a slip, beside 1492 it is not."""
    if calendar is Calendar.GREGORIAN:
        return stated or year not in range(1300, 1450)
    return year <= 1500


def century_of(short: int, calendar: Calendar) -> int:
    """What to add to a year of two digits: 97 is 1397, 02 is 1402; Gregorian 2002; lunar ones are of early Islam."""
    if calendar is Calendar.GREGORIAN:
        return 2000 if short < 32 else 1900
    if calendar is Calendar.JALALI:
        return 1300 if short >= 10 else 1400
    return 0


def grade_of(roles: Roles, setting: Setting) -> Grade:
    """How sure a date is by the way its year is given."""
    if "year" in roles:
        # A year such as 1432 or 1270 can be a lunar one; a month or the name of the calendar tells.
        year = roles["year"].value
        is_sure = "month" in roles or "era" in roles or year in _USUAL_JALALI or year > 1500
        return "high" if is_sure else "low"
    if "of" in roles and roles["of"].symbol == "new":
        return "low"
    if "short" in roles or "imperial" in roles or setting.today:
        return "medium"
    return "low"


def remoteness(day: date, setting: Setting) -> float:
    """How far a day lies from the reference; what the sentence speaks of, past or to come, counts less."""
    if setting.reference is None:
        return 0
    distance = (day - setting.reference).days
    if setting.tense < 0 < distance:
        return float("inf")
    return abs(distance) * (0.6 if (distance > 0) == setting.future else 1)
