"""The one table of what follows from what: folds of the ledger, reactions to recorded events, recounts of the rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from django_tasks.base import Task

from thongsuot.cascade.actions.counting import follow_seat_changes, recount_obliged
from thongsuot.cascade.folds import seat_marks
from thongsuot.cascade.jobs import count_obliged_nightly, plan_all_publishing, remind_every_morning
from thongsuot.conferences.folds import attendance_marks, check_marks
from thongsuot.files.jobs import sweep_staging
from thongsuot.ledger.entries import Fold
from thongsuot.ledger.jobs import clear_finished_jobs, verify_ledger
from thongsuot.ledger.reactions import Reaction
from thongsuot.points.folds import passage_marks
from thongsuot.understanding.jobs import purge_reflections_nightly

Recount: TypeAlias = Callable[[bool], list[str]]

# Pure functions `Entry -> marks`, run by the writer in the batch of the entry and again by `thongsuot recount`.
FOLDS: tuple[Fold, ...] = (seat_marks, attendance_marks, check_marks, passage_marks)

# Event name -> functions, run inside the transaction that recorded it, in this order.
REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "orgs.seats.changed": (follow_seat_changes,),
}

# Each counts its room's own denominators again, says in whole sentences where they differ (none: all agrees), and
# writes what it counted when called with True.
RECOUNTS: tuple[Recount, ...] = (recount_obliged,)

# Background jobs that plan themselves again; the jobs' process plans the first time.
NIGHTLY: tuple[Task[[], Any], ...] = (
    verify_ledger,
    count_obliged_nightly,
    remind_every_morning,
    sweep_staging,
    purge_reflections_nightly,
    clear_finished_jobs,
)

# Called when the jobs' process starts: what was ordered and not carried out when it went down.
AT_START: tuple[Callable[[], None], ...] = (plan_all_publishing,)
