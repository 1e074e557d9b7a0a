"""`thongsuot serve`: everything that runs, under one parent; prints its address once all of it answers."""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thongsuot.site.serving.supervisor import Child

HELP = "chạy Thông Suốt: trang web, tiến trình ghi sổ và việc nền"
NOT_READY = "Thư mục dữ liệu chưa sẵn sàng cho bản này. Hãy chạy `thongsuot init` rồi chạy lại."
THREADS = 40  # most of them wait for the writer in the hot hour: what waits together is one fsync; idle ones end
WEB_STOP, HALL_STOP, JOBS_STOP, WRITER_STOP = 10.0, 10.0, 15.0, 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen and how many web workers to run."""
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="địa chỉ lắng nghe (mặc định: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="cổng (mặc định: 8000; 0: cổng bất kỳ)")
    parser.add_argument(
        "--hall-port",
        type=int,
        metavar="N",
        help="cổng riêng cho việc điểm danh, tiếp thu, trả lời trong giờ hội nghị, đặt sau proxy (mặc định: không mở)",
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="số tiến trình web (mặc định: 2)")


def before_setup(arguments: argparse.Namespace) -> None:
    """Settle the port and the address that links will bear, before the settings read them."""
    arguments.is_free, arguments.port = claim(arguments.host, arguments.port)
    os.environ.setdefault("THONGSUOT_URL", _url(arguments))


def run(arguments: argparse.Namespace) -> int:
    """Refuse with a sentence what cannot run; else supervise until told to stop."""
    from django.conf import settings

    from thongsuot.ledger import lease

    if not settings.SECRETS_READY or lacks_migrations():
        return _refuse(NOT_READY)
    if not arguments.is_free:
        return _refuse(f"Cổng {arguments.port} đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.")
    try:
        with lease.held(settings.DATA / "serve.lock"):
            return _supervise(arguments)
    except lease.Taken:
        return _refuse("Thông Suốt đang chạy với thư mục dữ liệu này. Hãy dừng bản đang chạy, hoặc chọn --data khác.")


def _supervise(arguments: argparse.Namespace) -> int:
    from thongsuot.site.serving.supervisor import Child, Supervisor

    children = (
        Child("writer", [sys.executable, "-m", "thongsuot.site.cli", "--data", arguments.data, "writer"], WRITER_STOP),
        Child("jobs", [sys.executable, "-m", "thongsuot.site.serving.jobs"], JOBS_STOP),
        Child("web", _granian(arguments), WEB_STOP),
        *_hall(arguments),
    )
    supervisor = Supervisor(
        children,
        is_ready=lambda: _is_healthy(arguments),
        on_ready=lambda: print(_url(arguments), flush=True),
    )
    status = supervisor.run()
    return status if not status else _refuse("Thông Suốt chưa khởi động được; lý do ghi ở các dòng phía trên.")


def _hall(arguments: argparse.Namespace) -> Iterator[Child]:
    from thongsuot.site.serving.supervisor import Child

    if arguments.hall_port is not None:
        where = [arguments.host, str(arguments.hall_port)]
        yield Child("hall", [sys.executable, "-m", "thongsuot.site.serving.hot", *where], HALL_STOP)


def _granian(arguments: argparse.Namespace) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": arguments.host,
        "--port": arguments.port,
        "--workers": arguments.workers,
        "--blocking-threads": THREADS,
        "--workers-kill-timeout": 3,  # a browser that keeps its connection open must not hold up a stop
        "--log-level": "error",  # at "warning" it advises against so many threads, which were measured as best
    }
    flags = ["--respawn-failed-workers", "--no-ws"]
    pairs = [str(part) for option in options.items() for part in option]
    return [sys.executable, "-m", "granian", *pairs, *flags, "thongsuot.site.serving.web:application"]


def lacks_migrations() -> bool:
    """Tell whether a database is missing or older than the code."""
    from django.conf import settings
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    from thongsuot.ledger.router import apps_of

    try:
        for alias in settings.DATABASES:
            executor = MigrationExecutor(connections[alias])
            if executor.migration_plan(executor.loader.graph.leaf_nodes(apps_of(alias))):
                return True
    except DatabaseError:
        return True
    finally:
        connections.close_all()
    return False


def claim(host: str, port: int) -> tuple[bool, int]:
    """Find out whether the port is free, and which one it is when any would do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False, port
        return True, probe.getsockname()[1]


def _near(host: str) -> str:
    """Give the address by which this machine reaches a host that may mean "all of them"."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # read, not bound


def _url(arguments: argparse.Namespace) -> str:
    host = _near(arguments.host)
    return f"http://[{host}]:{arguments.port}" if ":" in host else f"http://{host}:{arguments.port}"


def _is_healthy(arguments: argparse.Namespace) -> bool:
    with closing(http.client.HTTPConnection(_near(arguments.host), arguments.port, timeout=2)) as connection:
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
