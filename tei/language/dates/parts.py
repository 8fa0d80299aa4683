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


def piece_of(whole: Meaning, extent: Extent, roles: Roles) -> Meaning | None:
    """«شش ماهه نخست», «دو هفته اول», «نیمه دوم», «آخرین هفته» of the extent; «نه ماهه» are its first months."""
    piece = roles["piece"].value if "piece" in roles else "month"
    part = roles["part"].value if "part" in roles else 1
    size = (roles["count"].value if "count" in roles else 1) * _PIECES[piece]
    length = (extent.last - extent.first).days + 1
    if piece in ("month", "quarter", "half") and length > 300 and whole.calendar:
        return _months_of_year(whole, extent, size, part)
    if piece == "half":
        size = (length + 1) // 2
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


_PIECES = {"day": 1, "week": 7, "month": 30, "quarter": 91, "half": 182}
"""Days of a piece, roughly; pieces of a year are reckoned in whole months."""
