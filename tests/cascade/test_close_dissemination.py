"""Close: a drive ends; what was done stays to be seen, and nothing more is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, owed, read, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.counting import count_obliged
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.dissemination.closed"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def test_closing_is_kept_with_its_hand_and_recorded(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    drive.refresh_from_db()
    assert (drive.closed_at, drive.closed_by) == (NOW, four.cuc.pk)
    assert drive not in Dissemination.objects.open()
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.cuc.actor(), drive.ref)
    assert_proven()


def test_the_record_of_a_closed_drive_stays_and_its_numbers_stand_still(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    before = owed(drive)
    make_seat(unit=four.cell)
    count_obliged(NOW.date())
    assert (owed(drive), counted(drive, four.city)) == (before, (1, 0))
    page = coverage(drive.pk, four.cuc, NOW + timedelta(days=90))
    assert (page.total.state, page.total.cells[1].done, page.late_rows) == ("held", 1, ())


def test_a_draft_has_nothing_to_close(four: Four) -> None:
    draft = make_dissemination(four.cuc, published=False)
    with expect_refusal("dissemination_draft"):
        close_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_it_is_closed_once(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        close_dissemination(drive.pk, by=four.cuc, now=NOW + timedelta(days=1))
    drive.refresh_from_db()
    assert drive.closed_at == NOW


def test_only_the_office_that_published_closes(four: Four, drive: Dissemination) -> None:
    for seat in (four.an, four.binh):
        with expect_refusal("office_only"):
            close_dissemination(drive.pk, by=seat, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        close_dissemination(drive.pk, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)
    drive.refresh_from_db()
    assert drive.closed_at is None
