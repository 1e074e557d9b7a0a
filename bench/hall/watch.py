"""People who look at a board again and again: `python -m bench.hall.watch PORT EVERY FILE OUT` until stdin closes.

FILE holds {"path": …, "sessions": […]}: one person a session, each asking for the page every EVERY seconds, all spread
over that time. OUT receives the milliseconds of every page and the number of those that were not there.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path


class Watcher:
    """One person in front of a board."""

    def __init__(self, port: int, path: str, session: str) -> None:
        self.port, self.path = port, path
        self.headers = {"Cookie": f"sessionid={session}"}
        self.took: list[float] = []
        self.missed = 0

    def watch(self, first: float, every: float, stop: threading.Event) -> None:
        """Look every so often until told to stop."""
        if stop.wait(first):
            return
        while True:
            began = time.perf_counter()
            self._look(began)
            if stop.wait(max(0.0, every - (time.perf_counter() - began))):
                return

    def _look(self, began: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        status = 0
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", self.path, headers=self.headers)
            response = connection.getresponse()
            response.read()
            status = response.status
        connection.close()
        if status == http.HTTPStatus.OK:
            self.took.append((time.perf_counter() - began) * 1000)
        else:
            self.missed += 1


def main(port: str, every: str, file: str, out: str) -> None:
    """Let everybody watch until standard input closes."""
    asked = json.loads(Path(file).read_text("utf-8"))
    watchers = [Watcher(int(port), asked["path"], session) for session in asked["sessions"]]
    stop, pause = threading.Event(), float(every)
    threads = [
        threading.Thread(target=watcher.watch, args=(pause * at / len(watchers), pause, stop))
        for at, watcher in enumerate(watchers)
    ]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()
    took = [each for watcher in watchers for each in watcher.took]
    Path(out).write_text(json.dumps({"took": took, "missed": sum(each.missed for each in watchers)}), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
