"""Clock times: «۱۴:۳۰», «ساعت ۸ شب», «۹ و نیم صبح»."""

from __future__ import annotations

from tei.language.dates.meaning import Roles


def clock_time(roles: Roles) -> str:
    """`HH:MM:SS`; empty if there is no such time."""
    if "midnight" in roles:
        return "00:00:00"
    if "clock" in roles:
        hour, minute, second = ([int(part) for part in roles["clock"].value.split(":")] + [0])[:3]
    else:
        hour = roles["hour"].value if "hour" in roles else 0
        minute, second = roles["minute"].value if "minute" in roles else 0, 0
        minute = roles["half"].value if "half" in roles else minute
        if "before" in roles:
            hour, minute = (hour - 1) % 12, 60 - minute
    part = roles["part"].symbol if "part" in roles else ""
    if (part == "afternoon" and hour < 12) or (part == "noon" and hour < 5) or (part == "night-word" and 5 < hour < 12):
        hour += 12
    elif hour == 24 or (part in ("morning", "night-word", "midnight") and hour == 12):
        hour = 0
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""
