"""What a user can set for a build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tei.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a build: `date` is the day of publication of articles that give none themselves."""

    date: date | None = None


def parse_date(value: str) -> date:
    """A day written YYYY-MM-DD (Gregorian). Raises SettingsError for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"--date {value}: write the day as YYYY-MM-DD, for example 2018-04-04.") from None
