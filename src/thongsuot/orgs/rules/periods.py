"""Two days with everything between them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Period(Protocol):
    """Two days with everything between them: a line of the file, or a seat that is there."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


def overlap(one: Period, other: Period) -> bool:
    """Tell whether two periods share a day; an open end reaches for ever."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)
