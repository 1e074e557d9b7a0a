"""The eyes of the rig see what they are there to see: each planted fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visits
from tests.browser.eyes import examine_page, walk_page

SOUND = """<!doctype html><html lang="vi"><title>Trang thử</title><style>:focus-visible {{ outline: 3px solid }}</style>
<main><h1>Trang thử</h1>{body}<a href="/a">một</a> <a href="/b">hai</a></main></html>"""


@pytest.fixture
def page(visit: Visits) -> Page:
    return visit()


def show(page: Page, body: str = "") -> None:
    page.set_content(SOUND.format(body=body))


def test_a_sound_page_passes(page: Page, tmp_path: Path) -> None:
    show(page)
    examine_page(page, tmp_path / "sound")
    assert walk_page(page) == ["A một", "A hai"]
    assert sorted(shot.name for shot in tmp_path.iterdir()) == ["sound-1440.png", "sound-390.png"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<div style="width: 700px">rộng</div>', "scrolls sideways at 320 px"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color: #999; background: #fff">mờ</p>', "color-contrast"),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>mờ đêm</p>",
            "in the dark",
        ),
        ("<h1>Hai đầu đề</h1>", "2 headings of the first level"),
    ],
)
def test_a_planted_fault_is_named(page: Page, tmp_path: Path, body: str, fault: str) -> None:
    show(page, body)
    with pytest.raises(AssertionError, match=fault):
        examine_page(page, tmp_path / "planted")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<style>a:focus-visible { outline: none }</style>", "no focus ring on A một"),
        ('<button tabindex="-1">không tới được</button>', "only 2 of 3 reached"),
        (
            '<div style="position: fixed; inset: 0; background: #fff; pointer-events: auto">che</div>',
            "hidden while it has the focus",
        ),
    ],
)
def test_a_fault_on_the_way_by_keyboard_is_named(page: Page, body: str, fault: str) -> None:
    show(page, body)
    with pytest.raises(AssertionError, match=fault):
        walk_page(page)


def test_what_the_console_says_is_kept(visit: Visits) -> None:
    page = visit()
    page.goto("/tai-khoan/dang-nhap/")
    with page.expect_console_message():
        page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">đỏ</b>')")
    assert any("Content Security Policy" in said for said in visit.complaints.found)
    visit.complaints.found.clear()
