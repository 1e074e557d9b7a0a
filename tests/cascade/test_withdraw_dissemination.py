"""Withdraw: a drive that should not have gone out ends for good, and everybody it reached reads why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, read, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination, withdraw_dissemination
from thongsuot.cascade.models import Dissemination

pytestmark = pytest.mark.django_db(**BOTH)

REASON = "Chi bộ vừa qua kỳ nghỉ lũ, thêm thời gian học."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def test_a_withdrawn_drive_asks_nobody_and_its_record_stays(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    withdraw_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)
    drive.refresh_from_db()
    assert (drive.withdrawn_at, drive.withdrawn_by, drive.closed_at) == (NOW, four.cuc.pk, NOW)
    assert counted(drive, four.cell) == (1, 0)
    with pytest.raises(Exception, match="khép lại"):
        read(drive, four.binh)
    (entry,) = told("cascade.dissemination.withdrawn")
    assert (entry.by, entry.subject) == (four.cuc.actor(), drive.ref)
    assert_proven()


def test_a_closed_drive_keeps_the_day_it_was_closed(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    withdraw_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW + timedelta(days=2))
    drive.refresh_from_db()
    assert drive.closed_at == NOW


def test_a_draft_or_a_withdrawn_drive_is_not_withdrawn(four: Four, drive: Dissemination) -> None:
    draft = make_dissemination(four.cuc, published=False)
    with expect_refusal("dissemination_draft"):
        withdraw_dissemination(draft.pk, reason=REASON, by=four.cuc, now=NOW)
    withdraw_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_withdrawn"):
        withdraw_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)


def test_without_a_reason_nothing_is_withdrawn(four: Four, drive: Dissemination) -> None:
    with expect_refusal("words_missing"):
        withdraw_dissemination(drive.pk, reason="", by=four.cuc, now=NOW)


def test_members_read_that_it_was_withdrawn_and_why(four: Four, drive: Dissemination) -> None:
    enter(four.cuc).post(f"/quan-triet/{drive.pk}/thu-hoi/", {"reason": REASON})
    html = page(enter(four.an), f"/quan-triet/{drive.pk}/")
    assert heading_of(html).startswith("Đợt này đã thu hồi ngày")
    assert REASON in text_of(html)


def test_the_office_finds_every_change_on_one_page_and_nobody_else_does(four: Four, drive: Dissemination) -> None:
    cuc = enter(four.cuc)
    with few_queries():
        html = page(cuc, f"/quan-triet/{drive.pk}/dieu-chinh/")
    assert heading_of(html) == "Gia hạn, thay văn bản, khép lại hoặc thu hồi"
    assert enter(four.an).get(f"/quan-triet/{drive.pk}/dieu-chinh/").status_code == 403
    office = enter(make_seat(unit=four.ward, role="office"))
    assert_absent(office, f"/quan-triet/{drive.pk}/dieu-chinh/")
