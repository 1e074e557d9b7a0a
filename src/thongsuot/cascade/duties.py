"""What one seat owes, as a value: derived from the audience rule and the dated seats, never a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.cascade.models import CourseChange, Dissemination
from thongsuot.corpus.models import Expression
from thongsuot.ledger.entries import Actor
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """How far one seat has come with one text; empty until something happened.

    `is_on_paper` says that the answer was entered from a signed sheet; `is_elsewhere` that the same person
    acknowledged it in another seat, and so is not asked again here.
    """

    opened_at: datetime | None = None
    answer: str = ""  # "", "acknowledged" or "declined"
    answered_at: datetime | None = None
    is_late: bool = False
    is_elsewhere: bool = False
    is_on_paper: bool = False
    again: int = 0  # how often something was taken back: the next answer outranks it


@dataclass(frozen=True, slots=True)
class OtherText:
    """Another text of the same drive and how this seat answered to it: "", acknowledged or declined."""

    name: str
    sha256: str
    answer: str


@dataclass(frozen=True, slots=True)
class CountedSeat:
    """One seat (id) that an act counts for, path and level by which the drive counts its unit, the last day it had.

    `is_later` says that this day is later than that of everybody of its level: the seat began, or its unit came, later.
    """

    seat: int
    unit: str
    due_on: date
    level: str
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What one seat owes to one expression of one dissemination, and how far it has come.

    `counts_for` names every seat of the same person that owes the same expression: they act once for all of them, and
    each is on time or late by the day of its own unit.
    `item` is the hash under which the ledger counts the text: that of the wording unless a misprint was corrected.
    `change` tells how the wording took another one's place, if it did.
    `others` are the drive's other texts, in its order, for the same seat.
    """

    dissemination: Dissemination
    expression: Expression
    seat: Seat
    due_on: date
    counts_for: tuple[CountedSeat, ...]
    item: str
    state: SeatProgress
    others: tuple[OtherText, ...] = ()
    change: CourseChange | None = None

    @property
    def is_done(self) -> bool:
        """Whether this duty asks nothing more of its seat."""
        return self.state.answer == "acknowledged"


@dataclass(frozen=True, slots=True)
class CalledText:
    """One text of a drive as a hall knows it: the drive's name in the ledger and whether it is open, the text's hashes.

    `item` is the hash under which the ledger counts the text, as in a `Duty`.
    """

    drive: str
    published_at: datetime | None
    closed_at: datetime | None
    expression: str
    item: str


@dataclass(frozen=True, slots=True)
class Called:
    """Who acts in a hall without a session: the values of the actor, and the seats that an acknowledgement counts for.

    `again` says how often an answer of theirs was taken back before.
    """

    actor: Actor
    counts_for: tuple[CountedSeat, ...]
    again: int = 0
