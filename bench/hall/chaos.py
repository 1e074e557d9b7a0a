"""Kill the writer, a web worker or everything while a hall presses: whoever saw a mark has it in the ledger, once.

The load is the conference's own: check-in, reading, five answers through the doors of the hall, sent again under the
same key when no answer came. Part of `make chaos`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from bench.chaos import DATABASE, ROOT, Trial, descendants, end, free_port, rows_of
from bench.conference import CONNECTIONS, KINDS, MAKE, presses
from bench.hall import faults
from bench.hall.load import LENGTH, write_requests
from bench.postgres import Server
from thongsuot.kernel.ids import key_from

RATE = 2_000
SECONDS_A_PAUSE = 3  # of pressing, for each second of pause between two disturbances
CONDITIONS = (
    "{kind} of {targets} in turn on {database} under {rate}/s of check-in, reading and answers through the hall's own"
    " process, load generator on the same cores; every press sent again under its key until answered"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the bench: what happens in turn, and on what."""

    name: str
    kind: str
    targets: tuple[str, ...]
    database: str


SQLITE = Kind("chaos.lost.hall", "SIGKILL", ("writer", "hall", "worker", "all"), "SQLite")
FAULTS = Kind("chaos.lost.faults", "disturbance", faults.FAULTS, f"SQLite with every fsync {faults.FSYNC_MS} ms slower")
POSTGRESQL = Kind("chaos.lost.hall.postgresql", "SIGKILL", (*SQLITE.targets, DATABASE), "PostgreSQL")


