"""On which days nobody is disturbed: weekends, public holidays of Viet Nam (Tết and days in lieu included), nights."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

import holidays

from thongsuot.kernel.clock import HO_CHI_MINH, day_of

MORNING: Final = time(7, 30)
EVENING: Final = time(20, 0)
SATURDAY: Final = 5


def is_day_off(day: date) -> bool:
    """Tell whether offices are closed that day."""
    return day.weekday() >= SATURDAY or day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_quiet(now: datetime) -> bool:
    """Tell whether nobody is to be told anything at this moment."""
    return is_day_off(day_of(now)) or not MORNING <= now.astimezone(HO_CHI_MINH).time() < EVENING


def next_morning(now: datetime) -> datetime:
    """Give the next moment after `now` at which messages are due; the job itself looks whether it is quiet."""
    morning = datetime.combine(day_of(now), MORNING, tzinfo=HO_CHI_MINH)
    return morning if now < morning else morning + timedelta(days=1)
