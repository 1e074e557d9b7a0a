"""What every test stands on: the real engine of the ledger inside the process, and real people of fiction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def ledger_writer() -> Iterator[None]:
    """Write to the ledger with the real engine and the product's own folds, inside the test's transactions."""
    from thongsuot.ledger import transport
    from thongsuot.ledger.local import LocalWriter
    from thongsuot.site.wiring import FOLDS

    with transport.installed(LocalWriter(FOLDS)):
        yield


@pytest.fixture
def corpus_folder() -> Path:
    """Give the folder of real documents, or skip where nobody named one."""
    folder = os.environ.get("THONGSUOT_CORPUS", "")
    if not folder:
        pytest.skip("THONGSUOT_CORPUS names no folder of real documents, so this test was left out.")
    return Path(folder)
