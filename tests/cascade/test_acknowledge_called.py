"""Acknowledge in a hall: who was called there answers for a text that was presented, without opening it first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cascade.told import BOTH, assert_proven, expect_refusal, hash_of, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import acknowledge_called
from thongsuot.cascade.duties import Called, CalledText
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def text_of(drive: Dissemination) -> CalledText:
    drive.refresh_from_db()
    return CalledText(drive.ref, drive.published_at, drive.closed_at, hash_of(drive), hash_of(drive))


def called(drive: Dissemination, seat: Seat) -> Called:
    return Called(seat.actor(), duty_of(seat, drive.pk, hash_of(drive), NOW).counts_for)


def test_a_reading_in_the_hall_counts_as_any_other(four: Four, drive: Dissemination) -> None:
    key = new_key()
    first = acknowledge_called(text_of(drive), by=called(drive, four.an), now=NOW, key=key)
    again = acknowledge_called(text_of(drive), by=called(drive, four.an), now=NOW + timedelta(minutes=2), key=key)
    assert (again.seq, again.repeated) == (first.seq, True)
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).is_done
    (entry,) = told("cascade.reading.acknowledged")
    assert entry.facts == {"expression": hash_of(drive), "seats": [[four.an.pk, four.cell.path]]}
    assert_proven()


def test_who_is_late_in_the_hall_is_late(four: Four, drive: Dissemination) -> None:
    acknowledge_called(text_of(drive), by=called(drive, four.an), now=NOW + timedelta(days=90), key=new_key())
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).state.is_late


def test_a_closed_drive_and_somebody_it_does_not_reach_are_refused(four: Four, drive: Dissemination) -> None:
    by = called(drive, four.an)
    with expect_refusal("not_reached"):
        acknowledge_called(text_of(drive), by=Called(four.dung.actor(), ()), now=NOW, key=new_key())
    close_dissemination(drive.pk, reason="Đã xong.", by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        acknowledge_called(text_of(drive), by=by, now=NOW, key=new_key())
