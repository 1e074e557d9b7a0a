"""Somebody holds a post for a time, acting or in charge: a seat that counts, is called so, and ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from thongsuot.cascade.models import UnitDuty
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.orgs.actions.acting import ActingSeat, appoint_acting
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db(**BOTH)
TODAY = NOW.date()
PAGE = "/don-vi/AH-01-03/sua/"


@pytest.fixture
def four() -> Four:
    return make_four()


def acting(four: Four, **changes: Any) -> ActingSeat:
    """An is put in charge of the cell, whose secretary is away, for thirty days."""
    post = four.binh.post_id
    return replace(ActingSeat(four.an.person_id, post, "in_charge", TODAY, TODAY + timedelta(days=30)), **changes)


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_who_is_in_charge_is_head_meanwhile_and_called_so(four: Four) -> None:
    seat = appoint_acting(four.cell.pk, acting=acting(four), by=four.cuc, now=NOW)
    assert (seat.role, seat.title) == (Seat.Role.HEAD, "phụ trách · Bí thư chi bộ")
    assert seat in Seat.objects.held_on(TODAY + timedelta(days=30))
    assert seat not in Seat.objects.held_on(TODAY + timedelta(days=31))
    assert [entry.facts["capacity"] for entry in told("orgs.acting.begun")] == ["in_charge"]


def test_the_seat_counts_in_drives_that_run(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    duty = UnitDuty.objects.get(dissemination=drive, organisation=four.cell)
    appoint_acting(four.cell.pk, acting=acting(four), by=four.cuc, now=NOW)
    assert UnitDuty.objects.get(pk=duty.pk).obliged == duty.obliged + 1


def test_nobody_acts_where_somebody_holds_the_post_in_full(four: Four) -> None:
    with pytest.raises(Refusal) as refused:
        appoint_acting(four.cell.pk, acting=acting(four, capacity="acting"), by=four.cuc, now=NOW)
    assert refused.value.code == "held_in_full"
    Seat.objects.filter(pk=four.binh.pk).update(valid_to=TODAY - timedelta(days=1))
    assert appoint_acting(four.cell.pk, acting=acting(four, capacity="acting"), by=four.cuc, now=NOW).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"capacity": "full"}, "capacity_in_full"),
        ({"valid_to": TODAY - timedelta(days=1)}, "acting_days"),
        ({"valid_to": TODAY + timedelta(days=900)}, "acting_days"),
        ({"valid_from": TODAY - timedelta(days=4000), "valid_to": TODAY - timedelta(days=3900)}, "unit_does_not_stand"),
    ],
)
def test_what_makes_no_sense_is_refused(four: Four, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        appoint_acting(four.cell.pk, acting=acting(four, **changes), by=four.cuc, now=NOW)
    assert refused.value.code == code


def test_one_person_holds_one_post_once_at_a_time(four: Four) -> None:
    appoint_acting(four.cell.pk, acting=acting(four), by=four.cuc, now=NOW)
    with pytest.raises(Refusal) as refused:
        appoint_acting(four.cell.pk, acting=acting(four), by=four.cuc, now=NOW)
    assert refused.value.code == "holds_it_already"


def test_only_the_office_above_or_the_administrator_appoints_and_only_people_of_their_tree(four: Four) -> None:
    with pytest.raises(NotAllowed):
        appoint_acting(four.cell.pk, acting=acting(four), by=four.binh, now=NOW)
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    with pytest.raises(Seat.DoesNotExist):
        appoint_acting(four.cell.pk, acting=acting(four, person=four.dung.person_id), by=office, now=NOW)
    keeper = make_person("Quản trị", is_administrator=True)
    assert appoint_acting(four.cell.pk, acting=acting(four), by=keeper, now=NOW).pk


def test_no_acting_seat_is_without_a_last_day(four: Four) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=four.an.pk).update(capacity="acting", valid_to=None)


def test_the_page_appoints_by_user_name_and_shows_no_name(four: Four) -> None:
    client, today = as_holder(four.cuc), timezone.localdate()
    form = {"username": "an", "post": four.binh.post_id, "capacity": "in_charge", "acting_from": f"{today:%d/%m/%Y}"}
    form["last_acting_day"] = f"{today + timedelta(days=9):%d/%m/%Y}"
    unknown = client.post("/don-vi/AH-01-03/giao-quyen/", {**form, "username": "ai-do"})
    assert "Không có ai đang giữ vị trí" in unknown.content.decode()
    assert client.post("/don-vi/AH-01-03/giao-quyen/", form)["Location"] == "/don-vi/AH-01-03/"
    page = client.get(PAGE).content.decode()
    assert "Phụ trách · Bí thư chi bộ" in page
    assert Person.objects.get(username="an").full_name not in page
    assert "Phụ trách · Bí thư chi bộ" in as_holder(four.binh).get("/don-vi/").content.decode()
    assert as_holder(four.dung).post("/don-vi/AH-01-03/giao-quyen/", form).status_code == 404
    assert Client().post("/don-vi/AH-01-03/giao-quyen/", form).status_code == 302
