"""Kill the writer, a web worker or the whole group under full load: nothing that was answered may be lost.

`make chaos` kills 20 times here and 100 times in the hall, where a slow disk, a full one and a moved clock come on top;
`QUICK=1` kills three and four times. Prints one JSON line, and keeps it in bench/results/latest.jsonl.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import postgres
from bench.postgres import Server
from bench.run import keep

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("writer", "worker", "all")
DATABASE = "database"
READY_SECONDS = 60.0
CONDITIONS = "SIGKILL of {targets} in turn on {database}; 8 HTTP threads and 8 direct clients on the same cores"
LOADS = (("http", 8), ("direct", 4), ("direct", 4))


@dataclass(slots=True)
class Trial:
    """One installation in a folder that is thrown away, its `serve`, and the load on it."""

    data: Path
    server: Server | None = None  # PostgreSQL; None is SQLite
    serve: subprocess.Popen[str] | None = None
    port: int = 0
    hall_port: int = 0  # 0: no process for the hall
    loads: list[subprocess.Popen[str]] = field(default_factory=list)
    outs: list[Path] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the trial sees."""
        found = {name: value for name, value in os.environ.items() if not name.startswith("THONGSUOT_")}
        path = ":".join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        settings = {"DJANGO_SETTINGS_MODULE": "bench.chaos_site", "PYTHONPATH": path}
        address = {"THONGSUOT_DATABASE_URL": self.server.url} if self.server else {}
        return {**found, **settings, **address, "THONGSUOT_DATA": str(self.data), "THONGSUOT_LOG": "CRITICAL"}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one verb of the product to its end."""
        line = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(self.data), *words]
        return subprocess.run(
            line, env=self.environment, input="mot mat khau chi de thu\n", capture_output=True, text=True
        )

    def start(self) -> None:
        """Start `serve` and wait for the line with its address."""
        line = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(self.data), "serve", "--port", str(self.port)]
        line += ["--hall-port", str(self.hall_port)] if self.hall_port else []
        with (self.data / "serve.log").open("a") as log:
            self.serve = subprocess.Popen(
                line, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True, process_group=0
            )
        address = self.serve.stdout.readline().strip() if self.serve.stdout else ""
        if not address:
            raise SystemExit(f"serve did not start: {(self.data / 'serve.log').read_text()[-2000:]}")
        self.port = int(address.rsplit(":", 1)[1])

    def load(self) -> None:
        """Start the load processes."""
        for number, (kind, threads) in enumerate(LOADS, start=1):
            out = self.data / f"answered-{number}.jsonl"
            words = [kind, str(self.port), str(threads), str(number), str(out)]
            line = [sys.executable, "-m", "bench.chaos_client", *words]
            self.loads.append(subprocess.Popen(line, env=self.environment, stdin=subprocess.PIPE, text=True, cwd=ROOT))
            self.outs.append(out)

    def wait_until_healthy(self) -> None:
        """Wait until web, writer and jobs answer again."""
        give_up = time.monotonic() + READY_SECONDS
        while time.monotonic() < give_up:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            with closing(connection), suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise SystemExit(f"not healthy again within {READY_SECONDS:.0f} s")

    def kill(self, target: str) -> None:
        """Kill by SIGKILL: the writer, one web worker, or everything at once, which is then started again.

        The database crashes and is started again, too; the product has to find its way back by itself.
        """
        assert self.serve is not None
        if target == DATABASE:
            assert self.server is not None
            self.server.stop(signal.SIGQUIT)
            self.server.start()
            return
        family = descendants(self.serve.pid)
        writers = [pid for pid, words in family if words[-1:] == ["writer"]]
        servers = {pid for pid, words in family if "granian" in words}
        workers = [pid for pid, _words in family if parent_of(pid) in servers]
        if target == "all":
            for pid in random.sample([self.serve.pid, *(pid for pid, _words in family)], k=len(family) + 1):
                end(pid)
            self.serve.wait()
            self.start()
        else:
            end(random.choice(writers if target == "writer" else workers))

    def stop(self) -> None:
        """Let the load end what is under way, then stop `serve` as a person would."""
        for load in self.loads:
            load.communicate()
        assert self.serve is not None
        self.serve.send_signal(signal.SIGTERM)
        if self.serve.wait(60) != 0:
            raise SystemExit("serve did not stop cleanly")

    def finish(self) -> tuple[list[dict[str, Any]], Counter[str]]:
        """Stop load and `serve`, and collect what was answered."""
        self.stop()
        answered: list[dict[str, Any]] = []
        totals: Counter[str] = Counter()
        for out in self.outs:
            *lines, last = out.read_text(encoding="utf-8").splitlines()
            answered += map(json.loads, lines)
            totals.update(json.loads(last))
        return answered, totals

    def close(self) -> None:
        """End whatever is left, whatever happened."""
        for process in (*self.loads, *filter(None, [self.serve])):
            process.kill()
            process.wait()


def descendants(pid: int) -> list[tuple[int, list[str]]]:
    """Give all processes below one, with their command lines."""
    found: list[tuple[int, list[str]]] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            with suppress(OSError):
                words = Path(f"/proc/{child}/cmdline").read_text().split("\0")[:-1]
                found += [(child, words), *descendants(child)]
    return found


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def parent_of(pid: int) -> int:
    """Give a process's parent, 0 when it has gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def end(pid: int) -> None:
    """Kill one process that may have gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def rows_of(trial: Trial, statement: str) -> list[tuple[Any, ...]]:
    """Ask the ledger's database directly, past the product."""
    if trial.server is None:
        with closing(sqlite3.connect(f"file:{trial.data / 'ledger.sqlite3'}?mode=ro", uri=True)) as ledger:
            return ledger.execute(statement).fetchall()
    import psycopg

    with psycopg.connect(trial.server.url) as database:
        return database.execute(statement).fetchall()


