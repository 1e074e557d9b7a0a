"""Who has and who has not: unit × step with both sides of every fraction, opening level by level; names never go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, OPENED, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.calling import Contact, contacts_of
from thongsuot.cascade.queries.cells import Cell, UnitRow, short_name
from thongsuot.cascade.queries.counting import OPENING, READING
from thongsuot.cascade.queries.people import SeatRow, people_of
from thongsuot.cascade.queries.quilt import Band, Column, bands
from thongsuot.cascade.queries.relay import with_relays
from thongsuot.cascade.queries.sieve import STATES
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.units import natural

CALLS_SHOWN = 10
NOBODY = (0, 0)


@dataclass(frozen=True, slots=True)
class Call:
    """One unit that is late, and whom to call there; nobody where the reader may call nobody."""

    row: UnitRow
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The page: the unit looked at, its total, its units below with the late ones first, its own people if allowed.

    `own` counts the unit's own seats where there are units below: rows and `own` add up to the total. `calls` are the
    first late units with whom to call; `state` is the one that the reader asks for, empty for all.
    """

    dissemination: Dissemination
    today: date
    texts: tuple[StudyText, ...]
    total: UnitRow
    own: UnitRow | None
    rows: tuple[UnitRow, ...]
    people: tuple[SeatRow, ...]
    above: tuple[Organisation, ...]
    quilt: tuple[Band, ...]
    calls: tuple[Call, ...]
    state: str = ""

    def asking(self, state: str) -> Coverage:
        """Give the page with the units in one state alone; an unknown state asks for all."""
        return replace(self, state=state if state in STATES else "")

    @property
    def shown_rows(self) -> tuple[UnitRow, ...]:
        """The rows of the table: all, or those in the state asked for."""
        return tuple(row for row in self.rows if row.state == self.state) if self.state else self.rows

    @property
    def choices(self) -> list[tuple[str, str, int]]:
        """The states to ask for: key, words, how many units are in it."""
        found = Counter(row.state for row in self.rows)
        return [(key, str(label), found[key]) for key, label in STATES.items() if found[key] or key == self.state]

    @property
    def done_units(self) -> int:
        return sum(1 for row in self.rows if row.is_done)

    @property
    def late_rows(self) -> tuple[UnitRow, ...]:
        return tuple(row for row in self.rows if row.state == "late")

    @property
    def odd_rows(self) -> tuple[UnitRow, ...]:
        """The units that need somebody: without a clerk or head, without anybody obliged, ended, or moved away."""
        return tuple(
            row
            for row in self.rows
            if row.is_vacant or row.moved_to or row.organisation.valid_to or (row.obliged and not row.has_keeper)
        )

    @property
    def missing_people(self) -> tuple[SeatRow, ...]:
        return tuple(row for row in self.people if not row.is_done)


def coverage(dissemination_id: int, seat: Seat, now: datetime, unit_code: str | None = None) -> Coverage:
    """Build the coverage of a unit at or below the seat's own. Raises ObjectDoesNotExist for any other.

    Ten queries at most, whatever the number of units.
    """
    drive = Dissemination.objects.published().visible_to(seat).select_related("organisation").get(pk=dissemination_id)
    looked_at, below = _looked_at(drive, seat, unit_code or _first_code(drive, seat), day_of(now))
    texts, today = _texts(drive), day_of(now)
    counted = _counted(drive, [looked_at, *below], texts, None if drive.closed_at else today)
    rows = sorted((_row(duty, texts, counted) for duty in below), key=_late_first)
    total, own = _total(looked_at, texts, counted, rows)
    return Coverage(
        dissemination=drive,
        today=today,
        texts=texts,
        total=total,
        own=own,
        rows=tuple(rows),
        people=people_of(drive, looked_at.organisation, seat, texts, today),
        above=_above(looked_at, seat),
        quilt=bands([_column(row) for row in rows], _("Khác")),
        calls=_calls(rows, seat, today),
    )


def _first_code(drive: Dissemination, seat: Seat) -> str:
    """Give the unit to begin with: the seat's own, or for an auditor above it the one that published."""
    is_below = drive.organisation.path.startswith(f"{seat.organisation.path}/")
    return drive.organisation.code if seat.audits and is_below else seat.organisation.code


