"""Report: a unit tells the level above that it has done its part, once and in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.relay import OwnWords, pass_on, report_done
from thongsuot.cascade.models import Dissemination, Relay
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

REPORT = "Chi bộ đã học xong, có một câu hỏi gửi lên."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def report(drive: Dissemination, by: Seat, words: str = REPORT) -> Relay:
    return report_done(drive.pk, report=words, by=by, now=NOW)


def test_the_head_reports_after_accepting_and_it_is_recorded(four: Four, drive: Dissemination) -> None:
    pass_on(drive.pk, words=OwnWords(), by=four.binh, now=NOW)
    kept = report(drive, four.binh)
    assert (kept.report, kept.reported_at, kept.reported_by) == (REPORT, NOW, four.binh.pk)
    (entry,) = told("cascade.relay.reported")
    assert (entry.by, entry.facts) == (four.binh.actor(), {"relay": kept.pk})


def test_what_was_not_accepted_is_not_reported_and_nothing_twice(four: Four, drive: Dissemination) -> None:
    with expect_refusal("not_accepted"):
        report(drive, four.binh)
    pass_on(drive.pk, words=OwnWords(), by=four.binh, now=NOW)
    with expect_refusal("words_missing"):
        report(drive, four.binh, " ")
    report(drive, four.binh)
    with expect_refusal("already_reported"):
        report(drive, four.binh)


def test_a_member_and_a_stranger_report_nothing(four: Four, drive: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        report(drive, four.an)
    with pytest.raises(ObjectDoesNotExist):
        report(drive, make_seat(role=Seat.Role.CLERK))


def test_the_ward_reads_in_its_table_that_the_cell_reported(four: Four, drive: Dissemination) -> None:
    binh = enter(four.binh)
    binh.post(f"/quan-triet/{drive.pk}/chuyen-tiep/", {"note": "", "asked_on": ""})
    assert binh.post(f"/quan-triet/{drive.pk}/bao-cao-xong/", {"report": REPORT}).status_code == 302
    words = text_of(page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/{four.ward.code}/"))
    assert "báo cáo xong" in words
    assert "Đơn vị đã báo cáo xong lúc" in text_of(page(binh, f"/quan-triet/{drive.pk}/"))


def test_the_words_are_read_in_the_unit_and_by_those_above_and_not_beside(four: Four, drive: Dissemination) -> None:
    pass_on(drive.pk, words=OwnWords(), by=four.binh, now=NOW)
    report(drive, four.binh)
    assert REPORT in text_of(page(enter(four.binh), f"/quan-triet/{drive.pk}/"))
    address = f"/quan-triet/{drive.pk}/do-phu/{four.cell.code}/"
    assert REPORT in text_of(page(enter(four.cuc), address))
    assert REPORT not in text_of(page(enter(four.cuc), f"/quan-triet/{drive.pk}/do-phu/"))
    page(enter(four.dung), address, 404)
