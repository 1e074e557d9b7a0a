"""The signs of life that an administrator and a monitor look at: is it up, how far behind, how much room, what time."""

from __future__ import annotations

import shutil
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client, heads, lease
from thongsuot.ledger.models import OutboxRow

ASK_SECONDS = 2.0
MEGABYTE = 1024 * 1024
CLOCK_TOLERANCE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was found; None where the part that knows does not answer.

    `size` counts entries; `writer_ms` is how long the writer took to answer, `waiting` how many rows wait to enter the
    ledger; `queue` counts jobs that are due and `queue_seconds` the longest wait among them; `disk_free_mb` is the room
    beside the data; `clock_ahead_seconds` says by how much the record or the database is ahead of this machine's clock.
    """

    web: bool
    writer: bool
    jobs: bool
    size: int | None
    writer_ms: float | None
    waiting: int | None
    queue: int | None
    queue_seconds: float | None
    disk_free_mb: int
    clock_ahead_seconds: float | None

    @property
    def is_up(self) -> bool:
        return self.writer and self.jobs

    def to_json(self) -> dict[str, Any]:
        """Give plain values, the clock rounded to what it is good for."""
        return asdict(self)


def vitals() -> Vitals:
    """Look at everything once; nothing here waits longer than two seconds for the writer."""
    size, took = _writer()
    waiting, queue, oldest = _databases()
    return Vitals(
        web=True,
        writer=size is not None,
        jobs=lease.is_held(settings.DATA / lease.JOBS),
        size=size,
        writer_ms=took,
        waiting=waiting,
        queue=queue,
        queue_seconds=oldest,
        disk_free_mb=disk_free_mb(),
        clock_ahead_seconds=_clock_ahead(),
    )


def disk_free_mb() -> int:
    """Give the room beside the data, in MB."""
    return shutil.disk_usage(settings.DATA).free // MEGABYTE


def is_behind(moment: datetime, now: datetime) -> bool:
    """Tell whether a clock that says `now` is behind a moment that is known to have passed."""
    return moment - now > CLOCK_TOLERANCE


def _writer() -> tuple[int | None, float | None]:
    began = time.perf_counter()
    try:
        size = int(client.ask({"op": "size"}, seconds=ASK_SECONDS)["size"])
    except OutcomeUnknown:
        return None, None
    return size, round((time.perf_counter() - began) * 1000, 1)


def _databases() -> tuple[int | None, int | None, float | None]:
    now = timezone.now()
    try:
        due = DBTaskResult.objects.ready().values_list("run_after", "enqueued_at")
        since = [run_after if run_after <= now else enqueued_at for run_after, enqueued_at in due]
        oldest = round((now - min(since)).total_seconds(), 1) if since else 0.0
        return OutboxRow.objects.count(), len(since), oldest
    except DatabaseError:
        return None, None, None


def _clock_ahead() -> float | None:
    """Compare this machine's clock with the newest seal and with the database server's own clock."""
    now = timezone.now()
    try:
        newest = heads.newest()
        known = [moment for moment in (newest.at if newest else None, _server_clock()) if moment]
    except DatabaseError:
        return None
    return max((round((moment - now).total_seconds(), 1) for moment in known), default=None)


def _server_clock() -> datetime | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
