"""Read Vietnamese dates: "ngày 05 tháng 3 năm 2020", 28-2-2018, 12.6.2018, 21/6/2024; also without a year."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vanban.patterns import late

_WORDS = r"(?P<d1>\d{1,2})\s{1,30}tháng\s{1,30}(?P<m1>\d{1,2})(?:\s{0,30},?\s{0,30}năm\s{1,30}(?P<y1>\d{4}))?"
_SIGNS = (
    r"(?P<d2>\d{1,2})[ ]{0,2}\s?(?P<sep>[-/.])[ ]{0,8}\s?(?P<m2>\d{1,2})"
    r"(?:[ ]{0,2}\s?(?P=sep)[ ]{0,8}\s?(?P<y2>\d{4}))?(?![-/.]?\d)"
)
PATTERN = late(rf"(?:ngày\s{{1,30}})?(?:{_WORDS}|{_SIGNS})", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date as written: `on` is None when it has no year or is no day of the calendar."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    @property
    def on(self) -> date | None:
        """Return the calendar day, None when the year is missing or the day does not exist."""
        return calendar_day(self.day, self.month, self.year)

    def in_year(self, year: int) -> date | None:
        """Return the same day in `year`, for dates written without one."""
        return calendar_day(self.day, self.month, self.year or year)


def calendar_day(day: int, month: int, year: int | None) -> date | None:
    """Return the day if the calendar knows it, else None."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def found(match: re.Match[str]) -> FoundDate:
    """Turn a match of PATTERN into a FoundDate."""
    day, month = int(match["d1"] or match["d2"]), int(match["m1"] or match["m2"])
    year = match["y1"] or match["y2"]
    return FoundDate(day, month, int(year) if year else None, match.start(), match.end())


def date_at(view: str, start: int) -> FoundDate | None:
    """Read the date that begins at `start`, None when none does."""
    match = PATTERN.match(view, start)
    return found(match) if match else None
