"""What a date expression can mean, and what it is read against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from tei.document import Grade
from tei.language.calendars import Calendar
from tei.language.expressions import Item

Roles: TypeAlias = Mapping[str, Item]


class Extent(NamedTuple):
    """The Gregorian days of a date, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: when, in which calendar it speaks, and how sure that is.

    `extent` is None where the expression cannot be placed; `vague` if it lies somewhere within the extent and does not
    fill it; `weekday` if it is named by its weekday alone; `printed` if the day is written out, not reckoned from the
    day of publication, and `complete` if its year is, too; `contradicted` if the weekday or the date printed beside it
    is that of another day, `observed` if it is lunar and its day is theirs, since its month began another day than the
    table of months has it. `before_christ` are the first and last year BC of a time before the years that `extent` can
    hold.
    """

    extent: Extent | None
    calendar: Calendar | None
    certainty: Grade
    relative: bool = False
    vague: bool = False
    printed: bool = False
    complete: bool = False
    contradicted: bool = False
    observed: bool = False
    before_christ: tuple[int, int] | None = None
    weekday: bool = False

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        return self.extent.first if self.extent and self.extent.first == self.extent.last else None


class Setting(NamedTuple):
    """What a date is read against.

    The day of publication, the last full date before it, whether the sentence may speak of what is to come, for some
    expressions whether it surely does (1) or of what has been (-1), the lunar calendar of the source, a date just
    before it that is not reckoned from the day of publication, and whether it is compared with the year of that date.
    """

    today: date | None
    known: date | None
    future: bool
    tense: int
    lunar: Calendar
    told: Meaning | None = None
    is_compared: bool = False

    @property
    def reference(self) -> date | None:
        """The day that a date without a year is near to."""
        return self.today or self.known
