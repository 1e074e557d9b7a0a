"""A reader of the law: the place, its citation and its address, by mouse, by keyboard, by touch and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.hands import Keyboard, Mouse

Examine = Callable[[Page, str], None]
CITED = "khoản 2 Điều 2 Quy định số 118-QĐ/TU, ngày 12/10/2026 của Thành ủy An Hải về tiếp công dân"


def law(visit: Visits, *, width: int = 1440, js: bool = True) -> Page:
    """Open the regulation from the list of documents."""
    page = visit("dung", width=width, js=js)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/van-ban/")
    page.get_by_role("main").get_by_role("link", name="118-QĐ/TU").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tiếp công dân")
    return page


def copied(page: Page) -> str:
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize(("hand", "width"), [(Mouse, 1440), (Mouse, 390), (Keyboard, 1440)])
def test_a_clause_gives_its_citation_and_its_address(
    visit: Visits, examine: Examine, hand: type[Mouse], width: int
) -> None:
    page = law(visit, width=width)
    finger = hand(page)
    number = page.locator("#art_2__cl_2 > a.n")
    finger.press(number)
    expect(page.get_by_role("button", name="Chép lời trích dẫn")).to_be_focused()
    finger.press(page.get_by_role("button", name="Chép lời trích dẫn"))
    expect(page.get_by_text("Đã chép.")).to_be_visible()
    assert copied(page).startswith(CITED)
    finger.press(page.get_by_role("button", name="Chép đường dẫn"))
    link = copied(page)
    assert link.endswith("/~art_2__cl_2/") and link.startswith("http://")
    assert page.url.endswith("#art_2__cl_2")
    if width == 390:
        page.evaluate("() => scrollTo(0, 0)")  # what the bar half covers while it floats, axe calls too small
        examine(page, "trich-dan-mot-khoan")
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(page.locator(".slip")).to_have_count(0)
    page.goto(link)
    assert page.url.endswith("#art_2__cl_2")


def test_without_script_an_article_leads_to_its_citations(visit: Visits, examine: Examine) -> None:
    page = law(visit, js=False)
    page.locator("#art_2 > .at-cite").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Điều 2")
    page.get_by_role("link", name="khoản 2 Điều 2").click()
    expect(page.get_by_text(CITED)).to_be_visible()
    page.locator("#td-duong-dan").click()
    assert page.url.endswith("#art_2__cl_2")


def test_the_card_of_a_citation_can_be_seen_by_anyone(visit: Visits, examine: Examine) -> None:
    page = law(visit)
    page.get_by_role("link", name="Trích dẫn văn bản này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trích dẫn")
    examine(page, "trich-dan")


def test_the_outline_says_where_one_reads(visit: Visits) -> None:
    page = law(visit)
    page.locator(".outline").get_by_role("link", name="Điều 9.").click()
    expect(page.locator(".outline [aria-current='location']")).to_contain_text("Điều 9.")
    page.goto(page.url.split("#")[0] + "#art_3")
    expect(page.locator(".outline [aria-current='location']")).to_contain_text("Điều 3.")


def test_the_whole_law_goes_on_paper_without_what_can_only_be_clicked(visit: Visits) -> None:
    page = law(visit)
    page.emulate_media(media="print")
    for hidden in (".outline", ".bar", ".parts, .turns", "nav"):
        assert page.locator(hidden).locator("visible=true").count() == 0
    assert page.locator("#art_25").is_visible()
