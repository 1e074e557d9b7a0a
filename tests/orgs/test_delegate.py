"""A head has another of the unit do named things in their place, for a time; what is done so says so for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.cascade.told import BOTH, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_post, make_seat
from thongsuot.cascade.actions.relay import OwnWords, pass_on
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.entries import Actor, Draft, entry_of, read_entry
from thongsuot.orgs.actions.codes import hand_out_codes
from thongsuot.orgs.actions.delegations import Grant, delegate
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Delegation, Post, Power, Seat
from thongsuot.orgs.queries.delegations import bring_deputations, telling_of_deputations
from thongsuot.orgs.queries.tokens import seat_of
from thongsuot.orgs.rules import delegations as rules
from thongsuot.people.models import EntryCode

pytestmark = pytest.mark.django_db(**BOTH)
TODAY = NOW.date()
GRANT = Grant(("relay", "codes"), TODAY, TODAY + timedelta(days=7), "Giấy ủy quyền số 3-GUQ/CB")
URL = "/don-vi/AH-01-03/uy-quyen/"


@pytest.fixture
def four() -> Four:
    return make_four()


def on_day(seat: Seat, now: datetime) -> Seat:
    """Give the seat as a request of that day has it."""
    asked = telling_of_deputations(Seat.objects.filter(pk=seat.pk), now.date())
    found = asked.select_related("organisation", "post", "person").get()
    bring_deputations(found, now.date())
    return found


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_a_member_does_what_the_head_entrusted_and_nothing_else(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    with pytest.raises(NotAllowed):
        pass_on(drive.pk, words=OwnWords("Học ngay."), by=on_day(four.an, NOW), now=NOW)
    made = delegate(four.an.pk, grant=replace(GRANT, powers=("relay",)), by=four.binh, now=NOW)
    an = on_day(four.an, NOW)
    assert pass_on(drive.pk, words=OwnWords("Học ngay."), by=an, now=NOW).accepted_by == four.an.pk
    assert an.powers == {"relay"}
    assert not an.is_keeper
    assert not an.sees_names
    with pytest.raises(NotAllowed):
        hand_out_codes(four.cell.pk, by=an, now=NOW)
    (draft,) = told("cascade.relay.accepted")
    assert (draft.by.seat, draft.by.person, draft.by.delegation) == (four.an.pk, four.an.person_id, made.pk)


def test_codes_handed_out_for_the_head_name_the_delegation(four: Four) -> None:
    made = delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    assert len(hand_out_codes(four.cell.pk, by=on_day(four.an, NOW), now=NOW)) == 2
    assert [draft.by.delegation for draft in told("people.entry_codes.issued")] == [made.pk]


def test_what_a_keeper_may_do_anyway_is_done_in_their_own_right(four: Four) -> None:
    clerk = make_seat(unit=four.cell, post=make_post("Thư ký", kind=Post.Kind.STAFF), role=Seat.Role.CLERK)
    delegate(clerk.pk, grant=GRANT, by=four.binh, now=NOW)
    assert on_day(clerk, NOW).actor(Power.CODES).delegation is None


def test_it_begins_on_its_day_and_ends_by_itself_with_its_last(four: Four) -> None:
    later = replace(GRANT, valid_from=TODAY + timedelta(days=1))
    delegate(four.an.pk, grant=later, by=four.binh, now=NOW)
    held = {day: bool(on_day(four.an, NOW + timedelta(days=day)).powers) for day in (0, 1, 7, 8)}
    assert held == {0: False, 1: True, 7: True, 8: False}


@pytest.mark.parametrize("leaver", ["an", "binh"])
def test_it_ends_with_either_seat(four: Four, leaver: str) -> None:
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    Seat.objects.filter(pk=getattr(four, leaver).pk).update(valid_to=TODAY)
    assert on_day(four.an, NOW).powers
    assert not on_day(four.an, NOW + timedelta(days=1)).powers


def test_nobody_reads_or_answers_for_another(four: Four) -> None:
    make_dissemination(four.cuc)
    delegate(four.an.pk, grant=replace(GRANT, powers=tuple(Power.values)), by=four.binh, now=NOW)
    owed = [one for duty in duties_of(on_day(four.an, NOW), NOW) for one in duty.counts_for]
    assert {one.seat for one in owed} == {four.an.pk}


def test_who_holds_it_cannot_hand_it_on(four: Four) -> None:
    other = make_seat(unit=four.cell)
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        delegate(other.pk, grant=GRANT, by=on_day(four.an, NOW), now=NOW)
    assert refused.value.code == "head_only"


def test_one_thing_is_in_one_pair_of_hands(four: Four) -> None:
    other = make_seat(unit=four.cell)
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    with pytest.raises(Refusal) as refused:
        delegate(other.pk, grant=GRANT, by=four.binh, now=NOW)
    assert refused.value.code == "power_already_delegated"
    after = replace(GRANT, valid_from=GRANT.valid_to + timedelta(days=1), valid_to=GRANT.valid_to + timedelta(days=2))
    assert delegate(other.pk, grant=after, by=four.binh, now=NOW).pk
    assert delegate(other.pk, grant=replace(GRANT, powers=("paper",)), by=four.binh, now=NOW).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": TODAY - timedelta(days=1)}, "delegation_in_the_past"),
        ({"valid_from": TODAY + timedelta(days=9)}, "delegation_ends_first"),
        ({"valid_to": TODAY + timedelta(days=367)}, "delegation_too_long"),
        ({"powers": ()}, "delegation_of_nothing"),
        ({"powers": ("acknowledge",)}, "delegation_of_nothing"),
        ({"basis": "  "}, "delegation_without_basis"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_on(four: Four, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        delegate(four.an.pk, grant=replace(GRANT, **changes), by=four.binh, now=NOW)
    assert refused.value.code == code
    assert not Delegation.objects.exists()


def test_it_lasts_no_longer_than_either_seat() -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_stays(TODAY, TODAY + timedelta(days=1))
    assert refused.value.code == "seat_ends_before"
    rules.check_stays(TODAY, TODAY)
    rules.check_stays(None, TODAY)


def test_only_somebody_else_of_the_very_unit_may_be_asked(four: Four) -> None:
    second = make_seat(four.binh.person, four.cell)
    with pytest.raises(NotAllowed) as refused:
        delegate(second.pk, grant=GRANT, by=four.binh, now=NOW)
    assert refused.value.code == "not_a_deputy"
    with pytest.raises(Seat.DoesNotExist):
        delegate(four.dung.pk, grant=GRANT, by=four.binh, now=NOW)


def test_the_database_keeps_what_is_always_true(four: Four) -> None:
    made = delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    for wrong in ({"deputy": four.binh}, {"valid_to": TODAY - timedelta(days=1)}, {"ended_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.filter(pk=made.pk).update(**wrong)


def test_the_record_keeps_who_stood_for_whom_in_its_bytes() -> None:
    draft = Draft("cascade.relay.accepted", new_key(), Actor(5, 7, "1/5", 3), NOW, "cascade.dissemination:1", {})
    assert read_entry(entry_of(1, draft, None).body).by == Actor(5, 7, "1/5", 3)
    plain = replace(draft, by=Actor(5, 7, "1/5"))
    assert b"delegation" not in entry_of(1, plain, None).body


def test_the_page_asks_the_head_and_shows_the_unit_who_stands_in(four: Four) -> None:
    client, today = as_holder(four.binh), timezone.localdate()
    last = today + timedelta(days=3)
    form = {"deputy": four.an.pk, "powers": ["codes"], "valid_from": f"{today:%d/%m/%Y}", "basis": "Giấy số 3"}
    missing = client.post(URL, {**form, "valid_to": ""})
    assert missing.status_code == 422
    assert "Ghi ngày cuối cùng" in missing.content.decode()
    assert client.post(URL, {**form, "valid_to": f"{last:%d/%m/%Y}"})["Location"] == URL
    assert "Trần Văn An" in client.get(URL).content.decode()
    page = as_holder(four.an).get("/don-vi/")
    assert "Đang làm thay Bí thư chi bộ" in page.content.decode()
    assert as_holder(four.an).post("/don-vi/AH-01-03/ma-vao/").status_code == 302
    assert EntryCode.objects.count() == 2


def test_a_unit_above_sees_posts_and_days_but_no_names(four: Four) -> None:
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    page = as_holder(four.cuc).get(URL).content.decode()
    assert "Bí thư chi bộ" in page
    assert "Trần Văn An" not in page


def test_members_see_it_and_cannot_make_one_and_strangers_see_nothing(four: Four) -> None:
    assert as_holder(four.an).get(URL).status_code == 200
    assert as_holder(four.an).post(URL, {"deputy": four.an.pk}).status_code == 403
    assert as_holder(four.dung).get(URL).status_code == 404
    assert Client().get(URL).status_code == 302


def test_a_token_of_the_deputy_carries_no_power_of_the_head(four: Four) -> None:
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    _token, text = issue_api_token("Hệ thống", expires_on=TODAY + timedelta(days=3), by=on_day(four.an, NOW), now=NOW)
    seat = seat_of(text, NOW)
    assert seat == four.an
    assert not four.an.powers
    assert not getattr(seat, "powers", True)
