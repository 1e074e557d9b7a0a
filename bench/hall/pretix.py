"""The peer of a conference day: pretix's own check-in endpoint on the same cores, on PostgreSQL, durable as ours is.

It does more for each press (orders, rules, quotas, questions, an audit trail, webhooks, the whole position in the
answer), so the ratio is one of two products as they are, not of two ways to do the same work.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import postgres
from bench.chaos import free_port
from bench.figures import rounded
from bench.peers import RIVALS, environment

NAME = "pretix 2026.8.0"
REQUIREMENTS = (NAME.replace(" ", "=="), "gunicorn==23.0.0")
TOKEN = "measured-by-the-bench"
TICKETS, CONNECTIONS, SECONDS, WARM_UPS = 6_000, 16, 20.0, 40
READY_SECONDS = 60.0
PATH = "/api/v1/organizers/measured/checkinrpc/redeem/"
CAVEAT = (
    "`checkinrpc/redeem` with a device token, gunicorn with 2 workers on PostgreSQL with fsync,"
    " without redis, 16 connections, as fast as they are answered; it does more for each press: orders, rules, quotas,"
    " questions, an audit trail, webhooks, the whole position in the answer"
)
CONFIG = """[pretix]
instance_name=Measured
url=http://127.0.0.1:{port}
datadir={folder}/data
trust_x_forwarded_for=off
[database]
backend=postgresql
name=postgres
user=postgres
host={socket}
[mail]
host=127.0.0.1
port=9
[django]
secret=only-for-the-length-of-a-bench-run-0123456789
debug=off
"""


@dataclass(slots=True)
class Answers:
    """What all connections saw together."""

    took: list[float] = field(default_factory=list)  # milliseconds, of what was stored
    refused: int = 0


def redeemed() -> dict[str, Any] | None:
    """Press for 20 seconds and give the figures; None, with a sentence, where this machine cannot have the peer."""
    interpreter = environment(REQUIREMENTS)
    if interpreter is None or not postgres.binaries():
        return None
    with (
        postgres.running(durable=True) as server,
        tempfile.TemporaryDirectory(prefix="pretix-") as folder,
        _served(interpreter, server, Path(folder)) as (port, sold),
    ):
        seen = Answers()
        _press(port, sold["list"], sold["secrets"][:WARM_UPS], Answers(), time.monotonic() + READY_SECONDS)
        began = time.monotonic()
        _press(port, sold["list"], sold["secrets"][WARM_UPS:], seen, began + SECONDS)
        took = time.monotonic() - began
    return {
        "per_second": len(seen.took) / took,
        "p50": statistics.median(seen.took),
        "p99": statistics.quantiles(seen.took, n=100)[-1],
        "errors": seen.refused,
    }


def beside(line: dict[str, Any], peer: dict[str, Any] | None) -> dict[str, Any]:
    """Set the peer's figure beside ours, with what makes the two differ."""
    if peer is None:
        return line
    told = {
        "peer": NAME,
        "peer_value": rounded(peer["per_second"]),
        "ratio": rounded(line["value"] / peer["per_second"]),
    }
    seen = {"peer_p50": rounded(peer["p50"]), "peer_p99": rounded(peer["p99"]), "peer_errors": peer["errors"]}
    return {**line, **told, **seen, "conditions": f"{line['conditions']}; the peer: {CAVEAT}"}


@contextmanager
def _served(interpreter: Path, server: postgres.Server, folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Migrate, fill and serve the peer; give its port and what it sold."""
    port, config = free_port(), folder / "pretix.cfg"
    config.write_text(CONFIG.format(port=port, folder=folder, socket=server.folder), "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_"))}
    told = {**kept, "PRETIX_CONFIG_FILE": str(config), "DJANGO_SETTINGS_MODULE": "pretix.settings"}
    _run(interpreter, told, "-m", "pretix", "migrate")
    sold = json.loads(_run(interpreter, told, str(RIVALS / "seed_pretix.py"), str(TICKETS), TOKEN).splitlines()[-1])
    command = [str(interpreter), "-m", "gunicorn", "pretix.wsgi", "-w", "2", "-b", f"127.0.0.1:{port}"]
    with (folder / "gunicorn.log").open("wb") as log:
        serving = subprocess.Popen([*command, "--log-level", "warning"], env=told, stdout=log, stderr=log)
    try:
        _wait(port, serving)
        yield port, sold
    finally:
        serving.terminate()
        serving.wait(60)


def _run(interpreter: Path, told: dict[str, str], *words: str) -> str:
    done = subprocess.run([str(interpreter), *words], env=told, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the peer pretix could not be set up: {done.stderr[-2000:]}")
    return done.stdout


def _wait(port: int, serving: subprocess.Popen[bytes]) -> None:
    """Wait until it answers at all."""
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up and serving.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("GET", "/healthcheck/")
                connection.getresponse().read()
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the peer pretix did not start to answer")


def _press(port: int, doors: int, secrets: list[str], seen: Answers, until: float) -> None:
    """Redeem the secrets by some connections at once, until they or the time are used up."""
    left, lock = iter(secrets), threading.Lock()

    def one() -> None:
        while time.monotonic() < until:
            with lock:
                secret = next(left, None)
            if secret is None:
                return
            began = time.monotonic()
            status = _redeem(port, doors, secret)
            with lock:
                if status == 201:
                    seen.took.append((time.monotonic() - began) * 1000)
                else:
                    seen.refused += 1

    threads = [threading.Thread(target=one) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _redeem(port: int, doors: int, secret: str) -> int:
    """Send one check-in; gunicorn's plain workers close the connection after each answer."""
    body = json.dumps({"lists": [doors], "secret": secret, "nonce": os.urandom(16).hex()})
    head = {"Authorization": f"Device {TOKEN}", "Content-Type": "application/json", "Host": f"127.0.0.1:{port}"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("POST", PATH, body, head)
        answer = connection.getresponse()
        answer.read()
        return answer.status


if __name__ == "__main__":
    sys.stdout.write(json.dumps(redeemed()) + "\n")
