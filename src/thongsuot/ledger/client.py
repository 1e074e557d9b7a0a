"""The web worker's end of the socket: one connection a thread, kept open, and no guess when an answer does not come."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import frames
from thongsuot.ledger.entries import Actor, Answer, Draft, Receipt, Rejection, fitting, written
from thongsuot.ledger.gathering import Gathering

ANSWER_SECONDS = 10.0
DRAIN_SECONDS = 120.0
MOST_BYTES = frames.FRAME_MAX - 64 * 1024  # of drafts in a frame: room for the commas between and the words around

_thread = threading.local()


class SocketTransport:
    """Speak to the running writer. A new connection is tried only while nothing of the request was sent."""

    def append(self, draft: Draft) -> Answer:
        """Send one draft, together with what other threads send at this moment, and wait for its answer."""
        answer = _gathering.append(fitting(draft))
        if answer is None:
            raise no_answer()
        return answer

    def drain(self) -> int:
        """Wait until the outbox is in the ledger; give the number of rows that cannot enter."""
        return int(ask({"op": "drain"}, seconds=DRAIN_SECONDS)["stuck"])

    def erase(self, seq: int, by: Actor, at: datetime) -> Answer:
        """Erase the private text of one entry."""
        actor = {"seat": by.seat, "person": by.person, "unit": by.unit}
        return answer_from(ask({"op": "erase", "seq": seq, "by": actor, "at": written(at)}))


def ask(message: dict[str, Any], *, seconds: float = ANSWER_SECONDS) -> dict[str, Any]:
    """Send one message and give the writer's answer. Raises OutcomeUnknown when none comes."""
    return _asked(frames.pack(message), seconds)


def appending(drafts: Sequence[bytes]) -> bytes:
    """Write the frame that asks for these drafts to be kept."""
    return frames.framed(b'{"op":"append","drafts":[' + b",".join(drafts) + b"]}")


def _append(drafts: Sequence[bytes]) -> list[Answer]:
    """Send drafts in one frame and give their answers, in their order."""
    told = _asked(appending(drafts), ANSWER_SECONDS)
    try:
        return answers_in(told, len(drafts))
    except frames.BadFrame as failure:
        raise no_answer() from failure


def answers_in(told: Mapping[str, Any], number: int) -> list[Answer]:
    """Read the answers to so many drafts. Raises BadFrame when they are not as many."""
    answers = told.get("answers", ())
    if len(answers) != number:
        raise frames.BadFrame("not an answer to each draft")
    return [answer_from(each) for each in answers]


def _asked(frame: bytes, seconds: float) -> dict[str, Any]:
    try:
        connection = _fresh_connection()
        connection.settimeout(seconds)
        connection.sendall(frame)
        return _read(connection)
    except (OSError, frames.BadFrame) as failure:
        hang_up()
        raise no_answer() from failure


def no_answer() -> OutcomeUnknown:
    """Say that no answer came, that nothing typed is lost, and what to do."""
    return OutcomeUnknown(
        "outcome_unknown", _("Chưa nhận được trả lời của sổ ghi. Nội dung đã nhập vẫn được giữ; hãy bấm gửi lại.")
    )


def hang_up() -> None:
    """Close this thread's connection: a late answer must never be taken for the answer to the next request."""
    connection: socket.socket | None = getattr(_thread, "connection", None)
    _thread.connection = None
    if connection is not None:
        connection.close()


def _fresh_connection() -> socket.socket:
    """Give the thread's connection, or a new one when the writer hung up or another installation is asked."""
    connection: socket.socket | None = getattr(_thread, "connection", None)
    if connection is not None and _thread.path == settings.WRITER_SOCKET and not _is_readable(connection):
        return connection
    hang_up()
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    _thread.connection, _thread.path = connection, settings.WRITER_SOCKET
    connection.settimeout(ANSWER_SECONDS)
    with frames.address(settings.WRITER_SOCKET) as name:
        connection.connect(name)
    return connection


def _is_readable(connection: socket.socket) -> bool:
    """Tell whether something came before it was asked for, which can only be the writer's farewell."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))


def _read(connection: socket.socket) -> dict[str, Any]:
    buffer = bytearray()
    while True:
        data = connection.recv(65536)
        if not data:
            raise ConnectionResetError("the writer hung up")
        buffer += data
        for message in frames.unpack(buffer):
            return message


_gathering = Gathering(_append, MOST_BYTES)


def answer_from(message: dict[str, Any]) -> Answer:
    """Read what the writer said of one request."""
    if "error" in message:
        return Rejection(str(message["error"]), str(message.get("detail", "")))
    at = datetime.fromisoformat(message["at"])
    return Receipt(int(message["seq"]), at, bytes.fromhex(message["leaf"]), bool(message["repeated"]))
