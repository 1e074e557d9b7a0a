"""How a request reaches the writer: over its socket in real life, in the same process where `installed` says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from thongsuot.ledger.client import SocketTransport
from thongsuot.ledger.entries import Actor, Answer, Draft


class Transport(Protocol):
    """Carry requests to the writer. Every method may raise OutcomeUnknown."""

    def append(self, draft: Draft) -> Answer:
        """Answer once the entry is on disk, or say why it is not."""

    def drain(self) -> int:
        """Wait until the outbox is in the ledger; give the number of rows that cannot enter."""

    def erase(self, seq: int, by: Actor, at: datetime) -> Answer:
        """Erase the private text of one entry."""


_installed: list[Transport] = []


def current() -> Transport:
    """Give the transport in force: the socket of the running writer unless another one is installed."""
    return _installed[-1] if _installed else SocketTransport()


@contextmanager
def installed(transport: Transport) -> Iterator[None]:
    """Use another transport inside the block, for the whole process."""
    _installed.append(transport)
    try:
        yield
    finally:
        _installed.remove(transport)