def _calls(rows: Iterable[UnitRow], seat: Seat, today: date) -> tuple[Call, ...]:
    """Name whom to call about the first units that are late: rows come with the late ones first."""
    late = [row for row in rows if row.state == "late"][:CALLS_SHOWN]
    people = contacts_of([row.organisation.pk for row in late], seat, today) if late else {}
    return tuple(Call(row, people.get(row.organisation.pk, ())) for row in late)


def _looked_at(drive: Dissemination, seat: Seat, code: str, day: date) -> tuple[UnitDuty, list[UnitDuty]]:
    """Give a unit's duty and those one step below it, where the drive counts them."""
    wanted = Q(organisation__code=code) | Q(above__code=code)
    visible = UnitDuty.objects.visible_to(seat).filter(wanted, dissemination=drive)
    names = ("organisation__parent", "organisation__succeeded_by")
    duties = list(with_relays(visible.select_related("organisation", *names), day))
    looked_at = next((duty for duty in duties if duty.organisation.code == code), None)
    if looked_at is None:
        raise UnitDuty.DoesNotExist
    return looked_at, [duty for duty in duties if duty is not looked_at]


def _column(row: UnitRow) -> Column:
    kind = row.organisation.get_kind_display()
    return Column(row.organisation.kind, kind[:1].upper() + kind[1:], tuple(cell.state for cell in row.cells))


