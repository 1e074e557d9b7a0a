"""What marks add up to: one state a seat, counters for every unit above it. Pure; writer and recount share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import TypeAlias

from thongsuot.ledger.entries import SUBJECT_MAX, UNIT, UNIT_MAX, Entry, Fold, SeatMark

ITEM_MAX = 100
WORD_MAX = 40
TIER_MAX = 20

StateKey: TypeAlias = tuple[str, str, str, int]  # scope, item, step, seat
CountKey: TypeAlias = tuple[str, int, str, str, str, str]  # scope, unit, item, step, status, tier
PathKey: TypeAlias = tuple[str, str, str, str, str, str]  # scope, item, step, status, tier, path of the unit
Tally: TypeAlias = tuple[int, int]  # seats, and how many of them late


@dataclass(frozen=True, slots=True)
class State:
    """Where one seat stands, and the entry that put it there."""

    status: str
    rank: int
    at: datetime
    late: bool
    unit: str
    seq: int
    tier: str = ""


def marks_of(folds: Sequence[Fold], entry: Entry) -> list[SeatMark]:
    """Give all marks of one entry. Raises ValueError for a mark that no row could hold."""
    marks = [mark for fold in folds for mark in fold(entry)]
    for mark in marks:
        if not _words_fit(mark.scope, mark.item, mark.step, mark.status, mark.tier):
            raise ValueError(f"a mark of {entry.event} has a name that is too long")
        if not _is_path(mark.unit) or mark.seat < 1:
            raise ValueError(f"a mark of {entry.event} names no seat or no unit path")
    return marks


@lru_cache(maxsize=1024)
def _words_fit(scope: str, item: str, step: str, status: str, tier: str) -> bool:
    are_short = max(len(step), len(status)) <= WORD_MAX and len(tier) <= TIER_MAX
    return are_short and len(item) <= ITEM_MAX and len(scope) <= SUBJECT_MAX


@lru_cache(maxsize=1024)  # the paths of a country come one after the other
def _is_path(unit: str) -> bool:
    return len(unit) <= UNIT_MAX and UNIT.fullmatch(unit) is not None


def key_of(mark: SeatMark) -> StateKey:
    """Name the state that a mark is about."""
    return (intern(mark.scope), intern(mark.item), mark.step, mark.seat)  # the same few words in millions of states


def advance(states: Mapping[StateKey, State], marks: Iterable[tuple[int, SeatMark]]) -> dict[StateKey, State]:
    """Give the states that change when marks, each with its entry's seq, meet what is there.

    The higher rank wins; of equals the lower seq, which in the order of the ledger is simply the first to come.
    """
    changed: dict[StateKey, State] = {}
    for seq, mark in marks:
        key = key_of(mark)
        held = changed.get(key) or states.get(key)
        if held is None or mark.rank > held.rank:
            changed[key] = State(mark.status, mark.rank, mark.at, mark.late, intern(mark.unit), seq, mark.tier)
    return changed


def count_changes(before: Mapping[StateKey, State], after: Mapping[StateKey, State]) -> dict[CountKey, Tally]:
    """Give what the counters gain and lose, one sum for each, when the states in `after` replace those in `before`."""
    sums: dict[CountKey, Tally] = {}
    for key, state in after.items():
        if held := before.get(key):
            _count(sums, key, held, -1)
        _count(sums, key, state, +1)
    return {key: tally for key, tally in sums.items() if tally != (0, 0)}


def counted(states: Mapping[StateKey, State]) -> dict[CountKey, Tally]:
    """Count all states: what `count_changes` gives for them out of nothing, path by path and so much sooner."""
    by_path: dict[PathKey, Tally] = {}
    for (scope, item, step, _seat), state in states.items():
        place = (scope, item, step, state.status, state.tier, state.unit)
        number, late = by_path.get(place, (0, 0))
        by_path[place] = (number + 1, late + state.late)
    return rolled_up(by_path)


def rolled_up(by_path: Mapping[PathKey, Tally]) -> dict[CountKey, Tally]:
    """Add what stands at each path to every unit along it."""
    sums: dict[CountKey, Tally] = {}
    for (scope, item, step, status, tier, path), (seats, of_them) in by_path.items():
        for unit in filter(None, path.split("/")):
            place = (scope, int(unit), item, step, status, tier)
            number, late = sums.get(place, (0, 0))
            sums[place] = (number + seats, late + of_them)
    return sums


def _count(sums: dict[CountKey, Tally], key: StateKey, state: State, sign: int) -> None:
    scope, item, step, _seat = key
    for unit in filter(None, state.unit.split("/")):
        place = (scope, int(unit), item, step, state.status, state.tier)
        number, late = sums.get(place, (0, 0))
        sums[place] = (number + sign, late + sign * state.late)
