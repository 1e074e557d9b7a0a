"""How far the units below have come with their conferences, which of them to call, and what a unit may do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.calling import Contact, contacts_of
from thongsuot.conferences.folds import ATTENDED, PRESENT
from thongsuot.conferences.models import Arrangement, Conference
from thongsuot.conferences.queries.report import half_day_names
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Power, Seat

TO_CALL = "call"
STATES = {
    "none": _("Chưa lên lịch"),
    "asked": _("Xin miễn, chờ trả lời"),
    "planned": _("Đã lên lịch"),
    "held": _("Đã họp, chưa báo cáo"),
    "joined": _("Dự ghép"),
    "excused": _("Được miễn"),
    "reported": _("Đã báo cáo"),
}  # in the order of the board: what waits for somebody stands first
MARKS = {"asked": "open", "joined": "planned", "excused": "exempt"}  # drawn as these; every other state as itself
GUESTS = Prefetch("guests", Arrangement.objects.select_related("organisation"))


@dataclass(frozen=True, slots=True)
class UnitState:
    """What one unit does about a drive: `conference` is its own or the one it joined, `instead` what it said."""

    conference: Conference | None = None
    instead: Arrangement | None = None
    state: str = "none"
    parent: int | None = None

    @property
    def words(self) -> str:
        """Say the state."""
        return str(STATES[self.state])

    @property
    def mark(self) -> str:
        """Name the mark that is drawn beside the words."""
        return MARKS.get(self.state, self.state)


def by_unit(held: Iterable[Conference], said: Iterable[Arrangement]) -> dict[int, UnitState]:
    """Sort the conferences and arrangements of one drive by unit: a conference of its own stands before every word."""
    found = {each.organisation_id: UnitState(each.host, each, each.state, each.organisation.parent_id) for each in said}
    for one in held:
        instead = found[one.organisation_id].instead if one.organisation_id in found else None
        found[one.organisation_id] = UnitState(one, instead, one.state, one.organisation.parent_id)
    return found


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the board: what it does, when, how many of its people came, and whom to call if it is late."""

    duty: UnitDuty
    is_at: UnitState
    when: str = ""
    present: int = 0
    last: date | None = None
    is_over: bool = False
    is_linked: bool = False
    contacts: tuple[Contact, ...] = ()

    @property
    def state(self) -> str:
        return self.is_at.state

    @property
    def is_to_call(self) -> bool:
        """Whether it has not planned, or met and has not reported."""
        return self.state in ("none", "held") or (self.state == "planned" and self.is_over)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is asked of it: reported, by itself or by who took it in, or excused."""
        joined = self.is_at.conference if self.state == "joined" else None
        return self.state in ("reported", "excused") or bool(joined and joined.reported_at)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The units directly below: those in the chosen state, and how many there are in each."""

    dissemination: Dissemination
    every: tuple[UnitLine, ...]
    chosen: str
    decides: bool
    states: Counter[str] = field(default_factory=Counter)

    @property
    def lines(self) -> tuple[UnitLine, ...]:
        """The lines in the chosen state, all of them without a choice."""
        if self.chosen == TO_CALL:
            return tuple(line for line in self.every if line.is_to_call)
        return tuple(line for line in self.every if self.chosen in ("", line.state))

    @property
    def settled(self) -> int:
        return sum(1 for line in self.every if line.is_settled)

    @property
    def to_call(self) -> int:
        return sum(1 for line in self.every if line.is_to_call)

    @property
    def choices(self) -> tuple[tuple[str, str, int], ...]:
        """The states in which a unit stands, each with its words and how many."""
        return tuple((key, str(words), self.states[key]) for key, words in STATES.items() if self.states[key])