def lost(trial: Trial, answered: list[dict[str, Any]]) -> list[str]:
    """Name every answered event that is not in the ledger exactly once, as it was answered."""
    leaf_in_hex = "hex(leaf)" if trial.server is None else "encode(leaf, 'hex')"
    rows = rows_of(trial, f"SELECT key, seq, {leaf_in_hex} FROM ledger_entry")
    kept: dict[str, list[tuple[int, str]]] = {}
    for key, seq, leaf in ((str(key).replace("-", ""), seq, leaf) for key, seq, leaf in rows):
        kept.setdefault(key, []).append((seq, leaf.lower()))
    missing = [key for key, places in kept.items() if len(places) != 1]
    for event in answered:
        places = kept.get(event["key"].replace("-", ""), [])
        if len(places) != 1 or ("seq" in event and places[0] != (event["seq"], event["leaf"])):
            missing.append(event["key"])
    return missing


def run(kills: int, *, pause: float = 1.0, server: Server | None = None) -> dict[str, Any]:
    """Make one trial with so many kills and give the line of the bench, with what did not agree in `conditions`.

    On a PostgreSQL `server` (durable, already started) that server is killed in turn, too.
    """
    targets = TARGETS if server is None else (*TARGETS, DATABASE)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="thongsuot-chaos-") as folder:
        trial = Trial(Path(folder), server)
        try:
            made = trial.command("init", "--password-stdin")
            if made.returncode:
                raise SystemExit(f"init failed: {made.stderr[-2000:]}")
            trial.start()
            trial.load()
            loaded = time.monotonic()
            for number in range(kills):
                time.sleep(random.uniform(0.2, 2 * pause))  # the moment of a kill is random, not awaited
                trial.kill(targets[number % len(targets)])
                trial.wait_until_healthy()
            answered, totals = trial.finish()
            seconds = time.monotonic() - loaded
            missing = lost(trial, answered)
            checks = [trial.command("ledger", "verify"), trial.command("recount")]
        finally:
            trial.close()
    errors = [check.stdout.strip() or check.stderr.strip() for check in checks if check.returncode]
    if totals["unanswered"]:
        errors.append(f"{totals['unanswered']} events were never answered")
    conditions = CONDITIONS.format(targets=", ".join(targets), database="PostgreSQL" if server else "SQLite")
    return {
        "bench": "chaos.lost" if server is None else "chaos.lost.postgresql",
        "value": len(missing),
        "unit": "events",
        "peer": None,
        "kills": kills,
        "answered": len(answered),
        "resent": totals["retried"],
        "per_second": round(len(answered) / seconds),
        "n": kills,
        "seconds": round(time.monotonic() - began, 1),
        "errors": len(errors),
        "conditions": "; ".join([conditions, *errors]),
    }


def main() -> int:
    """Run on SQLite, by two kinds of load, and on PostgreSQL where it is installed; 1 when anything does not agree."""
    from bench.hall import chaos as hall  # which begins from the trial here

    is_quick = os.environ.get("QUICK") == "1"
    kills, pause = (3, 0.7) if is_quick else (20, 1.0)
    lines = [run(kills, pause=pause), hall.run(hall.SQLITE, 4 if is_quick else 100, pause=pause)]
    if not is_quick:
        lines.append(hall.run(hall.FAULTS, 12, pause=pause))
    if postgres.binaries() and not is_quick:
        with postgres.running(durable=True) as server:
            lines.append(run(kills, pause=pause, server=server))
        with postgres.running(durable=True) as server:
            lines.append(hall.run(hall.POSTGRESQL, kills, pause=pause, server=server))
    keep(lines)
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return int(any(line["value"] or line["errors"] for line in lines))


if __name__ == "__main__":
    sys.exit(main())
