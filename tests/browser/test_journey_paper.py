"""A clerk with a signed sheet: names typed without marks, Enter for each, the day, the photo; by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.hands import Keyboard
from thongsuot.kernel.clock import day_of

PHOTO = b"\xff\xd8\xff\xe0 a photo of a signed list"
SIGNED = range(1, 9)
STROKES_EACH = 8  # forty people are 320 strokes: two minutes at a clerk's pace, one left for the day and the photo


def test_a_clerk_enters_a_sheet_by_keyboard_alone_with_few_strokes_a_name(
    visit: Visits, examine: Callable[[Page, str], None], tmp_path: Path
) -> None:
    photo = tmp_path / "danh-sach.jpg"
    photo.write_bytes(PHOTO)
    page = visit("binh")
    page.goto("/quan-triet/1/")
    finger = Keyboard(page)
    finger.press(page.get_by_role("link", name="Ghi từ danh sách ký giấy"))
    field = page.get_by_label("Gõ tên, không cần dấu")
    expect(field).to_be_focused()
    strokes = 0
    for number in SIGNED:
        typed = f"thu {number}"
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        strokes += len(typed) + 1
        expect(page.get_by_text(f"Đã đánh dấu {number} người")).to_be_visible()
    assert strokes <= STROKES_EACH * len(SIGNED)
    examine(page, "danh-sach-ky-da-danh-dau")
    page.get_by_label("Ngày ghi trên danh sách").fill(day_of(timezone.now()).strftime("%d/%m/%Y"))
    finger.choose(page.locator("input[type=file]"), photo)
    finger.press(page.get_by_role("button", name="Ghi những người đã đánh dấu"))
    expect(page.get_by_text("Đã ghi 8 người từ danh sách ký.")).to_be_visible()
    expect(page.get_by_text(re.compile("Lê Thị Bình nhập lúc"))).to_be_visible()
    assert len(finger.pressed) == 3
    examine(page, "danh-sach-ky-da-ghi")


def test_all_and_none_and_a_name_that_nobody_or_several_bear(visit: Visits) -> None:
    page = visit("binh")
    page.goto("/quan-triet/1/danh-sach-ky/")
    ticks = page.locator("[data-pick] input")
    page.get_by_role("button", name="Đánh dấu hết").click()
    expect(page.locator("[data-pick] input:checked")).to_have_count(ticks.count())
    page.get_by_role("button", name="Bỏ đánh dấu").click()
    expect(page.locator("[data-pick] input:checked")).to_have_count(0)
    page.get_by_label("Gõ tên, không cần dấu").fill("khong co ai")
    page.keyboard.press("Enter")
    expect(page.locator("[data-pick] input:checked")).to_have_count(0)
    expect(page.get_by_text("Không có ai tên như vậy")).to_be_visible()
    page.get_by_label("Gõ tên, không cần dấu").fill("n")
    page.keyboard.press("Enter")
    expect(page.get_by_text("chưa đánh dấu ai: gõ thêm")).to_be_visible()
    expect(page.locator("[data-pick] input:checked")).to_have_count(0)