def board(dissemination_id: int, seat: Seat, now: datetime, chosen: str = "") -> BoardPage:
    """Show the units directly below; nine queries. Raises DoesNotExist for what the seat may not see."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    owed = UnitDuty.objects.visible_to(seat).filter(dissemination=drive, organisation__parent=seat.organisation_id)
    duties = list(owed.select_related("organisation").order_by("organisation__name"))
    units = [duty.organisation_id for duty in duties]
    said = list(Arrangement.objects.visible_to(seat).filter(dissemination=drive, organisation__in=units).with_hosts())
    hosts = [each.host_id for each in said if each.host_id]
    held = Conference.objects.visible_to(seat).filter(Q(dissemination=drive, organisation__in=units) | Q(pk__in=hosts))
    visible = {each.pk: each for each in held.select_related("organisation").prefetch_related("half_days", GUESTS)}
    states = by_unit([each for each in visible.values() if each.organisation_id in set(units)], said)
    present = _present(visible.values())
    lines = [_line(duty, states.get(duty.organisation_id, UnitState()), visible, present) for duty in duties]
    lines = _called([_over(line, day_of(now)) for line in lines], seat, day_of(now))
    lines.sort(key=lambda line: list(STATES).index(line.state))
    known = chosen if chosen in STATES or chosen == TO_CALL else ""
    return BoardPage(drive, tuple(lines), known, seat.may(Power.MEETINGS), Counter(line.state for line in lines))


def _line(
    duty: UnitDuty, is_at: UnitState, visible: Mapping[int, Conference], present: Mapping[tuple[str, str, int], int]
) -> UnitLine:
    conference = visible.get(is_at.conference.pk) if is_at.conference else None
    if conference is None:
        return UnitLine(duty, is_at)
    half_days = list(conference.half_days.all())
    came = max((present.get((conference.ref, each.item, duty.organisation_id), 0) for each in half_days), default=0)
    last = max((each.on for each in half_days), default=None)
    return UnitLine(duty, is_at, half_day_names(half_days), came, last, is_linked=True)


def _over(line: UnitLine, today: date) -> UnitLine:
    return replace(line, is_over=line.last is not None and line.last < today)


def _called(lines: Sequence[UnitLine], seat: Seat, today: date) -> list[UnitLine]:
    """Name whom to call of the units that are late, to whoever keeps the unit above them; one query."""
    late = [line.duty.organisation_id for line in lines if line.is_to_call]
    contacts = contacts_of(late, seat, today)
    return [replace(line, contacts=contacts.get(line.duty.organisation_id, ())) for line in lines]


def _present(conferences: Iterable[Conference]) -> dict[tuple[str, str, int], int]:
    """Give how many of a unit's own people came, by conference, half day and unit (id); one query.

    The counter of a unit holds the units below it: what those that joined have is taken out of it.
    """
    paths = {each.ref: _paths(each) for each in conferences}
    units = {unit for of_one in paths.values() for unit in of_one}
    rows = UnitCount.objects.filter(scope__in=paths, unit__in=units, step=ATTENDED, status=PRESENT)
    found: dict[tuple[str, str], dict[int, int]] = {}
    for scope, item, unit, number in rows.values_list("scope", "item", "unit", "number"):
        if unit in paths[scope]:
            counts = found.setdefault((scope, item), {})
            counts[unit] = counts.get(unit, 0) + number
    return {
        (scope, item, unit): number
        for (scope, item), counts in found.items()
        for unit, number in _own(counts, paths[scope]).items()
    }


def _paths(conference: Conference) -> dict[int, str]:
    guests = {each.organisation_id: each.organisation.path for each in conference.guests.all()}
    return {conference.organisation_id: conference.organisation.path, **guests}


def _own(counts: Mapping[int, int], paths: Mapping[int, str]) -> dict[int, int]:
    """Take from each counter what stands in the counters of the units below it, the lowest first."""
    own: dict[int, int] = {}
    for unit in sorted(counts, key=lambda one: paths[one].count("/"), reverse=True):
        below = sum(number for other, number in own.items() if paths[other].startswith(f"{paths[unit]}/"))
        own[unit] = counts[unit] - below
    return own


@dataclass(frozen=True, slots=True)
class InsteadPage:
    """What a unit may do in place of a conference of its own, and what it said so far."""

    dissemination: Dissemination
    instead: Arrangement | None
    own: Conference | None
    joinable: tuple[tuple[Conference, str], ...]
    may_ask: bool


def instead_page(dissemination_id: int, seat: Seat) -> InsteadPage:
    """Show a keeper what the unit may join, and whether it may ask. Raises DoesNotExist for a drive it does not see."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    own = {"dissemination": drive, "organisation": seat.organisation_id}
    near = Conference.objects.joinable_by(seat).filter(dissemination=drive).select_related("organisation")
    joinable = [
        (each, half_day_names(each.half_days.all()))
        for each in near.prefetch_related("half_days").order_by("organisation__level", "organisation__name")
    ]
    return InsteadPage(
        drive,
        Arrangement.objects.visible_to(seat).filter(**own).with_hosts().first(),
        Conference.objects.visible_to(seat).filter(**own).first(),
        tuple(joinable),
        drive.organisation_id != seat.organisation_id,
    )
