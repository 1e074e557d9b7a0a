"""Who has and who has not: unit × step with both sides of every fraction, opening level by level; names never go up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, OPENED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.duties import progress_from, reaches
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import SeatState, UnitCount
from thongsuot.orgs.models import Organisation, Seat


@dataclass(frozen=True, slots=True)
class Cell:
    """One fraction of the matrix: how many of the obliged seats passed this step of this text."""

    label: str
    done: int
    obliged: int
    late: int
    declined: int

    @property
    def is_full(self) -> bool:
        return self.obliged > 0 and self.done >= self.obliged

    @property
    def missing(self) -> int:
        return max(0, self.obliged - self.done)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with its duty and its cells, everything below it counted in."""

    organisation: Organisation
    due_on: date
    obliged: int
    cells: tuple[Cell, ...]
    is_overdue: bool
    has_below: bool

    @property
    def read_cells(self) -> tuple[Cell, ...]:
        return self.cells[1::2]

    @property
    def is_done(self) -> bool:
        """Whether everybody below has acknowledged every text; a unit that owes nobody is done."""
        return all(cell.is_full for cell in self.read_cells) or self.obliged == 0

    @property
    def missing(self) -> int:
        return max((cell.missing for cell in self.read_cells), default=0)

    @property
    def state(self) -> str:
        """One of late, open, held (half-way), reported (done), none: the marks of the design language."""
        if self.obliged == 0:
            return "none"
        if self.is_done:
            return "reported"
        if self.is_overdue:
            return "late"
        return "held" if any(cell.done for cell in self.cells) else "planned"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person of the reader's own unit: what they have passed, text by text."""

    seat: Seat
    answers: tuple[str, ...]
    is_done: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The page: the unit looked at, its total, its units below with the late ones first, its own people if allowed."""

    dissemination: Dissemination
    texts: tuple[Expression, ...]
    total: UnitRow
    rows: tuple[UnitRow, ...]
    people: tuple[SeatRow, ...]
    above: tuple[Organisation, ...]

    @property
    def done_units(self) -> int:
        return sum(1 for row in self.rows if row.is_done)

    @property
    def late_units(self) -> int:
        return sum(1 for row in self.rows if row.state == "late")

    @property
    def missing_people(self) -> tuple[SeatRow, ...]:
        return tuple(row for row in self.people if not row.is_done)


def coverage(dissemination_id: int, seat: Seat, now: datetime, unit_code: str | None = None) -> Coverage:
    """Build the coverage of a unit at or below the seat's own. Raises ObjectDoesNotExist for any other.

    Twelve queries at most, whatever the number of units.
    """
    drive = Dissemination.objects.published().visible_to(seat).get(pk=dissemination_id)
    duties = UnitDuty.objects.visible_to(seat).filter(dissemination=drive).select_related("organisation")
    own = duties.get(organisation__code=unit_code) if unit_code else duties.get(organisation_id=seat.organisation_id)
    below = list(duties.filter(organisation__parent_id=own.organisation_id).order_by("organisation__name"))
    texts = _texts(drive)
    today = day_of(now)
    rows = _rows([own, *below], drive, texts, today)
    return Coverage(
        dissemination=drive,
        texts=texts,
        total=rows[0],
        rows=tuple(sorted(rows[1:], key=_late_first)),
        people=_people(drive, own.organisation, seat, texts, today),
        above=_above(own.organisation, seat),
    )


def _late_first(row: UnitRow) -> tuple[int, int, str]:
    order = {"late": 0, "planned": 1, "held": 2, "reported": 3, "none": 4}
    return order[row.state], -row.missing, row.organisation.name


def _texts(drive: Dissemination) -> tuple[Expression, ...]:
    rows = StudyText.objects.filter(dissemination=drive).select_related("expression__work").order_by("position")
    return tuple(row.expression for row in rows.defer("expression__text", "expression__warnings"))


def _rows(duties: list[UnitDuty], drive: Dissemination, texts: tuple[Expression, ...], today: date) -> list[UnitRow]:
    ids = [duty.organisation_id for duty in duties]
    counts = _counts(drive.ref, ids)
    parents = set(
        UnitDuty.objects.filter(dissemination=drive, organisation__parent_id__in=ids)
        .values_list("organisation__parent_id", flat=True)
        .distinct()
    )
    return [
        UnitRow(
            organisation=duty.organisation,
            due_on=duty.due_on,
            obliged=duty.obliged_below,
            cells=tuple(_cells(duty, texts, counts)),
            is_overdue=duty.due_on < today and drive.closed_at is None,
            has_below=duty.organisation_id in parents,
        )
        for duty in duties
    ]


Counts = dict[tuple[int, str, str, str], tuple[int, int]]


def _counts(scope: str, units: list[int]) -> Counts:
    """Read the counters: (unit, expression hash, step, status) → (seats, of them late)."""
    rows = UnitCount.objects.for_units(scope, units).values_list("unit", "item", "step", "status", "number", "late")
    return {(unit, item, step, status): (number, late) for unit, item, step, status, number, late in rows}


def _cells(duty: UnitDuty, texts: tuple[Expression, ...], counts: Counts) -> Iterable[Cell]:
    for text in texts:
        place = (duty.organisation_id, text.sha256)
        opened, _ = counts.get((*place, OPENED, OPENED), (0, 0))
        done, late = counts.get((*place, READ, ACKNOWLEDGED), (0, 0))
        declined, _ = counts.get((*place, READ, DECLINED), (0, 0))
        name = str(text.work)
        yield Cell(name, opened, duty.obliged_below, 0, 0)
        yield Cell(name, done, duty.obliged_below, late, declined)


def _people(
    drive: Dissemination, unit: Organisation, seat: Seat, texts: tuple[Expression, ...], today: date
) -> tuple[SeatRow, ...]:
    """List the obliged people of this unit whose names the seat may see: those who have not come first."""
    held = Seat.objects.visible_to(seat).held_on(today).filter(organisation_id=unit.pk)
    obliged = [
        each for each in held.select_related("person", "post", "organisation").order_by("pk") if reaches(drive, each)
    ]
    found: dict[tuple[int, str], dict[str, SeatState]] = {}
    for state in SeatState.objects.in_scope(drive.ref).of_seats(each.pk for each in obliged):
        found.setdefault((state.seat, state.item), {})[state.step] = state
    rows = []
    for each in obliged:
        told = [progress_from(found.get((each.pk, text.sha256), {})) for text in texts]
        answers = tuple(one.answer or ("opened" if one.opened_at else "") for one in told)
        rows.append(SeatRow(each, answers, all(answer == ACKNOWLEDGED for answer in answers)))
    return tuple(sorted(rows, key=lambda row: row.is_done))


def _above(unit: Organisation, seat: Seat) -> tuple[Organisation, ...]:
    """Give the crumbs from the seat's own unit down to the one looked at."""
    steps = [int(step) for step in unit.path.split("/")]
    start = steps.index(seat.organisation_id)
    found = Organisation.objects.in_bulk(steps[start:-1])
    return tuple(found[step] for step in steps[start:-1])
