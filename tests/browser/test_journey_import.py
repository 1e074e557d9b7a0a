"""A clerk brings documents in: looks at what was read, sets one title right, keeps; or cancels and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.hands import Keyboard, Mouse
from tests.corpus import papers

Examine = Callable[[Page, str], None]
MOST_PRESSES = 5


def paper(folder: Path, name: str, number: str, text: str = papers.TEXT) -> Path:
    """Write a document of fiction under a number that no other story uses."""
    file = folder / name
    file.write_text(text.replace(papers.NUMBER, number))
    return file


@pytest.mark.parametrize(
    ("hand", "js", "width", "first"),
    [(Mouse, True, 1440, 501), (Keyboard, True, 1440, 511), (Mouse, False, 390, 521)],
    ids=["by mouse", "by keyboard", "on a phone without JavaScript"],
)
def test_two_files_one_title_set_right_and_kept_in_five_presses(
    visit: Visits, tmp_path: Path, hand: type[Mouse], js: bool, width: int, first: int
) -> None:
    files = [paper(tmp_path, f"tep-{place}.txt", f"{first + place}-QĐ/TU") for place in range(2)]
    page = visit("van-thu", js=js, width=width)
    page.goto("/van-ban/nhap/")
    finger = hand(page)
    finger.choose(page.get_by_label("Tệp văn bản"), *files)
    finger.press(page.get_by_role("button", name="Đọc và xem trước"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 tệp chờ nhập, kho chưa giữ gì")
    second = page.locator(".waiting > li").nth(1)
    expect(second).to_contain_text("2 chương, 3 điều, 2 khoản, 5 điểm")
    finger.press(second.get_by_text("Sửa chỗ máy đọc sai"))
    second.get_by_label("Trích yếu").fill("về việc giữ đúng lời hẹn với người dân")
    finger.press(page.get_by_role("button", name="Nhập các tệp đã chọn"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhập 2 / 2 tệp")
    assert len(finger.pressed) == 4 <= MOST_PRESSES
    page.get_by_role("link", name=f"Quy định {first + 1}-QĐ/TU").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("giữ đúng lời hẹn")


def test_everything_a_clerk_needs_before_keeping_fits_a_phone_and_cancelling_leaves_nothing(
    visit: Visits, examine: Examine, tmp_path: Path
) -> None:
    unsure = papers.TEXT.replace("Điều 3. Hiệu lực", "Điều 5. Hiệu lực").replace("QUY ĐỊNH\n", "", 1)
    long = papers.TEXT.replace("giữ lời hẹn với người dân", "giữ lời hẹn với người dân " * 12)
    broken = tmp_path / "dut-giua-chung.docx"
    broken.write_bytes(papers.cut_short(papers.docx(papers.TEXT * 20)))
    files = [
        paper(tmp_path, "da-co.txt", papers.NUMBER, papers.TEXT),
        paper(tmp_path, "moi.txt", "531-QĐ/TU", long),
        paper(tmp_path, "chua-chac.txt", "532-QĐ/TU", unsure),
        broken,
        paper(tmp_path, "dong-dau.txt", "533-QĐ/TU", papers.STAMPED_TEXT),
    ]
    page = visit("cuc")
    page.goto("/van-ban/nhap/")
    page.get_by_label("Tệp văn bản").set_input_files(files)
    page.get_by_role("button", name="Đọc và xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 tệp chờ nhập, kho chưa giữ gì")
    page.locator(".waiting > li").nth(1).get_by_text("Sửa chỗ máy đọc sai").click()
    examine(page, "nhap-van-ban-nhieu-tep")
    page.get_by_role("button", name="Hủy, không giữ tệp nào").click()
    expect(page.get_by_text("Đã hủy. Không tệp nào được giữ lại.")).to_be_visible()
    page.goto("/van-ban/?tim=531-QĐ/TU")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không văn bản nào khớp")


def test_a_fact_is_set_right_in_three_presses_and_whoever_reads_sees_what_was_read(
    visit: Visits, examine: Examine, tmp_path: Path
) -> None:
    page = visit("van-thu", width=390)
    page.goto("/van-ban/nhap/")
    page.get_by_label("Tệp văn bản").set_input_files(paper(tmp_path, "tep.txt", "541-QĐ/TU"))
    page.get_by_role("button", name="Đọc và xem trước").click()
    page.get_by_role("button", name="Nhập văn bản này").click()
    finger = Mouse(page)
    finger.press(page.get_by_role("link", name="Quy định 541-QĐ/TU"))
    finger.press(page.get_by_role("link", name="Sửa số, ngày, trích yếu của văn bản"))
    page.get_by_label("Số, ký hiệu").fill("542-QĐ/TU")
    page.get_by_label("Sửa theo đâu").fill("theo bản giấy có dấu")
    finger.press(page.get_by_role("button", name="Lưu chỗ sửa"))
    expect(page.get_by_text("Đã lưu chi tiết của văn bản.")).to_be_visible()
    assert len(finger.pressed) == 3
    page.get_by_text("1 chi tiết đã sửa tay").click()
    expect(page.locator("main")).to_contain_text("Máy đọc: 541-QĐ/TU")
    examine(page, "doc-van-ban-da-sua")
    page.get_by_role("link", name="Sửa số, ngày, trích yếu của văn bản").click()
    examine(page, "sua-chi-tiet-da-sua")
