"""An acting seat ends before its last day: from tomorrow on, and only by who could give it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_four
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.acting import ActingSeat, appoint_acting, end_acting
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)
TODAY = NOW.date()


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def seat(four: Four) -> Seat:
    term = (TODAY - timedelta(days=5), TODAY + timedelta(days=60))
    asked = ActingSeat(four.an.person_id, four.binh.post_id, "in_charge", *term)
    return appoint_acting(four.cell.pk, acting=asked, by=four.cuc, now=NOW)


def test_it_is_held_to_the_end_of_today(four: Four, seat: Seat) -> None:
    assert end_acting(seat.pk, by=four.cuc, now=NOW).valid_to == TODAY
    end_acting(seat.pk, by=four.cuc, now=NOW + timedelta(days=3))
    assert [entry.facts for entry in told("orgs.acting.ended")] == [{"seat": seat.pk, "to": TODAY.isoformat()}]


def test_a_seat_in_full_is_not_ended_here_and_who_did_not_give_it_cannot(four: Four, seat: Seat) -> None:
    with pytest.raises(Seat.DoesNotExist):
        end_acting(four.binh.pk, by=four.cuc, now=NOW)
    with pytest.raises(NotAllowed):
        end_acting(seat.pk, by=four.binh, now=NOW)
    with pytest.raises(Seat.DoesNotExist):
        end_acting(seat.pk, by=four.dung, now=NOW)


def test_the_button_on_the_page_ends_it(four: Four) -> None:
    today, client = timezone.localdate(), Client()
    asked = ActingSeat(four.an.person_id, four.binh.post_id, "in_charge", today, today + timedelta(days=60))
    seat = appoint_acting(four.cell.pk, acting=asked, by=four.cuc, now=timezone.now())
    client.force_login(four.cuc.person)
    url = f"/don-vi/AH-01-03/giao-quyen/{seat.pk}/thoi/"
    assert client.post(url)["Location"] == "/don-vi/AH-01-03/sua/"
    assert Seat.objects.get(pk=seat.pk).valid_to == timezone.localdate()
    assert Client().post(url).status_code == 302
