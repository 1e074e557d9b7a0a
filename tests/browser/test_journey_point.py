"""The clerk of a point loses the network, opens the page again, writes three people down; nothing is lost or double."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, Visits, asked_of_ledger

pytestmark = pytest.mark.twice
NAMES = ("le thi hanh", "ro cham")


def noted_at_points(house: House) -> list[tuple[str, str, int, str]]:
    """Read event, device, number and way of what the ledger holds of points."""
    entries = [json.loads(bytes(body)) for (body,) in asked_of_ledger(house, "SELECT body FROM ledger_entry")]
    told = [(entry["event"], entry["facts"]) for entry in entries if "direction" in entry["facts"]]
    return sorted((event, one["device"], one["number"], one["direction"]) for event, one in told)


def test_three_people_pass_while_the_network_is_gone_and_come_in_once(
    visit: Visits, house: House, examine: Callable[[Page, str], None], tmp_path: Path
) -> None:
    page = visit("van-thu", width=390)
    page.goto("/hoi-nghi/1/diem-cau/")
    page.get_by_label("Tên điểm cầu").fill("Hội trường A")
    page.get_by_role("button", name="Thêm điểm cầu").click()
    page.get_by_role("link", name="Hội trường A").click()
    expect(page.locator("[data-ready=yes]")).to_be_visible()
    examine(page, "diem-cau")
    page.context.set_offline(True)
    page.reload()
    field = page.get_by_label("Tên, bốn chữ cuối của mã, hoặc mã trên thẻ")
    for name in NAMES:
        field.fill(name)
        page.locator(".found button").click()
        expect(page.get_by_text("đã ghi vào.")).to_be_visible()
    field.fill(house.people["an"]["code"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("máy chủ sẽ xét khi gửi lên")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Còn 3 mục trên máy, chưa gửi")).to_be_visible()
    expect(page.get_by_text("đang trong phòng 2")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Lưu ra tệp để mang về").click()
    file = tmp_path / "diem-cau.json"
    saved.value.save_as(file)
    assert noted_at_points(house) == []
    page.context.set_offline(False)
    expect(page.get_by_text("Đã gửi hết")).to_be_visible()
    kept = noted_at_points(house)
    assert [(event, number, way) for event, _device, number, way in kept] == [
        ("conferences.attendance.marked", 1, "in"),
        ("conferences.attendance.marked", 2, "in"),
        ("points.passage.unmatched", 3, "in"),
    ]
    page.goto("/hoi-nghi/1/diem-cau/")
    page.get_by_label("Tệp máy ở điểm cầu lưu ra").set_input_files(file)
    page.get_by_role("button", name="Nhận tệp").click()
    assert noted_at_points(house) == kept
    page.goto("/hoi-nghi/1/truc-tiep/")
    expect(page.get_by_role("row", name="Hội trường A")).to_contain_text("2")
    examine(page, "bang-truc-tiep")


def test_a_phone_that_was_lost_is_shut_out_and_drops_the_list_but_not_what_it_wrote_down(
    visit: Visits, house: House, examine: Callable[[Page, str], None]
) -> None:
    keeper, page = visit("van-thu"), visit("van-thu", width=390)
    keeper.goto("/hoi-nghi/1/diem-cau/")
    keeper.get_by_label("Tên điểm cầu").fill("Hội trường B")
    keeper.get_by_role("button", name="Thêm điểm cầu").click()
    page.goto("/hoi-nghi/1/diem-cau/")
    page.get_by_role("link", name="Hội trường B").click()
    expect(page.locator("[data-ready=yes]")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("radio", name="Ra").check()
    page.get_by_label("Tên, bốn chữ cuối của mã, hoặc mã trên thẻ").fill("le thi hanh")
    page.locator(".found button").click()
    expect(page.get_by_text("đã ghi ra.")).to_be_visible()
    before = noted_at_points(house)
    keeper.goto("/hoi-nghi/1/diem-cau/")
    keeper.get_by_role("row", name="Hội trường B").get_by_role("link", name="Sửa").click()
    examine(keeper, "sua-diem-cau")
    keeper.get_by_role("button", name="Ngắt máy").click()
    expect(keeper.get_by_text("đã ngắt")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Máy này đã bị ngắt khỏi điểm cầu")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Còn 1 mục trên máy, chưa gửi")).to_be_visible()
    expect(page.get_by_text("Máy này chưa có danh sách.")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Lưu ra tệp để mang về").click()
    assert noted_at_points(house) == before
