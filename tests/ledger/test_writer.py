"""The writer's socket: one round is one batch, and nothing that arrives can stop it or cost another its answer."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError, connections

from tests.ledger.made import AN, NOW, draft
from tests.ledger.turned import elsewhere, turn_until
from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import client, frames, outbox, store
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import Receipt
from thongsuot.ledger.heads import Sealer, newest
from thongsuot.ledger.loop import Loop
from thongsuot.ledger.models import Entry, Frontier, OutboxRow, PrivateText, SeatState, SignedHead, UnitCount

pytestmark = pytest.mark.django_db(databases="__all__")

APPEND = {"op": "append", "drafts": [draft().to_json()]}


class Raw:
    """A client that says whatever bytes it likes."""

    def __init__(self, loop: Loop) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(5)
        self.socket.connect(str(loop.path))
        self.received = bytearray()
        loop.round(0)

    def say(self, message: dict[str, Any]) -> None:
        self.socket.sendall(frames.pack(message))

    def hear(self) -> Any:
        """Give what the writer said; of what it said to a frame of one draft, the one answer."""
        while True:
            for message in frames.unpack(self.received):
                return message.get("answers", [message])[0]
            data = self.socket.recv(65536)
            if not data:
                raise ConnectionResetError
            self.received += data


def test_the_socket_is_for_this_user_alone(loop: Loop) -> None:
    assert oct(loop.path.stat().st_mode & 0o777) == "0o600"


def test_all_that_is_queued_is_one_batch(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    commit = loop.writer.commit

    def counting(batch: list[Any]) -> list[Any]:
        sizes.append(len(batch))
        return commit(batch)

    monkeypatch.setattr(loop.writer, "commit", counting)
    peers = [Raw(loop) for _ in range(3)]
    for peer in peers:
        peer.say({"op": "append", "drafts": [draft(key=uuid4()).to_json()]})
    loop.round(0)
    assert sorted(peer.hear()["seq"] for peer in peers) == [1, 2, 3]
    assert 3 in sizes


@pytest.mark.parametrize(
    "poison",
    [b"\xff\xff\xff\xff", struct.pack(">I", 3) + b"abc", struct.pack(">I", 2) + b"[]", b"\0\0\0\1\xff"],
)
def test_a_bad_frame_is_answered_and_costs_nobody_else(loop: Loop, poison: bytes) -> None:
    bad, good = Raw(loop), Raw(loop)
    bad.socket.sendall(poison)
    good.say(APPEND)
    loop.round(0)
    assert bad.hear()["error"] == "invalid"
    with pytest.raises(ConnectionResetError):
        bad.hear()
    assert good.hear()["seq"] == 1


@pytest.mark.parametrize(
    "message",
    [
        {"op": "append"},
        {"op": "append", "drafts": 7},
        {"op": "append", "drafts": [{}]},
        {"op": "append", "drafts": [{**draft().to_json(), "at": "yesterday"}]},
        {"op": "append", "drafts": [draft(event="cascade.reading.broken").to_json()]},
        {"op": "erase", "seq": None, "by": {}, "at": ""},
        {"op": "dance"},
        {},
    ],
)
def test_a_request_without_sense_is_answered_and_the_peer_may_go_on(loop: Loop, message: dict[str, Any]) -> None:
    peer, other = Raw(loop), Raw(loop)
    peer.say(message)
    other.say(APPEND)
    loop.round(0)
    assert peer.hear()["error"] == "invalid"
    assert other.hear()["seq"] == 1
    peer.say({"op": "size"})
    loop.round(0)
    assert peer.hear() == {"size": 1}


def test_half_a_frame_waits_for_its_other_half(loop: Loop) -> None:
    peer, frame = Raw(loop), frames.pack(APPEND)
    peer.socket.sendall(frame[:50])
    loop.round(0)
    peer.socket.sendall(frame[50:])
    loop.round(0)
    assert peer.hear()["seq"] == 1


def test_a_client_that_is_gone_before_its_answer_loses_nothing(loop: Loop) -> None:
    peer = Raw(loop)
    peer.say(APPEND)
    peer.socket.close()
    turn_until(loop, lambda: Entry.objects.count() == 1)
    other = Raw(loop)
    other.say(APPEND)
    loop.round(0)
    assert other.hear()["repeated"]


def test_a_drain_is_answered_after_everything_recorded_before_it(loop: Loop) -> None:
    for number in range(3):
        ledger.record("corpus.work.imported", subject=f"work:{number}", by=AN, at=NOW, facts={"sha256": "0" * 64})
    with elsewhere(lambda: client.SocketTransport().drain()) as answers:
        turn_until(loop, lambda: bool(answers))
    assert answers == [0]
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (3, 0)


def test_a_drain_that_fails_says_so_and_the_writer_goes_on(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> list[Any]:
        raise DatabaseError("the main database is being moved")

    peer = Raw(loop)
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "rows_after", failing)
        peer.say({"op": "drain"})
        loop.round(0)
        assert peer.hear() == {"error": "failed"}
    peer.say({"op": "drain"})
    loop.round(0)
    turn_until(loop, lambda: loop.draining is None and not loop.waiting)
    assert peer.hear() == {"stuck": 0}


def test_the_outbox_is_looked_after_without_being_asked(loop: Loop) -> None:
    ledger.record("corpus.work.imported", subject="work:1", by=AN, at=NOW, facts={})
    turn_until(loop, lambda: OutboxRow.objects.count() == 0)
    turn_until(loop, lambda: newest() is not None)


def test_a_stored_entry_that_cannot_be_read_costs_only_its_own_request(loop: Loop) -> None:
    peer = Raw(loop)
    peer.say(APPEND)
    loop.round(0)
    peer.hear()
    Entry.objects.update(body=b"{}")
    other = Raw(loop)
    peer.say(APPEND)
    other.say({"op": "append", "drafts": [draft(key=uuid4()).to_json()]})
    loop.round(0)
    assert (peer.hear()["error"], other.hear()["seq"]) == ("failed", 2)


def test_a_socket_deep_in_the_tree_is_reached_too(writer: Writer, tmp_path: Path) -> None:
    deep = tmp_path / ("thư-mục-rất-dài" * 5) / ("x" * 100)
    deep.mkdir(parents=True)
    assert len(os.fsencode(deep)) > 200
    loop = Loop(writer, Sealer({1: b"1" * 32}, tmp_path), deep / "writer.sock")
    with loop.listening(), frames.address(loop.path) as name:
        assert len(name) < 100
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(name)
            peer.sendall(frames.pack({"op": "size"}))
            loop.round(0)
            loop.round(0)
            assert json.loads(peer.recv(100)[4:]) == {"size": 0}


def test_what_is_too_large_for_a_frame_is_not_sent() -> None:
    with pytest.raises(frames.BadFrame):
        frames.pack({"x": "y" * frames.FRAME_MAX})


def test_a_peer_that_never_reads_is_hung_up_on(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thongsuot.ledger.loop.UNREAD_MAX", 1000)
    peer = Raw(loop)
    peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    ask = frames.pack({"op": "size"}) * 2000
    peer.socket.setblocking(False)

    def hung_up() -> bool:
        try:
            peer.socket.send(ask)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return False

    turn_until(loop, hung_up)
    assert store.frontier().size == 0


def append_as_soon_as_it_listens() -> Any:
    give_up = time.monotonic() + 10
    while True:
        try:
            return client.SocketTransport().append(draft())
        except OutcomeUnknown:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)


@pytest.mark.slow
def test_told_to_stop_it_answers_empties_the_outbox_and_signs(writer: Writer, tmp_path: Path, settings: Any) -> None:
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    loop = Loop(writer, Sealer({1: b"1" * 32}, tmp_path), settings.WRITER_SOCKET)
    ledger.record("corpus.work.imported", subject="work:1", by=AN, at=NOW, facts={})

    def append_and_stop() -> Any:
        try:
            return append_as_soon_as_it_listens()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    with elsewhere(append_and_stop) as answers:
        loop.run()
    head = newest()
    assert isinstance(answers[0], Receipt)
    assert head is not None
    assert (head.size, head.kept, OutboxRow.objects.count()) == (2, True, 0)
    assert not settings.WRITER_SOCKET.exists()


@pytest.mark.slow
@pytest.mark.parametrize("stuck", [True, False])
def test_an_outbox_that_cannot_be_emptied_does_not_hold_up_a_stop(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, stuck: bool
) -> None:
    def failing(*_: object) -> list[Any]:
        raise DatabaseError("the main database is being moved")

    if stuck:
        ledger.record("cascade.reading.broken", subject="x", by=AN, at=NOW, facts={})
    else:
        monkeypatch.setattr(outbox, "rows_after", failing)
    loop._last_drain()
    assert ("1 outbox rows cannot enter" if stuck else "waits for the next start") in caplog.text


def test_a_busy_main_database_leaves_rows_for_the_next_round(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def __enter__(self) -> None:
            raise OperationalError("database is locked")

        def __exit__(self, *_: object) -> None:
            """Leave nothing behind."""

    ledger.record("corpus.work.imported", subject="work:1", by=AN, at=NOW, facts={})
    with monkeypatch.context() as busy:
        busy.setattr(outbox.transaction, "atomic", lambda **_: Busy())
        outbox.discard([row.id for row in OutboxRow.objects.all()])
    assert OutboxRow.objects.count() == 1
    assert list(writer.drain()) == [0]
    assert OutboxRow.objects.count() == 0


def test_rows_name_themselves_for_those_who_keep_the_house(loop: Loop) -> None:
    ledger.record("corpus.work.imported", subject="work:1", by=AN, at=NOW, facts={})
    waiting = str(OutboxRow.objects.get())
    loop.writer.commit([draft(private="kín")])
    loop.sealer.tick(NOW)
    assert str(Entry.objects.get()) == "1 cascade.reading.acknowledged"
    assert str(PrivateText.objects.get()) == str(Frontier.objects.get()) == "1"
    assert str(SeatState.objects.get()) == "dissemination:1 read 5: acknowledged"
    assert str(UnitCount.objects.get(unit=77)) == "dissemination:1 77 read acknowledged: 1"
    assert str(SignedHead.objects.get()) == "1 2026-11-23 08:05:00"
    assert len(waiting) == 36


@pytest.mark.usefixtures("only_sqlite")
def test_the_writer_never_queues_for_the_main_database_and_lets_erased_text_leave_the_file(loop: Loop) -> None:
    with connections["default"].cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        outbox.prepare_writer()
        seen = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("busy_timeout", "secure_delete")]
        cursor.execute(f"PRAGMA busy_timeout = {usual}")
    assert seen == [0, 1]
