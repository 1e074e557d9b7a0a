"""The import page: template, upload, errors by cell with the marked copy, and success with counts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from tests.factories import FOUNDED, Four, make_four, make_person
from thongsuot.orgs import marked, template, workbook
from thongsuot.orgs.forms import importing as forms
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow

pytestmark = pytest.mark.django_db
URL = "/don-vi/nhap/"
CITY = UnitRow(2, "AH", "Thành phố An Hải", "party_committee", "city", "", FOUNDED)
WARD = UnitRow(3, "AH-01", "Phường Bến Đá", "ward", "ward", "AH", FOUNDED)
AN = PersonRow(2, "an-moi", "Trần Văn An", "", "AH-01", "Đảng viên", "member", "member", FOUNDED)


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


def upload(*people: PersonRow, units: tuple[UnitRow, ...] = (CITY, WARD)) -> SimpleUploadedFile:
    out = BytesIO()
    template.write_rows(OrganisationRows(units, people), out)
    return SimpleUploadedFile("danh-sach.xlsx", out.getvalue(), workbook.MEDIA_TYPE)


def test_the_office_finds_the_template_and_the_question(office: Client) -> None:
    page = office.get(URL).content.decode()
    assert 'href="/don-vi/nhap/mau.xlsx"' in page
    assert 'type="file"' in page


def test_the_template_is_a_workbook(office: Client) -> None:
    answer = office.get("/don-vi/nhap/mau.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.sheetnames[:2] == ["Hướng dẫn", "Đơn vị"]


def test_a_sound_list_comes_in_and_the_page_counts_it(office: Client) -> None:
    answer = office.post(URL, {"file": upload(AN)}, follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "Đã thêm 0 đơn vị, 1 người, 1 vị trí" in answer.content.decode()
    assert Seat.objects.filter(person__username="an-moi").exists()


def test_the_same_list_again_says_that_nothing_changed(office: Client) -> None:
    office.post(URL, {"file": upload(AN)})
    assert "giống hệt" in office.post(URL, {"file": upload(AN)}, follow=True).content.decode()


def test_wrong_cells_are_shown_and_nothing_changed(office: Client) -> None:
    answer = office.post(
        URL, {"file": upload(AN, PersonRow(3, *("b2", "Bình", "", "AH-77", "Đảng viên", "", "", FOUNDED)))}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Người!D3" in page
    assert "Không có đơn vị nào mang mã AH-77" in page
    assert not Seat.objects.filter(person__username="an-moi").exists()


def test_the_marked_copy_can_be_fetched_by_who_handed_the_list_in(office: Client) -> None:
    office.post(URL, {"file": upload(PersonRow(2, "b2", "Bình", "", "AH-77", "Đảng viên", "", "", FOUNDED))})
    answer = office.get("/don-vi/nhap/da-danh-dau.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "AH-77" in str(book["Người"]["D2"].comment.text)
    other = Client()
    other.force_login(make_person(is_administrator=True))
    assert other.get("/don-vi/nhap/da-danh-dau.xlsx").status_code == 404


def test_a_marked_copy_is_the_keepers_alone_and_gone_after_a_day(
    office: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = PersonRow(2, "b2", "Bình", "", "AH-77", "Đảng viên", "", "", FOUNDED)
    office.post(URL, {"file": upload(bad)})
    (kept,) = (settings.DATA / "marked").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(marked, "KEPT_SECONDS", -1)
    office.post(URL, {"file": upload(bad)})
    assert not kept.exists()


def test_a_marked_copy_of_yesterday_cannot_be_fetched_even_when_nobody_imported_since(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.post(URL, {"file": upload(PersonRow(2, "b2", "Bình", "", "AH-77", "Đảng viên", "", "", FOUNDED))})
    monkeypatch.setattr(marked, "KEPT_SECONDS", -1)
    assert office.get("/don-vi/nhap/da-danh-dau.xlsx").status_code == 404


@pytest.mark.parametrize("name", ["", "../secrets/session.key", "a" * 32])
def test_no_other_file_is_a_marked_copy(name: str) -> None:
    assert marked.find(name) is None


def test_more_errors_than_a_page_holds_are_counted(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "SHOWN", 2)
    many = [PersonRow(2 + n, f"n{n}", "Bình", "", "AH-77", "Đảng viên", "", "", FOUNDED) for n in range(4)]
    page = office.post(URL, {"file": upload(*many)}).content.decode()
    assert page.count("Người!D") == 2
    assert "Đây là 2 ô đầu" in page


def test_a_file_that_is_no_workbook_is_a_mistake_of_the_field(office: Client) -> None:
    answer = office.post(URL, {"file": SimpleUploadedFile("a.xlsx", b"khong phai")})
    assert answer.status_code == 422
    assert "Không mở được tệp này như tệp Excel" in answer.content.decode()


def test_no_file_is_a_mistake_of_the_field(office: Client) -> None:
    assert "Chọn tệp .xlsx trên máy" in office.post(URL, {}).content.decode()


def test_an_administrator_without_a_seat_may_begin() -> None:
    client = Client()
    client.force_login(make_person(is_administrator=True))
    client.post(URL, {"file": upload(AN)})
    assert Organisation.objects.count() == 2


def test_nobody_else_gets_in_by_any_of_the_doors(four: Four) -> None:
    client = Client()
    client.force_login(four.binh.person)
    for url in (URL, "/don-vi/nhap/mau.xlsx", "/don-vi/nhap/da-danh-dau.xlsx"):
        assert client.get(url).status_code == 403
    assert client.post(URL, {"file": upload(AN)}).status_code == 403
    assert "Việc nhập tổ chức do văn phòng cấp ủy cao nhất làm" in client.get(URL).content.decode().replace("\xa0", " ")


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in() -> None:
    assert Client().get(URL).status_code == 302
