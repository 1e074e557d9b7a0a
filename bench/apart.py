"""Work in a fresh process: any at all, or one large made act, read, with the time and the memory that it took."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench.legal_text import act

P, T = ParamSpec("P"), TypeVar("T")
BYTES_A_CHARACTER = 1.35
PROGRAM = """
import json, sys, time
import vanban

def memory(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name))

vanban.read(sys.argv[1])
before = memory("VmRSS")
began = time.process_time()
document = vanban.read(sys.argv[2])
print(json.dumps([time.process_time() - began, memory("VmHWM") - before, len(document.citations)]))
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds of one reading, and its peak memory in multiples of the file's bytes."""

    seconds: float
    growth: float


def done_apart(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do some work in a process of its own, where Django is not set up yet, and give what it gives."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(work, *given, **named).result()


def read_apart(folder: Path, size: int, times: int) -> list[Reading]:
    """Read an act of about `size` bytes so many times, each in a process that has read a short one before."""
    short, long = folder / "short.txt", folder / f"{size}.txt"
    short.write_text(act(20_000), "utf-8")
    long.write_text(act(int(size / BYTES_A_CHARACTER)), "utf-8")
    return [_reading(short, long) for _round in range(times)]


def _reading(short: Path, long: Path) -> Reading:
    command = [sys.executable, "-c", PROGRAM, str(short), str(long)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    seconds, peak, citations = json.loads(done.stdout)
    if not citations:
        raise RuntimeError(f"{long.name} was read without a single citation: the figure would mean nothing.")
    return Reading(seconds, peak / long.stat().st_size)
