"""Stories of the hall's own process: presses over HTTP on one thread, each parked until the writer has it on disk."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.conferences.hall import pass_of, signed
from tests.conferences.meeting import Meeting, make_meeting
from thongsuot.conferences import hall
from thongsuot.conferences.queries.sittings import Sittings
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import frames, transport
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import draft_from
from thongsuot.ledger.loop import said_of
from thongsuot.ledger.parking import ParkingTransport
from thongsuot.site.serving.connections import LONGEST_REQUEST, Connection, Doors, Pressure
from thongsuot.site.serving.presses import Presses
from thongsuot.site.wiring import FOLDS

pytestmark = pytest.mark.django_db(**BOTH)


class House:
    """The hall's process and a writer on one loop; the writer says nothing while it is `silent`, and counts frames."""

    def __init__(self) -> None:
        self.writer, self.frames, self.breaks = Writer(FOLDS), [], 0
        self.parking = ParkingTransport()
        self.doors = Doors(Presses(Sittings(tidy=dict), Pressure(self.parking)), self.parking)

    async def write(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.read(4):
            drafts = json.loads(await reader.readexactly(*frames.LENGTH.unpack(head)))["drafts"]
            self.frames.append(len(drafts))
            if self.breaks:
                self.breaks -= 1
                break
            loop = asyncio.get_running_loop()
            asyncio._set_running_loop(None)  # a writer is a process of its own: Django must not see this loop
            answers = self.writer.commit([draft_from(draft) for draft in drafts])
            asyncio._set_running_loop(loop)
            writer.write(frames.pack({"answers": [said_of(answer) for answer in answers]}))
        writer.close()

    def run(self, story: Callable[[int], Awaitable[Any]]) -> Any:
        return asyncio.run(self._run(story))

    async def _run(self, story: Callable[[int], Awaitable[Any]]) -> Any:
        from django.conf import settings

        writing = await asyncio.start_unix_server(self.write, settings.WRITER_SOCKET)
        serving = await asyncio.get_running_loop().create_server(lambda: Connection(self.doors), "127.0.0.1", 0)
        with transport.installed(self.parking):
            try:
                return await story(serving.sockets[0].getsockname()[1])
            finally:
                serving.close()
                writing.close()


@pytest.fixture
def house(tmp_path: Any, settings: Any) -> Iterator[House]:
    """Give a house of one thread, whose writer has its socket in the test's own folder."""
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    yield House()


@pytest.fixture
def today() -> Meeting:
    return make_meeting((day_of(timezone.now()), "morning"))


def present(meeting: Meeting, **values: Any) -> bytes:
    """Write "tôi có mặt" as the page's script sends it."""
    held = pass_of(meeting, meeting.four.an, until=timezone.now() + timedelta(hours=1))
    return request(hall.CHECK_IN, {"pass": signed(held), "key": new_key(), "half_day": meeting.half_day.pk, **values})


def request(path: str, fields: dict[str, Any], accept: str = "application/json") -> bytes:
    body = urlencode(fields)
    return f"POST {path} HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


async def answer(reader: asyncio.StreamReader) -> tuple[int, str, dict[str, Any]]:
    """Read one answer: status, head, what was told."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = int(head.lower().partition("content-length: ")[2].split("\r\n")[0])
    return int(head.split()[1]), head, json.loads(await reader.readexactly(length))


async def send(port: int, *requests: bytes) -> list[tuple[int, str, dict[str, Any]]]:
    """Send requests one after the other over one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for each in requests:
        writer.write(each)
        answers.append(await answer(reader))
    writer.close()
    return answers


def test_presses_of_one_connection_are_answered_in_turn_and_kept(house: House, today: Meeting) -> None:
    one = present(today)
    first, again, other = house.run(lambda port: send(port, one, one, request("/dang-nhap/", {})))
    assert (first[0], first[2]["seq"], again[2]) == (200, 1, first[2])
    assert other[0] == 404, "this process knows the doors of the hall and nothing else"
    assert len(told("conferences.attendance.marked")) == 1


def test_who_presses_at_once_goes_to_the_writer_together(house: House, today: Meeting) -> None:
    presses = [present(today) for _at in range(20)]

    async def all_at_once(port: int) -> list[Any]:
        return await asyncio.gather(*(send(port, press) for press in presses))

    answers = [each for (each,) in house.run(all_at_once)]
    assert sorted(each[2]["seq"] for each in answers) == list(range(1, 21))
    assert len(house.frames) < 20


def test_a_writer_that_hangs_up_is_a_503_and_the_same_press_is_kept_once(house: House, today: Meeting) -> None:
    house.breaks, one = 1, present(today)
    lost, kept = house.run(lambda port: send(port, one, one))
    assert (lost[0], lost[2]["code"]) == (503, "outcome_unknown")
    assert "Retry-After: 2" in lost[1]
    assert (kept[0], kept[2]["seq"]) == (200, 1)


def test_when_a_line_is_long_and_waits_long_the_next_is_turned_away(house: House, today: Meeting) -> None:
    house.doors.presses.pressure = Pressure(house.parking, most=0)
    house.parking.waits_since = lambda: 0.0  # type: ignore[method-assign]
    one = present(today)
    ((status, head, said),) = house.run(lambda port: send(port, one))
    assert (status, said["code"], "Retry-After" in head) == (503, "busy", True)
    assert not told("conferences.attendance.marked")


def test_a_refusal_says_its_sentence_in_the_language_of_the_button(house: House, today: Meeting) -> None:
    wrong = present(today, **{"pass": "1.x.y"})
    english = wrong.replace(b"Host: a", b"Host: a\r\nCookie: django_language=en")
    vietnamese, foreign = house.run(lambda port: send(port, wrong, english))
    assert (vietnamese[0], vietnamese[2]["code"]) == (403, "pass_not_valid")
    assert vietnamese[2]["message"] != foreign[2]["message"]


@pytest.mark.parametrize(
    "poison", [b"no HTTP\r\n\r\n", b"POST / HTTP/1.1\r\nX: " + b"x" * LONGEST_REQUEST], ids=["garbage", "endless"]
)
def test_what_is_no_request_of_a_page_is_hung_up_on(house: House, poison: bytes) -> None:
    async def story(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(poison)
        return await asyncio.wait_for(reader.read(), 10)

    assert house.run(story) == b""


def test_a_form_too_long_for_a_press_is_refused_and_an_idle_connection_is_closed(house: House) -> None:
    async def story(port: int) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request(hall.CHECK_IN, {"key": "x" * 20_000}))
        status, _head, _said = await answer(reader)
        house.doors.hang_up_on_the_idle(10.0**9)
        return status, await asyncio.wait_for(reader.read(), 10)

    assert house.run(story) == (400, b"")
