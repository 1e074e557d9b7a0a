"""The writer is killed while a member presses: the page says so, sends the same key again, and one entry is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import ON_POSTGRESQL, House, Visits, asked_of_ledger

Examine = Callable[[Page, str], None]
BUTTON = "Tôi đã đọc và tiếp thu"
EVENT = "cascade.reading.acknowledged"


def writer_of(house: House) -> int:
    """Find the writing process of this very house among all processes of the machine."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and is_writer(folder, house.data):
            return int(folder.name)
    raise AssertionError("the house has no writer")


def is_writer(folder: Path, data: Path) -> bool:
    try:
        words = (folder / "cmdline").read_bytes().split(b"\0")
        is_of_the_house = f"THONGSUOT_DATA={data}".encode() in (folder / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended while we looked, or is somebody else's
        return False
    return is_of_the_house and any(word.endswith(b"writer") for word in words)


def open_text(visit: Visits, house: House, text: str, *, js: bool) -> tuple[Page, str]:
    """Open one text on a phone; give the page and the key its button will send."""
    page = visit(width=390, js=js)
    page.goto(f"/vao/{house.people['kien']['code']}/")
    page.locator("main a[href*='/quan-triet/1/doc/']", has_text=text).first.click()
    key = page.locator("#status input[name=key]").input_value()
    return page, key


def kept(house: House, key: str) -> list[str]:
    """List the events that the ledger keeps under this key."""
    sought = UUID(key) if ON_POSTGRESQL else UUID(key).hex
    rows = asked_of_ledger(house, "SELECT event FROM ledger_entry WHERE key = ?", sought)
    return [event for (event,) in rows]


def test_the_page_says_it_and_sends_the_same_key_again_by_itself(visit: Visits, house: House) -> None:
    visit.complaints.expected = ("status of 503", "Response Status Error Code 503")
    page, key = open_text(visit, house, "118-QĐ/TU", js=True)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/xac-nhan/"):
            sent.append(str(request.post_data))

    page.on("request", note)
    writer = writer_of(house)
    os.kill(writer, signal.SIGSTOP)  # so that the press meets a writer that has taken the request and not answered
    with page.expect_request("**/xac-nhan/"):
        page.get_by_role("button", name=BUTTON).click()
    os.kill(writer, signal.SIGKILL)
    expect(page.locator("#notice")).to_contain_text("đang gửi lại")
    expect(page.get_by_text("Đã xác nhận tiếp thu")).to_be_visible(timeout=30_000)
    expect(page.locator("#notice")).to_be_empty()
    assert len(sent) > 1
    assert all(f"key={key}" in body for body in sent)
    assert kept(house, key) == [EVENT]
    assert writer_of(house) != writer


def test_without_javascript_the_refusal_carries_the_form_back_and_one_press_sends_it_again(
    visit: Visits, house: House, examine: Examine
) -> None:
    page, key = open_text(visit, house, "121-QĐ/TU", js=False)
    writer = writer_of(house)
    os.kill(writer, signal.SIGSTOP)
    with page.expect_navigation():
        with page.expect_request("**/xac-nhan/"):
            page.get_by_role("button", name=BUTTON).click(no_wait_after=True)
        os.kill(writer, signal.SIGKILL)
    while page.get_by_role("button", name="Gửi lại").count():
        assert page.locator("input[name=key]").input_value() == key
        with page.expect_navigation():
            page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Đã xác nhận tiếp thu")).to_be_visible()
    assert kept(house, key) == [EVENT]
