"""The year of a date: stated, of two digits, relative, or the one nearest to the day of publication."""

from __future__ import annotations

from datetime import date

from tei.language.calendars import Calendar, from_gregorian
from tei.language.dates.meaning import Grade, Roles, Setting


def calendar_of_year(roles: Roles) -> Calendar:
    """The calendar that is named, else the one that a year of this size is usually written in."""
    if "era" in roles:
        calendar: Calendar = roles["era"].value
        return calendar
    return Calendar.GREGORIAN if "year" in roles and roles["year"].value >= 1500 else Calendar.JALALI


def years_meant(roles: Roles, calendar: Calendar, setting: Setting) -> list[int]:
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
    return 1300 if calendar is Calendar.JALALI and short >= 10 else 1400


def grade_of(roles: Roles, setting: Setting) -> Grade:
    """How sure a date is by the way its year is given."""
    if "year" in roles:
        return "high"
    if "short" in roles or setting.today:
        return "medium"
    return "low"


def remoteness(day: date, setting: Setting) -> float:
    """How far a day lies from the reference; what the sentence speaks of, past or to come, counts less."""
    if setting.reference is None:
        return 0
    distance = (day - setting.reference).days
    return abs(distance) * (0.6 if (distance > 0) == setting.future else 1)
