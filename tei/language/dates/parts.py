"""Parts of a period: «اواخر ماه می», «شش ماهه نخست امسال», «آخرین هفته ژانویه»."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tei.language.calendars import from_gregorian
from tei.language.dates.meaning import Extent, Meaning, Roles


def edge_of(whole: Meaning, extent: Extent, edge: str) -> Meaning:
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


def some_days_of(whole: Meaning, extent: Extent, roles: Roles) -> Meaning:
    """«روزهای پایانی», «هفته‌های نخست»: vaguely some of the first or last days."""
    days = timedelta(days=roles["several"].value - 1)
    first, last = extent
    if roles["part"].value < 0:
        return replace(whole, extent=Extent(max(first, last - days), last), vague=True)
    return replace(whole, extent=Extent(first, min(last, first + days)), vague=True)


def piece_of(whole: Meaning, extent: Extent, roles: Roles) -> Meaning | None:
    """«شش ماهه نخست», «دو هفته اول», «نیمه دوم», «آخرین هفته» of the extent; «نه ماهه» are its first months."""
    piece = roles["piece"].symbol if "piece" in roles else "month-word"
    count = roles["count"].value if "count" in roles else 1
    if "counted" in roles:
        unit, count = roles["counted"].value
        piece = f"{unit}-word"
    part = roles["part"].value if "part" in roles else 1
    if piece == "decade-word":
        return _ten_days(whole, extent, {"first": 1, "last": 3, -1: 3}.get(part, part))
    if isinstance(part, str):
        return None
    size = count * _PIECES[piece]
    length = (extent.last - extent.first).days + 1
    if piece not in ("day-word", "week-word") and length > 300 and whole.calendar:
        return _months_of_year(whole, extent, size, part)
    if piece in ("half", "quarter"):
        size = -(-length // (2 if piece == "half" else 4))
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


def _ten_days(whole: Meaning, extent: Extent, part: int) -> Meaning | None:
    """«دهه اول محرم»: the days 1-10, 11-20, or those from the 21st on."""
    first = extent.first + timedelta(days=10 * (part - 1))
    last = first + timedelta(days=9) if part < 3 else extent.last
    return replace(whole, extent=Extent(first, last)) if 1 <= part <= 3 and first < last else None


_PIECES = {
    "day-word": 1,
    "week-word": 7,
    "month-word": 30,
    "piece": 30,
    "season-word": 91,
    "quarter": 91,
    "half": 182,
    "year-word": 365,
}
"""Days of a piece, roughly; pieces of a year are reckoned in whole months."""
