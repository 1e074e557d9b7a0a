"""Who is past the day: the one rule of every board, over counters that the ledger keeps by unit and level.

It only adds and takes away, so rows add up to their total; and it reads as many counters as there are rows, texts and
levels, however many units hang below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from thongsuot.cascade.audience import deadlines_from, rule_from
from thongsuot.cascade.folds import ACKNOWLEDGED, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import UnitCount

LEVEL_UNKNOWN = ""  # of what was entered before entries named levels

Place: TypeAlias = tuple[int, str, str, str]  # unit, text (hash), step, status


@dataclass(frozen=True, slots=True)
class Tally:
    """The counters of some units of one drive, everything below each counted in.

    `number` and `late` are sums over the levels. `met` says by unit, text and level how many read it whom the day of
    their level binds: who kept a later day of their own does not count there.
    """

    number: Counter[Place] = field(default_factory=Counter)
    late: Counter[Place] = field(default_factory=Counter)
    met: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def take(self, place: Place, level: str, number: int, late: int) -> None:
        """Add one counter."""
        unit, text, step, status = place
        self.number[place] += number
        self.late[place] += late
        if status == ACKNOWLEDGED and step in (READ, OWN_DAY):
            self.met[unit, text, level] += number if step == READ else -number

    def done(self, unit: int, text: str) -> int:
        """Count who acknowledged a text in a unit and everything below it."""
        return self.number[unit, text, READ, ACKNOWLEDGED]


def tallies(refs: Iterable[str], units: Collection[int]) -> dict[str, Tally]:
    """Read the counters of these units (ids) in these drives, as the ledger names them; one query."""
    found = {ref: Tally() for ref in refs}
    counts = UnitCount.objects.filter(scope__in=list(found), unit__in=list(units))
    rows = counts.values_list("scope", "unit", "item", "step", "status", "tier", "number", "late")
    for ref, unit, text, step, status, level, number, late in rows:
        found[ref].take((unit, text, step, status), level, number, late)
    return found


def levels_past(drive: Dissemination, today: date) -> tuple[str, ...]:
    """Name the levels whose day is over, highest first; a closed drive is late for nobody."""
    if drive.closed_at is not None and day_of(drive.closed_at) <= today:
        return ()
    days, levels = deadlines_from(drive.deadlines), rule_from(drive.audience).levels
    return tuple(level for level in levels if level in days and days[level] < today)


def overdue(duty: UnitDuty, text: str, tally: Tally, past: Collection[str]) -> int:
    """Count who of these levels, in a unit and everything below it, has not read a text and has no later day."""
    if not past:
        return 0
    bound = sum(duty.bound(text, level) for level in past)
    met = sum(tally.met[duty.organisation_id, text, level] for level in (*past, LEVEL_UNKNOWN))
    return max(0, bound - met)
