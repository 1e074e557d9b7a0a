"""The writer's end for a process of one thread: who appends is parked, and a whole line travels as one frame.

Every caller runs in a greenlet that `start` made. `append` leaves its draft in the line and goes back to the loop; once
the answer is there the loop lets it go on where it stood. So a verb stays an ordinary function, and ten thousand who
wait cost a few kilobytes each and no thread. A verb does not see the loop: to Django it runs in an ordinary thread,
which has one connection to the database.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from greenlet import getcurrent, greenlet

from thongsuot.ledger import frames
from thongsuot.ledger.client import ANSWER_SECONDS, MOST_BYTES, SocketTransport, answers_in, appending, no_answer
from thongsuot.ledger.entries import Actor, Answer, Draft, fitting

log = logging.getLogger(__name__)

MOST_IN_A_FRAME = 1_000


class ParkingTransport:
    """Carry drafts to the writer over one connection, one frame at a time; what comes meanwhile is the next frame."""

    def __init__(self) -> None:
        self.line: deque[tuple[greenlet, bytes, float]] = deque()
        self.carrying: asyncio.Task[None] | None = None
        self.wire: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Run some work, which may append, until it ends or is parked for the first time."""
        self._let_go(greenlet(work))

    def _let_go(self, who: greenlet, *told: Answer | None) -> None:
        self.loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        try:
            who.switch(*told)
        finally:
            asyncio._set_running_loop(self.loop)

    def append(self, draft: Draft) -> Answer:
        """Park the greenlet that asks until there is an answer."""
        me = getcurrent()
        if me.parent is None or self.loop is None:
            raise RuntimeError("who appends here runs in a greenlet of its own, or the loop would wait for itself")
        self.line.append((me, fitting(draft), time.monotonic()))
        if self.carrying is None:
            self.carrying = self.loop.create_task(self._carry())
        answer: Answer | None = me.parent.switch()
        if answer is None:
            raise no_answer()
        return answer

    def drain(self) -> int:
        """Nobody presses a button for this in a hall; it waits as anywhere else."""
        return SocketTransport().drain()

    def erase(self, seq: int, by: Actor, at: datetime) -> Answer:
        """Nobody presses a button for this in a hall; it waits as anywhere else."""
        return SocketTransport().erase(seq, by, at)

    def waits_since(self) -> float | None:
        """Say since when the first of the line waits, None when nobody does."""
        return self.line[0][2] if self.line else None

    async def _carry(self) -> None:
        """Carry until nobody waits. When no answer comes, all who wait are told: they send the same again.

        Who was answered goes on once the next frame is on its way, so that the writer never waits for their pages.
        """
        loop = asyncio.get_running_loop()
        try:
            while self.line:
                going = self._front()
                try:
                    answers: list[Answer | None] = [*await self._exchange([draft for _who, draft, _since in going])]
                except (OSError, TimeoutError, asyncio.IncompleteReadError, frames.BadFrame) as failure:
                    log.warning("the writer gave no answer: %r", failure)
                    self._hang_up()
                    going += self.line
                    self.line.clear()
                    answers = [None] * len(going)
                for (who, _draft, _since), answer in zip(going, answers, strict=True):
                    loop.call_soon(self._let_go, who, answer)
        finally:
            self.carrying = None

    def _front(self) -> list[tuple[greenlet, bytes, float]]:
        going, size = [self.line.popleft()], 0
        while self.line and len(going) < MOST_IN_A_FRAME:
            size += len(going[-1][1])
            if size + len(self.line[0][1]) > MOST_BYTES:
                break
            going.append(self.line.popleft())
        return going

    async def _exchange(self, drafts: list[bytes]) -> list[Answer]:
        async with asyncio.timeout(ANSWER_SECONDS):
            if self.wire is None:
                with frames.address(settings.WRITER_SOCKET) as name:
                    self.wire = await asyncio.open_unix_connection(name, limit=frames.FRAME_MAX)
            reader, writer = self.wire
            writer.write(appending(drafts))
            (length,) = frames.LENGTH.unpack(await reader.readexactly(frames.LENGTH.size))
            told = frames.opened(await reader.readexactly(length))
        return answers_in(told, len(drafts))

    def _hang_up(self) -> None:
        """A late answer must never be taken for the answer to the next frame."""
        if self.wire is not None:
            self.wire[1].close()
        self.wire = None
