"""The rig of the journeys: a real `thongsuot serve` over a small story, a real Chromium, and eyes that forgive nothing.

`visit(who, width=…, js=…)` opens a page as one of the people in `seed.py` ("an", "binh", "cuc", "dung", "van-thu",
"hai-vi-tri", "nguoi-moi") or as nobody; `page.goto("/quan-triet/")` takes paths. At the end of a test every console
error, script error and violation of the Content-Security-Policy fails it; an answer of 4xx or 5xx of the page itself
is expected where the test asks for it. `examine(page, "name")` looks at the page at four widths, in light and dark,
with axe; where THONGSUOT_SCREENSHOTS names a folder it keeps two screenshots there.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, sync_playwright

from tests.browser.eyes import Complaints, examine_page, walk_page
from tests.shared import PASSWORD, installed, made_once

PEOPLE = "people-of-the-tests.json"
ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRESQL = os.environ.get("THONGSUOT_TEST_DATABASE") == "postgresql"
SERVER = os.environ.get("THONGSUOT_DATABASE_URL", "").rpartition("/")[
    0
]  # of the tests, which tests/settings.py started
MISSING = "Chromium is not installed, so the browser journeys were left out; install the Debian package chromium."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for mark in (pytest.mark.slow, pytest.mark.browser):
                item.add_marker(mark)


@dataclass(frozen=True, slots=True)
class House:
    """A running installation: its address, its data folder, and per person username, password and entry code."""

    url: str
    data: Path
    people: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip(MISSING)
    return path


@pytest.fixture(scope="session")
def house(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve the installation that all journeys share which leave the tree of units as it is."""
    with new_house(tmp_path_factory, "house") as made:
        yield made


@contextmanager
def new_house(factory: pytest.TempPathFactory, name: str) -> Iterator[House]:
    """Serve a small installation: a copy of the one that the run prepared; its children die with it."""
    prepared = made_once(factory, "prepared", partial(prepare, factory))
    data = factory.mktemp(name) / "data"
    shutil.copytree(prepared, data)
    if ON_POSTGRESQL:
        make_database(data, like=prepared)
    with serving(environment_of(data)) as url:
        yield House(url, data, json.loads((data / PEOPLE).read_text()))


def prepare(factory: pytest.TempPathFactory, data: Path) -> None:
    """Make the small installation with its story half done, and write beside it who may sign in and how."""
    environment = environment_of(data)
    if ON_POSTGRESQL:
        make_database(data)
        _thongsuot(environment, "init", "--password-stdin", typed=f"{PASSWORD}\n")
    else:
        installed(factory, data)
    with serving(environment):
        people = run(environment, "-m", "tests.browser.seed")
    (data / PEOPLE).write_text(people)


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """Serve a prepared data folder on a free port and give the address; the server ends with the block."""
    server = subprocess.Popen(
        [sys.executable, "-m", "thongsuot.site.cli", "serve", "--port", "0", "--workers", "1"],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield _address(server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def environment_of(data: Path) -> dict[str, str]:
    """Give a clean environment: the tests' own settings and ledger access must not reach the served house."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_"))}
    address = {"THONGSUOT_DATABASE_URL": f"{SERVER}/{_database_of(data)}"} if ON_POSTGRESQL else {}
    return {**kept, **address, "THONGSUOT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thongsuot.site.settings"}


def make_database(data: Path, *, like: Path | None = None) -> None:
    """Make the database of a data folder on the tests' own server, empty or a copy of another folder's."""
    import psycopg

    template = f' TEMPLATE "{_database_of(like)}"' if like else ""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{_database_of(data)}"{template}'.encode())


def asked_of_ledger(house: House, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the database in which a running house keeps its ledger; question marks stand for the values."""
    if ON_POSTGRESQL:
        import psycopg

        with psycopg.connect(f"{SERVER}/{_database_of(house.data)}") as connection:
            return connection.execute(question.replace("?", "%s").encode(), values).fetchall()
    with closing(sqlite3.connect(f"file:{house.data / 'ledger.sqlite3'}?mode=ro", uri=True)) as ledger:
        return ledger.execute(question, values).fetchall()


def _database_of(data: Path) -> str:
    return f"house_{sha256(str(data.resolve()).encode()).hexdigest()[:16]}"


def run(environment: dict[str, str], *arguments: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _thongsuot(environment: dict[str, str], *arguments: str, typed: str = "") -> str:
    return run(environment, "-m", "thongsuot.site.cli", *arguments, typed=typed)


def _address(server: subprocess.Popen[str]) -> str:
    """Wait for the one line that `serve` prints once it answers; a server that ends first fails here."""
    assert server.stdout is not None
    patience = threading.Timer(90, server.kill)
    patience.start()
    line = server.stdout.readline().strip()
    patience.cancel()
    assert line.startswith("http"), f"serve did not start: {line!r}, status {server.poll()}"
    return line


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """Open one Chromium a module: if playwright's loop outlived it, Django would refuse the database to later tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that THONGSUOT_SCREENSHOTS names, else a temporary one."""
    named = os.environ.get("THONGSUOT_SCREENSHOTS", "")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass  # without slots: playwright hangs its own attribute on whoever listens
class Visits:
    """Open pages as people, remember who is already signed in, and collect what the pages complain of."""

    browser: Browser
    house: House
    complaints: Complaints
    passes: dict[str, StorageState]  # who came in once need not type the password again
    open: list[BrowserContext] = field(default_factory=list)

    def __call__(self, who: str | None = None, *, width: int = 1440, js: bool = True, **options: Any) -> Page:
        """Open a fresh window for `who`, signed in, at `width` px; `js=False` turns scripts off.

        A test that signs out does so as somebody nobody else visits as: the pass of the first sign-in is shared.
        """
        context = self.browser.new_context(
            base_url=self.house.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=js,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            storage_state=self.passes.get(who or ""),
            **options,
        )
        self.open.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.add("script", str(error)))
        if who and who not in self.passes:
            self._sign_in(page, who)
            self.passes[who] = context.storage_state()
        return page

    def _sign_in(self, page: Page, who: str) -> None:
        person = self.house.people[who]
        page.goto("/tai-khoan/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(person["username"])
        page.get_by_label("Mật khẩu").fill(person["password"])
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)

    def _said(self, message: ConsoleMessage) -> None:
        of_the_page = message.location.get("url") == (message.page.url if message.page else "")
        pulled, shut_out = "ERR_INTERNET_DISCONNECTED", "status of 410"
        if pulled in message.text or shut_out in message.text:  # only where the test itself did either
            return
        if message.type == "error" and not (of_the_page and message.text.startswith("Failed to load resource")):
            self.complaints.add("console", message.text)


@pytest.fixture(scope="session")
def passes() -> dict[str, StorageState]:
    return {}


@pytest.fixture
def visit(chromium: Browser, house: House, passes: dict[str, StorageState]) -> Iterator[Visits]:
    visits = Visits(chromium, house, Complaints(), passes)
    yield visits
    for context in visits.open:
        context.close()
    assert visits.complaints.found == []


@pytest.fixture
def examine(screenshots: Path) -> Callable[[Page, str], None]:
    """Look at a page as a strict reader would, and photograph it where THONGSUOT_SCREENSHOTS names a folder."""
    asked = bool(os.environ.get("THONGSUOT_SCREENSHOTS"))
    return lambda page, name: examine_page(page, screenshots / name if asked else None)


@pytest.fixture
def walk() -> Callable[[Page], list[str]]:
    """Go through a page with the Tab key alone: see `eyes.walk_page`."""
    return walk_page
