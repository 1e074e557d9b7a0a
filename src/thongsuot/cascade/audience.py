"""Who must study: a rule over levels and kinds of post, kept as data: late joiners and movers need no repair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from thongsuot.orgs.models import Level, Post

LEVELS: tuple[str, ...] = tuple(Level.values)
KINDS: tuple[str, ...] = tuple(Post.Kind.values)
LEADING = frozenset({Post.Kind.LEADER.value, Post.Kind.DEPUTY.value, Post.Kind.COMMITTEE.value})
DAYS_AFTER_CITY = {"city": 0, "ward": 15, "cell": 30}


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """Which kinds of post are reached at which level: `{"ward": {"leader", "deputy"}}`; a level left out is free.

    `added` and `excluded` are single seats (ids) that somebody named: the first count on the levels reached only.
    """

    kinds_by_level: Mapping[str, frozenset[str]] = field(default_factory=dict)
    added: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels reached, highest first."""
        return tuple(level for level in LEVELS if self.kinds_by_level.get(level))

    @property
    def named(self) -> int:
        """How many people are named beside the rule."""
        return len(self.added) + len(self.excluded)

    def is_whole(self, level: str) -> bool:
        """Tell whether every kind of post is reached at a level."""
        return self.kinds_by_level.get(level, frozenset()) >= frozenset(KINDS)

    def reaches_kind(self, level: str, kind: str) -> bool:
        """Tell whether posts of this kind at this level must study, whoever was named beside."""
        return kind in self.kinds_by_level.get(level, ())

    def reaches(self, level: str, kind: str, seat: int) -> bool:
        """Tell whether this seat (id) must study: what `seats_q` asks a database."""
        if seat in self.excluded:
            return False
        return self.reaches_kind(level, kind) or (seat in self.added and level in self.levels)

    def seats_q(self) -> Q:
        """Give the filter over seats; nobody for an empty rule.

        Where every kind is reached nobody is asked for it: counting a nation then needs an index alone.
        """
        whole = [level for level in self.levels if self.is_whole(level)]
        wanted = Q(organisation__level__in=whole) if whole else Q(pk__in=[])
        for level in (level for level in self.levels if level not in whole):
            wanted |= Q(organisation__level=level, post__kind__in=sorted(self.kinds_by_level[level]))
        if self.added:
            wanted |= Q(pk__in=sorted(self.added), organisation__level__in=self.levels)
        return wanted & ~Q(pk__in=sorted(self.excluded)) if self.excluded else wanted

    def to_json(self) -> dict[str, Any]:
        """Give the rule as it is stored: level key to sorted kinds, and the seats that somebody named."""
        named = {"added": sorted(self.added), "excluded": sorted(self.excluded)}
        rule: dict[str, Any] = {level: sorted(self.kinds_by_level[level]) for level in self.levels}
        return rule | {name: seats for name, seats in named.items() if seats}


def rule_from(data: Mapping[str, Iterable[Any]]) -> AudienceRule:
    """Read a stored or submitted rule; unknown levels and kinds are left out."""
    kinds = {level: frozenset(data.get(level, ())) & frozenset(KINDS) for level in LEVELS if level in data}
    return AudienceRule(kinds, frozenset(data.get("added", ())), frozenset(data.get("excluded", ())))


def everybody() -> AudienceRule:
    """Reach every seat at every level."""
    return AudienceRule({level: frozenset(KINDS) for level in LEVELS})


def key_cadres(lowest: str) -> AudienceRule:
    """Reach the key cadres (cán bộ chủ chốt) of a level and every level above it: who leads, deputises, or sits on it.

    A rule over posts and levels and no list: who takes such a post later is reached, who leaves it is not.
    """
    return AudienceRule(dict.fromkeys(LEVELS[: LEVELS.index(lowest) + 1], LEADING))


def suggested_deadlines(city_due: date) -> dict[str, date]:
    """Give each level its day: the city on D, wards on D+15, cells on D+30, none beyond the calendar's last day."""
    left = (date.max - city_due).days
    return {level: city_due + timedelta(days=min(days, left)) for level, days in DAYS_AFTER_CITY.items()}


def deadlines_to_json(deadlines: Mapping[str, date]) -> dict[str, str]:
    """Give deadlines as they are stored: level key to ISO day."""
    return {level: due.isoformat() for level, due in deadlines.items()}


def deadlines_from(data: Mapping[str, str]) -> dict[str, date]:
    """Read stored deadlines: level key to day."""
    return {level: date.fromisoformat(data[level]) for level in LEVELS if data.get(level)}