class HallTrial(Trial):
    """One installation on its conference morning; the product's own settings and doors."""

    def __init__(self, data: Path, server: Server | None = None, *, disturbed: bool = False) -> None:
        super().__init__(data, server, hall_port=free_port())
        self.is_serving = False
        self.shim = faults.shim(data.parent) if disturbed else None
        self.clock = faults.Clock(data.parent / "clock")

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the trial sees; what is served sees a slow disk and a clock that is moved, if asked."""
        found = {**super().environment, "DJANGO_SETTINGS_MODULE": "thongsuot.site.settings"}
        if self.shim and self.is_serving:
            ours = {"LD_PRELOAD": str(self.shim), "THONGSUOT_CLOCK": str(self.clock.path)}
            found |= {**ours, "THONGSUOT_FSYNC_MS": str(faults.FSYNC_MS)}
        return found

    def start(self) -> None:
        """Start `serve` in the world of this trial; commands run in the true one."""
        self.is_serving = True
        super().start()
        self.is_serving = False

    def disturb(self, target: str) -> None:
        """Kill, or do what else goes wrong."""
        family = descendants(self.serve.pid) if self.serve else []
        of = {name: [pid for pid, words in family if word in words] for name, word in KINDS.items()}
        match target:
            case "hall":
                end(of["hall"][0])
            case "writer restart":
                os.kill(of["writer"][0], signal.SIGTERM)
            case "disk full":
                faults.fill_the_disk(of["writer"][0])
            case "clock ahead":
                self.clock.move(faults.CLOCK_SECONDS)
            case "clock back":
                self.clock.move(-faults.CLOCK_SECONDS)
            case _:
                self.kill(target)

    def fill(self, events: int) -> None:
        """Make the country and write down what its delegates will press."""
        line = [sys.executable, "-c", MAKE, str(self.data), str(-(-events // 3)), "1"]
        made = subprocess.run(line, env=self.environment, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
        country = json.loads(made.stdout.splitlines()[-1])
        write_requests(self.data / "requests", presses(country["delegates"], country["questions"]))

    def load(self) -> None:
        """Start the load generator."""
        words = [
            str(self.hall_port),
            str(RATE),
            str(CONNECTIONS),
            str(self.data / "requests"),
            str(self.data / "load.json"),
        ]
        line = [sys.executable, "-m", "bench.hall.load", *words]
        self.loads.append(subprocess.Popen(line, env=self.environment, stdin=subprocess.PIPE, text=True, cwd=ROOT))

    def answered(self) -> Iterator[tuple[int, str, int]]:
        """Walk what was answered: the number it was given, the key it must bear, and whose it is."""
        seqs = array("q", (self.data / "load.json.seqs").read_bytes())
        for seq, request in zip(seqs, _requests((self.data / "requests").read_bytes()), strict=True):
            if seq:
                yield seq, *_expected(request)


def _requests(written: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(written):
        (length,) = LENGTH.unpack_from(written, at)
        yield written[at + LENGTH.size : at + LENGTH.size + length]
        at += LENGTH.size + length


def _expected(request: bytes) -> tuple[str, int]:
    """Say under which key a press is kept, and for whom: a sheet's key is made of conference and seat."""
    head, _blank, body = request.partition(b"\r\n\r\n")
    fields = parse_qs(body.decode())
    content = fields["pass"][0].split(".")[1]
    conference, seat, person, *_rest = json.loads(urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    is_sheet = b"/tra-loi/" in head.split(b"\r\n", 1)[0]
    key = str(key_from("sheet", f"conferences.conference:{conference}", seat)) if is_sheet else fields["key"][0]
    return key.replace("-", ""), person


def lost(trial: HallTrial) -> tuple[int, list[str]]:
    """Count what was answered and name each press that is not in the ledger exactly once, where it was answered."""
    kept: dict[tuple[str, int], list[int]] = {}
    for key, person, seq in rows_of(trial, "SELECT key, person, seq FROM ledger_entry WHERE person IS NOT NULL"):
        kept.setdefault((str(key).replace("-", ""), person), []).append(seq)
    answered = list(trial.answered())
    return len(answered), [key for seq, key, person in answered if kept.get((key, person)) != [seq]]


def run(kind: Kind, times: int, *, pause: float, server: Server | None = None) -> dict[str, Any]:
    """Make one trial with so many disturbances and give its line, with what did not agree in `conditions`.

    Each must fall while the load is still pressing: one that came too late is an error, not a kill.
    """
    began, late = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="thongsuot-chaos-") as folder:
        trial = HallTrial(Path(folder) / "data", server, disturbed=kind is FAULTS)
        try:
            made = trial.command("init", "--password-stdin")
            if made.returncode:
                raise SystemExit(f"init failed: {made.stderr[-2000:]}")
            trial.fill(round(RATE * pause * SECONDS_A_PAUSE * (times + 1)))
            trial.start()
            trial.load()
            for number in range(times):
                time.sleep(random.uniform(0.2, 2 * pause))  # the moment is random, not awaited
                late += trial.loads[0].poll() is not None
                trial.disturb(kind.targets[number % len(kind.targets)])
                trial.wait_until_healthy()
            figures = _finished(trial)
            answered, missing = lost(trial)
            checks = [trial.command("ledger", "verify"), trial.command("recount")]
        finally:
            trial.close()
    errors = [check.stdout.strip() or check.stderr.strip() for check in checks if check.returncode]
    if unanswered := figures["sent"] - answered:
        errors.append(f"{unanswered} presses were never answered with a receipt: {figures['statuses']}")
    if late:
        errors.append(f"{late} of {times} fell when the load had ended")
    if kind is FAULTS and trial.shim is None:
        errors.append("no C compiler here, so that the disk was not slow and the clock stood")
    told = {"kind": kind.kind, "targets": ", ".join(kind.targets), "database": kind.database, "rate": RATE}
    return {
        "bench": kind.name,
        "value": len(missing),
        "unit": "events",
        "peer": None,
        "kills": times,
        "answered": answered,
        "lost": len(missing),
        "resent": sum(Counter(figures["statuses"]).values()) - figures["sent"],
        "per_second": round(answered / figures["seconds"]),
        "n": times,
        "seconds": round(time.monotonic() - began, 1),
        "errors": len(errors),
        "conditions": "; ".join([CONDITIONS.format(**told), *errors]),
    }


def _finished(trial: HallTrial) -> dict[str, Any]:
    """Let every press be answered, stop `serve`, and give what the generator saw."""
    trial.stop()
    figures: dict[str, Any] = json.loads((trial.data / "load.json").read_text("utf-8"))
    return figures
