"""`thongsuot writer`: the one process that writes the ledger; `serve` starts it, nobody else needs to."""

from __future__ import annotations

import argparse
import sys

HELP = "tiến trình ghi sổ (do serve khởi động)"
LEDGER_ACCESS = "rw"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Hold the writer's lock and serve the socket; wait while another writer holds it, here or on another machine."""
    from django.conf import settings

    if not settings.SECRETS_READY:
        print("Thư mục dữ liệu chưa sẵn sàng. Hãy chạy `thongsuot init` trước.", file=sys.stderr)
        return 1

    from django.db import connections

    from thongsuot.ledger import lease, outbox, store
    from thongsuot.ledger.engine import Writer
    from thongsuot.ledger.heads import Sealer
    from thongsuot.ledger.loop import Loop
    from thongsuot.site.serving.memory import settle
    from thongsuot.site.wiring import FOLDS

    with lease.held(settings.DATA / "writer.lock", wait=True), store.writer_lock(wait=True) as is_sole:
        store.prepare_writer()
        outbox.prepare_writer()
        sealer = Sealer(settings.HEAD_KEYS, settings.DATA / "heads")
        sealer.publish()
        settle()
        Loop(Writer(FOLDS), sealer, settings.WRITER_SOCKET, is_sole=is_sole).run()
    connections.close_all()  # what is frozen is not taken apart at the end: SQLite's log would stay beside the ledger
    return 0
