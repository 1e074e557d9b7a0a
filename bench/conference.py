"""A conference day through our own doors: check-in, acknowledgement and answers, each durable before it is answered.

Everything is the product's own: `serve` with its web workers, the writer, the jobs; the requests are what a delegate's
page sends. Latency runs from the moment a request was due, whether or not a connection was free for it. The load
generator and fifty people who watch a board share the two cores with all of it.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from bench import postgres
from bench.chaos import descendants, free_port
from bench.figures import exponent, rounded
from bench.hall import pretix
from bench.hall.country import A_HALL
from bench.hall.load import write_requests

WATCHERS, WATCH_EVERY = 50, 10.0
CONNECTIONS = 400
TOGETHER = 310  # five halls at a time
WARM_UPS = 8
PASSWORD = "mot mat khau chi de do\n"
ROOT = Path(__file__).resolve().parent.parent
CONDITIONS = (
    "whole stack over HTTP (2 web workers, the hall's own process, writer, jobs) on {database}, durable; load generator"
    " and {watchers} watchers of the board (a page each {every:.0f} s) on the same {cores} cores; open loop,"
    " {connections} connections kept alive to the hall's port as a proxy keeps them, latency from the scheduled time;"
    " {halls} halls of 62; processor time in microseconds an event, of each kind of process, generator and watchers too"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One run on the same country: so many events a second for so many seconds; rate 0 is as fast as answered."""

    name: str
    rate: float
    events: int


def parts(quick: bool, only: str = "") -> list[Part]:
    """Give the runs in their order, or those of one name; each takes delegates that nobody had before."""
    seconds = 15 if quick else 600
    sizes = (193, 1_930, 19_300) if quick else (57_900, 579_000, 5_790_000)
    held = [Part("sustained", 2_000, 2_000 * seconds), Part("peak", 6_000, 6_000 * (3 if quick else 60))]
    every = [*held, *(Part(f"total.{events}", 0, events) for events in sizes)]
    return [each for each in every if each.name.startswith({"p99": "sustained"}.get(only, only))]


def run(quick: bool, only: str = "") -> Iterator[dict[str, Any]]:
    """Give the lines of a conference day, or of one part of it (`sustained`, `peak`, `total`)."""
    day, done = played(parts(quick, only), None)
    yield from lines(day, done, None if quick or only == "total" else pretix.redeemed())
    if not quick and only in ("", "total") and postgres.binaries():
        with postgres.running(durable=True) as server:
            day, done = played([Part("total.579000", 0, 579_000)], server.url)
            figures = done["total.579000"]
            yield line(day, "total.postgresql", "s", figures["seconds"], figures)


