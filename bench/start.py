"""How long one waits at the start: the reader's first output, the demo from an empty clone, and the idle memory.

`start.cli` is the command `vanban read` on a short document, beside a Python that does nothing. `start.demo` clones the
last commit and runs `make demo` without a terminal, five times; `start.own` is the same without making the virtualenv.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure, samples, timed

ROOT = Path(__file__).resolve().parent.parent
VANBAN = Path(sys.executable).with_name("vanban")
HEAD = "ỦY BAN NHÂN DÂN THÀNH PHỐ AN HẢI\nSố: 12/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề một việc soạn để đo\n\n"
ARTICLE = (
    "Điều {number}. Tên điều số {number}\n1. Khoản thứ nhất nêu một việc phải làm trong ngày.\n2. Khoản thứ hai.\n\n"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the lines of the start; under `quick` the clone and the peer are left out."""
    yield _cli(quick)
    if not quick:
        yield from _demo()


def _cli(quick: bool) -> dict[str, Any]:
    began = time.monotonic()
    times = 5 if quick else 15
    with tempfile.TemporaryDirectory() as folder:
        found = {str(size): samples(times, _reading(Path(folder), size)) for size in (1_000, 10_000, 100_000)}
    nothing = [] if quick else samples(times, lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    return Figure(
        bench="start.cli",
        unit="ms",
        samples=[1000 * sample for sample in found["1000"]],
        seconds=time.monotonic() - began,
        sizes={size: 1000 * sorted(values)[len(values) // 2] for size, values in found.items()},
        peer="python -c pass",
        peer_samples=[1000 * sample for sample in nothing],
        conditions="`vanban read --summary` to its end, a process each; sizes are characters of the document",
    ).line()


def _reading(folder: Path, size: int) -> Any:
    path = folder / f"{size}.txt"
    text = HEAD
    for number in range(1, size):
        if len(text) >= size:
            break
        text += ARTICLE.format(number=number)
    path.write_text(text, "utf-8")
    return lambda: subprocess.run([VANBAN, "read", "--summary", path], check=True, stdout=subprocess.DEVNULL)


def _demo() -> Iterator[dict[str, Any]]:
    began = time.monotonic()
    whole, own, errors = [], [], 0
    for _round in range(5):
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "clone"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            setup = timed(lambda: _make(clone, "setup"))  # noqa: B023  # called at once
            outcome: list[int] = []
            demo = timed(lambda: outcome.append(_make(clone, "demo")))  # noqa: B023  # called at once
            errors += outcome[0] != 0
            whole.append(setup + demo)
            own.append(demo)
    conditions = "clone of the last commit, packages from the configured index or cache, no terminal"
    seconds = time.monotonic() - began
    yield Figure("start.demo", "s", whole, seconds, conditions, errors=errors).line()
    yield Figure("start.own", "s", own, seconds, f"{conditions}; without `make setup`", errors=errors).line()


def _make(clone: Path, target: str) -> int:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "MAKE"))}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    return subprocess.run(["make", target], cwd=clone, env=environment, **quiet).returncode  # type: ignore[call-overload]
