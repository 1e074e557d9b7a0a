"""What wards and cells reported adds up above them: page, Word file, sum and recount of the ledger say the same."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from docx import Document

from tests.cascade.doors import assert_absent, enter
from tests.cascade.told import BOTH
from tests.conferences.meeting import Meeting, plan
from tests.conferences.neighbours import Neighbours, make_neighbours
from tests.factories import NOW, make_seat
from thongsuot.conferences.actions.attending import RollCall, mark_attendance
from thongsuot.conferences.actions.planning import end_conference, plan_conference
from thongsuot.conferences.folds import ATTENDED
from thongsuot.conferences.models import Conference
from thongsuot.files.disk import path_of
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.proceedings.actions.reporting import issue_report
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.sums import sum_page

pytestmark = pytest.mark.django_db(**BOTH)


def report(conference: Conference, by: Seat) -> Conference:
    end_conference(conference.pk, by=by, now=NOW)
    return issue_report(conference.pk, by=by, now=NOW)


@pytest.fixture
def both() -> Neighbours:
    """Two cells of one ward met and reported: An came and Bình was excused, Giang came and Hoa stayed away."""
    near = make_neighbours()
    meeting, giang = near.meeting, near.giang
    meeting.mark(meeting.four.an, "present")
    meeting.mark(meeting.four.binh, "excused")
    report(meeting.conference, meeting.four.binh)
    own = plan_conference(meeting.drive.pk, plan=plan(), by=giang, now=NOW)
    call = RollCall(own.half_days.get().pk, {giang.pk: "present"}, "paper")
    mark_attendance(own.pk, call=call, by=giang, now=NOW, key=new_key())
    report(own, giang)
    return near


def words_of(content: bytes) -> str:
    paper = Document(BytesIO(content))
    cells = [" | ".join(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_page_word_file_sum_and_recount_say_the_same(both: Neighbours) -> None:
    drive, cuc = both.meeting.drive, both.meeting.four.cuc
    (ward,) = [row for row in sum_page(drive.pk, cuc).rows if row.sum.reports]
    total = ward.sum
    figures = (total.reports, total.called, total.came, total.present, total.excused, total.missing)
    assert (ward.unit.pk, figures) == (both.meeting.four.ward.pk, (2, 4, 2, 2, 1, 1))
    assert total.methods == "danh sách ký tên 1, điểm danh 1"
    scopes = [each.ref for each in Conference.objects.filter(dissemination=drive)]
    counted = Counter(SeatState.objects.filter(scope__in=scopes, step=ATTENDED).values_list("status", flat=True))
    assert (counted["present"], counted["excused"]) == (total.present, total.excused)
    reports = [
        words_of(path_of(each.report.sha256).read_bytes()) for each in Conference.objects.select_related("report")
    ]
    assert sorted("| 2 | 1 | 1 | 0 |" in words for words in reports) == [False, True]
    assert sorted("| 2 | 1 | 0 | 1 |" in words for words in reports) == [False, True]
    client, address = enter(cuc), f"/hoi-nghi/dot/{drive.pk}/tong-hop/"
    assert "2 / 4 người có mặt, theo 2 báo cáo" in client.get(address).content.decode()
    written = words_of(client.get(f"{address}word/").content)
    assert f"{both.meeting.four.ward.name} | 2 | 4 | 2 | 2 | 1 | 1" in written
    assert "Cộng | 2 | 4 | 2 | 2 | 1 | 1" in written


def test_every_figure_opens_what_it_was_added_from_as_far_as_a_seat_may_see(both: Neighbours) -> None:
    drive, four = both.meeting.drive, both.meeting.four
    lower = sum_page(drive.pk, four.cuc, four.ward.code)
    named = {row.unit.pk: row.conference for row in lower.rows if row.sum.reports}
    assert named[four.cell.pk] == both.meeting.conference.pk
    assert (lower.above, lower.total.called) == (four.city, 4)
    assert sum_page(drive.pk, both.em).total.called == 4
    with pytest.raises(Organisation.DoesNotExist):
        sum_page(drive.pk, both.em, four.city.code)
    assert sum_page(drive.pk, four.dung).total.reports == 0
    assert_absent(enter(four.cuc), f"/hoi-nghi/dot/{drive.pk}/tong-hop/excel/")


def test_a_sum_tells_what_was_reported_whatever_happens_to_the_seats_afterwards(both: Neighbours) -> None:
    make_seat(unit=both.cell)
    assert sum_page(both.meeting.drive.pk, both.em).total.called == 4
    assert ConferencePaper.objects.newest("report").count() == 2


def test_the_people_behind_a_figure_are_named_to_their_own_keepers_alone(both: Neighbours) -> None:
    meeting: Meeting = both.meeting
    address = f"/hoi-nghi/{meeting.conference.pk}/nguoi-du/{meeting.half_day.pk}/"
    shown = enter(meeting.four.binh).get(f"{address}?tinh-trang=excused").content.decode()
    assert "1 / 2 người: vắng có lý do" in shown
    assert meeting.four.binh.person.full_name in shown
    assert meeting.four.an.person.full_name not in shown.split("<table")[1]
    by_method = enter(meeting.four.binh).get(f"{address}?tinh-trang=present&cach=roll_call").content.decode()
    assert "1 / 2 người: có mặt, điểm danh" in by_method
    assert (
        f"{address}?tinh-trang=excused"
        in enter(meeting.four.binh).get(f"/hoi-nghi/{meeting.conference.pk}/").content.decode()
    )
    for other in (meeting.four.cuc, both.em, meeting.four.an):
        assert_absent(enter(other), address)
