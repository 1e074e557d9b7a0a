"""The frame in a real browser: coming in, being refused, finding nothing, reading the ledger, on any machine."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import House, Visits

Examine = Callable[[Page, str], None]
Walk = Callable[[Page], list[str]]


def test_one_signs_in_by_password_and_lands_on_today(visit: Visits, examine: Examine) -> None:
    page = visit()
    page.goto("/")
    expect(page).to_have_url("/tai-khoan/dang-nhap/?next=/")
    examine(page, "dang-nhap")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill("chưa đúng")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("an")
    examine(page, "dang-nhap-sai")
    page.get_by_label("Mật khẩu").fill(visit.house.people["an"]["password"])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name="Hôm nay")).to_have_attribute("aria-current", "page")


def test_one_comes_in_by_the_printed_code_on_a_phone_and_the_code_leaves_the_address(
    visit: Visits, house: House
) -> None:
    page = visit(width=390)
    page.goto(f"/vao/{house.people['an']['code']}/")
    expect(page).to_have_url("/")
    expect(page.get_by_text("Trần Văn An").first).to_be_visible()
    assert house.people["an"]["code"] not in page.content()


def test_one_types_the_code_by_hand(visit: Visits, house: House, examine: Examine) -> None:
    page = visit(width=390)
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_role("link", name="Vào bằng mã").click()
    expect(page).to_have_url("/vao/")
    examine(page, "vao-bang-ma")
    page.get_by_role("main").get_by_role("textbox").fill(house.people["binh"]["code"].lower().replace("-", " "))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url("/")


def test_who_holds_two_seats_chooses_one_and_changes_it_later(visit: Visits, examine: Examine) -> None:
    page = visit("hai-vi-tri")
    page.goto("/")
    expect(page).to_have_url("/chon-vi-tri/")
    examine(page, "chon-vi-tri")
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto("/")
    expect(page).to_have_url("/")
    expect(page.get_by_role("link", name="Đổi vị trí").first).to_be_attached()


def test_what_is_absent_and_what_is_not_ones_own_are_one_page(visit: Visits, examine: Examine) -> None:
    page = visit("dung")
    absent = page.goto("/don-vi/KHONG-CO/")
    assert absent is not None
    assert absent.status == 404
    examine(page, "khong-tim-thay")
    words = page.get_by_role("main").inner_text()
    other = page.goto("/don-vi/AH-01/")
    assert other is not None
    assert other.status == 404
    assert page.get_by_role("main").inner_text() == words
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang này")


def test_a_refusal_is_a_sentence_with_a_way_back(visit: Visits, examine: Examine) -> None:
    page = visit("dung")
    answer = page.goto("/van-ban/nhap/")
    assert answer is not None
    assert answer.status == 403
    examine(page, "tu-choi")
    expect(page.get_by_role("main").get_by_role("link", name="Về trang Hôm nay")).to_be_visible()


def test_the_ledger_page_shows_what_one_did_oneself(visit: Visits, examine: Examine) -> None:
    page = visit("binh")
    page.goto("/nhat-ky/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhật ký có")
    expect(page.get_by_text("Xác nhận đã đọc và tiếp thu").first).to_be_visible()
    examine(page, "nhat-ky")
    stranger = visit("dung")
    stranger.goto("/nhat-ky/")
    expect(stranger.get_by_text("Vị trí này chưa làm việc nào được ghi")).to_be_visible()
    examine(stranger, "nhat-ky-trong")


def test_a_password_is_changed_in_our_own_pages(visit: Visits, examine: Examine) -> None:
    page = visit("van-thu")
    page.goto("/tai-khoan/mat-khau/")
    examine(page, "doi-mat-khau")
    page.goto("/tai-khoan/thoat/")
    examine(page, "thoat")


def test_the_whole_frame_can_be_gone_through_by_keyboard(visit: Visits, walk: Walk) -> None:
    page = visit("cuc")
    for path in ("/", "/nhat-ky/", "/tai-khoan/mat-khau/"):
        page.goto(path)
        names = walk(page)
        assert names[0].startswith("A Đến nội dung chính")
    phone = visit(width=390)
    phone.goto("/tai-khoan/dang-nhap/")
    assert len(walk(phone)) >= 5


def test_on_a_phone_the_further_places_open_from_the_last_tab(visit: Visits) -> None:
    page = visit("cuc", width=390)
    page.goto("/")
    page.get_by_text("Thêm", exact=True).click()
    page.get_by_role("link", name="Nhật ký").click()
    expect(page).to_have_url("/nhat-ky/")


def test_everything_works_without_javascript(visit: Visits) -> None:
    page = visit("nguoi-moi", js=False)
    page.goto("/nhat-ky/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhật ký có")
    page.get_by_role("navigation", name="Phụ").get_by_role("button", name="Thoát").click()
    expect(page.get_by_text("Đã thoát khỏi máy này.")).to_be_visible()
    page.goto("/nhat-ky/")
    expect(page).to_have_url("/tai-khoan/dang-nhap/?next=/nhat-ky/")


def test_a_page_that_may_not_be_saved_says_so_and_sends_the_same_key_again_by_itself(visit: Visits) -> None:
    visit.complaints.expected = ("status of 503", "Response Status Error Code 503")
    page = visit("an", width=390)
    read_first_text(page)
    keys: list[str] = []

    def refuse_twice(route: object, request: object) -> None:
        keys.append(str(request.post_data).split("key=")[1][:36])  # type: ignore[attr-defined]
        if len(keys) < 3:
            route.fulfill(status=503, body="")  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/xac-nhan/", refuse_twice)
    page.get_by_role("button", name="Tôi đã đọc và tiếp thu").click()
    expect(page.locator("#notice")).to_contain_text("đang gửi lại")
    page.wait_for_function("() => !document.querySelector('form[aria-busy]')", timeout=15_000)
    assert len(keys) == 3
    assert len(set(keys)) == 1


def read_first_text(page: Page) -> None:
    """Open the first text that this person has to study."""
    page.goto("/")
    page.locator("main a[href*='/doc/']").first.click()
    page.wait_for_url("**/doc/**")


def test_a_refusal_to_a_button_lands_beside_the_page_and_the_page_stays(visit: Visits) -> None:
    visit.complaints.expected = ("status of 404", "Response Status Error Code 404")
    page = visit("van-thu")
    read_first_text(page)
    page.evaluate("() => { for (const e of document.getElementsByName('expression')) e.value = '0'.repeat(64); }")
    page.get_by_role("button", name="Tôi đã đọc và tiếp thu").click()
    expect(page.locator("#notice")).to_contain_text("Không tìm thấy trang này")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_a_session_that_ended_leads_to_the_sign_in_page_and_back_to_the_text(visit: Visits) -> None:
    page = visit("van-thu")
    read_first_text(page)
    text = page.url
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Tôi đã đọc và tiếp thu").click()
    page.get_by_label("Tên đăng nhập").fill(visit.house.people["van-thu"]["username"])
    page.get_by_label("Mật khẩu").fill(visit.house.people["van-thu"]["password"])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(text)


def test_paper_shows_the_page_without_its_frame(visit: Visits) -> None:
    page = visit("cuc")
    page.goto("/quan-triet/1/do-phu/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".btn").first).to_be_hidden()
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_first_load_and_later_loads_stay_within_their_budget(visit: Visits) -> None:
    page = visit(width=390)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    loaded: list[float] = []
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto("/tai-khoan/dang-nhap/", wait_until="networkidle")
    first = sum(loaded)
    loaded.clear()
    page.goto("/tai-khoan/dang-nhap/", wait_until="networkidle")
    assert 5_000 < first <= 120_000
    assert sum(loaded) <= 30_000
