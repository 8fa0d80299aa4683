"""Clock times: «۱۴:۳۰», «ساعت ۸ شب», «۹ و نیم صبح»."""

from __future__ import annotations

import re

from tei.language.dates.meaning import Roles


def clock_time(roles: Roles) -> str:
    """`HH:MM:SS`; empty if there is no such time."""
    if "midnight" in roles or "zero" in roles:
        return "00:00:00"
    hour, minute, second = _written(roles["clock"].value) if "clock" in roles else _counted(roles)
    part = roles["part"].symbol if "part" in roles and not _is_after_end(hour, roles) else ""
    if (part == "afternoon" and hour < 12) or (part == "noon" and hour < 5) or (part == "night-word" and 5 < hour < 12):
        hour += 12
    elif hour == 24 or (part in ("morning", "night-word", "midnight") and hour == 12):
        hour = 0
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""


def _is_after_end(hour: int, roles: Roles) -> bool:
    """Whether the part of the day behind the end of a range is not that of its begin: «ساعت ۱۰ تا ۲ بعدازظهر»."""
    return "until" in roles and hour > int(re.findall(r"\d+", str(roles["until"].value))[0])


_NONE = 0, 60, 0
"""No time of a day."""


def _written(text: str) -> tuple[int, int, int]:
    """«14:30», «14:30:15», «12:1», «14.30»; what has one figure behind a point is a fraction."""
    hour, minute, *second = re.findall(r"\d+", text)
    if ":" not in text and len(minute) != 2:
        return _NONE
    return int(hour), int(minute), int(second[0]) if second else 0


def _counted(roles: Roles) -> tuple[int, int, int]:
    """«ساعت ۸», «۸ و نیم», «۱۱ و ۱۵ دقیقه و ۲۰ ثانیه», «یک ربع به ۸», «ساعت ۱۴ و ۳۰»."""
    hour = roles["hour"].value if "hour" in roles else 0
    minute = roles["minute"].value if "minute" in roles else 0
    second = roles["second"].value if "second" in roles else 0
    if "quarters" in roles:
        minute *= roles["quarters"].value
    if "before" in roles:
        return hour - 1 if hour > 1 else 12, 60 - minute, 0
    if "bare" in roles:
        # Smaller numbers are hours: «ساعت ۸ و ۱۰».
        return (hour, roles["bare"].value, 0) if roles["bare"].value > 24 else _NONE
    return hour, minute, second