def played(runs: list[Part], url: str | None) -> tuple[Day, dict[str, dict[str, Any]]]:
    """Play some parts on one new installation, on SQLite without an address."""
    with tempfile.TemporaryDirectory(prefix="thongsuot-conference-") as folder:
        day = Day(Path(folder), sum(-(-each.events // 3) for each in runs), url)
        try:
            day.prepare()
            return day, dict(_told(each.name, day.play(each)) for each in runs)
        finally:
            day.close()


def _told(name: str, figures: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Say what a part reached as soon as it has ended: the last one may take half an hour."""
    sys.stderr.write(f"{name}: {figures['answered']:,} in {figures['seconds']:.1f} s, {figures['per_second']:,.0f}/s\n")
    return name, figures


class Day:
    """One installation, filled, served and pressed upon."""

    def __init__(self, folder: Path, delegates: int, url: str | None = None) -> None:
        self.folder, self.delegates, self.url = folder, delegates, url
        self.database = "PostgreSQL (synchronous_commit=on)" if url else "SQLite (synchronous=FULL)"
        self.data = folder / "data"
        self.serve: subprocess.Popen[str] | None = None
        self.watching: subprocess.Popen[str] | None = None
        self.port, self.hall_port, self.used = 0, 0, 0
        self.pages: dict[str, Any] = {"took": [], "missed": 0}

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the day sees."""
        found = {name: value for name, value in os.environ.items() if not name.startswith("THONGSUOT_")}
        path = ":".join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        address = {"THONGSUOT_DATABASE_URL": self.url} if self.url else {}
        return {**found, **address, "PYTHONPATH": path, "THONGSUOT_LOG": "ERROR"}

    @property
    def conditions(self) -> str:
        """Say on what the figures rest."""
        cores, halls = len(os.sched_getaffinity(0)), -(-self.delegates // A_HALL)
        told: dict[str, Any] = {
            "database": self.database,
            "watchers": WATCHERS,
            "every": WATCH_EVERY,
            "connections": CONNECTIONS,
        }
        return CONDITIONS.format(cores=cores, halls=halls, **told)

    def prepare(self) -> None:
        """Make the installation and the country, each in a process of its own, then serve it."""
        cli = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(self.data)]
        init = [*cli, "init", "--password-stdin"]
        subprocess.run(init, env=self.environment, input=PASSWORD, stdout=subprocess.DEVNULL, text=True, check=True)
        line = [sys.executable, "-c", MAKE, str(self.data), str(self.delegates), str(WATCHERS)]
        made = subprocess.run(line, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        self.country = json.loads(made.stdout.splitlines()[-1])
        self.hall_port = free_port()
        served = [*cli, "serve", "--port", "0", "--hall-port", str(self.hall_port)]
        self.serve = subprocess.Popen(served, env=self.environment, stdout=subprocess.PIPE, text=True)
        address = self.serve.stdout.readline().strip() if self.serve.stdout else ""
        if not address:
            raise SystemExit("serve did not start; its message stands above")
        self.port = int(address.rsplit(":", 1)[1])
        self._warm_up()

    def _warm_up(self) -> None:
        """Let each worker show the board before anybody measures: the first page of a process reads its templates."""
        for _look in range(WARM_UPS):
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
                cookie = {"Cookie": f"sessionid={self.country['sessions'][0]}"}
                connection.request("GET", self.board, headers=cookie)
                connection.getresponse().read()

    @property
    def board(self) -> str:
        """Name the page that people watch."""
        return f"/hoi-nghi/dot/{self.country['drive']}/"

    def play(self, part: Part) -> dict[str, Any]:
        """Send the events of one part, while people watch, and give what the generator saw."""
        file, out = self.folder / f"{part.name}.requests", self.folder / f"{part.name}.json"
        write_requests(file, self._requests(part.events))
        self._watch()
        words = [str(self.hall_port), str(part.rate), str(CONNECTIONS), str(file), str(out)]
        before = cpu_seconds(self.serve)
        looked = os.times().children_user + os.times().children_system
        subprocess.run([sys.executable, "-m", "bench.hall.load", *words], env=self.environment, cwd=ROOT, check=True)
        after = cpu_seconds(self.serve)
        self._look_away()
        loaded = os.times().children_user + os.times().children_system - looked
        file.unlink()
        seconds = {name: after[name] - before.get(name, 0.0) for name in after} | {"generator and watchers": loaded}
        spent = {name: each * 1e6 / part.events for name, each in seconds.items()}
        return {**json.loads(out.read_text("utf-8")), "cpu_us": spent}

    def _requests(self, events: int) -> Iterator[bytes]:
        """Give the three presses of each delegate, hall after hall: all of a hall check in, then read, then answer."""
        given = 0
        while given < events:
            some = [self.country["delegates"][(self.used + at) % self.delegates] for at in range(TOGETHER)]
            self.used += TOGETHER
            for press in presses(some, self.country["questions"]):
                if given == events:
                    return
                given += 1
                yield press

    def _watch(self) -> None:
        asked = self.folder / "watch.json"
        asked.write_text(json.dumps({"path": self.board, "sessions": self.country["sessions"]}), "utf-8")
        words = [str(self.port), str(WATCH_EVERY), str(asked), str(self.folder / "watched.json")]
        self.watching = subprocess.Popen(
            [sys.executable, "-m", "bench.hall.watch", *words],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            text=True,
        )

    def _look_away(self) -> None:
        if self.watching is None:
            return
        self.watching.communicate()
        self.watching = None
        seen = json.loads((self.folder / "watched.json").read_text("utf-8"))
        self.pages["took"] += seen["took"]
        self.pages["missed"] += seen["missed"]

    def close(self) -> None:
        """Stop what runs, whatever happened."""
        if self.watching is not None:
            self.watching.kill()
            self.watching.wait()
        if self.serve is not None:
            self.serve.terminate()
            self.serve.wait(60)


def presses(delegates: list[Any], questions: list[int]) -> Iterator[bytes]:
    """Write what these delegates send, step after step."""
    for held, half_day, _person in delegates:
        yield request("co-mat", {"pass": held, "key": fresh_key(), "half_day": half_day})
    for held, _half_day, _person in delegates:
        yield request("da-doc", {"pass": held, "key": fresh_key()})
    for held, _half_day, person in delegates:
        chosen = {f"answer-{question}": (person + at) % 4 for at, question in enumerate(questions)}
        yield request("tra-loi", {"pass": held, "key": fresh_key(), **chosen})


MAKE = """
import json, sys
from dataclasses import astuple, asdict
from pathlib import Path
from bench.hall.country import make
country = make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
told = {"delegates": [astuple(one) for one in country.delegates], "drive": country.drive}
print(json.dumps({**told, "questions": country.questions, "sessions": country.sessions}))
"""


def fresh_key() -> str:
    """Make a key as a page does."""
    return str(UUID(bytes=os.urandom(16), version=4))


def request(verb: str, fields: dict[str, Any]) -> bytes:
    """Write one press as the page's script sends it."""
    body = urlencode(fields).encode()
    head = (
        f"POST /hoi-nghi/tai-cho/{verb}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


KINDS = {"writer": "writer", "hall": "thongsuot.site.serving.hot", "web": "granian"}


def cpu_seconds(serve: subprocess.Popen[str] | None) -> dict[str, float]:
    """Add up the processor time of the served processes, by what they are."""
    assert serve is not None
    spent: dict[str, float] = {}
    tick = os.sysconf("SC_CLK_TCK")
    for pid, words in descendants(serve.pid):
        name = next((name for name, word in KINDS.items() if word in words), "other")
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        spent[name] = spent.get(name, 0.0) + (int(fields[11]) + int(fields[12])) / tick
    return spent


def lines(day: Day, done: dict[str, dict[str, Any]], peer: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """Give the lines of the day: each says what was asked for, reached and answered, and what was not."""
    if held := done.get("sustained"):
        yield pretix.beside(line(day, "sustained", "events/s", held["per_second"], held), peer)
        yield line(day, "p99", "ms", held["p99"], held)
    if peak := done.get("peak"):
        yield pretix.beside(line(day, "peak", "events/s", peak["per_second"], peak), peer)
    totals = {name.partition(".")[2]: figures for name, figures in done.items() if name.startswith("total.")}
    if totals:
        largest = list(totals)[-1]
        seconds = {size: figures["seconds"] for size, figures in totals.items()}
        grown = {"sizes": {size: rounded(value) for size, value in seconds.items()}, "exponent": exponent(seconds)}
        yield {**line(day, "total", "s", seconds[largest], totals[largest]), **grown}
    if len(day.pages["took"]) > 1:
        yield boards(day)


def line(day: Day, name: str, unit: str, value: float, figures: dict[str, Any]) -> dict[str, Any]:
    """Give one line; latencies are in milliseconds, processor time in microseconds an event."""
    spent = {of: rounded(each) for of, each in figures["cpu_us"].items()}
    return {
        "bench": f"conference.{name}",
        "value": rounded(value),
        "unit": unit,
        "peer": None,
        "n": 1,
        "seconds": rounded(figures["seconds"]),
        "errors": figures["sent"] - figures["answered"],
        "answered": figures["answered"],
        "sent_again": figures["statuses"].get("503", 0) + figures["statuses"].get("0", 0),
        **{share: rounded(figures[share]) for share in ("p50", "p95", "p99", "max")},
        "cpu_us": spent,
        "conditions": day.conditions,
    }


def boards(day: Day) -> dict[str, Any]:
    """Give how long the board's page took those who watched meanwhile."""
    took = day.pages["took"]
    return {
        "bench": "board.page",
        "value": rounded(statistics.quantiles(took, n=20)[-1]),
        "unit": "ms",
        "peer": None,
        "n": len(took),
        "p50": rounded(statistics.median(took)),
        "seconds": rounded(sum(took) / 1000),
        "errors": day.pages["missed"],
        "conditions": f"p95 of the page of the board under the load of the bench `conference`; {day.conditions}",
    }


if __name__ == "__main__":
    for each in run(os.environ.get("QUICK") == "1"):
        print(json.dumps(each))
