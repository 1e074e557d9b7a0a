"""Finding a document: the list follows what is typed and chosen, the address keeps it, and Enter leads to a number."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits

NUMBER, OTHER = "118-QĐ/TU", "121-QĐ/TU"


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_the_list_follows_what_is_typed_and_chosen_and_back_returns(visit: Visits) -> None:
    page = visit("an")
    page.goto("/van-ban/")
    words = page.get_by_label("Tìm theo số")
    words.press_sequentially("quy dinh tiep cong dan")
    expect(page).to_have_url(re.compile(r"tim=quy\+dinh\+tiep\+cong\+dan$"))
    expect(page.get_by_role("row").filter(has_text=NUMBER)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=OTHER)).to_have_count(0)
    expect(words).to_be_focused()
    words.fill("quy dinh")
    expect(page.get_by_role("row").filter(has_text=OTHER)).to_be_visible()
    page.get_by_role("group", name="Loại văn bản").get_by_role("checkbox", name="Quy định").check()
    expect(page).to_have_url(re.compile(r"tim=quy\+dinh&loai=quy-dinh$"))
    expect(page.get_by_role("checkbox", name="Quy định")).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile(r"tim=quy\+dinh$"))
    expect(page.get_by_role("checkbox", name="Quy định")).not_to_be_checked()


def test_a_phone_folds_the_filters_and_takes_a_choice_away_by_its_chip(visit: Visits) -> None:
    page = visit("an", width=390)
    page.goto("/van-ban/?loai=quy-dinh")
    kinds = page.get_by_role("group", name="Loại văn bản")
    expect(kinds).to_be_hidden()
    page.locator("label", has_text="Bộ lọc").click()
    expect(kinds).to_be_visible()
    page.get_by_role("link", name="Bỏ lọc Quy định").click()
    expect(page).to_have_url(re.compile(r"/van-ban/\?$|/van-ban/$"))


def test_enter_leads_to_a_typed_number_with_and_without_javascript(visit: Visits) -> None:
    for js in (True, False):
        page = visit("an", js=js)
        page.goto("/van-ban/")
        page.get_by_label("Tìm theo số").fill(f"điều 2 quy định {NUMBER.lower()}")
        page.get_by_label("Tìm theo số").press("Enter")
        expect(page).to_have_url(re.compile(r"118-qd-tu[a-z-]*/#art_2$"))


def test_filters_work_without_javascript(visit: Visits) -> None:
    page = visit("an", js=False)
    page.goto("/van-ban/")
    page.get_by_role("checkbox", name="Quy định").check()
    page.get_by_role("button", name="Lọc", exact=True).click()
    assert "khớp bộ lọc" in heading(page)
