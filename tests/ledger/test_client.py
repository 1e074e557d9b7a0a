"""The client's end of the writer's socket: it waits for its answer, and where none comes it guesses nothing."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import BINH, NOW, draft
from tests.ledger.turned import elsewhere, turn_until
from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client, frames, transport
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import Receipt, Rejection
from thongsuot.ledger.heads import Sealer
from thongsuot.ledger.loop import Loop, Peer

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_client_sends_waits_and_reads_the_receipt(loop: Loop) -> None:
    sent = draft(private="đi công tác")
    with elsewhere(lambda: client.SocketTransport().append(sent)) as answers:
        turn_until(loop, lambda: bool(answers))
    assert isinstance(answers[0], Receipt)
    assert (answers[0].seq, answers[0].at) == (1, NOW)
    with elsewhere(lambda: client.SocketTransport().append(draft(private="khác"))) as answers:
        turn_until(loop, lambda: bool(answers))
    assert answers == [Rejection("key_reused", "")]
    with elsewhere(lambda: client.SocketTransport().erase(1, BINH, NOW)) as answers:
        turn_until(loop, lambda: bool(answers))
    assert answers[0].seq == 2


def test_no_writer_is_an_unknown_outcome(tmp_path: Path, settings: Any) -> None:
    settings.WRITER_SOCKET = tmp_path / "nobody.sock"
    with pytest.raises(OutcomeUnknown):
        client.SocketTransport().append(draft())


def test_one_client_outlives_two_writers(writer: Writer, tmp_path: Path, settings: Any) -> None:
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    lives = [threading.Event(), threading.Event()]
    sizes: list[int] = []

    def ask_in_both_lives() -> list[int]:
        for begun in lives:
            assert begun.wait(10)
            sizes.append(client.ask({"op": "size"})["size"])
        return sizes

    with elsewhere(ask_in_both_lives) as answers:
        for life, begun in enumerate(lives, start=1):
            loop = Loop(writer, Sealer({1: b"1" * 32}, tmp_path), settings.WRITER_SOCKET)
            with loop.listening():
                begun.set()
                turn_until(loop, lambda wanted=life: len(sizes) == wanted)
    assert answers == [[0, 0]]


def test_a_writer_that_dies_after_the_request_is_an_unknown_outcome(
    writer: Writer, tmp_path: Path, settings: Any
) -> None:
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    loop = Loop(writer, Sealer({1: b"1" * 32}, tmp_path), settings.WRITER_SOCKET)
    with ExitStack() as life:
        life.enter_context(loop.listening())
        with elsewhere(lambda: client.ask({"op": "size"})) as answers:
            turn_until(loop, lambda: any(isinstance(key.data, Peer) for key in loop.selector.get_map().values()))
            life.close()
    assert isinstance(answers[0], OutcomeUnknown)


def test_a_silent_writer_is_an_unknown_outcome_and_its_late_answer_is_not_believed(loop: Loop) -> None:
    with pytest.raises(OutcomeUnknown):
        client.ask({"op": "size"}, seconds=0.05)
    assert client._thread.connection is None


def test_one_thread_asks_twice_over_one_connection(loop: Loop) -> None:
    with elsewhere(lambda: [client.ask({"op": "size"}), client.ask({"op": "size"})]) as answers:
        turn_until(loop, lambda: bool(answers))
    assert answers == [[{"size": 0}, {"size": 0}]]


def test_an_answer_that_comes_in_pieces_is_one_answer(tmp_path: Path, settings: Any) -> None:
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(settings.WRITER_SOCKET))
        listener.listen()
        with elsewhere(lambda: client.ask({"op": "size"})) as answers:
            peer, _address = listener.accept()
            peer.recv(1000)
            for byte in frames.pack({"size": 3}):
                peer.sendall(bytes([byte]))
        peer.close()
    assert answers == [{"size": 3}]


def test_without_another_transport_requests_go_to_the_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as bare:
        bare.setattr(transport, "_installed", [])
        assert isinstance(transport.current(), client.SocketTransport)
