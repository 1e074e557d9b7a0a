"""A PostgreSQL server of our own for tests and benches: on a socket in a folder that is thrown away."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

READY_SECONDS = 60.0
# Nobody keeps what a test wrote, and statistics of tables that a test emptied would mislead the next one for minutes.
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off"}
COMMON = {"listen_addresses": "", "max_connections": "120", "shared_buffers": "64MB"}


def binaries() -> Path | None:
    """Find the newest server of this machine, None where none is installed (Debian: the package postgresql)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("postgres")
    return Path(there).parent if there else None


@dataclass(slots=True)
class Server:
    """One server; `durable` keeps fsync on, for stories about a server that is killed."""

    durable: bool = False
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="thongsuot-pg-")))
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Give the address for THONGSUOT_DATABASE_URL."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """Give the address of one of its databases."""
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}/{database}"

    def create(self) -> None:
        """Make the cluster; PostgreSQL refuses to run as root, so root hands it to somebody else."""
        bin_folder = binaries()
        assert bin_folder is not None, "no PostgreSQL server on this machine: apt-get install postgresql"
        if _other():
            shutil.chown(self.folder, user=_other())
        command = [bin_folder / "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        self._run([*map(str, command), "--locale=C.UTF-8", "--no-sync"])

    def start(self) -> None:
        """Start it and wait until it answers."""
        bin_folder = binaries()
        assert bin_folder is not None
        values = {**COMMON, **({} if self.durable else QUICK), "unix_socket_directories": str(self.folder)}
        options = [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "server.log").open("ab")
        command = [str(bin_folder / "postgres"), "-D", str(self._data), *options]
        self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._as_other())
        give_up = time.monotonic() + READY_SECONDS
        ready = [str(bin_folder / "pg_isready"), "-q", "-h", str(self.folder), "-U", "postgres"]
        while subprocess.run(ready).returncode:
            assert time.monotonic() < give_up, (self.folder / "server.log").read_text()[-2000:]
            assert self.process.poll() is None, (self.folder / "server.log").read_text()[-2000:]
            time.sleep(0.05)

    def stop(self, number: int = signal.SIGINT) -> None:
        """Stop it: SIGINT ends its sessions and shuts down; SIGQUIT is a crash to be recovered from."""
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(60)
            self.process = None

    def remove(self) -> None:
        """Stop it and throw its folder away."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _as_other(self) -> dict[str, Any]:
        name = _other()
        return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []} if name else {}

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, **self._as_other())
        assert done.returncode == 0, done.stderr


def _other() -> str | None:
    """Name the account that runs the server when we are root."""
    return None if os.getuid() else "postgres"


@contextmanager
def running(*, durable: bool) -> Iterator[Server]:
    """Run a server for the length of the block."""
    server = Server(durable)
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.remove()


def for_this_process() -> str:
    """Start a quick server that ends with this process, and give its address."""
    server = Server()
    atexit.register(server.remove)
    server.create()
    server.start()
    return server.url


if __name__ == "__main__":
    if binaries() is None:
        sys.exit("No PostgreSQL server on this machine, so the tests on it are left out (apt-get install postgresql).")
