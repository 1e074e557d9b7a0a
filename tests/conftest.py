"""What every test stands on: the real engine of the ledger inside the process, and real people of fiction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser/"
JOURNEYS = f"{BROWSER}test_journey_"
LONGEST = (
    JOURNEYS,
    BROWSER,
    "tests/site/test_access.py",
    "tests/ledger/test_serve.py",
    "tests/site/test_demo.py",
    "tests/site/test_move_to_postgres.py",
    "tests/site/test_backup.py",
    "tests/vanban/test_alone.py",
    "tests/corpus/test_import_each.py",
    "tests/vanban/test_properties.py",
    "tests/people/test_init_command.py",
)


def pytest_configure() -> None:
    """Set every text anew: a test that rolls back gives the same ids to other rows."""
    from django.conf import settings

    settings.CACHES["sheets"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    # How fast examples come says something of the machine's load, nothing of the product.
    hypothesis.settings.register_profile("house", suppress_health_check=[hypothesis.HealthCheck.too_slow])
    hypothesis.settings.load_profile("house")


class OneFileOneWorker(LoadScopeScheduling):
    """Give all tests of a file to one worker, which makes what they share once.

    All journeys share one house, and those who only look at pages share another: the two go to two workers.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return next((together for together in (JOURNEYS, BROWSER) if file.startswith(together)), file)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Deal the files out in the order of collection, which is the longest first."""
    config.option.loadscopereorder = False
    return OneFileOneWorker(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left with it at the end.

    On PostgreSQL keep only the tests that touch a database: the others would say again what they said on SQLite.
    """
    items.sort(key=_place)
    if os.environ.get("THONGSUOT_TEST_DATABASE") != "postgresql":
        return
    kept = [
        item
        for item in items
        if item.get_closest_marker("django_db") or item.nodeid.startswith(BROWSER) or DATABASE & set(_fixtures(item))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _place(item: pytest.Item) -> int:
    file = item.nodeid.split("::", 1)[0]
    return next((place for place, name in enumerate(LONGEST) if file.startswith(name)), len(LONGEST))


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
