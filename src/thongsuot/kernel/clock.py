"""The one calendar of the product: days are counted in Asia/Ho_Chi_Minh and a deadline ends with its day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HO_CHI_MINH = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(at: datetime) -> date:
    """Give the calendar day of a moment; `at` must be aware.

    A naive datetime would silently count in the server's zone, so it is a programming mistake (RuntimeError).
    """
    if at.tzinfo is None:
        raise RuntimeError("a naive datetime has no day")
    return at.astimezone(HO_CHI_MINH).date()


def hour_of(at: datetime) -> str:
    """Write the hour of a moment as "8:30", on the clock of Hồ Chí Minh City."""
    local = at.astimezone(HO_CHI_MINH)
    return f"{local.hour}:{local:%M}"


def end_of(day: date) -> datetime:
    """Give the moment at which a day is over: the beginning of the next one."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=HO_CHI_MINH)


def is_late(at: datetime, due_on: date) -> bool:
    """Tell whether `at` falls after the end of the day `due_on`."""
    return day_of(at) > due_on
