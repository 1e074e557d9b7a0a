"""Move to PostgreSQL: everything arrives as it was, the ledger proves it, and nothing half-moved is left behind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench import postgres
from bench.postgres import Server
from tests.servers import needs_server
from tests.shared import installed

pytestmark = [
    pytest.mark.slow,
    needs_server,
]
PAPER = "Số: {number}/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề chợ phiên số {number}\n\nĐiều 1. Giờ họp\nHọp buổi sáng.\n"


def thongsuot(*words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THONGSUOT_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if url:
        environment["THONGSUOT_DATABASE_URL"] = url
    command = [sys.executable, "-m", "thongsuot.site.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres.running(durable=False) as running:
        yield running


@pytest.fixture
def url(server: Server, request: pytest.FixtureRequest) -> str:
    """Give the address of an empty database of one's own."""
    import psycopg

    name = f"trial_{abs(hash(request.node.name))}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.url_of(name)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with an administrator, a document and its entries in the ledger, on SQLite."""
    folder = installed(tmp_path_factory, tmp_path_factory.mktemp("told") / "data")
    paper = folder.parent / "van-ban.txt"
    paper.write_text(PAPER.format(number=1))
    done = thongsuot("--data", str(folder), "import", "document", str(paper))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(told: Path, tmp_path: Path) -> Path:
    return shutil.copytree(told, tmp_path / "data")


def rows(folder: Path, file: str, table: str) -> int:
    with closing(sqlite3.connect(f"file:{folder / file}?mode=ro", uri=True)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_everything_arrives_and_the_ledger_proves_it(folder: Path, url: str) -> None:
    import psycopg

    people, waiting = (rows(folder, "thongsuot.sqlite3", name) for name in ("people_person", "ledger_outboxrow"))
    entries = waiting + rows(folder, "ledger.sqlite3", "ledger_entry")
    done = thongsuot("--data", str(folder), "move-to-postgres", url=url)
    assert done.returncode == 0, done.stderr
    assert "giống nhau ở hai bên" in done.stdout
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (people,)
        assert connection.execute("SELECT count(*) FROM ledger_entry").fetchone() == (entries,)
    for words in (["ledger", "verify"], ["recount"], ["init"], ["recount", "--repair"]):
        assert thongsuot("--data", str(folder), *words, url=url).returncode == 0, words
    assert not (folder / "thongsuot.sqlite3").exists()
    assert rows(folder, "ledger.sqlite3.moved", "ledger_entry") == entries


def test_new_rows_find_free_numbers_after_the_move(folder: Path, url: str, tmp_path: Path) -> None:
    assert thongsuot("--data", str(folder), "move-to-postgres", url=url).returncode == 0
    paper = tmp_path / "them.txt"
    paper.write_text(PAPER.format(number=7))
    done = thongsuot("--data", str(folder), "import", "document", str(paper), url=url)
    assert done.returncode == 0, done.stderr
    assert thongsuot("--data", str(folder), "ledger", "verify", url=url).returncode == 0


def test_a_database_in_use_is_refused_and_nothing_changes(folder: Path, server: Server, url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE of_somebody (id int)")
    done = thongsuot("--data", str(folder), "move-to-postgres", url=url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "đã có dữ liệu" in done.stderr
    assert (folder / "thongsuot.sqlite3").exists()


def test_without_an_address_or_without_data_it_says_what_to_do(tmp_path: Path, url: str, folder: Path) -> None:
    without = thongsuot("--data", str(folder), "move-to-postgres")
    empty = thongsuot("--data", str(tmp_path / "none"), "move-to-postgres", url=url)
    for done in (without, empty):
        assert done.returncode == 1
        assert done.stderr.strip().endswith(".") and "Traceback" not in done.stderr


def test_an_address_that_is_none_or_does_not_answer_is_a_sentence_without_the_password(tmp_path: Path) -> None:
    for address in ("mysql://a:geheim@x/y", "postgresql://a:geheim@127.0.0.1:1/y", "postgresql://a:geheim@h:x/y"):
        done = thongsuot("--data", str(tmp_path / "none"), "init", url=address)
        assert done.returncode == 1
        assert "THONGSUOT_DATABASE_URL" in done.stderr
        assert "geheim" not in done.stderr and "Traceback" not in done.stderr


def test_the_demo_borrows_an_empty_database_and_gives_it_back_empty(url: str) -> None:
    import psycopg

    done = thongsuot("demo", "--check", "--scale", "sample", url=url)
    assert done.returncode == 0, done.stderr + done.stdout
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)
