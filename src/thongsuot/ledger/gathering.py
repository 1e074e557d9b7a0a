"""Threads of one process that append at the same moment go to the writer together: one frame, one answer.

Whoever comes while nobody is under way leads: it sends what waits, its own draft in front, hands everybody their
answer, and lets the first of those who came meanwhile lead next. Nobody waits for company, so a lone draft is as quick
as before, and a hall that presses at once costs a few exchanges instead of hundreds.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from thongsuot.ledger.entries import Answer

Send = Callable[[Sequence[bytes]], list[Answer]]


class Place:
    """One draft in the line, and what came of it; `turn` is shut until there is an answer, a failure or the lead."""

    __slots__ = ("answer", "draft", "is_lost", "turn")

    def __init__(self, draft: bytes) -> None:
        self.draft = draft
        self.answer: Answer | None = None
        self.is_lost = False
        self.turn = threading.Lock()
        self.turn.acquire()


class Gathering:
    """Carry drafts of many threads by `send`, at most so many bytes at a time."""

    def __init__(self, send: Send, most: int) -> None:
        self.send, self.most = send, most
        self.lock = threading.Lock()
        self.line: deque[Place] = deque()
        self.is_led = False

    def append(self, draft: bytes) -> Answer | None:
        """Give the answer to one draft; None when none came for those it went or waited with. Raises as `send` does."""
        mine = Place(draft)
        with self.lock:
            self.line.append(mine)
            leads, self.is_led = not self.is_led, True
        if not leads:
            mine.turn.acquire()
        if mine.answer is None and not mine.is_lost:
            self._lead()
        return mine.answer

    def _lead(self) -> None:
        with self.lock:
            going = self._front()
        try:
            answers = self.send([place.draft for place in going])
            for place, answer in zip(going, answers, strict=True):
                place.answer = answer
        finally:
            self._hand_on(going)

    def _front(self) -> list[Place]:
        """Take off the line whoever fits into one frame; the first is who leads."""
        going, size = [self.line.popleft()], 0
        while self.line and (size := size + len(going[-1].draft)) + len(self.line[0].draft) < self.most:
            going.append(self.line.popleft())
        return going

    def _hand_on(self, going: Sequence[Place]) -> None:
        """Let go of who has an answer, and of the whole line when there is none; then of the next who leads."""
        is_lost = going[0].answer is None
        with self.lock:
            behind = list(self.line) if is_lost else []
            if is_lost:
                self.line.clear()
            self.is_led = bool(self.line)
            following = [self.line[0]] if self.line else []
        for place in (*going[1:], *behind):
            place.is_lost = is_lost
        _let_go((*going[1:], *behind, *following))


def _let_go(places: Iterable[Place]) -> None:
    for place in places:
        place.turn.release()
