"""Fold all entries again from their bytes: the proof that states and counters say what was done, and their repair."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import store
from thongsuot.ledger.entries import Fold, parse_entry
from thongsuot.ledger.states import (
    CountKey,
    State,
    StateKey,
    Tally,
    advance,
    counted,
    marks_of,
    rolled_up,
)

UNREADABLE = (ValueError, TypeError, AttributeError)  # what the bytes of an entry may raise that somebody changed


def refold(folds: Sequence[Fold]) -> dict[StateKey, State]:
    """Give every state as the entries alone make it."""
    states: dict[StateKey, State] = {}
    with _without_collecting():
        for page in store.entry_bodies():
            marks = ((seq, mark) for seq, body in page for mark in marks_of(folds, parse_entry(body)))
            states.update(advance(states, marks))
    return states


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the garbage collector rest: it would walk millions of states again and again, and none of them is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compare(folds: Sequence[Fold]) -> list[str]:
    """Say in sentences where states or counters differ from the entries; none: all agrees."""
    try:
        with store.snapshot():
            expected = refold(folds)
            counts, stored_counts = counted(expected), store.all_counts()
            seats = _states_apart(expected)
    except UNREADABLE as broken:
        return [_unreadable(broken)]
    findings = []
    if seats:
        scope, _item, step, seat = min(seats)
        findings.append(
            _("%(number)d trạng thái không khớp với sổ; đầu tiên: %(scope)s, bước %(step)s, vị trí %(seat)d.")
            % {"number": len(seats), "scope": scope, "step": step, "seat": seat}
        )
    return findings + _counters_apart(counts, stored_counts)


def _states_apart(expected: dict[StateKey, State]) -> set[StateKey]:
    """Name the states that differ, one stored row at a time; `expected` is used up: a country's fit in memory once."""
    differing = {key for key, state in store.all_states() if expected.pop(key, None) != state}
    return differing | expected.keys()


def _counters_apart(counts: Mapping[CountKey, Tally], stored: Mapping[CountKey, Tally]) -> list[str]:
    units = {key for key in counts.keys() | stored.keys() if counts.get(key) != stored.get(key)}
    if not units:
        return []
    scope, unit, _item, step, *_rest = min(units)
    sentence = _("%(number)d số đếm không khớp với sổ; đầu tiên: %(scope)s, bước %(step)s, đơn vị %(unit)d.")
    return [sentence % {"number": len(units), "scope": scope, "step": step, "unit": unit}]


def compare_counters() -> list[str]:
    """Say in a sentence where counters differ from the states; none: all agrees.

    Seconds for a country, where the whole proof takes minutes: it trusts the states, which `compare` does not.
    """
    with store.snapshot():
        counts, stored = rolled_up(store.counted_states()), store.all_counts()
    return _counters_apart(counts, stored)


def repair(folds: Sequence[Fold]) -> None:
    """Write states and counters again from the entries; only for the process that holds the writer's lock.

    Refusal, and everything as it was, where an entry cannot be read: half a proof repairs nothing.
    """
    with store.transaction():
        try:
            states = refold(folds)
        except UNREADABLE as broken:
            raise Refusal("entries_unreadable", _unreadable(broken)) from broken
        store.clear_folds()
        store.save_states(states)
        store.add_to_counts(counted(states))


def _unreadable(broken: Exception) -> str:
    return _("Sổ có mục không còn đọc được (%(why)s). Hãy chạy `thongsuot ledger verify`.") % {"why": broken}
