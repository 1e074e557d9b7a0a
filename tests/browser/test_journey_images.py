"""The demo's whole city as it is shown to newcomers: 94 units, 2,000 cells; the images of the README and the guides.

Playing the city takes a minute, so this is left out unless THONGSUOT_SCREENSHOTS names a folder: see `make images`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import ON_POSTGRESQL, House, Visits, environment_of, make_database, run, serving
from tests.browser.eyes import Complaints, examine_page

pytestmark = pytest.mark.skipif(
    not os.environ.get("THONGSUOT_SCREENSHOTS"), reason="The images of the documents are made by: make images"
)
PRINTED = re.compile(r"^  (?P<who>[a-z-]+) .*\n.*/vao/(?P<code>[0-9A-Z-]+)/", re.MULTILINE)
MOST_BYTES = 250_000
FICTION = """ĐẢNG BỘ THÀNH PHỐ AN HẢI
ĐẢNG ỦY PHƯỜNG BẾN ĐÁ
*
Số 12-QĐ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Đá, ngày 03 tháng 02 năm 2026

QUYẾT ĐỊNH
về phân công giữ hội trường (văn bản hư cấu)

Điều 1. Phạm vi
1. Quyết định này phân công người giữ hội trường của phường.
2. Hội trường dùng cho hội nghị của phường và của các chi bộ.

Điều 2. Người giữ hội trường
Văn phòng Đảng ủy phường giữ chìa khóa và sổ mượn.

Điều 3. Hiệu lực
Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:
- Các chi bộ;
- Lưu Văn phòng Đảng ủy phường.
"""


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


@pytest.fixture(scope="module")
def pictures(screenshots: Path) -> Path:
    """Give the folder of what the documents show; `make images` takes all that stands in it."""
    folder = screenshots / "documents"
    folder.mkdir(exist_ok=True)
    return folder


def picture(page: Page, file: Path) -> None:
    """Take what stands in the window; an image of a document stays small enough to be opened on a poor line."""
    page.screenshot(path=file)
    assert file.stat().st_size < MOST_BYTES


def test_the_office_sees_today_and_the_coverage_of_the_city(visit: Visits, pictures: Path, screenshots: Path) -> None:
    page = come_in(visit, "van-phong")
    picture(page, pictures / "today.png")
    page.get_by_role("main").get_by_role("link", name=re.compile("Xem ai chưa")).first.click()
    expect(page.get_by_role("heading", level=2, name="Toàn cảnh 94 đơn vị")).to_be_visible()
    assert page.locator(".matrix tbody tr").count() >= 94
    picture(page, pictures / "coverage.png")
    examine_page(page, screenshots / "do-phu-ca-thanh-pho")


def test_a_member_reads_on_a_phone(visit: Visits, pictures: Path) -> None:
    page = come_in(visit, "dang-vien", width=390)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("main a[href*='/doc/']").first.click()
    expect(page.get_by_role("button", name="Tôi đã đọc và tiếp thu")).to_be_visible()
    picture(page, pictures / "reading.png")


def test_a_ward_clerk_sees_whom_to_call(visit: Visits, pictures: Path, screenshots: Path) -> None:
    page = come_in(visit, "van-thu")
    page.get_by_role("main").get_by_role("link", name=re.compile("Xem ai chưa")).first.click()
    expect(page.get_by_role("link", name=re.compile("^0900")).first).to_be_visible()
    picture(page, pictures / "ward.png")
    examine_page(page, screenshots / "do-phu-ca-phuong")


def test_a_ward_clerk_prints_codes_and_a_cell_enters_a_signed_list(visit: Visits, pictures: Path) -> None:
    page = come_in(visit, "van-thu")
    page.goto("/don-vi/")
    page.get_by_role("link", name="In mã vào cho đơn vị").click()
    page.get_by_role("button", name=re.compile("^Cấp mã cho")).click()
    expect(page.get_by_role("img").first).to_be_visible()
    picture(page, pictures / "codes.png")
    page = come_in(visit, "bi-thu")
    page.goto("/quan-triet/1/danh-sach-ky/")
    for name in ("duong van", "pham huu"):
        page.get_by_label("Gõ tên, không cần dấu").fill(name)
        page.keyboard.press("Enter")
    picture(page, pictures / "paper.png")


def test_a_ward_clerk_reads_a_text_before_it_is_kept(visit: Visits, pictures: Path, tmp_path: Path) -> None:
    text = tmp_path / "quyet-dinh-dieu-hanh.txt"
    text.write_text(FICTION, encoding="utf-8")
    page = come_in(visit, "van-thu")
    page.goto("/van-ban/nhap/")
    page.locator("input[type=file]").first.set_input_files(text)
    page.get_by_role("button", name="Đọc và xem trước").click()
    expect(page.get_by_role("button", name=re.compile("^Nhập"))).to_be_visible()
    picture(page, pictures / "preview.png")
    page.get_by_role("button", name="Hủy").first.click()


def test_a_cell_meets_calls_the_roll_and_opens_a_point(visit: Visits, pictures: Path) -> None:
    page = come_in(visit, "bi-thu")
    page.goto("/hoi-nghi/dot/1/len-lich/")
    page.get_by_label("Địa điểm").fill("Nhà văn hóa Khu phố 3")
    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_role("group", name="Buổi", exact=True).get_by_label("Sáng").check()
    page.get_by_role("button", name="Ghi lịch").click()
    page.get_by_role("link", name="Mở trang hội nghị").click()
    page.get_by_role("link", name=re.compile("^Sáng")).first.click()
    expect(page.get_by_role("radio").first).to_be_visible()
    picture(page, pictures / "roll.png")
    page.go_back()
    page.get_by_role("link", name="Điểm cầu").click()
    page.get_by_label("Tên điểm cầu").fill("Nhà văn hóa Khu phố 3")
    page.get_by_role("button", name="Thêm điểm cầu").click()
    page.get_by_role("link", name="Nhà văn hóa Khu phố 3").click()
    expect(page.locator("[data-ready=yes]")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, pictures / "point.png")


def test_the_administrator_sees_how_the_machine_does(
    chromium: Browser, house: House, passes: dict[str, StorageState], pictures: Path
) -> None:
    visits = Visits(chromium, house, Complaints(), passes)
    page = visits("quan-tri")
    page.goto("/quan-tri/tinh-trang/")
    picture(page, pictures / "status.png")
    page.context.close()
    assert visits.complaints.found == []
