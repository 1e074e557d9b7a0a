"""Reopen: a closed drive goes on; what was done stays, and who has not may again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, owed, read, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination, reopen_dissemination, withdraw_dissemination
from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db(**BOTH)

REASON = "Chi bộ vừa qua kỳ nghỉ lũ, thêm thời gian học."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


@pytest.fixture
def closed(four: Four, drive: Dissemination) -> Dissemination:
    read(drive, four.an)
    return close_dissemination(drive.pk, by=four.cuc, now=NOW)


def test_a_reopened_drive_asks_again_and_keeps_what_was_done(four: Four, closed: Dissemination) -> None:
    reopen_dissemination(closed.pk, reason=REASON, by=four.cuc, now=NOW)
    assert closed in Dissemination.objects.open()
    read(closed, four.binh)
    assert counted(closed, four.cell) == (2, 0)
    (entry,) = told("cascade.dissemination.reopened")
    assert (entry.by, entry.subject) == (four.cuc.actor(), closed.ref)
    assert closed.changes.first().reason == REASON
    assert_proven()


def test_who_came_while_it_was_closed_is_counted_from_then_on(four: Four, closed: Dissemination) -> None:
    make_seat(unit=four.cell)
    reopen_dissemination(closed.pk, reason=REASON, by=four.cuc, now=NOW)
    assert owed(closed)[four.cell.name] == (3, 3)


@pytest.mark.parametrize(("reason", "code"), [(" ", "words_missing"), ("x" * 1001, "words_too_long")])
def test_without_a_reason_it_stays_closed(four: Four, closed: Dissemination, reason: str, code: str) -> None:
    with expect_refusal(code):
        reopen_dissemination(closed.pk, reason=reason, by=four.cuc, now=NOW)


def test_an_open_or_a_withdrawn_drive_is_not_reopened(four: Four, drive: Dissemination) -> None:
    with expect_refusal("dissemination_open"):
        reopen_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)
    withdraw_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_withdrawn"):
        reopen_dissemination(drive.pk, reason=REASON, by=four.cuc, now=NOW)


def test_only_the_office_that_published_it_may(four: Four, closed: Dissemination) -> None:
    with pytest.raises(NotAllowed):
        reopen_dissemination(closed.pk, reason=REASON, by=four.binh, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        reopen_dissemination(closed.pk, reason=REASON, by=make_seat(unit=four.ward, role="office"), now=NOW)


def test_through_the_door_the_reason_is_read_by_everybody(four: Four, closed: Dissemination) -> None:
    answer = enter(four.cuc).post(f"/quan-triet/{closed.pk}/mo-lai/", {"reason": REASON})
    assert answer.status_code == 302
    words = text_of(page(enter(four.an), f"/quan-triet/{closed.pk}/"))
    assert "Mở lại" in words
    assert REASON in words
