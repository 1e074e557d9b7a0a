"""A writer with one fold, on both databases of the test, and its loop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import reading_fold
from thongsuot.ledger import client, transport
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.heads import Sealer
from thongsuot.ledger.local import LocalWriter
from thongsuot.ledger.loop import Loop


@pytest.fixture
def writer(db: None) -> Iterator[Writer]:
    """Install the real engine with the fold of these stories."""
    local = LocalWriter([reading_fold])
    with transport.installed(local):
        yield local.writer


@pytest.fixture
def loop(writer: Writer, tmp_path: Path, settings: Any) -> Iterator[Loop]:
    """Give a loop that listens, to be turned by hand."""
    settings.WRITER_SOCKET = tmp_path / "writer.sock"
    made = Loop(writer, Sealer({1: b"1" * 32}, tmp_path), settings.WRITER_SOCKET)
    with made.listening():
        yield made
    client.hang_up()
