"""Import questions: a file is looked at first, its mistakes named by cell or line, and taken in whole or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from thongsuot.understanding.actions.questions import Written, import_questions
from thongsuot.understanding.exchange import sheet
from thongsuot.understanding.exchange.rows import Row
from thongsuot.understanding.models import QuestionVersion

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def written(meeting: Meeting, text: str = "Để làm gì?", eid: str = "art_1") -> Written:
    return Written(meeting.text.pk, eid, "single", text, ("Để thử", "Để xem"), frozenset({0}))


def test_a_file_is_taken_in_whole_and_told_once(meeting: Meeting) -> None:
    rows = [written(meeting), written(meeting, "Câu hai?")]
    assert import_questions(meeting.text.work_id, rows=rows, by=meeting.four.binh, now=NOW) == 2
    (entry,) = told("understanding.questions.imported")
    assert entry.facts == {"work": meeting.text.work_id, "questions": 2}


def test_one_bad_row_keeps_the_whole_file_out(meeting: Meeting) -> None:
    work, by = meeting.text.work_id, meeting.four.binh
    with expect_refusal("question_empty"):
        import_questions(work, rows=[written(meeting), written(meeting, " ")], by=by, now=NOW)
    with expect_refusal("no_questions"):
        import_questions(work, rows=[], by=by, now=NOW)
    with expect_refusal("question_of_another_work"):
        import_questions(work + 1, rows=[written(meeting)], by=by, now=NOW)
    with expect_refusal("keepers_only"):
        import_questions(work, rows=[written(meeting)], by=meeting.four.an, now=NOW)
    assert not QuestionVersion.objects.exists()


def test_the_workbook_that_goes_out_is_looked_at_and_comes_in(meeting: Meeting) -> None:
    rows = [
        Row("C2", "art_1", "multiple", "=Một cộng một?", ("Hai", "10 (hệ hai)", "Ba"), frozenset({0, 1})),
        Row("C3", "", "short", "Ai ban hành?", ("Thành ủy",), frozenset({0}), True),
    ]
    out = BytesIO()
    sheet.write(rows, out)
    assert list(sheet.read(out, frozenset({"art_1"})).rows) == rows
    client, address = enter(meeting.four.binh), f"/hoi-nghi/ngan-hang/van-ban/{meeting.text.work_id}/nhap/"
    with few_queries():
        looked = client.post(address, {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}).content.decode()
    assert heading_of(looked) == "Hai câu đọc được, xem lại rồi nhập"
    assert not QuestionVersion.objects.exists()
    again = looked.split('<textarea name="pasted" hidden>')[1].split("</textarea>")[0].replace("&gt;", ">")
    assert client.post(address, {"pasted": again, "take": "1"}).status_code == 302
    assert sorted(QuestionVersion.objects.values_list("text", flat=True)) == ["=Một cộng một?", "Ai ban hành?"]
    given = client.get(address.replace("nhap/", "xuat/excel/")).content
    assert load_workbook(BytesIO(given))["Câu hỏi"]["C2"].value == "=Một cộng một?"
    assert "::short khong-dau::Ai ban hành? {" in client.get(address.replace("nhap/", "xuat/gift/")).content.decode()


def test_mistakes_are_named_by_cell_and_nothing_comes_in(meeting: Meeting) -> None:
    book = load_workbook(_template())
    book["Câu hỏi"].append(["9", "chọn một", "Điều nào?", "Điều này", "Điều kia"])
    book["Câu hỏi"].append(["1", "chọn bừa", "Điều nào?", "Điều này", "Điều kia"])
    out = BytesIO()
    book.save(out)
    client, address = enter(meeting.four.binh), f"/hoi-nghi/ngan-hang/van-ban/{meeting.text.work_id}/nhap/"
    sent = {"file": SimpleUploadedFile("a.xlsx", out.getvalue()), "take": "1"}
    shown = client.post(address, sent).content.decode()
    assert heading_of(shown) == "Hai chỗ phải sửa, chưa nhập câu nào"
    assert "C3 Văn bản không có điều khoản “art_9”." in " ".join(text_of(shown).split())
    assert "B4 Chọn một trong: chọn một;" in " ".join(text_of(shown).split())
    assert not QuestionVersion.objects.exists()
    assert page(client, address)


def _template() -> BytesIO:
    out = BytesIO()
    sheet.write([sheet.EXAMPLE], out)
    return out
