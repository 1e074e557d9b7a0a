"""The real engine inside the calling process: for tests and for commands that hold the writer's lock themselves.

In `tests/conftest.py`, with THONGSUOT_LEDGER_ACCESS=rw in the environment before Django loads:

    @pytest.fixture(autouse=True)
    def ledger_writer() -> Iterator[None]:
        from thongsuot.ledger import transport
        from thongsuot.ledger.local import LocalWriter
        from thongsuot.site.wiring import FOLDS

        with transport.installed(LocalWriter(FOLDS)):
            yield

It commits through Django's connections, so it lives inside pytest-django's transactions: a test that writes marks
itself `django_db(databases="__all__")`. As with the real writer, what was recorded enters at a `drain()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from django.conf import settings

from thongsuot.ledger import lease, store, transport
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import Actor, Answer, Draft, Fold, fitting
from thongsuot.ledger.heads import Sealer


class LocalWriter:
    """Carry requests to an engine in this process, without a socket."""

    def __init__(self, folds: Sequence[Fold] = ()) -> None:
        self.writer = Writer(folds)

    def append(self, draft: Draft) -> Answer:
        """Commit one draft as a batch of its own."""
        fitting(draft)  # what would not travel over the socket is refused here as well
        return self.writer.commit([draft])[0]

    def drain(self) -> int:
        """Move the outbox into the ledger; give the number of rows that cannot enter."""
        return sum(self.writer.drain())

    def erase(self, seq: int, by: Actor, at: datetime) -> Answer:
        """Erase the private text of one entry."""
        return self.writer.erase(seq, by, at)


@contextmanager
def writing(folds: Sequence[Fold]) -> Iterator[bool]:
    """Let a command write the ledger: by itself while no `serve` runs (True), else through the running writer (False).

    On its own it holds the writer's lock for the whole block, then empties the outbox and signs a head, as a clean stop
    does. The command needs `LEDGER_ACCESS = "rw"`.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(lease.held(settings.DATA / "writer.lock"))
            stack.enter_context(store.writer_lock(wait=False))
        except lease.Taken:
            yield False
            return
        local = LocalWriter(folds)
        stack.enter_context(transport.installed(local))
        store.prepare_writer()
        yield True
        local.drain()
        sealer = Sealer(settings.HEAD_KEYS, settings.DATA / "heads")
        sealer.publish()
        sealer.close(datetime.now(UTC))
