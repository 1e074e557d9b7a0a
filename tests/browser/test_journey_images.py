"""The demo's whole city as it is shown to newcomers: 94 units, 2,000 cells, and the images of the README.

Playing the city takes a minute, so this is left out unless THONGSUOT_SCREENSHOTS names a folder: see `make images`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ON_POSTGRESQL, House, Visits, environment_of, make_database, run, serving
from tests.browser.eyes import Complaints, examine_page

pytestmark = pytest.mark.skipif(
    not os.environ.get("THONGSUOT_SCREENSHOTS"), reason="The images of the README are made by: make images"
)
PRINTED = re.compile(r"^  (?P<who>[a-z-]+) .*\n.*/vao/(?P<code>[0-9A-Z-]+)/", re.MULTILINE)
MOST_BYTES = 250_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Play the demo and serve it; without a terminal the demo ends once its check is done."""
    data = tmp_path_factory.mktemp("town")
    environment = environment_of(data)
    if ON_POSTGRESQL:
        make_database(data)
    printed = run(environment, "-m", "thongsuot.site.cli", "demo")
    people = {found["who"]: {"code": found["code"]} for found in PRINTED.finditer(printed)}
    with serving(environment) as url:
        yield House(url, data, people)


@pytest.fixture
def visit(chromium: Browser, town: House) -> Iterator[Visits]:
    visits = Visits(chromium, town, Complaints(), {})
    yield visits
    for context in visits.open:
        context.close()
    assert visits.complaints.found == []


def come_in(visit: Visits, who: str, *, width: int = 1440) -> Page:
    page = visit(width=width)
    page.goto(f"/vao/{visit.house.people[who]['code']}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hôm nay có")
    return page


def picture(page: Page, file: Path) -> None:
    """Take what stands in the window; an image of the README stays small enough to be opened on a poor line."""
    page.screenshot(path=file)
    assert file.stat().st_size < MOST_BYTES


def test_the_office_sees_today_and_the_coverage_of_the_city(visit: Visits, screenshots: Path) -> None:
    page = come_in(visit, "van-phong")
    picture(page, screenshots / "today.png")
    page.get_by_role("main").get_by_role("link", name=re.compile("Xem ai chưa")).first.click()
    expect(page.get_by_role("heading", level=2, name="Toàn cảnh 94 đơn vị")).to_be_visible()
    assert page.locator(".matrix tbody tr").count() >= 94
    picture(page, screenshots / "coverage.png")
    examine_page(page, screenshots / "do-phu-ca-thanh-pho")


def test_a_member_reads_on_a_phone(visit: Visits, screenshots: Path) -> None:
    page = come_in(visit, "dang-vien", width=390)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("main a[href*='/doc/']").first.click()
    expect(page.get_by_role("button", name="Tôi đã đọc và tiếp thu")).to_be_visible()
    picture(page, screenshots / "reading.png")


def test_a_ward_clerk_sees_whom_to_call(visit: Visits, screenshots: Path) -> None:
    page = come_in(visit, "van-thu")
    page.get_by_role("main").get_by_role("link", name=re.compile("Xem ai chưa")).first.click()
    expect(page.get_by_role("link", name=re.compile("^0900")).first).to_be_visible()
    picture(page, screenshots / "ward.png")
    examine_page(page, screenshots / "do-phu-ca-phuong")
