"""Who else acts when something is recorded: a table that `site/wiring.py` fills, so that rooms only look down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from thongsuot.ledger.entries import Draft

Reaction: TypeAlias = Callable[[Draft], None]

_table: dict[str, tuple[Reaction, ...]] = {}


def install(table: Mapping[str, tuple[Reaction, ...]]) -> None:
    """Replace the table of `event name → functions`; called once when the apps are ready."""
    _table.clear()
    _table.update(table)


def run(draft: Draft) -> None:
    """Call what waits for this event, in the table's order, inside the caller's transaction."""
    for reaction in _table.get(draft.event, ()):
        reaction(draft)
