"""Set an agenda: line by line, tied to provisions; a conference without lines of its own follows the nearest above."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.cascade.doors import assert_absent, enter, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.meeting import AGENDA, TODAY, Meeting, make_meeting, plan
from tests.factories import NOW, make_expression, make_person, make_seat, make_unit
from thongsuot.conferences.actions.agenda import set_agenda
from thongsuot.conferences.actions.materials import NewMaterial, attach_material
from thongsuot.conferences.actions.planning import plan_conference
from thongsuot.conferences.agenda import Finder, Line, Place, laid, on_now, read
from thongsuot.conferences.agenda import text_of as typed_of
from thongsuot.conferences.models import Agenda, Conference
from thongsuot.conferences.queries.agenda import held_agenda, now_at
from thongsuot.conferences.queries.materials import handed_out
from thongsuot.conferences.queries.report import AgendaRow, result_report
from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.actions.reporting import issue_report

HOUR = timedelta(hours=1)
NOBODY = Finder(lambda words: Place(7, "art_5", words) if words.startswith("Điều 5") else "Không có.", lambda _: None)


def held_above(meeting: Meeting, *lines: Line, now: datetime = NOW) -> Conference:
    """Let the city hold a conference of its own on the drive, with an agenda."""
    above = plan_conference(meeting.drive.pk, plan=plan(), by=meeting.four.cuc, now=now)
    if lines:
        set_agenda(above.pk, lines=lines, by=meeting.four.cuc, now=now)
    return above


@pytest.mark.django_db(**BOTH)
def test_lines_are_kept_in_order_with_their_provision_and_recorded_without_a_word_of_them() -> None:
    meeting = make_meeting()
    line = Line("Phạm vi", "Bí thư", time(8, 30), 45, Place(meeting.text.pk, "art_1", "nói sai"), meeting.four.an.pk)
    set_agenda(meeting.conference.pk, lines=(line, Line("Thảo luận")), by=meeting.four.binh, now=NOW)
    first, second = meeting.conference.agenda.all()
    assert (first.title, first.presenter, first.hour, first.minutes) == ("Phạm vi", "Bí thư", time(8, 30), 45)
    assert (first.expression_id, first.eid, first.place, first.seat_id) == (
        meeting.text.pk,
        "art_1",
        "Điều 1",
        meeting.four.an.pk,
    )
    assert (second.title, second.place, second.hour) == ("Thảo luận", "", None)
    entry = told("conferences.agenda.set")[-1]
    assert entry.subject == meeting.conference.ref
    assert entry.facts["provisions"] == [[meeting.text.pk, "art_1"]]
    assert entry.facts["lines"] == 2
    assert "Phạm vi" not in str(entry.facts)
    assert_proven()


@pytest.mark.django_db(**BOTH)
def test_the_same_lines_again_change_nothing() -> None:
    meeting = make_meeting()
    before, kept = told_in_all(), Agenda.objects.get()
    set_agenda(meeting.conference.pk, lines=AGENDA, by=meeting.four.binh, now=NOW + HOUR)
    assert told_in_all() == before
    assert Agenda.objects.get().set_at == kept.set_at


@pytest.mark.django_db(**BOTH)
def test_a_conference_without_lines_follows_the_nearest_above_live() -> None:
    meeting = make_meeting()
    set_agenda(meeting.conference.pk, lines=(), by=meeting.four.binh, now=NOW)
    assert held_agenda(meeting.conference).lines == ()
    above = held_above(meeting, Line("Của thành phố", "Bí thư Thành ủy"))
    held = held_agenda(meeting.conference)
    assert [line.title for line in held.lines] == ["Của thành phố"]
    assert held.source == meeting.four.city
    ward = plan_conference(meeting.drive.pk, plan=plan(), by=_clerk(meeting), now=NOW)
    set_agenda(ward.pk, lines=(Line("Của phường"),), by=_clerk(meeting), now=NOW)
    assert [line.title for line in held_agenda(meeting.conference).lines] == ["Của phường"]
    set_agenda(ward.pk, lines=(), by=_clerk(meeting), now=NOW)
    set_agenda(above.pk, lines=(Line("Đổi rồi"),), by=meeting.four.cuc, now=NOW + HOUR)
    assert [line.title for line in held_agenda(meeting.conference).lines] == ["Đổi rồi"]
    assert result_report(meeting.conference, TODAY).agenda == [AgendaRow("Đổi rồi")]


def _clerk(meeting: Meeting) -> Seat:
    return Seat.objects.filter(organisation=meeting.four.ward, role=Seat.Role.CLERK).first() or make_seat(
        make_person("Võ Văn Thư"), meeting.four.ward, role=Seat.Role.CLERK
    )


@pytest.mark.django_db(**BOTH)
def test_what_is_changed_above_after_ours_is_shown_side_by_side_until_the_unit_chose() -> None:
    meeting = make_meeting()
    above = held_above(meeting, Line("Cũ"), now=NOW - HOUR)
    assert held_agenda(meeting.conference).above is None
    set_agenda(above.pk, lines=(Line("Mới của cấp trên"),), by=meeting.four.cuc, now=NOW + HOUR)
    (message,) = Message.objects.filter(seat=meeting.four.binh, thing=f"conferences.agenda:{meeting.conference.pk}")
    assert "cấp trên vừa đổi chương trình" in message.title
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/"
    shown = page(client, address)
    assert heading_of(shown) == "Cấp trên đã đổi chương trình"
    assert "Mới của cấp trên" in shown
    assert "Giới thiệu quy định" in shown
    assert "Thành phố An Hải đổi chương trình" in text_of(page(client, f"/hoi-nghi/{meeting.conference.pk}/"))
    set_agenda(meeting.conference.pk, lines=AGENDA, by=meeting.four.binh, now=NOW + 2 * HOUR)
    assert held_agenda(meeting.conference).above is None
    assert [line.title for line in held_agenda(meeting.conference).lines] == ["Giới thiệu quy định", "Thảo luận"]
    client.post(address, {"text": ""})
    assert [line.title for line in held_agenda(meeting.conference).lines] == ["Mới của cấp trên"]


@pytest.mark.django_db(**BOTH)
def test_who_presents_is_told_once() -> None:
    meeting = make_meeting()
    for title in ("Phạm vi", "Phạm vi, hiệu lực"):
        lines = (Line(title, seat=meeting.four.an.pk), Line("Kết luận", seat=meeting.four.binh.pk))
        set_agenda(meeting.conference.pk, lines=lines, by=meeting.four.binh, now=NOW)
    (message,) = Message.objects.filter(thing=f"conferences.presenting:{meeting.conference.pk}")
    assert (message.seat, message.due_on) == (meeting.four.an, TODAY)
    assert message.title == "Trình bày tại hội nghị: Hội nghị để thử"


@pytest.mark.django_db(**BOTH)
def test_what_no_text_of_the_drive_has_and_whom_nobody_knows_is_refused() -> None:
    meeting = make_meeting()
    by, elsewhere = meeting.four.binh, make_expression()
    for wrong, code in (
        (Line("Mục", place=Place(meeting.text.pk, "art_9", "Điều 9")), "place_unknown"),
        (Line("Mục", place=Place(elsewhere.pk, "art_1", "Điều 1")), "place_unknown"),
        (Line("Mục", seat=meeting.four.dung.pk), "presenter_unknown"),
        (Line(" "), "agenda_line"),
    ):
        with expect_refusal(code):
            set_agenda(meeting.conference.pk, lines=(wrong,), by=by, now=NOW)
    with expect_refusal("agenda_long"):
        set_agenda(meeting.conference.pk, lines=(Line("Mục"),) * 101, by=by, now=NOW)
    assert [each.title for each in meeting.conference.agenda.all()] == ["Giới thiệu quy định", "Thảo luận"]


@pytest.mark.django_db(**BOTH)
def test_a_member_sets_nothing_a_stranger_finds_nothing_and_a_reported_one_stays() -> None:
    meeting = make_meeting()
    with expect_refusal("keepers_only"):
        set_agenda(meeting.conference.pk, lines=(), by=meeting.four.an, now=NOW)
    for stranger in (_head_of(meeting.four.dung), meeting.four.cuc):
        with pytest.raises(ObjectDoesNotExist):
            set_agenda(meeting.conference.pk, lines=(), by=stranger, now=NOW)
    assert_absent(enter(meeting.four.dung), f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/")
    assert_absent(enter(meeting.four.an), f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/")
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        set_agenda(meeting.conference.pk, lines=(), by=meeting.four.binh, now=NOW)


def _head_of(seat: Seat) -> Seat:
    return make_seat(make_person("Trưởng nơi khác"), seat.organisation, role=Seat.Role.HEAD)


@pytest.mark.django_db(**BOTH)
def test_the_secretary_types_it_on_a_page_without_javascript_and_loses_nothing_by_a_mistake() -> None:
    meeting = make_meeting()
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/"
    wrong = "8:00 | Khai mạc\n25:00 | Giới thiệu | Bí thư | Điều 9 | lâu"
    refused = client.post(address, {"text": wrong}).content.decode()
    assert heading_of(refused) == "Còn 3 ô phải sửa, chưa ghi gì"
    assert "Dòng 2, ô “Giờ”" in refused
    assert "Dòng 2, ô “Điều khoản”" in refused
    assert wrong.split("\n")[1] in refused
    assert meeting.conference.agenda.count() == 2
    right = "8:00 | Khai mạc\n8h30 | Giới thiệu | @an | dieu 1 | 45 phút"
    added = {"topic": "Hỏi đáp", "place": "Điều 2", "minutes": "20"}
    kept = client.post(address, {"text": right, **added}, follow=True).content.decode()
    assert heading_of(kept) == "Chương trình riêng của đơn vị"
    lines = held_agenda(meeting.conference).lines
    assert [(line.clock, line.title, line.where, line.minutes) for line in lines] == [
        ("8:00", "Khai mạc", "", None),
        ("8:30", "Giới thiệu", "Điều 1", 45),
        ("", "Hỏi đáp", "Điều 2", 20),
    ]
    assert (lines[1].presenter, lines[1].seat) == ("Trần Văn An", meeting.four.an.pk)
    assert "8:30 | Giới thiệu | Trần Văn An @an | Điều 1 | 45" in kept


@pytest.mark.django_db(**BOTH)
def test_a_csv_is_taken_by_its_headings_and_a_stamped_one_is_not() -> None:
    meeting = make_meeting()
    client, address = enter(meeting.four.binh), f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/"
    table = 'Nội dung;Giờ;Điều khoản\n"Khai mạc; chào cờ";7h30;\nGiới thiệu;8:00:00;Điều 2\n'
    client.post(address, {"file": SimpleUploadedFile("chuong-trinh.csv", table.encode("utf-8-sig"))})
    assert [(line.clock, line.title, line.where) for line in held_agenda(meeting.conference).lines] == [
        ("7:30", "Khai mạc; chào cờ", ""),
        ("8:00", "Giới thiệu", "Điều 2"),
    ]
    stamped = SimpleUploadedFile("mat.csv", "TỐI MẬT\nNội dung;Giờ\nKhai mạc;8:00\n".encode())
    assert "dấu độ mật" in client.post(address, {"file": stamped}).content.decode()


@pytest.mark.django_db(**BOTH)
def test_the_line_that_is_on_follows_the_clock_and_the_days_of_the_unit() -> None:
    meeting = make_meeting((TODAY, "morning"))
    lines = (Line("Một", hour=time(8, 0), minutes=30), Line("Hai"), Line("Ba", hour=time(10, 0)))
    set_agenda(meeting.conference.pk, lines=lines, by=meeting.four.binh, now=NOW)

    def at(hour: int, minute: int, on: date = TODAY) -> tuple[str, str]:
        found = now_at(meeting.conference, datetime(on.year, on.month, on.day, hour, minute, tzinfo=HO_CHI_MINH))
        return found.now.line.title if found.now else "", found.then.line.title if found.then else ""

    said = now_at(meeting.conference, NOW).turns
    assert [(turn.slot.line.title, turn.follows) for turn in said if turn.is_shown] == [("Hai", False), ("Ba", True)]
    assert len(said) == 6
    assert at(7, 0) == ("", "Một")
    assert at(8, 0) == ("Một", "Hai")
    assert at(9, 0) == ("Hai", "Ba")
    assert at(10, 1) == ("Ba", "")
    assert at(8, 0, TODAY + timedelta(days=1)) == ("", "")
    meeting.end()
    meeting.conference.refresh_from_db()
    assert at(10, 1) == ("", "")


def test_an_hour_before_the_last_one_begins_the_next_day() -> None:
    days = (date(2026, 11, 26), date(2026, 11, 27))
    lines = (Line("Một", hour=time(8, 0)), Line("Hai", hour=time(14, 0)), Line("Ba", hour=time(8, 0)))
    slots = laid(lines, days)
    assert [slot.begins.day for slot in slots] == [26, 26, 27]
    assert on_now(slots, datetime(2026, 11, 27, 9, 0, tzinfo=HO_CHI_MINH)).now == slots[2]
    assert on_now(slots, datetime(2026, 11, 27, 7, 0, tzinfo=HO_CHI_MINH)).now is None
    assert laid(lines, ()) == ()


def test_reading_what_was_written_gives_the_same_lines() -> None:
    lines = (Line("Khai mạc", "Chủ trì", time(8, 5), 10), Line("Học", place=Place(7, "art_5", "Điều 5")), Line("Hết"))
    assert read(typed_of(lines, {}), NOBODY).lines == lines


def test_every_wrong_cell_is_told_by_line_and_column() -> None:
    text = "\n".join(("8:75 | A", " | | Ai", "8:00 | B | Ai @khong-co", " | C | | Điều 99", " | D | | | 0", "x" * 501))
    found = read(text, NOBODY)
    assert [(each.line, each.column) for each in found.errors] == [
        (1, "hour"),
        (2, "topic"),
        (3, "presenter"),
        (4, "place"),
        (5, "minutes"),
        (6, "topic"),
    ]
    assert read("Khai mạc | Bí thư", NOBODY).lines == (Line("Khai mạc", "Bí thư"),)
    assert read("x\n" * 101, NOBODY).errors[0].line == 101
    assert read("", NOBODY).lines == ()


@pytest.mark.django_db(**BOTH)
def test_ninety_four_units_follow_one_agenda_and_hand_out_one_file() -> None:
    meeting = make_meeting()
    above = held_above(meeting, Line("Của thành phố", hour=time(8, 0)))
    attach_material(above.pk, material=NewMaterial(b"De cuong.", "de-cuong.txt"), by=meeting.four.cuc, now=NOW)
    wards = [make_unit(f"Phường số {at}", parent=meeting.four.city) for at in range(94)]
    held = Conference.objects.bulk_create(
        Conference(
            dissemination=meeting.drive,
            organisation=ward,
            title="Hội nghị",
            planned_at=NOW,
            planned_by=meeting.four.cuc.pk,
        )
        for ward in wards
    )
    assert {line.title for each in held for line in held_agenda(each).lines} == {"Của thành phố"}
    assert all(len(handed_out(each, NOW)) == 1 for each in held)
    set_agenda(above.pk, lines=(Line("Đổi rồi"),), by=meeting.four.cuc, now=NOW)
    assert all([line.title for line in held_agenda(each).lines] == ["Đổi rồi"] for each in held)


@pytest.mark.django_db(**BOTH)
def test_a_workbook_is_taken_with_its_hours_and_numbers_as_excel_keeps_them() -> None:
    meeting = make_meeting()
    book = Workbook()
    for row in (("Giờ", "Nội dung", "Số phút"), (time(8, 0), "Khai mạc", 15), (time(13, 30), "Thảo luận", 45.0)):
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    address = f"/hoi-nghi/{meeting.conference.pk}/chuong-trinh/"
    enter(meeting.four.binh).post(address, {"file": SimpleUploadedFile("chuong-trinh.xlsx", file.getvalue())})
    lines = held_agenda(meeting.conference).lines
    assert [(line.clock, line.title, line.minutes) for line in lines] == [
        ("8:00", "Khai mạc", 15),
        ("13:30", "Thảo luận", 45),
    ]
    broken = SimpleUploadedFile("hong.xlsx", b"PK\x03\x04" + b"x" * 50)
    answer = enter(meeting.four.binh).post(address, {"file": broken})
    assert answer.status_code in {400, 409, 422}
    assert held_agenda(meeting.conference).lines == lines
