"""What a table of coverage is made of: one fraction, and one unit with its fractions. Values; nothing is asked here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import number_format
from django.utils.functional import cached_property  # the standard library's locks at every first look

from thongsuot.orgs.models import Organisation

FIRST_NUMBER = re.compile(r"\d+")
SHORT = 16


def short_name(name: str) -> str:
    """Give the first number of a text's name, or its first words where it has none."""
    found = FIRST_NUMBER.match(name)
    return found.group() if found else name[:SHORT]


@dataclass(frozen=True, slots=True)
class Cell:
    """One fraction of the matrix: how many of the obliged seats passed this step of this text.

    `late` of `done` came after the day; `overdue` of the missing are past their own level's day.
    """

    text: str
    step: str
    label: str
    done: int
    obliged: int
    late: int
    declined: int
    overdue: int = 0

    @property
    def state(self) -> str:
        """One of none, held, reported, late: the marks of the design language."""
        if self.is_full:
            return "reported"
        if self.overdue:
            return "late"
        return "held" if self.done else "none"

    @property
    def short(self) -> str:
        """The text's name where there is little room: "126" of "126-QĐ/TW"."""
        return short_name(self.text)

    @property
    def fraction(self) -> str:
        """Both sides as the reader's language writes them: "1.147/19.998", in English "1,147/19,998"."""
        done, obliged = (number_format(number, force_grouping=True) for number in (self.done, self.obliged))
        return f"{done}/{obliged}"

    @property
    def share(self) -> int:
        """How much of the bar is filled, 0 … 100: never nothing where somebody is, never all where somebody is not."""
        if self.is_full or not self.done or not self.obliged:
            return 100 if self.is_full else 0
        return min(99, max(1, round(100 * self.done / self.obliged)))

    @property
    def is_full(self) -> bool:
        return self.obliged > 0 and self.done >= self.obliged

    @property
    def missing(self) -> int:
        return max(0, self.obliged - self.done)


@dataclass(frozen=True)  # without slots: what every sorting and counting asks again is worked out once
class UnitRow:
    """One unit with its duty and its cells (opened, read; opened, read …), everything below it counted in.

    `moved_to` is the unit that it hangs under today, where the drive still counts it under another.
    """

    organisation: Organisation
    due_on: date
    obliged: int
    cells: tuple[Cell, ...]
    has_below: bool
    has_keeper: bool
    accepted_at: datetime | None
    reported_at: datetime | None
    report: str
    moved_to: Organisation | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds a seat there that the drive asks."""
        return self.obliged == 0 and self.organisation.valid_to is None

    @property
    def read_cells(self) -> tuple[Cell, ...]:
        return self.cells[1::2]

    @cached_property
    def is_done(self) -> bool:
        """Whether everybody below has acknowledged every text; a unit that owes nobody is done."""
        return self.missing == 0

    @cached_property
    def missing(self) -> int:
        return max((cell.missing for cell in self.read_cells), default=0)

    @cached_property
    def overdue(self) -> int:
        """How many people are past their own day with the text that most of them still owe."""
        return max((cell.overdue for cell in self.read_cells), default=0)

    @cached_property
    def state(self) -> str:
        """One of late, open, held (half-way), reported (done), none: the marks of the design language."""
        if self.obliged == 0:
            return "none"
        if self.is_done:
            return "reported"
        if self.overdue:
            return "late"
        return "held" if any(cell.done for cell in self.cells) else "planned"
