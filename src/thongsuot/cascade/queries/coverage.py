"""Who has and who has not: unit × step with both sides of every fraction, opening level by level; names never go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.cascade.audience import LEVELS, rule_from
from thongsuot.cascade.models import Dissemination, StudyText
from thongsuot.cascade.queries.calling import Contact, contacts_of
from thongsuot.cascade.queries.cells import UnitRow
from thongsuot.cascade.queries.lateness import tallies
from thongsuot.cascade.queries.people import SeatRow, people_of
from thongsuot.cascade.queries.quilt import MOST, Band, Column, bands
from thongsuot.cascade.queries.rows import (
    LISTED_MAX,
    Asked,
    above_of,
    counting,
    late_first,
    looked_at,
    own_of,
    row_of,
    texts_of,
)
from thongsuot.cascade.queries.sieve import STATES
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Level, Organisation, Seat

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
    first late units with whom to call.
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
    asked: Asked = field(default_factory=Asked)

    @property
    def shown_rows(self) -> tuple[UnitRow, ...]:
        """The rows of the table: all, or those in the state asked for."""
        return tuple(row for row in self.rows if row.state == self.asked.state) if self.asked.state else self.rows

    @property
    def choices(self) -> list[tuple[str, str, int]]:
        """The states to ask for: key, words, how many units are in it."""
        found = Counter(row.state for row in self.rows)
        return [(key, str(label), found[key]) for key, label in STATES.items() if found[key] or key == self.asked.state]

    @property
    def is_cut(self) -> bool:
        """Whether there are more units of the level asked for than one table lists."""
        return len(self.rows) >= LISTED_MAX

    @property
    def levels(self) -> list[tuple[str, str]]:
        """The levels below that the drive reaches, to list all their units: key and words."""
        reached = rule_from(self.dissemination.audience).levels
        lower = LEVELS[LEVELS.index(self.total.organisation.level) + 1 :]
        return [(level, str(Level(level).label)) for level in lower if level in reached]

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
    """Build the coverage of a unit at or below the seat's own, one step down.

    Raises ObjectDoesNotExist for any other.
    """
    return sifted(dissemination_id, seat, now, Asked(unit_code or ""))


def sifted(dissemination_id: int, seat: Seat, now: datetime, asked: Asked) -> Coverage:
    """Build the coverage that a reader asks for; ten queries at most, whatever the number of units."""
    drive = Dissemination.objects.published().visible_to(seat).select_related("organisation").get(pk=dissemination_id)
    texts, today = texts_of(drive), day_of(now)
    top, below = looked_at(drive, seat, asked, today)
    tally = tallies([drive.ref], [duty.organisation_id for duty in (top, *below)])[drive.ref]
    counted = counting(drive, texts, tally, today)
    rows = sorted((row_of(duty, counted) for duty in below), key=late_first)
    total = row_of(top, counted)
    return Coverage(
        dissemination=drive,
        today=today,
        texts=texts,
        total=total,
        own=None if asked.level else own_of(total, rows),
        rows=tuple(rows),
        people=people_of(drive, top.organisation, seat, texts, today),
        above=above_of(top, seat),
        quilt=quilt_of(rows),
        calls=_calls(rows, seat, today),
        asked=asked,
    )


def quilt_of(rows: Sequence[UnitRow]) -> tuple[Band, ...]:
    """Draw rows as a quilt, kind by kind; nothing of more units than an eye can tell apart."""
    if len(rows) > MOST:
        return ()
    kinds = {str(key): str(label) for key, label in Organisation.Kind.choices}
    labels = {key: label[:1].upper() + label[1:] for key, label in kinds.items()}
    columns = [
        Column(row.organisation.kind, labels[row.organisation.kind], tuple(cell.state for cell in row.cells))
        for row in rows
    ]
    return bands(columns, _("Khác"))


def _calls(rows: Iterable[UnitRow], seat: Seat, today: date) -> tuple[Call, ...]:
    """Name whom to call about the first units that are late: rows come with the late ones first."""
    late = [row for row in rows if row.state == "late"][:CALLS_SHOWN]
    people = contacts_of([row.organisation.pk for row in late], seat, today) if late else {}
    return tuple(Call(row, people.get(row.organisation.pk, ())) for row in late)
