"""The rows of a table of coverage: a unit's duty beside its counters, whatever moment both are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from thongsuot.cascade.audience import LEVELS
from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, OPENED, READ
from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.cells import Cell, UnitRow, short_name
from thongsuot.cascade.queries.counting import OPENING, READING
from thongsuot.cascade.queries.lateness import Tally, levels_past, overdue
from thongsuot.cascade.queries.relay import with_relays
from thongsuot.cascade.queries.sieve import STATES
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.units import natural

LISTED_MAX = 2_500  # units of one level in one table: their counters are read in one go


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of coverage: a unit by its code (empty for their own) and, instead of the units one step
    below it, all those of one level; of them those in one state.
    """

    unit_code: str = ""
    level: str = ""
    state: str = ""


def asked_from(data: Mapping[str, str], unit_code: str) -> Asked:
    """Read an address; what no filter can have is left out, so that an old or damaged link still opens."""
    level, state = data.get("cap", ""), data.get("tinh-trang", "")
    return Asked(unit_code, level if level in LEVELS else "", state if state in STATES else "")


def looked_at(drive: Dissemination, seat: Seat, asked: Asked, day: date) -> tuple[UnitDuty, list[UnitDuty]]:
    """Give a unit's duty and those one step below it, or of one level, where the drive counts them.

    Raises ObjectDoesNotExist for a unit that is not at or below the seat's own.
    """
    named = Organisation.objects.filter(code=asked.unit_code).values_list("pk", flat=True)
    unit = named.first() if asked.unit_code else _first(drive, seat)
    under_it = Q(steps__contains=f"/{unit}/", level=asked.level) if asked.level else Q(above=unit)
    visible = UnitDuty.objects.visible_to(seat).filter(Q(organisation=unit) | under_it, dissemination=drive)
    under = UnitDuty.objects.filter(dissemination=drive, above=OuterRef("organisation"))
    rows = with_relays(visible.select_related("organisation"), day).annotate(has_below=Exists(under))
    duties = list(rows.order_by("steps")[: LISTED_MAX + 1])
    _name_the_odd(duties)
    top = next((duty for duty in duties if duty.organisation_id == unit), None)
    if top is None:
        raise UnitDuty.DoesNotExist
    return top, [duty for duty in duties if duty is not top]


def _name_the_odd(duties: Iterable[UnitDuty]) -> None:
    """Load the new parents of the units that moved and the heirs of those that ended: most boards have none."""
    prefetch_related_objects([duty for duty in duties if _has_moved(duty)], "organisation__parent")
    ended = [duty for duty in duties if duty.organisation.succeeded_by_id is not None]
    prefetch_related_objects(ended, "organisation__succeeded_by")


def _has_moved(duty: UnitDuty) -> bool:
    return duty.above_id is not None and duty.organisation.parent_id != duty.above_id


def _first(drive: Dissemination, seat: Seat) -> int:
    """Give the unit to begin with: the seat's own, or for an auditor above it the one that published."""
    is_below = drive.organisation.path.startswith(f"{seat.organisation.path}/")
    return drive.organisation_id if seat.audits and is_below else seat.organisation_id


def load_parents(rows: Sequence[UnitRow]) -> None:
    """Load the units above those of a list, which tell one "Chi bộ Khu phố 1" from another; one query."""
    prefetch_related_objects([row.organisation for row in rows], "parent")


def own_of(total: UnitRow, rows: Sequence[UnitRow]) -> UnitRow | None:
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


def late_first(row: UnitRow) -> tuple[int, int, tuple[tuple[int, int | str], ...]]:
    """Order rows: those with people past the day first, the most of them before, then by name."""
    order = {"late": 0, "planned": 1, "held": 2, "reported": 3, "none": 4}
    return order[row.state], -(row.overdue or row.missing), natural(row.organisation.name)


def texts_of(drive: Dissemination) -> tuple[StudyText, ...]:
    """Give the texts that a drive asks for, in its order."""
    return tuple(StudyText.objects.filter(dissemination=drive).named())


@dataclass(frozen=True, slots=True)
class Counting:
    """What the rows of a page are made of: the texts with the names of their two steps, the counters, who is past."""

    texts: tuple[StudyText, ...]
    labels: Mapping[str, tuple[str, str]]
    tally: Tally
    past: tuple[str, ...]


def counting(drive: Dissemination, texts: tuple[StudyText, ...], tally: Tally, day: date) -> Counting:
    """Put together what rows are made of, as of a day."""
    labels = {text.item: _labels(short_name(str(text.work))) for text in texts}
    return Counting(texts, labels, tally, levels_past(drive, day))


def _labels(name: str) -> tuple[str, str]:
    return _("Mở %(text)s") % {"text": name}, _("Tiếp thu %(text)s") % {"text": name}


def row_of(duty: UnitDuty, counted: Counting) -> UnitRow:
    """Give one unit's row."""
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
        report=getattr(duty, "report", None) or "",
        moved_to=duty.organisation.parent if _has_moved(duty) else None,
    )


def _cells(duty: UnitDuty, counted: Counting) -> Iterable[Cell]:
    unit, tally = duty.organisation_id, counted.tally
    for text in counted.texts:
        name, item = str(text.work), text.item
        opened_label, read_label = counted.labels[item]
        opened, declined = tally.number[unit, item, OPENED, OPENED], tally.number[unit, item, READ, DECLINED]
        yield Cell(name, OPENED, opened_label, opened, duty.owed(item, OPENING), 0, 0)
        done, late = tally.done(unit, item), tally.late[unit, item, READ, ACKNOWLEDGED]
        past = overdue(duty, item, tally, counted.past)
        yield Cell(name, READ, read_label, done, duty.owed(item, READING), late, declined, past)


def above_of(duty: UnitDuty, seat: Seat) -> tuple[Organisation, ...]:
    """Give the crumbs from the seat's own unit down to the one looked at, as the drive counts it."""
    steps = [int(step) for step in duty.path.split("/")]
    if seat.organisation_id not in steps:
        return ()
    start = steps.index(seat.organisation_id)
    found = Organisation.objects.in_bulk(steps[start:-1])
    return tuple(found[step] for step in steps[start:-1])
