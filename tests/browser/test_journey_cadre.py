"""A cadre with a phone: in by the printed code, the text, acknowledge; ask about an article; decline with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, Visits
from tests.browser.hands import Keyboard, Mouse

Examine = Callable[[Page, str], None]
DRIVE = "Quán triệt hai quy định về tiếp công dân"
OTHERS = ("Lê Thị Bình", "Trần Văn An", "Nguyễn Văn Thứ", "Mai Thị Cúc", "Lê Thị Hạnh")


def come_in(visit: Visits, house: House, who: str, *, js: bool = True) -> Page:
    """Open the address that the printed square holds, on a phone."""
    page = visit(width=390, js=js)
    page.goto(f"/vao/{house.people[who]['code']}/")
    expect(page).to_have_url("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hôm nay có")
    return page


def lay_bar_down(page: Page) -> None:
    """Go to the top and let the bar stand in the flow: what it half covers while it floats, axe calls too small."""
    page.evaluate("() => { scrollTo(0, 0); document.querySelector('#status').style.position = 'static'; }")


@pytest.mark.parametrize(
    ("who", "hand", "js"),
    [pytest.param("hoa", Mouse, True, marks=pytest.mark.twice), ("linh", Keyboard, True), ("giang", Mouse, False)],
    ids=["by touch", "by keyboard", "without JavaScript"],
)
def test_a_cadre_reads_and_acknowledges_in_two_presses(
    visit: Visits, house: House, examine: Examine, who: str, hand: type[Mouse], js: bool
) -> None:
    page = come_in(visit, house, who, js=js)
    finger = hand(page)
    finger.press(page.get_by_role("main").get_by_role("link", name="Mở đọc").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("tiếp công dân")
    finger.press(page.get_by_role("button", name="Tôi đã đọc và tiếp thu"))
    expect(page.get_by_text("Đã xác nhận tiếp thu")).to_be_visible()
    expect(page.get_by_role("link", name="Đọc tiếp 121-QĐ/TU")).to_be_visible()
    assert len(finger.pressed) == 2
    if who == "hoa":
        lay_bar_down(page)
        examine(page, "da-tiep-thu")
    page.goto("/")
    expect(page.get_by_role("link", name=f"Đọc và xác nhận 118-QĐ/TU, {DRIVE}")).to_have_count(0)
    expect(page.get_by_text("Đã đọc và tiếp thu 118-QĐ/TU")).to_have_count(1)


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_cadre_asks_about_an_article_and_declines_with_a_reason(
    visit: Visits, house: House, examine: Examine, js: bool
) -> None:
    page = come_in(visit, house, "hoa" if js else "giang", js=js)
    finger = Mouse(page)
    finger.press(page.get_by_role("main").get_by_role("link", name=re.compile("Mở đọc.*121-QĐ.TU")))
    finger.press(page.get_by_role("link", name=re.compile("Hỏi về điều này.*Điều 4")))
    expect(page.get_by_label("Hỏi về", exact=True).locator("option:checked")).to_contain_text("Điều 4")
    page.get_by_label("Câu hỏi").fill("Hai ngày làm việc tính từ ngày gửi hay ngày nhận?")
    finger.press(page.get_by_role("button", name="Gửi câu hỏi"))
    expect(page.locator("#asked")).to_contain_text("Hai ngày làm việc tính từ ngày gửi hay ngày nhận?")
    expect(page.locator("#asked")).to_contain_text("Điều 4")
    finger.press(page.get_by_text("Tôi chưa tiếp thu được"))
    page.get_by_label("Vì sao chưa tiếp thu được").fill("Chưa rõ cách tính hai ngày ở Điều 4.")
    finger.press(page.get_by_role("button", name="Ghi là chưa tiếp thu"))
    expect(page.get_by_text("Đã ghi: chưa tiếp thu được")).to_be_visible()
    expect(page.get_by_role("button", name="Tôi đã đọc và tiếp thu")).to_be_enabled()
    assert len(finger.pressed) == 5
    if js:
        lay_bar_down(page)
        examine(page, "da-bao-chua-tiep-thu")


def test_who_comes_back_is_offered_the_article_they_stopped_at(visit: Visits, house: House) -> None:
    page = come_in(visit, house, "linh")
    page.goto("/quan-triet/1/")
    page.get_by_role("main").get_by_role("link", name=re.compile("(Mở đọc|Đọc tiếp|Đọc lại).*118-QĐ.TU")).click()
    address, offer = page.url, page.get_by_role("link", name=re.compile("Đọc tiếp từ chỗ đã dừng"))
    expect(offer).to_have_count(0)
    page.locator("#art_9").evaluate("article => article.scrollIntoView()")
    page.wait_for_function("() => Object.values(localStorage).includes('art_9')")
    page.goto("/")
    page.goto(address)
    expect(offer).to_contain_text("Điều 9")
    offer.click()
    expect(page).to_have_url(re.compile("#art_9$"))
    expect(page.locator("#art_9")).to_be_in_viewport()


def test_a_cadre_sees_no_name_but_their_own(visit: Visits, house: House) -> None:
    page = come_in(visit, house, "linh")
    for path in ("/", "/quan-triet/", "/quan-triet/1/", "/quan-triet/1/do-phu/", "/don-vi/", "/nhat-ky/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        text = page.locator("body").inner_text()
        assert "Tạ Mỹ Linh" in page.content(), path
        assert [name for name in OTHERS if name in text] == [], path
    refused = page.goto("/don-vi/AH-01-03/ma-vao/")
    assert refused is not None
    assert refused.status in (403, 404)
    assert [name for name in OTHERS if name in page.content()] == []


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_who_holds_two_seats_chooses_one_right_after_the_code(visit: Visits, house: House, js: bool) -> None:
    page = visit(width=390, js=js)
    page.goto(f"/vao/{house.people['hai-vi-tri']['code']}/")
    expect(page).to_have_url("/chon-vi-tri/")
    finger = Mouse(page)
    finger.press(page.get_by_role("button", name=re.compile("Làm việc ở đây.*Chi bộ Khu phố 3")))
    expect(page).to_have_url("/")
    expect(page.get_by_role("banner").get_by_text("Chi bộ Khu phố 3")).to_be_visible()
    assert len(finger.pressed) == 1
