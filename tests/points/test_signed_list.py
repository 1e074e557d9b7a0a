"""A signed list comes in as a table: errors by cell, looked at first, kept whole or not at all."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import make_person, make_seat
from thongsuot.kernel.errors import Refusal
from thongsuot.points.signedlist import Called, read

CALLED = (Called(1, "Trần Văn An", "an"), Called(2, "Lê Thị Bình", "binh"), Called(3, "Lê Thị Bình", "binh-2"))


def test_names_are_told_without_marks_and_a_blank_is_present() -> None:
    found = read("Họ và tên\tTên đăng nhập\tCó mặt\ntran van an\t\t\n\tbinh\tVắng có lý do\n\tbinh-2\tvắng", CALLED)
    assert (dict(found.marks), found.errors) == ({1: "present", 2: "excused", 3: "absent"}, ())


def test_each_wrong_cell_is_named_by_its_address() -> None:
    found = read("Họ và tên,Có mặt\nLê Thị Bình,\nAi Đó,\nTrần Văn An,có lẽ\nTrần Văn An,\nTrần Văn An,x", CALLED)
    assert [each.cell for each in found.errors] == ["A2", "A3", "B4", "A6"]


def test_a_table_without_headings_or_with_a_stamp_is_refused() -> None:
    for text, code in (("Trần Văn An\nLê Thị Bình", "list_unknown"), ("MẬT\nHọ và tên\nTrần Văn An", "classified")):
        with pytest.raises(Refusal) as refused:
            read(text, CALLED)
        assert refused.value.code == code


def workbook(*lines: tuple[str, ...]) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return SimpleUploadedFile("danh-sach.xlsx", out.getvalue())


@pytest.fixture
def meeting(db: None) -> Meeting:
    return make_meeting()


@pytest.mark.django_db(**BOTH)
def test_an_excel_list_is_looked_at_and_then_kept_as_paper(meeting: Meeting) -> None:
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/danh-sach-ky/{meeting.half_day.pk}/"
    assert heading_of(page(client, address)) == "Nhập danh sách đã ký"
    wrong = client.post(address, {"file": workbook(("Họ và tên",), ("Trần Văn An",), ("Ai Đó",))}).content.decode()
    assert heading_of(wrong) == "Còn 1 ô phải sửa, chưa ghi gì"
    assert "A3" in text_of(wrong)
    seen = client.post(address, {"file": workbook(("Họ và tên",), ("Trần Văn An",))}).content.decode()
    assert heading_of(seen) == "Danh sách có 1 người, chưa ghi"
    assert told("conferences.attendance.marked") == []
    text = "Họ và tên\nTrần Văn An"
    assert client.post(address, {"text": text, "keep": "1"}).status_code == 302
    (entry,) = told("conferences.attendance.marked")
    assert (entry.facts["method"], entry.facts["marks"][0][0]) == ("paper", meeting.four.an.pk)


@pytest.mark.django_db(**BOTH)
def test_a_list_that_is_not_whole_is_not_kept_when_told_to(meeting: Meeting) -> None:
    make_seat(make_person("Trần Văn An"), meeting.four.cell)
    address = f"/hoi-nghi/{meeting.conference.pk}/danh-sach-ky/{meeting.half_day.pk}/"
    answer = enter(meeting.four.binh).post(address, {"text": "Họ và tên\nTrần Văn An", "keep": "1"})
    assert "nhiều người cùng tên" in answer.content.decode()
    assert told("conferences.attendance.marked") == []
    page(enter(meeting.four.cuc), address, status=404)
