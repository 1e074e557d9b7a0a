"""Say how much one reading may take, and bind the process that reads to it."""

from __future__ import annotations

import resource
import signal
from dataclasses import dataclass

_MEGABYTE = 1024 * 1024
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take: bytes of memory, seconds of work and of waiting, bytes of its answer.

    An office program that a reading calls may have `office_memory` and write files of `office_file` bytes.
    """

    memory: int = 1536 * _MEGABYTE
    cpu_seconds: int = 60
    seconds: float = 90.0
    answer: int = 512 * _MEGABYTE
    office_memory: int = 4096 * _MEGABYTE
    office_file: int = 256 * _MEGABYTE


def bind(limits: Limits) -> None:
    """Bind this process to its limits; it writes no file, leaves no core, and ends by itself when nobody waits."""
    _bind(resource.RLIMIT_AS, limits.memory, limits.office_memory)
    _bind(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + _GRACE)
    _bind(resource.RLIMIT_FSIZE, 0, limits.office_file)
    _bind(resource.RLIMIT_NOFILE, 64, 1024)
    _bind(resource.RLIMIT_CORE, 0, 0)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)


def _bind(kind: int, soft: int, hard: int) -> None:
    _now, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, max(soft, hard)))
