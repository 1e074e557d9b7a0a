"""The live board of a conference: who has come, point by point and by which means; and all that meets for a drive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences.folds import ATTENDED, PRESENT
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Seat
from thongsuot.points.folds import means_step, point_step
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.queries.door import current_half_day
from thongsuot.points.wording import METHODS

SILENT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point: how many came of how many expected, and whether it has been heard of lately."""

    point: ConnectingPoint
    arrived: int
    expected: int
    is_silent: bool


@dataclass(frozen=True, slots=True)
class LivePage:
    """One half day of a conference as it stands now."""

    conference: Conference
    half_day: HalfDay | None
    half_day_name: str
    present: int
    expected: int
    lines: tuple[PointLine, ...]
    methods: tuple[tuple[str, int], ...]


def live_page(conference_id: int, seat: Seat, now: datetime) -> LivePage:
    """Show a conference live, in counts without names. Raises DoesNotExist for what the seat may not see."""
    visible = Conference.objects.visible_to(seat).select_related("organisation", "dissemination")
    conference = visible.prefetch_related("half_days", "guests").get(pk=conference_id)
    half_day = current_half_day(list(conference.half_days.all()), day_of(now))
    points = list(conference.points.prefetch_related("units").order_by("position"))
    counts = counted(conference, [half_day])[half_day.item] if half_day else Counter[str]()
    called = delegates(conference, half_day.on if half_day else day_of(now)).order_by()
    by_unit = dict(called.values_list("organisation_id").annotate(Count("pk")))
    means = [(str(words), counts[means_step(key)]) for key, words in METHODS.items()]
    return LivePage(
        conference=conference,
        half_day=half_day,
        half_day_name=half_day_name(half_day) if half_day else "",
        present=counts[ATTENDED],
        expected=sum(by_unit.values()),
        lines=tuple(_line(each, counts[point_step(each.pk)], by_unit, now) for each in points),
        methods=tuple((words, number) for words, number in means if number),
    )


def _line(point: ConnectingPoint, arrived: int, by_unit: dict[int, int], now: datetime) -> PointLine:
    units = [each.pk for each in point.units.all()] or list(by_unit)
    silent = point.seen_at is None or point.seen_at < now - SILENT
    return PointLine(point, arrived, sum(by_unit.get(unit, 0) for unit in units), silent)


def _roots(conferences: Iterable[Conference]) -> set[int]:
    """Give the ids of the units at the top of the tree, whose counters hold everybody."""
    return {int(each.organisation.path.partition("/")[0]) for each in conferences}


def counted(conference: Conference, half_days: Iterable[HalfDay]) -> dict[str, Counter[str]]:
    """Add up the counters of half days at the root of the tree: item → step → people; one query."""
    found: dict[str, Counter[str]] = {each.item: Counter() for each in half_days}
    rows = UnitCount.objects.filter(scope=conference.ref, unit__in=_roots([conference]), item__in=found)
    for item, step, status, number in rows.values_list("item", "step", "status", "number"):
        if step != ATTENDED or status == PRESENT:
            found[item][step] += number
    return found


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One conference among those of a drive: how many came, and how many of its points have been heard of lately."""

    conference: Conference
    present: int
    points: int
    heard: int


@dataclass(frozen=True, slots=True)
class LiveDrive:
    """The conferences of a drive that meet today, of the seat's unit and those below it."""

    drive: Dissemination
    lines: tuple[MeetingLine, ...]

    @property
    def present(self) -> int:
        """How many people came in all."""
        return sum(line.present for line in self.lines)


def live_drive(dissemination_id: int, seat: Seat, now: datetime) -> LiveDrive:
    """Show what meets today, in counts. Raises DoesNotExist for a drive the seat may not see."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    today = day_of(now)
    held = Conference.objects.visible_to(seat).filter(dissemination=drive, half_days__on=today).distinct()
    conferences = list(held.select_related("organisation").prefetch_related("half_days").order_by("organisation__name"))
    counts = _today(conferences, now)
    points = ConnectingPoint.objects.filter(conference__in=conferences).values_list("conference_id", "seen_at")
    all_points, heard = Counter[int](), Counter[int]()
    for conference, seen_at in points:
        all_points[conference] += 1
        heard[conference] += seen_at is not None and seen_at >= now - SILENT
    lines = [MeetingLine(each, counts[each.ref], all_points[each.pk], heard[each.pk]) for each in conferences]
    return LiveDrive(drive, tuple(lines))


def _today(conferences: Sequence[Conference], now: datetime) -> Counter[str]:
    """Count who came to the half day of now, by conference; one query."""
    items = {each.ref: current_half_day(list(each.half_days.all()), day_of(now)) for each in conferences}
    rows = UnitCount.objects.filter(scope__in=items, unit__in=_roots(conferences), step=ATTENDED, status=PRESENT)
    found: Counter[str] = Counter()
    for scope, item, number in rows.values_list("scope", "item", "number"):
        half_day = items[scope]
        found[scope] += number if half_day is not None and half_day.item == item else 0
    return found
