"""The administrator: from the front page to a unit that hangs elsewhere, and back to what it was on a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import House, Visits, new_house
from tests.browser.hands import Keyboard, Mouse

Examine = Callable[[Page, str], None]
MOST_PRESSES = 6
WAYS = pytest.mark.parametrize(
    ("hand", "js"),
    [(Mouse, True), (Keyboard, True), (Mouse, False), (Keyboard, False)],
    ids=["by mouse", "by keyboard", "without JavaScript", "by keyboard without JavaScript"],
)
ELSEWHERE = {"Phường Bến Đá": "AH-02", "Xã Đắk Lơ Rang": "AH-01"}  # from which ward the cell goes to which


@pytest.fixture(scope="module")
def house(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve an installation of these journeys' own: they move units that others count on."""
    with new_house(tmp_path_factory, "house-of-units") as made:
        yield made


@pytest.fixture(scope="module")
def passes() -> dict[str, StorageState]:
    return {}


@WAYS
def test_a_cell_is_moved_to_another_ward_in_six_presses(visit: Visits, hand: type[Mouse], js: bool) -> None:
    page = visit("quan-tri", js=js)
    page.goto("/don-vi/AH-01-03/")
    above = page.get_by_role("navigation", name="Đường dẫn").inner_text()
    (left,) = (ward for ward in ELSEWHERE if ward in above)  # whatever was moved before
    page.goto("/")
    finger = hand(page)
    main = page.get_by_role("main")
    finger.press(page.get_by_role("link", name="Mở cây đơn vị"))
    finger.press(main.get_by_role("link", name=left))
    finger.press(main.get_by_role("link", name="Chi bộ Khu phố 3"))
    finger.press(main.get_by_role("link", name="Sửa đơn vị"))
    page.get_by_label("Đơn vị cấp trên mới").fill(ELSEWHERE[left])
    finger.press(page.get_by_role("button", name="Chuyển", exact=True))
    expect(page.get_by_text("Đã chuyển đơn vị")).to_be_visible()
    expect(page.get_by_role("navigation", name="Đường dẫn")).not_to_contain_text(left)
    assert len(finger.pressed) == 5 <= MOST_PRESSES
    assert "Trần Văn An" not in page.content(), "an administrator keeps the tree, not the names of a cell"


def test_the_pages_of_the_tree_can_be_seen_by_anyone(visit: Visits, examine: Examine) -> None:
    page = visit("quan-tri")
    for name, path in {
        "cay-don-vi": "/don-vi/",
        "sua-don-vi": "/don-vi/AH-01/sua/",
        "sua-chi-bo": "/don-vi/AH-01-03/sua/",
        "qua-trinh": "/don-vi/AH-01-03/qua-trinh/?ngay=01/08/2025",
    }.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        examine(page, name)


def test_what_stands_in_the_way_of_a_move_is_said_where_it_is(visit: Visits, examine: Examine) -> None:
    page = visit("quan-tri")
    page.goto("/don-vi/AH-01-03/sua/")
    page.get_by_label("Đơn vị cấp trên mới").fill("AH-77")
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Chưa ghi được"))
    expect(page.get_by_label("Đơn vị cấp trên mới")).to_have_value("AH-77")
    examine(page, "sua-don-vi-con-sai")
