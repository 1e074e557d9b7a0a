"""The steps of the check: each acts through the actions, finds its count again in the database, and is timed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.ledger import actions as ledger

ORDER = (
    "notice.read",
    "work.read",
    "organisation.imported",
    "dissemination.published",
    "reading.acknowledged",
    "coverage.agrees",
    "conference.held",
    "attendance.merged",
    "comprehension.checked",
    "conference.reported",
    "ledger.verified",
    "backup.restored",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the answer: what was done, whether it holds, how many, and how long it took in seconds."""

    name: str
    ok: bool
    count: int
    seconds: float
    detail: str


class Story:
    """Collect the steps; after the first that fails the rest is not told."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step.ok for step in self.steps)

    def tell(self, name: str, part: Callable[[], tuple[bool, int, str]]) -> bool:
        """Run one part; a refusal fails the step with its sentence, anything else is a fault and ends the command."""
        started = time.perf_counter()
        try:
            ok, count, detail = part()
        except Refusal as refusal:
            ok, count, detail = False, 0, str(refusal)
        self.steps.append(Step(name, ok, count, round(time.perf_counter() - started, 2), detail))
        return ok

    def to_json(self) -> dict[str, Any]:
        """Give the contract's shape, the steps in its order."""
        steps = sorted(self.steps, key=lambda step: ORDER.index(step.name))
        return {"ok": self.ok, "steps": [asdict(step) for step in steps]}


@contextmanager
def writer_running(data: str) -> Iterator[None]:
    """Run the ledger's writer beside the story, as `serve` does, and wait until it answers."""
    command = [sys.executable, "-m", "thongsuot.site.cli", "--data", data, "writer"]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                ledger.drain()
                break
            except OutcomeUnknown:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(30)
