"""The organisation as it is before a list comes in, as plain values for rules and plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StandingUnit:
    """A unit as it is, or as a list would have it; `since` is the day from which name and place hold."""

    level: str
    kind: str
    parent_code: str
    name: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    since: date = date.min
    heir: str = ""
    pk: int = 0

    def stands_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def below(self, code: str) -> StandingUnit:
        """Give the same unit below another."""
        return replace(self, parent_code=code)

    def with_heir(self, code: str) -> StandingUnit:
        """Give the same unit with another successor."""
        return replace(self, heir=code)


@dataclass(frozen=True, slots=True)
class StandingPerson:
    """An account that is already there."""

    pk: int
    full_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class StandingSeat:
    """A seat that is already there."""

    pk: int
    role: str
    valid_from: date
    valid_to: date | None


SeatKey: TypeAlias = tuple[str, str, str]  # user name, code of the unit, name of the post


@dataclass(frozen=True, slots=True)
class Standing:
    """The organisation before the import: units by code, kinds of posts by name, and whom the list speaks of."""

    units: Mapping[str, StandingUnit] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, StandingPerson] = field(default_factory=dict)
    seats: Mapping[SeatKey, tuple[StandingSeat, ...]] = field(default_factory=dict)
