"""A delegate's morning on a phone: card, code of the hall, texts, check, out at noon, a question, the certificate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from django.utils import timezone
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import House, Visits, asked_of_ledger, environment_of, new_house, run
from tests.browser.hands import Mouse
from thongsuot.points import hallcode
from thongsuot.site import secrets

Examine = Callable[[Page, str], None]
MARKED = "conferences.attendance.marked"


@pytest.fixture(scope="module")
def house(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve a house of its own: this morning ends its conference."""
    with new_house(tmp_path_factory, "morning") as made:
        run(environment_of(made.data), "-m", "tests.browser.questions")
        yield made


@pytest.fixture(scope="module")
def passes() -> dict[str, StorageState]:
    """Let nobody come in by the pass of another house."""
    return {}


def screen_code(house: House, way: str) -> str:
    """Give what the square on the screen of the point says now; the second half day is today's."""
    now = hallcode.ScreenCode(1, 2, way, hallcode.step_of(timezone.now()))
    return hallcode.write(now, secrets.read(house.data / "secrets").points)


def ways_noted(house: House) -> list[tuple[str, str]]:
    """Read which ways the doors noted, and by which means."""
    rows = asked_of_ledger(house, "SELECT body FROM ledger_entry WHERE event = ? ORDER BY seq", MARKED)
    facts = [json.loads(bytes(body))["facts"] for (body,) in rows]
    return [(one["direction"], one["method"]) for one in facts if "direction" in one]


def end_conference(clerk: Page) -> None:
    """Let the clerk write down that the conference is over, and make the certificates in one press."""
    clerk.goto("/hoi-nghi/1/")
    clerk.get_by_role("button", name="Ghi bế mạc").click()
    clerk.get_by_role("link", name="Giấy xác nhận tham dự").click()
    clerk.get_by_role("button", name=re.compile("^Lập giấy cho")).click()


def ask_a_question(page: Page, finger: Mouse) -> None:
    page.goto("/quan-triet/1/")
    finger.press(page.get_by_role("main").get_by_role("link", name=re.compile("(Mở đọc|Đọc lại).*118-QĐ.TU")))
    finger.press(page.get_by_role("link", name=re.compile("Hỏi về điều này.*Điều 4")))
    page.get_by_label("Câu hỏi").fill("Ai tiếp dân khi lãnh đạo đi vắng?")
    finger.press(page.get_by_role("button", name="Gửi câu hỏi"))
    expect(page.locator("#asked")).to_contain_text("Ai tiếp dân khi lãnh đạo đi vắng?")


def test_a_delegate_goes_through_a_morning_and_takes_the_certificate_home(
    visit: Visits, house: House, examine: Examine
) -> None:
    card, clerk, page = house.people["hai-vi-tri"]["code"], visit("van-thu"), visit(width=390)
    finger, heading = Mouse(page), page.get_by_role("heading", level=1)
    began = monotonic()
    page.goto(f"/hoi-nghi/ma/{card}/")
    expect(heading).to_have_text("Còn 3 việc của đồng chí")
    page.goto(f"/diem-cau/cua/{screen_code(house, 'in')}/")
    finger.press(page.get_by_role("button", name="Ghi"))
    expect(heading).to_have_text("Còn 2 việc của đồng chí")
    finger.press(page.get_by_role("button", name="Tôi đã đọc và tiếp thu"))
    expect(heading).to_have_text("Còn 1 việc của đồng chí")
    for number in range(5):
        finger.press(page.get_by_label("Phạm vi").nth(number))
    finger.press(page.get_by_role("button", name="Nộp bài"))
    expect(heading).to_have_text("Đồng chí đã làm xong phần mình")
    assert (len(finger.pressed), monotonic() - began < 60) == (8, True), "three steps in a minute"
    examine(page, "dai-bieu-xong")
    page.goto(f"/diem-cau/cua/{screen_code(house, 'out')}/")
    finger.press(page.get_by_role("button", name="Ghi"))
    expect(heading).to_have_text("Đồng chí đã làm xong phần mình")
    assert ways_noted(house) == [("in", "hall_code"), ("out", "hall_code")]
    page.goto(f"/vao/{card}/")
    finger.press(page.get_by_role("button", name=re.compile("Làm việc ở đây.*phường", re.IGNORECASE)).first)
    ask_a_question(page, finger)
    end_conference(clerk)
    page.goto("/hoi-nghi/")
    finger.press(page.get_by_role("link", name="Giấy xác nhận của tôi"))
    examine(page, "giay-xac-nhan-cua-toi")
    with page.expect_download() as taken:
        finger.press(page.get_by_role("link", name=re.compile("^PDF")))
    assert taken.value.suggested_filename.endswith(".pdf")
    assert len(finger.pressed) == 15
    shown = page.get_by_role("link", name="Người khác quét sẽ thấy gì").get_attribute("href") or ""
    stranger = visit(width=390)
    stranger.goto(f"/xac-nhan/{shown.partition('/xac-nhan/')[2]}")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Giấy xác nhận còn giá trị")
    assert "Rơ Châm" not in stranger.content()
    stranger.get_by_label("Gõ họ tên in trên giấy").fill("Rơ Châm H’Yến Nguyễn Phúc Tôn Nữ Hoàng Bảo Ngọc")
    stranger.get_by_role("button", name="So tên").click()
    expect(stranger.get_by_text("Đúng tên trên giấy")).to_be_visible()
    examine(stranger, "kiem-tra-giay-xac-nhan")
