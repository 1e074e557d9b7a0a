"""Who has and who has not: unit × step with both sides of every fraction, opening level by level; names never go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, OPENED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.calling import Contact, contacts_of
from thongsuot.cascade.queries.cells import Cell, UnitRow, short_name
from thongsuot.cascade.queries.counting import OPENING, READING
from thongsuot.cascade.queries.lateness import Tally, levels_past, overdue, tallies
from thongsuot.cascade.queries.people import SeatRow, people_of
from thongsuot.cascade.queries.quilt import Band, Column, bands
from thongsuot.cascade.queries.relay import with_relays
from thongsuot.cascade.queries.sieve import STATES
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.units import natural

CALLS_SHOWN = 10


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
    texts, today = _texts(drive), day_of(now)
    looked_at, below = _looked_at(drive, seat, unit_code or _first_code(drive, seat), today)
    counted = _counted(drive, [looked_at, *below], texts, today)
    rows = sorted((_row(duty, counted) for duty in below), key=_late_first)
    total = _row(looked_at, counted)
    return Coverage(
        dissemination=drive,
        today=today,
        texts=texts,
        total=total,
        own=_own(total, rows),
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
    unit = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    wanted = Q(organisation=unit) | Q(above=unit)
    visible = UnitDuty.objects.visible_to(seat).filter(wanted, dissemination=drive)
    under = UnitDuty.objects.filter(dissemination=drive, above=OuterRef("organisation"))
    names = ("organisation__parent", "organisation__succeeded_by")
    duties = list(with_relays(visible.select_related("organisation", *names), day).annotate(has_below=Exists(under)))
    looked_at = next((duty for duty in duties if duty.organisation_id == unit), None)
    if looked_at is None:
        raise UnitDuty.DoesNotExist
    return looked_at, [duty for duty in duties if duty is not looked_at]


def _column(row: UnitRow) -> Column:
    kind = row.organisation.get_kind_display()
    return Column(row.organisation.kind, kind[:1].upper() + kind[1:], tuple(cell.state for cell in row.cells))


def _own(total: UnitRow, rows: list[UnitRow]) -> UnitRow | None:
    """Count the unit's own seats apart where there are units below: its whole without them."""
    cells = tuple(_rest(cell, [row.cells[place] for row in rows]) for place, cell in enumerate(total.cells))
    own = replace(total, obliged=_most(cells), cells=cells, has_below=False)
    return own if rows and own.obliged else None


def _rest(cell: Cell, below: list[Cell]) -> Cell:
    return replace(
        cell,
        done=max(0, cell.done - sum(one.done for one in below)),
        obliged=max(0, cell.obliged - sum(one.obliged for one in below)),
        late=max(0, cell.late - sum(one.late for one in below)),
        declined=max(0, cell.declined - sum(one.declined for one in below)),
        overdue=max(0, cell.overdue - sum(one.overdue for one in below)),
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
    """What the rows of a page are made of: the texts with the names of their two steps, the counters, who is past."""

    texts: tuple[StudyText, ...]
    labels: Mapping[str, tuple[str, str]]
    tally: Tally
    past: tuple[str, ...]


def _counted(drive: Dissemination, duties: Iterable[UnitDuty], texts: tuple[StudyText, ...], today: date) -> Counted:
    labels = {text.item: _labels(short_name(str(text.work))) for text in texts}
    tally = tallies([drive.ref], [duty.organisation_id for duty in duties])[drive.ref]
    return Counted(texts, labels, tally, levels_past(drive, today))


def _labels(name: str) -> tuple[str, str]:
    return _("Mở %(text)s") % {"text": name}, _("Tiếp thu %(text)s") % {"text": name}


def _row(duty: UnitDuty, counted: Counted) -> UnitRow:
    cells = tuple(_cells(duty, counted))
    return UnitRow(
        organisation=duty.organisation,
        due_on=duty.due_on,
        obliged=_most(cells[1::2]),
        cells=cells,
        has_below=getattr(duty, "has_below", False),
        has_keeper=getattr(duty, "has_keeper", True),
        accepted_at=getattr(duty, "accepted_at", None),
        reported_at=getattr(duty, "reported_at", None),
        moved_to=duty.organisation.parent if duty.organisation.parent_id != duty.above_id and duty.above_id else None,
    )


def _cells(duty: UnitDuty, counted: Counted) -> Iterable[Cell]:
    unit, tally = duty.organisation_id, counted.tally
    for text in counted.texts:
        name, item = str(text.work), text.item
        opened_label, read_label = counted.labels[item]
        opened, declined = tally.number[unit, item, OPENED, OPENED], tally.number[unit, item, READ, DECLINED]
        yield Cell(name, OPENED, opened_label, opened, duty.owed(item, OPENING), 0, 0)
        done, late = tally.done(unit, item), tally.late[unit, item, READ, ACKNOWLEDGED]
        past = overdue(duty, item, tally, counted.past)
        yield Cell(name, READ, read_label, done, duty.owed(item, READING), late, declined, past)


def _above(duty: UnitDuty, seat: Seat) -> tuple[Organisation, ...]:
    """Give the crumbs from the seat's own unit down to the one looked at, as the drive counts it."""
    steps = [int(step) for step in duty.path.split("/")]
    if seat.organisation_id not in steps:
        return ()
    start = steps.index(seat.organisation_id)
    found = Organisation.objects.in_bulk(steps[start:-1])
    return tuple(found[step] for step in steps[start:-1])
