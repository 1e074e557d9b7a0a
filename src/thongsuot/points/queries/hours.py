"""Hours of presence: for each person called, from when to when they were there; for each point, how many it noted.

Who came is taken from the figures of the page and the report; only how long is read from what doors wrote down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.conferences import permissions
from thongsuot.conferences.folds import MARKED, PRESENT
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.queries.delegate import BEGINS
from thongsuot.conferences.queries.figures import Presence, presences, standing
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import HO_CHI_MINH, end_of
from thongsuot.ledger.entries import parse_entry
from thongsuot.ledger.models import Entry
from thongsuot.orgs.models import Seat
from thongsuot.points.folds import point_step
from thongsuot.points.intervals import Interval, Noted, intervals, noted, stayed
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.queries.live import counted
from thongsuot.points.wording import duration, span_words

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person in one half day they came to: when they were there, and how long that is; no span: by roll call."""

    name: str
    spans: tuple[str, ...]
    stayed: timedelta

    @property
    def words(self) -> str:
        """Say how long."""
        return duration(self.stayed)


@dataclass(frozen=True, slots=True)
class PersonHours:
    """One person who was called: the half days they kept, of how many, and how long they were there in all."""

    seat: Seat
    sittings: tuple[Sitting, ...]
    called: int

    @property
    def kept(self) -> int:
        """How many half days the person came to."""
        return len(self.sittings)

    @property
    def stayed(self) -> timedelta:
        """How long they were there in all, where a door noted it."""
        return sum((each.stayed for each in self.sittings), NOTHING)

    @property
    def words(self) -> str:
        """Say how long."""
        return duration(self.stayed)


@dataclass(frozen=True, slots=True)
class PointHours:
    """One point: how many it noted in each half day, in their order."""

    point: ConnectingPoint
    named: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HoursPage:
    """A conference in hours."""

    conference: Conference
    half_days: tuple[str, ...]
    came: tuple[tuple[str, int, int], ...]  # half day, present, expected
    people: tuple[PersonHours, ...]
    points: tuple[PointHours, ...]

    @property
    def timed(self) -> int:
        """How many people a door noted with the time."""
        return sum(1 for each in self.people if any(one.spans for one in each.sittings))


def hours_page(conference_id: int, seat: Seat, now: datetime) -> HoursPage:
    """Show a conference in hours to a keeper of its unit. Raises DoesNotExist for anybody else's: names stay there."""
    permissions.check_keep(seat)
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation", "dissemination")
    conference = kept.prefetch_related("half_days", "guests").get(pk=conference_id)
    found = presences(conference, standing(conference))
    half_days = [each.half_day for each in found]
    points = list(ConnectingPoint.objects.visible_to(seat).filter(conference=conference).order_by("position"))
    told = Told(conference, _lines(conference), {each.pk: each.name for each in points}, now)
    return HoursPage(
        conference=conference,
        half_days=tuple(half_day_name(each) for each in half_days),
        came=tuple((half_day_name(each.half_day), each.present, each.expected) for each in found),
        people=tuple(_people(found, told)),
        points=_points(conference, points, half_days),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What doors wrote down of a conference: half day and seat → lines; the names of its points."""

    conference: Conference
    lines: Mapping[tuple[str, int], Sequence[Noted]]
    points: Mapping[int, str]
    now: datetime

    def sitting(self, half_day: HalfDay, seat: int) -> Sitting:
        """Give how one person sat through one half day."""
        spans = intervals(self.lines.get((half_day.item, seat), ()))
        ends = ends_of(half_day, self.conference.ended_at, self.now, spans)
        words = tuple(span_words(each.came, each.left, self.points.get(each.point, "")) for each in spans)
        return Sitting(half_day_name(half_day), words, stayed(spans, ends))


def ends_of(half_day: HalfDay, ended: datetime | None, now: datetime, spans: Iterable[Interval]) -> datetime:
    """Give until when somebody counts as there whose going nobody noted.

    That is when the conference was closed on that half day, else when the next half day begins; never ahead of now,
    and never before what a door noted of the same person.
    """
    begins = datetime.combine(half_day.on, datetime.min.time(), HO_CHI_MINH) + timedelta(hours=BEGINS[_half(half_day)])
    later = [hour for hour in BEGINS.values() if hour > BEGINS[_half(half_day)]]
    over = begins.replace(hour=min(later)) if later else end_of(half_day.on)
    closed = ended if ended is not None and begins <= ended < over else over
    seen = [moment for each in spans for moment in (each.came, each.left) if moment is not None]
    return max([min(closed, now), *seen])


def _half(half_day: HalfDay) -> HalfDay.Half:
    return HalfDay.Half(half_day.half)


def _lines(conference: Conference) -> dict[tuple[str, int], list[Noted]]:
    """Read what doors wrote down, by half day and seat; one query."""
    found: dict[tuple[str, int], list[Noted]] = defaultdict(list)
    rows = Entry.objects.filter(subject=conference.ref, event=MARKED).order_by("seq").values_list("body", flat=True)
    for body in rows.iterator(chunk_size=2000):
        for line in noted(parse_entry(bytes(body))):
            if line.direction and line.status == PRESENT:
                found[line.half_day, line.seat].append(line)
    return found


def _people(found: Sequence[Presence], told: Told) -> Iterable[PersonHours]:
    """Give everybody who was called to any half day, in the order of the list of delegates."""
    seats = {seat.pk: seat for each in found for seat in each.called}
    called = Counter(seat.pk for each in found for seat in each.called)
    sittings: dict[int, list[Sitting]] = defaultdict(list)
    for each in found:
        for seat in each.came:
            sittings[seat.pk].append(told.sitting(each.half_day, seat.pk))
    order = sorted(seats.values(), key=lambda seat: (seat.person.full_name, seat.pk))
    return (PersonHours(seat, tuple(sittings[seat.pk]), called[seat.pk]) for seat in order)


def _points(
    conference: Conference, points: Sequence[ConnectingPoint], half_days: Sequence[HalfDay]
) -> tuple[PointHours, ...]:
    """Count who was noted at each point, by the counters of the live board; one query."""
    counts = counted(conference, half_days)
    return tuple(
        PointHours(each, tuple((half_day_name(one), counts[one.item][point_step(each.pk)]) for one in half_days))
        for each in points
    )
