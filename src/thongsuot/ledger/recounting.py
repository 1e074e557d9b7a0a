"""Fold all entries again from their bytes: the proof that states and counters say what was done, and their repair."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import store
from thongsuot.ledger.entries import Fold, parse_entry
from thongsuot.ledger.states import State, StateKey, advance, count_changes, marks_of

UNREADABLE = (ValueError, TypeError, AttributeError)  # what the bytes of an entry may raise that somebody changed


def refold(folds: Sequence[Fold]) -> dict[StateKey, State]:
    """Give every state as the entries alone make it."""
    states: dict[StateKey, State] = {}
    for seq, body, _leaf, _columns in store.entry_rows():
        marks = marks_of(folds, parse_entry(body))
        states.update(advance(states, [(seq, mark) for mark in marks]))
    return states


def compare(folds: Sequence[Fold]) -> list[str]:
    """Say in sentences where states or counters differ from the entries; none: all agrees."""
    try:
        with store.snapshot():
            expected = refold(folds)
            stored = dict(store.all_states())
            counts, stored_counts = count_changes({}, expected), store.all_counts()
    except UNREADABLE as broken:
        return [_unreadable(broken)]
    seats = {key for key in expected.keys() | stored.keys() if expected.get(key) != stored.get(key)}
    units = {key for key in counts.keys() | stored_counts.keys() if counts.get(key) != stored_counts.get(key)}
    findings = []
    if seats:
        scope, _item, step, seat = min(seats)
        findings.append(
            _("%(number)d trạng thái không khớp với sổ; đầu tiên: %(scope)s, bước %(step)s, vị trí %(seat)d.")
            % {"number": len(seats), "scope": scope, "step": step, "seat": seat}
        )
    if units:
        scope, unit, _item, step, *_rest = min(units)
        findings.append(
            _("%(number)d số đếm không khớp với sổ; đầu tiên: %(scope)s, bước %(step)s, đơn vị %(unit)d.")
            % {"number": len(units), "scope": scope, "step": step, "unit": unit}
        )
    return findings


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
        store.add_to_counts(count_changes({}, states))


def _unreadable(broken: Exception) -> str:
    return _("Sổ có mục không còn đọc được (%(why)s). Hãy chạy `thongsuot ledger verify`.") % {"why": broken}
