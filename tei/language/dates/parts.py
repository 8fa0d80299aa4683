"""Parts of a period: «اواخر ماه می», «شش ماهه نخست امسال», «آخرین هفته ژانویه»."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tei.language.calendars import from_gregorian
from tei.language.dates.meaning import Extent, Meaning, Roles


def edge_of(whole: Meaning, extent: Extent, edge: str) -> Meaning:
    """The first or last day, or vaguely the first, middle or last third."""
    if edge in ("first", "last"):
        day = extent.first if edge == "first" else extent.last
        return replace(whole, extent=Extent(day, day))
    length = _length(extent)
    third = length // 3
    begin, end = {"early": (0, third), "middle": (third, 2 * third), "late": (2 * third, length)}[edge]
    return replace(whole, extent=_within(extent, begin, end), vague=True) if third else whole


def _length(extent: Extent) -> int:
    """Its days."""
    return (extent.last - extent.first).days + 1


def _within(extent: Extent, begin: int, end: int) -> Extent:
    """The days of an extent from one to before another, counted from 0."""
    return Extent(extent.first + timedelta(days=begin), extent.first + timedelta(days=end - 1))


def some_days_of(whole: Meaning, extent: Extent, roles: Roles) -> Meaning:
    """«روزهای پایانی», «هفته‌های نخست»: vaguely some of the first or last days."""
    length = _length(extent)
    days = min(roles["several"].value, length)
    begin = length - days if roles["part"].value < 0 else 0
    return replace(whole, extent=_within(extent, begin, begin + days), vague=True)


def piece_of(whole: Meaning, extent: Extent, roles: Roles) -> Meaning | None:
    """«شش ماهه نخست», «دو هفته اول», «نیمه دوم», «آخرین هفته» of the extent; «نه ماهه» are its first months."""
    piece = roles["piece"].symbol if "piece" in roles else "month-word"
    count = roles["count"].value if "count" in roles else 1
    if "counted" in roles:
        unit, count = roles["counted"].value
        piece = f"{unit}-word"
    part = roles["part"].value if "part" in roles else 1
    length = _length(extent)
    if piece == "decade-word":
        part = {"first": 1, "last": 3, -1: 3}.get(part, part)
    if isinstance(part, str):
        return None
    if piece == "decade-word":
        end = 10 * part if part < 3 else length
        return replace(whole, extent=_within(extent, 10 * part - 10, end)) if part <= 3 and length > 20 else None
    size = count * _PIECES[piece]
    if piece not in ("day-word", "week-word") and length > 300 and whole.calendar:
        return _months_of_year(whole, extent, size, part)
    if piece in ("half", "quarter"):
        size = -(-length // (2 if piece == "half" else 4))
    begin = length - size if part < 0 else size * (part - 1)
    return replace(whole, extent=_within(extent, begin, min(begin + size, length))) if 0 <= begin < length else None


def _months_of_year(whole: Meaning, extent: Extent, days: int, part: int) -> Meaning | None:
    start = from_gregorian(extent.first, whole.calendar) if whole.calendar else None
    months = round(days / 30)
    first = 13 - months if part < 0 else months * (part - 1) + 1
    if start is None or start.month != 1 or not 1 <= first <= 13 - months:
        return None
    begin = replace(start, month=first, day=None).extent()
    end = replace(start, month=first + months - 1, day=None).extent()
    return replace(whole, extent=Extent(begin[0], end[1])) if begin and end else None


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
