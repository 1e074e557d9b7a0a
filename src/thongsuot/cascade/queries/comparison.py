"""Two drives side by side: the same units, in each how many have read and how many are past the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.counting import READING
from thongsuot.cascade.queries.lateness import Tally, levels_past, overdue, tallies
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.units import natural

OTHERS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Side:
    """One unit in one drive: who read the text that most still owe, of whom it obliges; who is past the day."""

    done: int
    obliged: int
    overdue: int

    @property
    def share(self) -> float:
        """How much is done, 0 … 1."""
        return self.done / self.obliged if self.obliged else 1.0

    @property
    def state(self) -> str:
        """One of late, none, held, reported: the marks of the design language."""
        if self.done >= self.obliged:
            return "reported"
        return "late" if self.overdue else "held" if self.done else "none"


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit in both drives; None where a drive did not reach it."""

    organisation: Organisation
    first: Side | None
    second: Side | None

    @property
    def sides(self) -> tuple[Side | None, Side | None]:
        return self.first, self.second

    @property
    def points(self) -> int | None:
        """How many hundredths more the second has than the first."""
        if self.first is None or self.second is None:
            return None
        return round(100 * (self.second.share - self.first.share))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page: both drives, `second` None until one is chosen; `others` are those to choose from."""

    first: Dissemination
    second: Dissemination | None
    others: tuple[Dissemination, ...]
    total: Pair | None
    rows: tuple[Pair, ...]


def comparison(dissemination_id: int, other_id: int | None, seat: Seat, now: datetime) -> Comparison:
    """Compare the seat's unit and those one step below it in two drives it sees; six queries.

    Raises ObjectDoesNotExist for a drive that the seat does not see.
    """
    published = Dissemination.objects.published().visible_to(seat)
    first = published.get(pk=dissemination_id)
    others = tuple(published.exclude(pk=first.pk).order_by("-published_at", "pk")[:OTHERS_SHOWN])
    if other_id is None:
        return Comparison(first, None, others, None, ())
    second = next((drive for drive in others if drive.pk == other_id), None) or published.get(pk=other_id)
    pairs = _pairs((first, second), seat, day_of(now))
    total = next((pair for pair in pairs if pair.organisation.pk == seat.organisation_id), None)
    rows = sorted((pair for pair in pairs if pair is not total), key=lambda pair: natural(pair.organisation.name))
    return Comparison(first, second, others, total, tuple(rows))


def _pairs(drives: tuple[Dissemination, Dissemination], seat: Seat, today: date) -> list[Pair]:
    unit = seat.organisation_id
    wanted = Q(organisation=unit) | Q(above=unit)
    duties = UnitDuty.objects.visible_to(seat).filter(wanted, dissemination__in=drives).select_related("organisation")
    found: dict[int, dict[int, UnitDuty]] = {}
    for duty in duties:
        found.setdefault(duty.organisation_id, {})[duty.dissemination_id] = duty
    texts: dict[int, list[str]] = {}
    for text in StudyText.objects.filter(dissemination__in=drives).named():
        texts.setdefault(text.dissemination_id, []).append(text.item)
    counted = tallies([drive.ref for drive in drives], found)
    sides = [_Sides(texts.get(drive.pk, []), counted[drive.ref], levels_past(drive, today)) for drive in drives]
    pairs = []
    for both in found.values():
        first, second = (side.of(both.get(drive.pk)) for drive, side in zip(drives, sides, strict=True))
        pairs.append(Pair(next(iter(both.values())).organisation, first, second))
    return pairs


@dataclass(frozen=True, slots=True)
class _Sides:
    texts: Iterable[str]
    tally: Tally
    past: tuple[str, ...]

    def of(self, duty: UnitDuty | None) -> Side | None:
        """Give one unit's side: the text that most still owe."""
        if duty is None:
            return None
        sides = [
            Side(
                self.tally.done(duty.organisation_id, text),
                duty.owed(text, READING),
                overdue(duty, text, self.tally, self.past),
            )
            for text in self.texts
        ]
        return max(sides, key=lambda side: (side.obliged - side.done, side.obliged), default=None)
