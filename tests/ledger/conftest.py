"""A writer with one fold, on both databases of the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ledger.made import reading_fold
from thongsuot.ledger import transport
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.local import LocalWriter


@pytest.fixture
def writer(db: None) -> Iterator[Writer]:
    """Install the real engine with the fold of these stories."""
    local = LocalWriter([reading_fold])
    with transport.installed(local):
        yield local.writer