def _total(
    duty: UnitDuty, texts: tuple[StudyText, ...], counted: Counted, rows: list[UnitRow]
) -> tuple[UnitRow, UnitRow | None]:
    """Sum up a unit, and apart from that what its own seats did: the total without everything below."""
    whole = _row(duty, texts, counted)
    if not rows:
        return whole, None
    own_cells = [_rest(cell, [row.cells[place] for row in rows]) for place, cell in enumerate(whole.cells)]
    own_cells = [
        replace(cell, overdue=_own_overdue(duty, texts[place // 2].item, counted) if cell.step == READ else 0)
        for place, cell in enumerate(own_cells)
    ]
    total_cells = [
        replace(cell, overdue=own.overdue + sum(row.cells[place].overdue for row in rows))
        for place, (cell, own) in enumerate(zip(whole.cells, own_cells, strict=True))
    ]
    own = replace(whole, obliged=_most(own_cells), cells=tuple(own_cells), has_below=False)
    return replace(whole, cells=tuple(total_cells)), own if own.obliged else None


def _rest(cell: Cell, below: list[Cell]) -> Cell:
    return replace(
        cell,
        done=max(0, cell.done - sum(one.done for one in below)),
        obliged=max(0, cell.obliged - sum(one.obliged for one in below)),
        late=max(0, cell.late - sum(one.late for one in below)),
        declined=max(0, cell.declined - sum(one.declined for one in below)),
    )


def _most(cells: Iterable[Cell]) -> int:
    """Give how many people a row speaks of: those that the text with most of them obliges."""
    return max((cell.obliged for cell in cells), default=0)


def _late_first(row: UnitRow) -> tuple[int, int, list[tuple[int, int | str]]]:
    order = {"late": 0, "planned": 1, "held": 2, "reported": 3, "none": 4}
    return order[row.state], -(row.overdue or row.missing), natural(row.organisation.name)


def _texts(drive: Dissemination) -> tuple[StudyText, ...]:
    return tuple(StudyText.objects.filter(dissemination=drive).named())


@dataclass(frozen=True, slots=True)
class Counted:
    """The counters of one drive: (unit, expression hash, step, status) → (seats, of them late); `today` None if closed.

    `began` is the day it was published, `below` maps each row's unit to the duties one step under it, `labels` each
    text to the names of its two steps.
    """

    numbers: Mapping[tuple[int, str, str, str], tuple[int, int]]
    below: Mapping[int | None, Sequence[UnitDuty]]
    today: date | None
    began: date
    labels: Mapping[str, tuple[str, str]]

    def is_past(self, duty: UnitDuty) -> bool:
        """Tell whether the day of everybody of a unit's level is over."""
        return self.today is not None and duty.plain_due(self.began) < self.today

    def overdue(self, duty: UnitDuty, text: str) -> int:
        """Count who of a unit and everything below it has not read and has no later day of their own before them."""
        return duty.owed(text, READING) - self.done(duty.organisation_id, text) - self.waiting(duty, text)

    def waiting(self, duty: UnitDuty, text: str) -> int:
        """Count who joined later and still has days of their own."""
        kept, _late = self.numbers.get((duty.organisation_id, text, OWN_DAY, ACKNOWLEDGED), NOBODY)
        waiting: int = duty.waiting_below.get(text, 0)
        return waiting - kept

    def done(self, unit: int, text: str) -> int:
        """Count the seats of a unit and everything below it that acknowledged a text."""
        return self.numbers.get((unit, text, READ, ACKNOWLEDGED), NOBODY)[0]


def _counted(drive: Dissemination, duties: list[UnitDuty], texts: tuple[StudyText, ...], today: date | None) -> Counted:
    """Read the counters of the rows, and of the units under them once a day is over: each level has its own day."""
    ids = [duty.organisation_id for duty in duties]
    below: dict[int | None, list[UnitDuty]] = {}
    for duty in UnitDuty.objects.filter(dissemination=drive, above__in=ids):
        below.setdefault(duty.above_id, []).append(duty)
    wanted = Q(unit__in=ids)
    began = day_of(drive.published_at) if drive.published_at else date.max
    if today is not None and any(duty.plain_due(began) < today for duty in duties):
        under = [duty.organisation_id for duties in below.values() for duty in duties]
        wanted |= Q(unit__in=under, step__in=(READ, OWN_DAY), status=ACKNOWLEDGED)
    counts = UnitCount.objects.filter(wanted, scope=drive.ref)
    rows = counts.values_list("unit", "item", "step", "status", "number", "late")
    numbers = {(unit, item, step, status): (number, late) for unit, item, step, status, number, late in rows}
    return Counted(numbers, below, today, began, {text.item: _labels(short_name(str(text.work))) for text in texts})


def _labels(name: str) -> tuple[str, str]:
    return _("Mở %(text)s") % {"text": name}, _("Tiếp thu %(text)s") % {"text": name}


def _row(duty: UnitDuty, texts: tuple[StudyText, ...], counted: Counted) -> UnitRow:
    cells = tuple(_cells(duty, texts, counted))
    return UnitRow(
        organisation=duty.organisation,
        due_on=duty.due_on,
        obliged=_most(cells[1::2]),
        cells=cells,
        has_below=duty.organisation_id in counted.below,
        has_keeper=getattr(duty, "has_keeper", True),
        accepted_at=getattr(duty, "accepted_at", None),
        reported_at=getattr(duty, "reported_at", None),
        moved_to=duty.organisation.parent if duty.organisation.parent_id != duty.above_id and duty.above_id else None,
    )


def _cells(duty: UnitDuty, texts: tuple[StudyText, ...], counted: Counted) -> Iterable[Cell]:
    unit, numbers = duty.organisation_id, counted.numbers
    for text in texts:
        name, item = str(text.work), text.item
        opened_label, read_label = counted.labels[item]
        opened, _late = numbers.get((unit, item, OPENED, OPENED), NOBODY)
        done, late = numbers.get((unit, item, READ, ACKNOWLEDGED), NOBODY)
        declined, _late = numbers.get((unit, item, READ, DECLINED), NOBODY)
        yield Cell(name, OPENED, opened_label, opened, duty.owed(item, OPENING), 0, 0)
        obliged = duty.owed(item, READING)
        yield Cell(name, READ, read_label, done, obliged, late, declined, _overdue(duty, item, counted))


def _overdue(duty: UnitDuty, text: str, counted: Counted) -> int:
    """Count who is past the day of their own level: the unit's own seats by its day, those below by theirs."""
    if not counted.is_past(duty):
        return 0
    below = (under for under in counted.below.get(duty.organisation_id, ()) if counted.is_past(under))
    return _own_overdue(duty, text, counted) + sum(max(0, counted.overdue(under, text)) for under in below)


def _own_overdue(duty: UnitDuty, text: str, counted: Counted) -> int:
    """Count the same among the unit's own seats: of its whole, what is not below."""
    if not counted.is_past(duty):
        return 0
    below = counted.below.get(duty.organisation_id, ())
    return max(0, counted.overdue(duty, text) - sum(counted.overdue(under, text) for under in below))


def _above(duty: UnitDuty, seat: Seat) -> tuple[Organisation, ...]:
    """Give the crumbs from the seat's own unit down to the one looked at, as the drive counts it."""
    steps = [int(step) for step in duty.path.split("/")]
    if seat.organisation_id not in steps:
        return ()
    start = steps.index(seat.organisation_id)
    found = Organisation.objects.in_bulk(steps[start:-1])
    return tuple(found[step] for step in steps[start:-1])
