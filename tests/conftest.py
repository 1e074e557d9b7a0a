"""What every test stands on: the real engine of the ledger inside the process, and real people of fiction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Set every text anew: a test that rolls back gives the same ids to other rows."""
    from django.conf import settings

    settings.CACHES["sheets"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL keep only the tests that touch a database: the others would say again what they said on SQLite."""
    if os.environ.get("THONGSUOT_TEST_DATABASE") != "postgresql":
        return
    kept = [item for item in items if item.get_closest_marker("django_db") or DATABASE & set(_fixtures(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


DATABASE = {"db", "transactional_db"}


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", []))


@pytest.fixture(autouse=True)
def ledger_writer() -> Iterator[None]:
    """Write to the ledger with the real engine and the product's own folds, inside the test's transactions."""
    from thongsuot.ledger import transport
    from thongsuot.ledger.local import LocalWriter
    from thongsuot.site.wiring import FOLDS

    with transport.installed(LocalWriter(FOLDS)):
        yield


@pytest.fixture
def only_sqlite(db: None) -> None:
    """Leave a story out that speaks of what only SQLite does."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("this story is about SQLite's files, so it was left out on PostgreSQL")


@pytest.fixture
def corpus_folder() -> Path:
    """Give the folder of real documents, or skip where nobody named one."""
    folder = os.environ.get("THONGSUOT_CORPUS", "")
    if not folder:
        pytest.skip("THONGSUOT_CORPUS names no folder of real documents, so this test was left out.")
    return Path(folder)
