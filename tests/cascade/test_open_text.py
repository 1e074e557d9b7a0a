"""Open: that somebody has the text before them is written down once, for every seat they hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, hash_of, told, told_in_all
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import open_text
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.text.opened"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def test_opening_is_recorded_with_the_hash_of_the_wording(four: Four, drive: Dissemination) -> None:
    duty = open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    assert (duty.state.opened_at, duty.state.answer, duty.is_done) == (NOW, "", False)
    assert duty == duty_of(four.an, drive.pk, hash_of(drive), NOW)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.an.actor(), drive.ref)
    assert entry.facts == {"expression": hash_of(drive), "seats": [[four.an.pk, four.cell.path]]}
    assert counted(drive, four.city, "opened") == (1, 0)
    assert_proven()


def test_opening_again_keeps_the_first_moment_and_adds_nothing(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    before = told_in_all()
    again = open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW + timedelta(days=3))
    assert again.state.opened_at == NOW
    assert told_in_all() == before


def test_one_opening_counts_in_both_seats_of_one_person(four: Four, drive: Dissemination) -> None:
    second = make_seat(four.an.person, four.ward)
    open_text(drive.pk, expression=hash_of(drive), by=second, now=NOW)
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).state.opened_at == NOW
    assert (counted(drive, four.city, "opened"), counted(drive, four.cell, "opened")) == ((2, 0), (1, 0))
    assert len(told(EVENT)) == 1


def test_a_closed_drive_is_still_there_to_read_but_records_no_new_reader(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    assert open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW).state.opened_at == NOW
    with expect_refusal("dissemination_closed"):
        open_text(drive.pk, expression=hash_of(drive), by=four.binh, now=NOW)


def test_whom_the_drive_does_not_reach_finds_nothing(four: Four) -> None:
    of_the_ward = make_dissemination(make_seat(unit=four.ward, role=Seat.Role.OFFICE))
    draft = make_dissemination(four.cuc, published=False)
    for drive, seat in ((of_the_ward, four.dung), (draft, four.an)):
        with pytest.raises(ObjectDoesNotExist):
            open_text(drive.pk, expression=hash_of(drive), by=seat, now=NOW)
    assert told(EVENT) == []
