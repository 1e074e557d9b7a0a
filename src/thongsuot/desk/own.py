"""What a person finds about themselves: their seats, what they were given to study, how they come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.cascade.duties import Duty
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.people.models import EntryCode

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """One seat of the reader, now, once or to come."""

    seat: Seat
    is_held: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page: seats with the newest first, the texts of the acting seat, and the code on paper where there is one."""

    today: date
    seats: Sequence[OwnSeat]
    duties: Sequence[Duty]
    count: int
    done: int
    code: EntryCode | None

    @property
    def more(self) -> int:
        """How many texts the page does not list."""
        return self.count - len(self.duties)


def own_page(seat: Seat, now: datetime) -> OwnPage:
    """Gather what is kept of the reader, and of nobody else."""
    today = day_of(now)
    duties = [duty for duty in duties_of(seat, now) if duty.dissemination.withdrawn_at is None]
    return OwnPage(
        today=today,
        seats=_seats(seat, today),
        duties=duties[:MOST_SHOWN],
        count=len(duties),
        done=sum(duty.is_done for duty in duties),
        code=_code(seat, now),
    )


def _code(seat: Seat, now: datetime) -> EntryCode | None:
    """Find the paper that opens this seat: printed by its unit, else handed out at the machine."""
    by_issuer = (EntryCode.objects.of_unit(unit) for unit in (seat.organisation_id, None))
    found = (codes.by_person([seat.person_id], now).get(seat.person_id) for codes in by_issuer)
    return next((code for code in found if code), None)


def _seats(seat: Seat, today: date) -> list[OwnSeat]:
    rows = Seat.objects.filter(person=seat.person_id).select_related("post", "organisation")
    return [_own_seat(row, today) for row in rows.order_by("-valid_from", "-pk")]


def _own_seat(row: Seat, today: date) -> OwnSeat:
    ends = min(row.valid_to or date.max, _end_of(row.organisation))
    return OwnSeat(row, is_held=row.valid_from <= today <= ends, is_to_come=row.valid_from > today)


def _end_of(unit: Organisation) -> date:
    return unit.valid_to or date.max
