"""The reader is tested without the product: no database, no ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def ledger_writer() -> None:
    """Stand in for the product's fixture of the same name, which the reader does not need."""


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real documents, or skip the test with a plain sentence."""
    folder = os.environ.get("THONGSUOT_CORPUS")
    if not folder or not Path(folder, "gold.jsonl").is_file():
        pytest.skip("THONGSUOT_CORPUS does not name a folder with real documents, so nothing was measured on them.")
    return Path(folder)
