"""The office reviews a long report: marks lead both ways, the place is kept, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.cascade.long_report import long_report

Examine = Callable[[Page, str], None]
IN_SIGHT = "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }"


def receive(page: Page, text: str) -> None:
    page.goto("/quan-triet/ban-tin/")
    page.get_by_label("Hoặc dán bản tin vào đây").fill(text)
    page.get_by_role("button", name="Đọc bản tin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã đọc được")


def test_a_long_report_is_reviewed_beside_its_source(visit: Visits, examine: Examine) -> None:
    page = visit("cuc")
    receive(page, long_report(works=4, people=12, instructions=16))
    last = page.locator("#nhom-instruction .draft > li").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    last.get_by_role("link", name=re.compile("^Xem chỗ")).click()
    mark = page.locator(".src mark:target")
    expect(mark).to_be_visible()
    assert mark.evaluate(IN_SIGHT)
    assert abs(page.evaluate("scrollY") - before) < 200
    page.locator(".src sup a").first.click()
    assert page.locator("li:target").evaluate(IN_SIGHT)
    second = page.locator("#nhom-person .draft > li").nth(5)
    second.get_by_role("button", name=re.compile(r"^Nhận \d+$")).click()
    expect(second).to_contain_text("Đã nhận")
    assert second.evaluate(IN_SIGHT)
    expect(page.locator("#dau-person")).to_contain_text("1/12 đã duyệt")
    page.get_by_role("button", name="Nhận 11 còn lại người").click()
    expect(page.locator("#dau-person")).to_contain_text("12/12 đã duyệt")
    expect(page.get_by_role("status")).to_contain_text("12/35 đã duyệt")
    examine(page, "duyet-ban-tin-dai")


def test_words_typed_and_not_yet_sent_outlast_a_reload(visit: Visits) -> None:
    page = visit("cuc")
    receive(page, long_report(works=1, people=2, instructions=3))
    person = page.locator("#nhom-person .draft > li").first
    person.get_by_text("Sửa lời").click()
    person.get_by_label("Lời đúng").fill("Trần Văn Thử Nghiệm")
    page.reload()
    expect(person.get_by_label("Lời đúng")).to_have_value("Trần Văn Thử Nghiệm")
    person.get_by_role("button", name="Lưu lời đã sửa").click()
    expect(person).to_contain_text("Đã sửa")
    expect(person.locator("b")).to_have_text("Trần Văn Thử Nghiệm")


def test_a_phone_shows_each_fact_with_its_own_sentence(visit: Visits) -> None:
    page = visit("cuc", width=390)
    receive(page, long_report(works=2, people=3, instructions=4))
    person = page.locator("#nhom-person .draft > li").first
    person.get_by_text("Câu trong nguồn").click()
    expect(person.locator(".src-line mark")).to_have_text("Trần Văn Thử")


def test_a_long_report_is_decided_without_javascript(visit: Visits) -> None:
    page = visit("cuc", js=False)
    receive(page, long_report(works=3, people=4, instructions=5))
    page.get_by_role("button", name="Nhận 5 còn lại chỉ đạo").click()
    expect(page).to_have_url(re.compile("#nhom-instruction$"))
    expect(page.locator("#dau-instruction")).to_contain_text("5/5 đã duyệt")
