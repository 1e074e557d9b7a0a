"""The writer process: one loop over one socket; whatever is queued at the moment is the next batch."""

from __future__ import annotations

import logging
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from thongsuot.ledger import frames, store
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import Actor, Answer, Draft, Receipt, Rejection, draft_from, written
from thongsuot.ledger.heads import Sealer

log = logging.getLogger(__name__)

READ_BYTES = 1 << 18
UNREAD_MAX = 8 * frames.FRAME_MAX  # a peer that asks and never reads is hung up on
ERRAND_SECONDS = 0.25


class LockLost(Exception):
    """Say that the database dropped this writer's session, and with it the right to write."""


@dataclass(eq=False, slots=True)
class Peer:
    """One connected client: what it has sent and what it has not read yet."""

    socket: socket.socket
    received: bytearray = field(default_factory=bytearray)
    unsent: bytearray = field(default_factory=bytearray)


class Loop:
    """Serve clients until told to stop; hand batches to the writer, drain the outbox, have heads signed.

    Once `is_sole` says no, every round raises LockLost: the clients are hung up on and send the same again, and whoever
    started this process starts it anew.
    """

    def __init__(
        self, writer: Writer, sealer: Sealer, path: Path, *, is_sole: Callable[[], bool] = lambda: True
    ) -> None:
        self.writer, self.sealer, self.path, self.is_sole = writer, sealer, path, is_sole
        self.selector = selectors.DefaultSelector()
        self.stopping = False
        self.draining: Iterator[int] | None = None
        self.stuck = 0
        self.waiting: list[Peer] = []  # asked for a drain that has not begun
        self.waited: list[Peer] = []  # asked for the drain that is under way
        self.next_errand = 0.0

    def run(self) -> None:
        """Serve until `stop`, then answer what is queued, empty the outbox and sign the last head."""
        with self.listening(), self._waking():
            while not self.stopping:
                self.round(0.0 if self.draining else ERRAND_SECONDS)
            self.round(0.0)
        self._last_drain()
        self.sealer.close(datetime.now(UTC))

    def stop(self) -> None:
        """Let the round in hand be the last but one."""
        self.stopping = True

    def round(self, seconds: float) -> None:
        """Take whatever arrived, commit it as one batch, answer; then look after the outbox and the heads."""
        if not self.is_sole():
            raise LockLost
        requests: list[tuple[Peer, dict[str, Any]]] = []
        for key, mask in self.selector.select(seconds):
            if isinstance(key.data, Peer):
                requests += self._exchange(key.data, mask)
            elif key.data == "listen":
                self._accept(key.fileobj)
            else:
                os.read(key.fd, 512)  # the byte that a signal wrote to wake us
        self._serve(requests)
        try:
            self._errands()
        except (DatabaseError, ValueError) as failure:
            log.error("an errand failed and will be tried again: %r", failure)
            self._end_drain({"error": "failed"})

    def _serve(self, requests: Sequence[tuple[Peer, dict[str, Any]]]) -> None:
        appending: list[tuple[Peer, list[Draft | Rejection]]] = []
        for peer, message in requests:
            try:
                if message.get("op") == "append":
                    appending.append((peer, [_read(data) for data in message["drafts"]]))
                else:
                    self._errand_of(peer, message)
            except (ValueError, KeyError, TypeError) as mistake:
                self._send(peer, {"error": "invalid", "detail": str(mistake)})
        if appending:
            self._append(appending)

    def _append(self, appending: Sequence[tuple[Peer, list[Draft | Rejection]]]) -> None:
        """Commit the drafts of all peers as one batch; answer each peer once, with what became of each of its own."""
        batch = [draft for _peer, asked in appending for draft in asked if isinstance(draft, Draft)]
        answers = iter(self.writer.commit(batch))
        for peer, asked in appending:
            said = [said_of(next(answers) if isinstance(draft, Draft) else draft) for draft in asked]
            self._send(peer, {"answers": said})

    def _errand_of(self, peer: Peer, message: dict[str, Any]) -> None:
        match message.get("op"):
            case "drain":
                self.waiting.append(peer)
            case "size":
                self._send(peer, {"size": store.frontier_row()[0]})
            case "erase":
                by = message["by"]
                actor, at = Actor(by["seat"], by["person"], by["unit"]), datetime.fromisoformat(message["at"])
                self._send(peer, said_of(self.writer.erase(int(message["seq"]), actor, at)))
            case unknown:
                raise ValueError(f"no such request: {unknown!r}")

    def _errands(self) -> None:
        """Move one page of the outbox, begin again four times a second, and sign when it is time."""
        now = time.monotonic()
        if self.draining is not None:
            self._drain_a_page()
        elif self.waiting or now >= self.next_errand:
            self.draining, self.stuck = self.writer.drain(), 0
            self.waited, self.waiting = self.waiting, []
            self._drain_a_page()
        if now >= self.next_errand:
            self.next_errand = now + ERRAND_SECONDS
            self.sealer.tick(datetime.now(UTC))

    def _drain_a_page(self) -> None:
        stuck = next(self.draining, None) if self.draining else None
        if stuck is None:
            self._end_drain({"stuck": self.stuck})
        else:
            self.stuck += stuck

    def _end_drain(self, answer: dict[str, Any]) -> None:
        self.draining = None
        for peer in self.waited:
            self._send(peer, answer)
        self.waited = []

    def _last_drain(self) -> None:
        try:
            stuck = sum(self.writer.drain())
        except (DatabaseError, ValueError) as failure:
            log.error("the outbox waits for the next start: %r", failure)
        else:
            if stuck:
                log.error("%d outbox rows cannot enter the ledger", stuck)

    def _accept(self, listener: Any) -> None:
        with suppress(OSError):  # a client that has gone again, or no descriptor left: both pass
            connection, _address = listener.accept()
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ, Peer(connection))

    def _exchange(self, peer: Peer, mask: int) -> list[tuple[Peer, dict[str, Any]]]:
        """Write what waits, read what came; a frame that is none is answered and the peer hung up on."""
        requests: list[tuple[Peer, dict[str, Any]]] = []
        try:
            if mask & selectors.EVENT_WRITE:
                self._flush(peer)
            if mask & selectors.EVENT_READ:
                data = peer.socket.recv(READ_BYTES)
                if not data:
                    raise ConnectionResetError("the peer hung up")
                peer.received += data
                for message in frames.unpack(peer.received):
                    requests.append((peer, message))  # one by one, so that a bad frame costs only itself
        except BlockingIOError:
            return requests
        except frames.BadFrame as mistake:
            self._send(peer, {"error": "invalid", "detail": str(mistake)})
            self._hang_up(peer)
        except OSError:
            self._hang_up(peer)
        return requests

    def _send(self, peer: Peer, message: dict[str, Any]) -> None:
        if peer.socket.fileno() < 0:
            return
        peer.unsent += frames.pack(message)
        try:
            self._flush(peer)
        except OSError:
            self._hang_up(peer)

    def _flush(self, peer: Peer) -> None:
        with suppress(BlockingIOError):
            while peer.unsent:
                del peer.unsent[: peer.socket.send(peer.unsent)]
        if len(peer.unsent) > UNREAD_MAX:
            raise ConnectionAbortedError("the peer does not read")
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if peer.unsent else 0)
        if self.selector.get_key(peer.socket).events != events:
            self.selector.modify(peer.socket, events, peer)

    def _hang_up(self, peer: Peer) -> None:
        if peer.socket.fileno() >= 0:
            self.selector.unregister(peer.socket)
            peer.socket.close()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Open the socket for this user alone; a name left by a dead writer is taken over, as the lock is ours."""
        self.path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        mask = os.umask(0o177)
        try:
            with frames.address(self.path) as name:
                listener.bind(name)
        finally:
            os.umask(mask)
        listener.listen(128)
        listener.setblocking(False)
        self.selector.register(listener, selectors.EVENT_READ, "listen")
        try:
            yield
        finally:
            self.path.unlink(missing_ok=True)
            for key in list(self.selector.get_map().values()):
                if isinstance(key.data, Peer):
                    self._hang_up(key.data)
            listener.close()

    @contextmanager
    def _waking(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT end the loop at once: Python resumes a select that a signal cut short."""
        wake, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.selector.register(wake, selectors.EVENT_READ, "wake")
        before = signal.set_wakeup_fd(woken)
        handlers = {number: signal.signal(number, lambda *_: self.stop()) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(before)
            self.selector.unregister(wake)
            os.close(wake)
            os.close(woken)


def _read(data: Any) -> Draft | Rejection:
    """Read one draft of a frame; one that is none costs the others nothing."""
    try:
        return draft_from(data)
    except ValueError as mistake:
        return Rejection("invalid", str(mistake))


def said_of(answer: Answer) -> dict[str, Any]:
    """Give an answer as it travels."""
    if isinstance(answer, Rejection):
        return {"error": answer.code, "detail": answer.detail}
    return _receipt(answer)


def _receipt(receipt: Receipt) -> dict[str, Any]:
    at, leaf = written(receipt.at), receipt.leaf.hex()
    return {"seq": receipt.seq, "at": at, "leaf": leaf, "repeated": receipt.repeated}
