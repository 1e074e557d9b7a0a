"""Kill the writer, a web worker or everything while a hall presses: whoever saw a mark has it in the ledger, once.

The load is the conference's own: check-in, reading, five answers through the doors of the hall, sent again under the
same key when no answer came. Part of `make chaos`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from array import array
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from bench.chaos import ROOT, TARGETS, Trial, rows_of
from bench.conference import CONNECTIONS, MAKE, presses
from bench.hall.load import LENGTH, write_requests
from thongsuot.kernel.ids import key_from

RATE = 2_000
SECONDS_A_KILL = 4
CONDITIONS = (
    "SIGKILL of {targets} in turn on SQLite under {rate}/s of check-in, reading and answers through the hot doors, load"
    " generator on the same cores; every press sent again under its key until answered"
)


class HallTrial(Trial):
    """One installation on its conference morning; the product's own settings and doors."""

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the trial sees."""
        return {**Trial.environment.fget(self), "DJANGO_SETTINGS_MODULE": "thongsuot.site.settings"}  # type: ignore[attr-defined]

    def fill(self, events: int) -> None:
        """Make the country and write down what its delegates will press."""
        line = [sys.executable, "-c", MAKE, str(self.data), str(-(-events // 3)), "1"]
        made = subprocess.run(line, env=self.environment, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
        country = json.loads(made.stdout.splitlines()[-1])
        write_requests(self.data / "requests", presses(country["delegates"], country["questions"]))

    def load(self) -> None:
        """Start the load generator."""
        words = [str(self.port), str(RATE), str(CONNECTIONS), str(self.data / "requests"), str(self.data / "load.json")]
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


def run(kills: int, *, pause: float) -> dict[str, Any]:
    """Make one trial with so many kills and give its line, with what did not agree in `conditions`."""
    began, events = time.monotonic(), RATE * SECONDS_A_KILL * (kills + 1)
    with tempfile.TemporaryDirectory(prefix="thongsuot-chaos-") as folder:
        trial = HallTrial(Path(folder) / "data")
        try:
            made = trial.command("init", "--password-stdin")
            if made.returncode:
                raise SystemExit(f"init failed: {made.stderr[-2000:]}")
            trial.fill(events)
            trial.start()
            trial.load()
            for number in range(kills):
                time.sleep(random.uniform(0.2, 2 * pause))  # the moment of a kill is random, not awaited
                trial.kill(TARGETS[number % len(TARGETS)])
                trial.wait_until_healthy()
            figures = _finished(trial)
            answered, missing = lost(trial)
            checks = [trial.command("ledger", "verify"), trial.command("recount")]
        finally:
            trial.close()
    errors = [check.stdout.strip() or check.stderr.strip() for check in checks if check.returncode]
    if unanswered := figures["sent"] - answered:
        errors.append(f"{unanswered} presses were never answered with a receipt: {figures['statuses']}")
    return {
        "bench": "chaos.lost.hall",
        "value": len(missing),
        "unit": "events",
        "peer": None,
        "kills": kills,
        "answered": answered,
        "lost": len(missing),
        "resent": sum(Counter(figures["statuses"]).values()) - figures["sent"],
        "per_second": round(answered / figures["seconds"]),
        "n": kills,
        "seconds": round(time.monotonic() - began, 1),
        "errors": len(errors),
        "conditions": "; ".join([CONDITIONS.format(targets=", ".join(TARGETS), rate=RATE), *errors]),
    }


def _finished(trial: HallTrial) -> dict[str, Any]:
    """Let every press be answered, stop `serve` as a person would, and give what the generator saw."""
    for load in trial.loads:
        load.communicate()
    assert trial.serve is not None
    trial.serve.terminate()
    if trial.serve.wait(60) != 0:
        raise SystemExit("serve did not stop cleanly")
    figures: dict[str, Any] = json.loads((trial.data / "load.json").read_text("utf-8"))
    return figures
