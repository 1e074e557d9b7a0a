"""The office: from a conference report in hand to a published drive and its coverage, with and without corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visits
from tests.browser.hands import Keyboard, Mouse
from thongsuot.kernel.clock import day_of
from thongsuot.site.demo.sources import TYPED_REPORT, typed

Examine = Callable[[Page, str], None]
MOST_PRESSES = 6


def report(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the typed report to a file, with other words in it: the same file would be the same report."""
    text = typed(TYPED_REPORT).content.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "ban-tin-hoi-nghi.txt"
    file.write_text(text)
    return file


def button(where: Page | Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize(
    ("hand", "js", "hour"),
    [pytest.param(Mouse, True, "16:01", marks=pytest.mark.twice), (Keyboard, True, "16:02"), (Mouse, False, "16:03")],
    ids=["by mouse", "by keyboard", "without JavaScript"],
)
def test_a_report_that_needs_no_correction_is_published_in_five_presses(
    visit: Visits, tmp_path: Path, hand: type[Mouse], js: bool, hour: str
) -> None:
    page = visit("cuc", js=js)
    page.goto("/quan-triet/ban-tin/")
    finger = hand(page)
    finger.choose(page.get_by_label("Tệp bản tin"), report(tmp_path, ("15:20", hour)))
    finger.press(button(page, "Đọc bản tin"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã đọc được")
    finger.press(button(page, "Nhận hết phần còn lại"))
    expect(page.get_by_text("Mọi chi tiết đã được xem.")).to_be_visible()
    finger.press(button(page, "Soạn đợt quán triệt"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bản nháp sẵn sàng: 2 đơn vị")
    finger.press(button(page, "Ban hành cho 2 đơn vị"))
    expect(page.get_by_text("Đã ban hành.")).to_be_visible()
    assert len(finger.pressed) == 5 <= MOST_PRESSES


def test_every_detail_can_be_accepted_corrected_chosen_dropped_or_added_before_publishing(
    visit: Visits, examine: Examine, tmp_path: Path
) -> None:
    page = visit("cuc")
    page.goto("/")
    finger = Mouse(page)
    finger.press(page.get_by_role("navigation", name="Chính").get_by_role("link", name="Quán triệt"))
    finger.press(page.get_by_role("link", name="Nhận bản tin"))
    finger.choose(page.get_by_label("Tệp bản tin"), report(tmp_path, ("số 121-QĐ/TU của", "số 130-QĐ/TU của")))
    finger.press(button(page, "Đọc bản tin"))
    review_each(finger)
    examine(page, "duyet-ban-tin-dang-lam")
    finger.press(button(page, "Nhận hết phần còn lại"))
    finger.press(button(page, "Soạn đợt quán triệt"))
    set_days_and_audience(finger)
    examine(page, "soan-dot-san-sang")
    finger.press(page.get_by_role("button", name="Ban hành cho 2 đơn vị"))
    expect(page.get_by_text("Đã ban hành.")).to_be_visible()
    examine(page, "dot-vua-ban-hanh")
    open_coverage(finger)
    assert len(finger.pressed) == 20


def review_each(finger: Mouse) -> None:
    """Accept one detail, correct one, choose a text for one, drop one, add one: nine presses."""
    page = finger.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("một văn bản cần chọn")
    finger.press(button(page, "Nhận 2"))
    expect(detail(page, "Quy định 118-QĐ/TU")).to_contain_text("Đã nhận")
    person = detail(page, "Mai Thu Thủy")
    finger.press(person.get_by_text("Sửa lời"))
    person.get_by_label("Lời đúng").fill("Mai Thu Thuỷ")
    finger.press(person.get_by_role("button", name="Lưu lời đã sửa"))
    expect(detail(page, "Mai Thu Thuỷ")).to_contain_text("Đã sửa")
    missing = detail(page, "Quy định 130-QĐ/TU")
    finger.pick(missing.get_by_label("Văn bản trong kho"), "121-QĐ/TU")
    finger.press(missing.get_by_role("button", name="Nhận"))
    expect(detail(page, "Quy định 130-QĐ/TU")).to_contain_text("Khớp với 121-QĐ/TU")
    finger.press(detail(page, "Bí thư các chi bộ trực thuộc").get_by_role("button", name="Bỏ"))
    expect(detail(page, "Bí thư các chi bộ trực thuộc")).to_contain_text("Đã bỏ")
    add(finger, "trả lời và giữ lời hẹn")


def detail(page: Page, words: str) -> Locator:
    return page.locator(".draft > li").filter(has=page.locator("b", has_text=words))


def add(finger: Mouse, words: str) -> None:
    """Add the instruction that the reading left out: it is tied to its place in the source."""
    page = finger.page
    finger.press(page.get_by_text("Thêm chi tiết máy đọc sót"))
    page.get_by_label("Loại", exact=True).select_option(label="Chỉ đạo")
    page.get_by_label("Nội dung").fill(words)
    finger.press(button(page, "Thêm vào bản nháp"))
    expect(page.get_by_text("Thêm tay")).to_be_visible()
    expect(page.locator(".src mark", has_text=words)).to_be_visible()


def set_days_and_audience(finger: Mouse) -> None:
    """Leave the office itself out and give the cells three days more."""
    page = finger.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bản nháp sẵn sàng")
    later = day_of(timezone.now()) + timedelta(days=33)
    page.get_by_label("Cấp chi bộ", exact=True).fill(f"{later:%d/%m/%Y}")
    own = page.get_by_role("group", name="Cấp thành phố, tỉnh").get_by_role("checkbox", name="Chuyên viên, văn phòng")
    finger.press(own)
    finger.press(button(page, "Lưu và xem lại"))
    expect(page.get_by_label("Cấp chi bộ", exact=True)).to_have_value(f"{later:%d/%m/%Y}")
    expect(own).not_to_be_checked()


def open_coverage(finger: Mouse) -> None:
    """Open the city's coverage, then the ward's, down to the line of a cell: counts, and no name on the way."""
    page = finger.page
    finger.press(page.get_by_role("link", name="Xem độ phủ: ai đã, ai chưa"))
    expect(page.get_by_role("table").last).to_contain_text("Xã Đắk Lơ Rang")
    finger.press(page.get_by_role("table").last.get_by_role("link", name="Phường Bến Đá"))
    cell = page.get_by_role("row", name="Chi bộ Khu phố 3")
    expect(cell).to_contain_text("0/16")
    assert "Trần Văn An" not in page.content()
    assert "Lê Thị Hạnh" not in page.content()
