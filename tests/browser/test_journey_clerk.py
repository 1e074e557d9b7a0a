"""A ward's clerk: whom to call, the sheet of entry codes, documents in, the record; and the office's list of people."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visits
from tests.browser.hands import Keyboard, Mouse
from tests.corpus import papers
from thongsuot.orgs import template
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow

Examine = Callable[[Page, str], None]
FOUNDED = date(2025, 7, 1)
A4: ViewportSize = {"width": 794, "height": 1123}
UNITS = (
    UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED),
    UnitRow(3, "AH-02", "Xã Đắk Lơ Rang", "commune", "ward", "AH", FOUNDED),
)
WAYS = pytest.mark.parametrize(
    ("hand", "js"),
    [(Mouse, True), (Keyboard, True), (Mouse, False)],
    ids=["by mouse", "by keyboard", "without JavaScript"],
)


@WAYS
def test_one_press_from_today_to_the_names_and_telephones_of_who_has_not(
    visit: Visits, hand: type[Mouse], js: bool
) -> None:
    page = visit("van-thu", js=js)
    page.goto("/")
    finger = hand(page)
    finger.press(page.get_by_role("main").get_by_role("link", name=re.compile("Xem ai chưa")).first)
    late = page.get_by_role("row", name=re.compile("Rơ Châm H’Yến"))
    expect(late).to_contain_text("Chưa mở")
    expect(late.get_by_role("link", name="0900 000 010")).to_have_attribute("href", re.compile("^tel:"))
    expect(page.get_by_role("row", name=re.compile("Chi bộ Khu phố 3"))).to_be_visible()
    assert "Trần Văn An" not in page.content(), "the names of a cell stay in the cell"
    assert len(finger.pressed) == 1


def test_who_in_the_ward_is_late_is_said_in_the_heading(visit: Visits) -> None:
    page = visit("van-thu")
    page.goto("/quan-triet/1/do-phu/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 người đã quá hạn")


@WAYS
def test_the_sheet_of_entry_codes_is_two_presses_away_and_paper_shows_no_button(
    visit: Visits, screenshots: Path, hand: type[Mouse], js: bool
) -> None:
    page = visit("van-thu", js=js)
    page.goto("/")
    finger = hand(page)
    finger.press(page.get_by_role("navigation", name="Chính").get_by_role("link", name="Đơn vị"))
    finger.press(page.get_by_role("link", name="In mã vào cho đơn vị"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mã vào của 2 người, Phường Bến Đá")
    assert len(finger.pressed) == 2
    page.emulate_media(media="print")
    for card in page.locator(".code").all():
        expect(card.locator("svg")).to_be_visible()
        expect(card.locator(".code-text")).to_have_text(re.compile(r"^[0-9A-Z]{4}(-[0-9A-Z]{4})+$"))
    assert [each for each in page.get_by_role("button").all() if each.is_visible()] == []
    page.set_viewport_size(A4)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.screenshot(path=screenshots / "ma-vao-tren-giay.png")


def people(file: Path, *rows: PersonRow) -> Path:
    """Write the workbook that an office would fill in."""
    out = BytesIO()
    template.write_rows(OrganisationRows(UNITS, rows), out)
    file.write_bytes(out.getvalue())
    return file


def wait_for(page: Page, words: str, *, js: bool) -> None:
    """Wait until the background is done with a list: the page asks by itself, or by its link where scripts are off."""
    head = page.get_by_role("heading", level=1)
    while not js and words not in head.inner_text():
        assert "Đang" in head.inner_text(), head.inner_text()
        page.get_by_role("link", name="Xem lại tiến độ").click()
    expect(head).to_contain_text(words, timeout=30_000)


BOTH = pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])


@pytest.mark.parametrize(
    "js",
    [pytest.param(True, marks=pytest.mark.twice), False],
    ids=["with JavaScript", "without JavaScript"],
)
def test_a_list_with_one_wrong_cell_comes_back_marked_and_mended_it_is_shown_and_comes_in(
    visit: Visits, examine: Examine, tmp_path: Path, js: bool
) -> None:
    username = "moi-den" if js else "moi-den-nua"
    page = visit("cuc", js=js)
    page.goto("/")
    finger = Mouse(page)
    finger.press(page.get_by_role("navigation", name="Phụ").get_by_role("link", name="Nhập đơn vị và người"))
    astray = PersonRow(2, username, "Bùi Thị Nhài", "", "AH-77", "Đảng viên", "member", "member", FOUNDED)
    finger.choose(page.locator("input[type=file]"), people(tmp_path / "sai.xlsx", astray))
    finger.press(page.get_by_role("button", name="Xem trước"))
    wait_for(page, "Còn 1 ô phải sửa, chưa nhập gì", js=js)
    expect(page.get_by_role("row", name="Không có đơn vị nào mang mã AH-77")).to_contain_text("Người!D2")
    if js:
        examine(page, "nhap-don-vi-co-o-sai")
    with page.expect_download() as marked:
        finger.press(page.get_by_role("link", name="Tải bản đã đánh dấu"))
    cell = load_workbook(BytesIO(marked.value.path().read_bytes()))["Người"]["D2"]
    assert "AH-77" in cell.comment.text
    sound = PersonRow(2, username, "Bùi Thị Nhài", "", "AH-02", "Đảng viên", "member", "member", FOUNDED)
    finger.choose(page.locator("input[type=file]"), people(tmp_path / "dung.xlsx", sound))
    finger.press(page.get_by_role("button", name="Xem trước"))
    wait_for(page, "Thực hiện thì có 2 thay đổi", js=js)
    if js:
        examine(page, "nhap-don-vi-xem-truoc")
    finger.press(page.get_by_role("button", name="Thực hiện"))
    wait_for(page, "Đã nhập xong", js=js)
    expect(page.get_by_text("1 người, 1 vị trí").first).to_be_visible()
    assert len(finger.pressed) == 7


@BOTH
def test_a_list_imported_again_shows_who_leaves_before_they_do(
    visit: Visits, examine: Examine, tmp_path: Path, js: bool
) -> None:
    username, name = ("sap-nghi", "Đinh Thị Sen") if js else ("sap-nghi-nua", "Đinh Thị Súng")
    page = visit("cuc", js=js)
    page.goto("/don-vi/nhap/")
    finger = Mouse(page)
    for end, words in ((None, "Người mới"), (date(2026, 10, 31), "không vào được nữa")):
        row = PersonRow(2, username, name, "", "AH-02", "Đảng viên", "member", "member", FOUNDED, end)
        finger.pressed.clear()
        finger.choose(page.locator("input[type=file]"), people(tmp_path / "lan-nua.xlsx", row))
        finger.press(page.get_by_role("button", name="Xem trước"))
        wait_for(page, "Thực hiện thì có", js=js)
        expect(page.get_by_role("heading", level=2, name=words)).to_be_visible()
        expect(page.get_by_role("row", name=name).first).to_be_visible()
        if js and end:
            examine(page, "nhap-don-vi-lan-nua")
        finger.press(page.get_by_role("button", name="Thực hiện"))
        wait_for(page, "Đã nhập xong", js=js)
        assert len(finger.pressed) == 3
        page.get_by_role("link", name="Nhập danh sách khác").click()


@WAYS
def test_a_document_comes_in_and_a_stamped_one_beside_it_is_refused_and_not_kept(
    visit: Visits, examine: Examine, tmp_path: Path, hand: type[Mouse], js: bool
) -> None:
    number = {(Mouse, True): "140", (Keyboard, True): "141", (Mouse, False): "142"}[hand, js] + "-QĐ/TU"
    sound, stamped = tmp_path / "loi-hen.txt", tmp_path / "dong-dau.txt"
    sound.write_text(papers.TEXT.replace(papers.NUMBER, number))
    stamped.write_text(papers.STAMPED_TEXT.replace(papers.NUMBER, f"9{number}"))
    page = visit("van-thu", js=js)
    page.goto("/")
    finger = hand(page)
    finger.press(page.get_by_role("navigation", name="Phụ").get_by_role("link", name="Nhập văn bản"))
    finger.choose(page.get_by_label("Tệp văn bản"), sound, stamped)
    finger.press(page.get_by_role("button", name="Đọc và xem trước"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 tệp chờ nhập, kho chưa giữ gì")
    expect(page.locator(".banner--stop")).to_contain_text("Tệp này mang dấu độ mật")
    if hand is Mouse and js:
        examine(page, "nhap-van-ban-xem-truoc")
    finger.press(page.get_by_role("button", name="Nhập văn bản này"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhập 1 / 1 tệp")
    assert len(finger.pressed) == 4
    if hand is Mouse and js:
        examine(page, "nhap-van-ban-xong")
    finger.press(page.get_by_role("link", name=f"Quy định {number}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("giữ lời hẹn với người dân")
    page.goto(f"/van-ban/?tim=9{number}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không văn bản nào khớp")


def test_the_ledger_page_lists_what_the_clerk_did(visit: Visits) -> None:
    page = visit("van-thu")
    page.goto("/don-vi/AH-01/ma-vao/")
    page.get_by_role("button", name=re.compile("Đổi mã.*Lê Thị Hạnh")).click()
    page.goto("/")
    page.get_by_role("navigation", name="Phụ").get_by_role("link", name="Nhật ký").click()
    expect(page.locator(".entries li").first).to_contain_text("mã vào")
