"""Extend: levels get a later day, everybody sees it with its reason, and nobody is late before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, hash_of, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.counting import recount_obliged
from thongsuot.cascade.actions.course import close_dissemination, extend_dissemination
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.cascade.queries.lines import measured
from thongsuot.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db(**BOTH)

REASON = "Chi bộ vừa qua kỳ nghỉ lũ, thêm thời gian học."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


LATER = NOW.date() + timedelta(days=45)
AFTER = NOW + timedelta(days=40)


def extend(drive: Dissemination, by: object, **days: object) -> Dissemination:
    return extend_dissemination(drive.pk, deadlines=days, reason=REASON, by=by, now=NOW)  # type: ignore[arg-type]


def test_a_level_gets_its_later_day_and_nobody_is_late_before_it(four: Four, drive: Dissemination) -> None:
    extend(drive, four.cuc, cell=LATER)
    assert duty_of(four.an, drive.pk, hash_of(drive), AFTER).due_on == LATER
    assert coverage(drive.pk, four.binh, AFTER).total.overdue == 0
    (line,) = measured([Dissemination.objects.get(pk=drive.pk)], four.cuc, AFTER.date())
    assert line.overdue == coverage(drive.pk, four.cuc, AFTER).total.overdue == 2
    (entry,) = told("cascade.dissemination.extended")
    assert entry.facts["deadlines"] == Dissemination.objects.get(pk=drive.pk).deadlines
    assert recount_obliged(False) == []
    assert_proven()


def test_who_joined_later_gets_as_many_days_more(four: Four, drive: Dissemination) -> None:
    joined = make_seat(unit=four.cell, valid_from=NOW.date() + timedelta(days=5))
    extend(drive, four.cuc, cell=LATER)
    at = NOW + timedelta(days=5)
    assert duty_of(joined, drive.pk, hash_of(drive), at).due_on == LATER + timedelta(days=5)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"cell": NOW.date() + timedelta(days=1)}, "deadline_earlier"),
        ({}, "deadline_same"),
        ({"ward": NOW.date() + timedelta(days=31)}, "deadline_order"),
    ],
)
def test_days_only_move_later_and_in_order(four: Four, drive: Dissemination, days: dict[str, date], code: str) -> None:
    with expect_refusal(code):
        extend(drive, four.cuc, **days)


def test_a_day_that_is_past_already_helps_nobody(four: Four, drive: Dissemination) -> None:
    with expect_refusal("deadline_past"):
        extend_dissemination(
            drive.pk, deadlines={"city": NOW.date() + timedelta(days=1)}, reason=REASON, by=four.cuc, now=AFTER
        )


def test_a_closed_drive_is_reopened_before_it_is_extended(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        extend(drive, four.cuc, cell=LATER)


def test_only_the_office_that_published_it_may(four: Four, drive: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        extend(drive, four.binh, cell=LATER)
    with pytest.raises(ObjectDoesNotExist):
        extend(drive, make_seat(unit=four.ward, role="office"), cell=LATER)


def test_through_the_door_the_new_day_and_its_reason_reach_a_member(four: Four, drive: Dissemination) -> None:
    cuc, far = enter(four.cuc), "26/11/2090"
    sent = {"due_city": far, "due_ward": far, "due_cell": far, "reason": REASON}
    assert cuc.post(f"/quan-triet/{drive.pk}/gia-han/", sent).status_code == 302
    words = text_of(page(enter(four.an), f"/quan-triet/{drive.pk}/"))
    assert "26/11/2090" in words
    assert REASON in words


def test_a_form_without_a_reason_comes_back_with_its_sentence(four: Four, drive: Dissemination) -> None:
    answer = enter(four.cuc).post(f"/quan-triet/{drive.pk}/gia-han/", {"due_cell": "26/11/2090"})
    assert answer.status_code == 422
    assert "Ghi lý do, mọi đơn vị sẽ đọc." in text_of(answer.content.decode())
