"""A delegation ends before its day when a head takes it back or its holder hands it back, and from that moment on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_four, make_seat
from tests.orgs.test_delegate import GRANT, URL, on_day
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.delegations import delegate, end_delegation
from thongsuot.orgs.models import Delegation, Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def made(four: Four) -> Delegation:
    return delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)


@pytest.mark.parametrize("who", ["binh", "an"])
def test_the_head_takes_it_back_or_its_holder_hands_it_back(four: Four, made: Delegation, who: str) -> None:
    by = getattr(four, who)
    ended = end_delegation(made.pk, by=by, now=NOW)
    assert (ended.ended_at, ended.ended_by) == (NOW, by.pk)
    assert not on_day(four.an, NOW).powers
    assert [draft.subject for draft in told("orgs.delegation.ended")] == [made.ref]


def test_a_second_time_and_after_its_last_day_nothing_changes(four: Four, made: Delegation) -> None:
    over = NOW + timedelta(days=30)
    assert end_delegation(made.pk, by=four.binh, now=over).ended_at is None
    end_delegation(made.pk, by=four.binh, now=NOW)
    assert end_delegation(made.pk, by=four.binh, now=NOW + timedelta(hours=1)).ended_at == NOW
    assert len(told("orgs.delegation.ended")) == 1


def test_others_of_the_unit_cannot_end_it_and_strangers_find_none(four: Four, made: Delegation) -> None:
    with pytest.raises(NotAllowed):
        end_delegation(made.pk, by=make_seat(unit=four.cell), now=NOW)
    with pytest.raises(NotAllowed):
        end_delegation(made.pk, by=four.cuc, now=NOW)
    with pytest.raises(Delegation.DoesNotExist):
        end_delegation(made.pk, by=four.dung, now=NOW)


def test_a_new_head_ends_what_the_old_one_gave(four: Four, made: Delegation) -> None:
    head = make_seat(unit=four.cell, role=Seat.Role.HEAD)
    assert end_delegation(made.pk, by=head, now=NOW).ended_by == head.pk


def test_the_button_on_the_page_ends_it(four: Four, made: Delegation) -> None:
    Delegation.objects.update(valid_to=timezone.localdate() + timedelta(days=3))
    client = Client()
    client.force_login(four.binh.person)
    assert client.post(f"{URL}{made.pk}/thoi/")["Location"] == URL
    assert not Delegation.objects.filter(ended_at=None).exists()
    assert Client().post(f"{URL}{made.pk}/thoi/").status_code == 302
