"""How long one waits at the start: the reader's first output, the demo from an empty clone, and the idle memory.

`start.cli` is the command `vanban read` on a short document, beside a Python that does nothing. `start.demo` clones the
last commit and runs `make demo` without a terminal, five times; `start.own` is the same without making the virtualenv.
`start.memory` is what `serve` and everything it started hold when nobody asks anything.
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

from bench import peers
from bench.figures import Figure, samples, timed

ROOT = Path(__file__).resolve().parent.parent
VANBAN = Path(sys.executable).with_name("vanban")
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL}
HEAD = "ỦY BAN NHÂN DÂN THÀNH PHỐ AN HẢI\nSố: 12/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề một việc soạn để đo\n\n"
ARTICLE = (
    "Điều {number}. Tên điều số {number}\n1. Khoản thứ nhất nêu một việc phải làm trong ngày.\n2. Khoản thứ hai.\n\n"
)


def run(quick: bool) -> Iterator[dict[str, Any]]:
    """Give the lines of the start; under `quick` the clone and the peer are left out."""
    yield _cli(quick)
    yield _memory(quick)
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
        conditions="`vanban read --summary` to its end, a process each, bytecode on disk as installed commands have it;"
        f" sizes are characters of the document; {peers.load_average()}",
    ).line()


def _reading(folder: Path, size: int) -> Any:
    path = folder / f"{size}.txt"
    text = HEAD
    for number in range(1, size):
        if len(text) >= size:
            break
        text += ARTICLE.format(number=number)
    path.write_text(text, "utf-8")
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run([VANBAN, "read", "--summary", path], env=own, check=True, stdout=subprocess.DEVNULL)


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
    return subprocess.run(["make", target], cwd=clone, env=environment, stdin=subprocess.DEVNULL, **QUIET).returncode


def _memory(quick: bool) -> dict[str, Any]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        thongsuot = [Path(sys.executable).with_name("thongsuot"), "--data", folder]
        subprocess.run([*thongsuot, "init", "--password-stdin"], input=b"mot mat khau de do\n", check=True, **QUIET)
        with subprocess.Popen([*thongsuot, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True) as serve:
            address = (serve.stdout or sys.stdin).readline()  # printed once everything answers
            found = [_held(serve.pid) for _reading in range(5 if quick else 15)]
            serve.terminate()
    conditions = "proportional set size of `serve`, two web workers, writer and jobs, idle after the first answer"
    errors = int(not address.startswith("http"))
    return Figure("start.memory", "MB", found, time.monotonic() - began, conditions, errors=errors).line()


def _held(root: int) -> float:
    """Add up the memory of a process and all its descendants, in MB; shared pages count once."""
    parents = {int(path.parent.name): _parent(path) for path in Path("/proc").glob("[0-9]*/stat")}
    family = {root}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(_proportional(process) for process in family) / 1024


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rsplit(")", 1)[1].split()[1])
    except FileNotFoundError:  # it ended while we looked
        return 0


def _proportional(process: int) -> float:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:")))
