"""The waiting room in the main database: rows written by `record`, read and deleted by the writer alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from thongsuot.ledger.entries import Draft, draft_from

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One outbox row; `draft` is None when its text cannot be read as one."""

    id: int
    draft: Draft | None


def rows_after(last: int, limit: int) -> list[Waiting]:
    """Read the next page of the outbox in the order of its ids."""
    with _connection().cursor() as cursor:
        cursor.execute("SELECT id, draft FROM ledger_outboxrow WHERE id > %s ORDER BY id LIMIT %s", (last, limit))
        return [Waiting(row_id, _draft(row_id, text)) for row_id, text in cursor.fetchall()]


def discard(ids: Sequence[int]) -> None:
    """Delete rows whose entries are on disk; leave them for the next round when the main database is busy.

    The hot path waits on the same process, so the writer never queues for the main database's lock: what stays is found
    again under the same key, and answered as repeated.
    """
    if not ids:
        return
    try:
        with transaction.atomic(using=DEFAULT_DB_ALIAS), _connection().cursor() as cursor:
            marks = ", ".join(["%s"] * len(ids))
            cursor.execute(f"DELETE FROM ledger_outboxrow WHERE id IN ({marks})", ids)  # noqa: S608  # only marks
    except OperationalError as busy:
        log.info("outbox rows stay for the next round: %s", busy)


def prepare_writer() -> None:
    """Let the main database refuse at once instead of waiting, and let deleted private text leave its file."""
    if _connection().vendor == "sqlite":
        with _connection().cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA secure_delete = ON")


def _draft(row_id: int, text: str) -> Draft | None:
    try:
        return draft_from(json.loads(text))
    except ValueError as mistake:
        log.error("outbox row %d is not a draft: %s", row_id, mistake)
        return None


def _connection() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]
