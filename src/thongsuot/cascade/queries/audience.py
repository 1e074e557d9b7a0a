"""Whom a rule reaches: counts for every unit, and the few names this seat may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Count

from thongsuot.cascade.audience import LEVELS, AudienceRule
from thongsuot.orgs.models import Level, Organisation, Post, Seat, SeatQuerySet

NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """One tick of the audience form: how many seats of one kind stand at one level."""

    level: str
    level_label: str
    kind: str
    kind_label: str
    seats: int
    is_chosen: bool

    @property
    def key(self) -> str:
        """The value of its tick, as the form sends it back."""
        return f"{self.level}:{self.kind}"


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    """What publishing would do: numbers for the whole tree, names only of the seat's own unit."""

    units: dict[str, int]
    obliged: int
    reaches: tuple[Reach, ...]
    names: tuple[str, ...]
    more_names: int
    two_seats: int
    vacant: int
    vacant_names: tuple[str, ...]
    unreached: int
    unreached_names: tuple[str, ...]

    @property
    def wards(self) -> int:
        """How many wards and communes receive a duty."""
        return self.units.get("ward", 0)


def obliged_by_unit(rule: AudienceRule, root_id: int, day: date) -> dict[int, int]:
    """Count the obliged seats of each unit at or below `root_id` on `day`: organisation id → seats; one query."""
    rows = _held_below(root_id, day).filter(rule.seats_q()).values_list("organisation_id")
    return dict(rows.annotate(seats=Count("pk")).order_by())


def is_anybody_obliged(rule: AudienceRule, root_id: int, day: date) -> bool:
    """Tell whether a rule reaches anybody at all: counting a nation for that would take seconds."""
    return _held_below(root_id, day).filter(rule.seats_q()).exists()


def _held_below(root_id: int, day: date) -> SeatQuerySet:
    """Keep the seats held in standing units: a unit that ended owes nothing, even where its seats were left open."""
    standing = Organisation.objects.below(root_id).standing_on(day)
    return Seat.objects.held_on(day).filter(organisation__in=standing.values("pk"))


def roll_up(own: dict[int, int], paths: dict[int, str]) -> Counter[int]:
    """Add each unit's own count to every unit above it: organisation id → seats, itself included."""
    totals: Counter[int] = Counter()
    for unit_id, seats in own.items():
        for step in paths[unit_id].split("/"):
            totals[int(step)] += seats
    return totals


def reached_units(rule: AudienceRule, root_id: int, day: date) -> list[Organisation]:
    """List the standing units at or below the root on the reached levels, also those without anybody: a duty shows."""
    standing = Organisation.objects.below(root_id).standing_on(day).filter(level__in=rule.levels)
    return list(standing.only("pk", "path", "level").order_by("path"))


def audience_preview(rule: AudienceRule, seat: Seat, day: date) -> AudiencePreview:
    """Build the preview beside the draft: counts for all, names of the seat's own unit, and the odd cases."""
    root_id = seat.organisation_id
    standing = list(Organisation.objects.below(root_id).standing_on(day).values_list("pk", "level", "name"))
    held = _held_by_kind({pk: level for pk, level, _name in standing}, root_id, day)
    reached = {unit for unit, level, kind, _seats in held if rule.reaches_kind(level, kind)}
    units = {pk: level for pk, level, _name in standing if level in rule.levels}
    named = {pk: name for pk, _level, name in standing}
    peopled = {unit for unit, _level, _kind, _seats in held}
    vacant, unreached = units.keys() - peopled, (units.keys() & peopled) - reached
    reaches = _reaches(rule, held)
    by_hand = _named(rule, root_id, day)
    names = _names(rule, seat, day)
    return AudiencePreview(
        units=dict(Counter(units.values())),
        obliged=sum(reach.seats for reach in reaches if reach.is_chosen) + by_hand,
        reaches=reaches,
        names=tuple(names[:NAMES_SHOWN]),
        more_names=max(0, len(names) - NAMES_SHOWN),
        two_seats=_two_seats(rule, root_id, day),
        vacant=len(vacant),
        vacant_names=tuple(named[unit] for unit in sorted(vacant)[:NAMES_SHOWN]),
        unreached=len(unreached),
        unreached_names=tuple(named[unit] for unit in sorted(unreached)[:NAMES_SHOWN]),
    )


def _named(rule: AudienceRule, root_id: int, day: date) -> int:
    """Count how many more, or fewer, the seats named by hand make than the kinds of post alone."""
    if not rule.added and not rule.excluded:
        return 0
    held = _held_below(root_id, day).filter(pk__in=rule.added | rule.excluded)
    rows = held.values_list("pk", "organisation__level", "post__kind")
    return sum(rule.reaches(level, kind, pk) - rule.reaches_kind(level, kind) for pk, level, kind in rows)


Held: TypeAlias = list[tuple[int, str, str, int]]  # unit, its level, kind of post, seats


def _held_by_kind(levels: dict[int, str], root_id: int, day: date) -> Held:
    """Count the held seats of standing units (id → level) by kind of post: one walk over an index serves all.

    What the units are is known beside it: joined to every seat it would take twice as long.
    """
    below = Organisation.objects.below(root_id).values("pk")
    held = Seat.objects.held_on(day).filter(organisation__in=below).values_list("organisation_id", "post__kind")
    rows = held.annotate(seats=Count("pk")).order_by()
    return [(unit, levels[unit], kind, seats) for unit, kind, seats in rows if unit in levels]


def _names(rule: AudienceRule, seat: Seat, day: date) -> list[str]:
    mine = Seat.objects.filter(rule.seats_q()).visible_to(seat).held_on(day)
    return list(mine.order_by("pk").values_list("person__full_name", flat=True))


def _reaches(rule: AudienceRule, held: Held) -> tuple[Reach, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for _unit, level, kind, seats in held:
        counted[level, kind] += seats
    return tuple(
        Reach(
            level=level,
            level_label=str(Level(level).label),
            kind=kind,
            kind_label=str(Post.Kind(kind).label),
            seats=counted[level, kind],
            is_chosen=rule.reaches_kind(level, kind),
        )
        for level in LEVELS
        for kind in Post.Kind.values
        if (level, kind) in counted
    )


def _two_seats(rule: AudienceRule, root_id: int, day: date) -> int:
    """Count who holds two seats that the rule reaches: few people hold two at all, and only these are looked at."""
    several = Seat.objects.held_on(day).values("person_id").annotate(seats=Count("pk")).filter(seats__gt=1).order_by()
    held = _held_below(root_id, day).filter(rule.seats_q(), person_id__in=several.values("person_id"))
    return sum(seats > 1 for seats in Counter(held.values_list("person_id", flat=True)).values())
