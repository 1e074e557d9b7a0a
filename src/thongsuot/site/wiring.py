"""The one table of what follows from what: folds of the ledger, reactions to recorded events, recounts of the rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from thongsuot.cascade.actions.drafting import follow_seat_changes, recount_obliged
from thongsuot.cascade.folds import seat_marks
from thongsuot.ledger.entries import Fold
from thongsuot.ledger.reactions import Reaction

Recount: TypeAlias = Callable[[bool], list[str]]

# Pure functions `Entry -> marks`, run by the writer in the batch of the entry and again by `thongsuot recount`.
FOLDS: tuple[Fold, ...] = (seat_marks,)

# Event name -> functions, run inside the transaction that recorded it, in this order.
REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "orgs.seats.changed": (follow_seat_changes,),
}

# Each counts its room's own denominators again, says in whole sentences where they differ (none: all agrees), and
# writes what it counted when called with True.
RECOUNTS: tuple[Recount, ...] = (recount_obliged,)
