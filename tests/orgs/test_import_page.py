"""The import page: hand a list in, look at what it would change, carry it out, drop it, or mend its cells."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from tests.factories import FOUNDED, Four, make_four, make_person
from tests.orgs.lists import AN, ASTRAY, WARD, upload, work_off
from thongsuot.orgs import keeping, showing
from thongsuot.orgs.models import Intake, Organisation, Seat
from thongsuot.orgs.rows import PersonRow

pytestmark = pytest.mark.django_db
URL = "/don-vi/nhap/"


@pytest.fixture(autouse=True)
def folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def office(four: Four) -> Client:
    client = Client()
    client.force_login(four.cuc.person)
    return client


def hand_in(client: Client, *people: PersonRow, **units: object) -> str:
    """Hand a list in, let the worker read it, and give the address of its page."""
    answer = client.post(URL, {"file": upload(*people, **units)})  # type: ignore[arg-type]
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    return str(answer["Location"])


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\xa0", " ")


def test_the_office_finds_the_template_and_both_ways_in(office: Client) -> None:
    page = page_of(office, URL)
    assert 'href="/don-vi/nhap/mau.xlsx"' in page
    assert 'type="file"' in page
    assert "<textarea" in page


def test_the_template_is_a_workbook(office: Client) -> None:
    answer = office.get("/don-vi/nhap/mau.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.sheetnames[:2] == ["Hướng dẫn", "Đơn vị"]


def test_a_list_is_shown_first_and_changes_nothing_until_it_is_carried_out(office: Client) -> None:
    url = hand_in(office, AN)
    page = page_of(office, url)
    assert "Thực hiện thì có 2 thay đổi" in page
    assert "Người mới" in page
    assert "Trần Văn An" in page
    assert not Seat.objects.filter(person__username="an-moi").exists()
    office.post(f"{url}thuc-hien/")
    work_off()
    assert "Đã thêm 0 đơn vị, 1 người, 1 vị trí" in page_of(office, url)
    assert Seat.objects.filter(person__username="an-moi").exists()


def test_the_page_says_how_far_it_is_and_reloads_once_that_is_over(office: Client) -> None:
    url = str(office.post(URL, {"file": upload(AN)})["Location"])
    page = page_of(office, url)
    assert 'hx-trigger="every 1s"' in page
    assert "Đang đọc danh sách" in page
    part = office.get(url, headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<div id="moving"')
    work_off()
    assert office.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_pasted_cells_are_a_list_too(office: Client) -> None:
    pasted = "an-moi\tTrần Văn An\t\tAH-01\tĐảng viên\t\t\t01/07/2025\t"
    url = str(office.post(URL, {"pasted": pasted})["Location"])
    work_off()
    assert "Thực hiện thì có 2 thay đổi" in page_of(office, url)


def test_the_same_list_again_has_nothing_to_carry_out(office: Client) -> None:
    office.post(f"{hand_in(office, AN)}thuc-hien/")
    work_off()
    page = page_of(office, hand_in(office, AN))
    assert "Danh sách giống hệt những gì đã có" in page
    assert "thuc-hien" not in page


def test_wrong_cells_are_grouped_by_what_mends_them(office: Client) -> None:
    page = page_of(
        office, hand_in(office, AN, ASTRAY, PersonRow(4, *("c2", "Cúc", "", "AH-77", "Đảng viên", "", "", FOUNDED)))
    )
    assert "Còn 2 ô phải sửa" in page
    assert "Người!D3, Người!D4" in page
    assert page.count("Không có đơn vị nào mang mã AH-77") == 1
    assert not Seat.objects.filter(person__username="an-moi").exists()


def test_the_marked_copy_and_the_page_are_the_ones_of_who_handed_the_list_in(office: Client) -> None:
    url = hand_in(office, ASTRAY)
    answer = office.get(f"{url}da-danh-dau.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "AH-77" in str(book["Người"]["D2"].comment.text)
    other = Client()
    other.force_login(make_person(is_administrator=True))
    for path in ("", "da-danh-dau.xlsx", "thay-doi.xlsx"):
        assert other.get(f"{url}{path}").status_code == 404
    for path in ("thuc-hien/", "bo/"):
        assert other.post(f"{url}{path}").status_code == 404


def test_every_change_can_be_fetched_as_a_workbook(office: Client) -> None:
    answer = office.get(f"{hand_in(office, AN)}thay-doi.xlsx")
    (sheet,) = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets  # type: ignore[attr-defined]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Người mới", "Vị trí mới"]


def test_what_waits_is_the_products_alone_and_goes_with_the_list(office: Client, settings: Settings) -> None:
    url = hand_in(office, AN)
    (folder,) = (settings.DATA / "intakes").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    office.post(f"{url}bo/")
    assert "Đã bỏ danh sách này" in page_of(office, url)


def test_a_second_list_waits_for_the_first_and_others_see_that_one_is_running(office: Client) -> None:
    office.post(URL, {"file": upload(AN)})
    other = Client()
    other.force_login(make_person(is_administrator=True))
    assert "Đang có một lượt nhập khác" in page_of(other, URL)
    answer = other.post(URL, {"file": upload(AN)})
    assert answer.status_code == 422
    assert "Chờ lượt ấy xong rồi thử lại" in answer.content.decode()


def test_more_of_a_kind_than_a_page_holds_are_counted(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "FIRST", 2)
    many = [PersonRow(2 + n, f"n{n}", f"Người {n}", "", "AH-01", "Đảng viên", "", "", FOUNDED) for n in range(4)]
    page = page_of(office, hand_in(office, *many))
    assert "Đây là 2 dòng đầu" in page
    assert page.count("Người 3") == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 khong phai", "Không mở được tệp này như tệp Excel"),
        (b"\xd0\xcf\x11\xe0 doi cu", "Tệp .xls đời cũ không đọc được"),
        (b"\x00\x01\x02", "Không mở được tệp này như tệp Excel"),
        (b"mot hai ba", "Không nhận ra bảng này"),
    ],
)
def test_a_file_that_is_no_list_is_a_mistake_of_the_field(office: Client, content: bytes, sentence: str) -> None:
    answer = office.post(URL, {"file": SimpleUploadedFile("a.xlsx", content)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Intake.objects.exists()


def test_neither_file_nor_cells_is_a_mistake_of_the_field(office: Client) -> None:
    assert "Chọn tệp trên máy" in office.post(URL, {}).content.decode()


def test_an_administrator_without_a_seat_may_begin() -> None:
    client = Client()
    client.force_login(make_person(is_administrator=True))
    client.post(f"{hand_in(client, AN)}thuc-hien/")
    work_off()
    assert Organisation.objects.count() == 2


def test_a_list_of_units_only_renames_and_keeps_the_former_name(office: Client, four: Four) -> None:
    renamed = WARD.__class__(3, "AH-01", "Phường Bến Đá Mới", "ward", "ward", "AH", FOUNDED)
    url = hand_in(office, units=(renamed,))
    assert "Phường Bến Đá (phường" in page_of(office, url)
    office.post(f"{url}thuc-hien/")
    work_off()
    assert four.ward.places.get().name == "Phường Bến Đá"


def test_nobody_else_gets_in_by_any_of_the_doors(four: Four, office: Client) -> None:
    url = hand_in(office, AN)
    client = Client()
    client.force_login(four.binh.person)
    for path in (URL, "/don-vi/nhap/mau.xlsx", url, f"{url}da-danh-dau.xlsx", f"{url}thay-doi.xlsx"):
        assert client.get(path).status_code == 403
    for path in (f"{url}thuc-hien/", f"{url}bo/"):
        assert client.post(path).status_code == 403
    assert client.post(URL, {"file": upload(AN)}).status_code == 403
    assert "Việc nhập tổ chức do văn phòng cấp ủy cao nhất làm" in page_of(client, URL)


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in() -> None:
    assert Client().get(URL).status_code == 302


def test_a_worker_that_is_down_is_said(office: Client) -> None:
    url = str(office.post(URL, {"file": upload(AN)})["Location"])
    assert "Việc nền của máy chủ đang dừng" in page_of(office, url)


def test_nothing_of_a_list_is_found_under_another_name() -> None:
    assert keeping.find("a" * 32, keeping.MARKED) is None
