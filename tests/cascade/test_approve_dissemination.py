"""Approve: the head reads exactly what will go out and says yes to that, and to no later draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.cascade.approval import approved, needs_approval, plan_of, proposed
from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import (
    NOW,
    Four,
    make_dissemination,
    make_expression,
    make_four,
    make_person,
    make_post,
    make_seat,
    make_unit,
)
from tests.orgs.test_delegate import on_day
from thongsuot.cascade.actions.approving import approve_dissemination, ask_for_approval
from thongsuot.cascade.actions.drafting import plan_dissemination, publish_dissemination
from thongsuot.cascade.models import Dissemination, Proposal
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.actions.delegations import Grant, delegate
from thongsuot.orgs.models import Post, Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def head(four: Four) -> Seat:
    return needs_approval(four)


@pytest.fixture
def draft(four: Four) -> Dissemination:
    text = make_expression("126-QĐ/TW")
    return make_dissemination(four.cuc, text, published=False, message="Học xong trước kỳ họp.")


def test_an_approved_draft_is_published_and_both_stand_in_the_ledger(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    proposal = approved(draft, four.cuc, head)
    assert (proposal.decision, proposal.decided_at, proposal.decided_by) == ("approved", NOW, head.pk)
    (entry,) = told("cascade.dissemination.approved")
    assert (entry.by, entry.subject) == (head.actor(), draft.ref)
    assert entry.facts == {"proposal": proposal.pk, "fingerprint": proposal.fingerprint}
    assert publish_dissemination(draft.pk, by=four.cuc, now=NOW).published_at == NOW
    assert_proven()


def test_a_draft_changed_after_the_yes_must_be_laid_there_again(four: Four, head: Seat, draft: Dissemination) -> None:
    approved(draft, four.cuc, head)
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Một câu khác."), by=four.cuc, now=NOW)
    with expect_refusal("changed_after_approval"):
        publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    approved(draft, four.cuc, head)
    assert publish_dissemination(draft.pk, by=four.cuc, now=NOW).published_at == NOW


@pytest.mark.parametrize("change", ["title", "message", "texts", "audience", "deadlines"])
def test_whatever_is_changed_the_yes_was_to_another_draft(
    four: Four, head: Seat, draft: Dissemination, change: str
) -> None:
    approved(draft, four.cuc, head)
    plan = plan_of(draft)
    days = {**plan.deadlines, "cell": plan.deadlines["cell"].replace(day=28)}
    rule = replace(plan.audience, kinds_by_level={**plan.audience.kinds_by_level, "city": frozenset({"staff"})})
    changed = {
        "title": replace(plan, title="Tên khác"),
        "message": replace(plan, message=""),
        "texts": replace(plan, expressions=(*plan.expressions, make_expression().pk)),
        "audience": replace(plan, audience=rule),
        "deadlines": replace(plan, deadlines=days),
    }
    plan_dissemination(draft.pk, plan=changed[change], by=four.cuc, now=NOW)
    with expect_refusal("changed_after_approval"):
        publish_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_a_draft_set_back_to_what_was_approved_is_approved(four: Four, head: Seat, draft: Dissemination) -> None:
    approved(draft, four.cuc, head)
    first = plan_of(draft)
    plan_dissemination(draft.pk, plan=replace(first, message="Một câu khác."), by=four.cuc, now=NOW)
    plan_dissemination(draft.pk, plan=replace(first, seen=""), by=four.cuc, now=NOW)
    assert publish_dissemination(draft.pk, by=four.cuc, now=NOW).published_at == NOW


def test_the_yes_is_to_what_was_read_not_to_what_it_became_meanwhile(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    first = proposed(draft, four.cuc)
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Lời khác."), by=four.cuc, now=NOW)
    with expect_refusal("proposal_decided"):
        approve_dissemination(draft.pk, seen=first.fingerprint, by=head, now=NOW)
    proposed(draft, four.cuc)
    with expect_refusal("draft_changed_since"):
        approve_dissemination(draft.pk, seen=first.fingerprint, by=head, now=NOW)


def test_only_the_head_of_that_unit_approves(four: Four, head: Seat, draft: Dissemination) -> None:
    seen = proposed(draft, four.cuc).fingerprint
    with expect_refusal("head_only"):
        approve_dissemination(draft.pk, seen=seen, by=four.cuc, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        approve_dissemination(draft.pk, seen=seen, by=four.binh, now=NOW)
    assert Proposal.objects.waiting().count() == 1


def test_the_head_reads_texts_people_days_and_words_before_saying_yes(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    empty = make_unit("Chi bộ chưa có ai", parent=four.other_ward)
    proposed(draft, four.cuc)
    visitor = enter(head)
    with few_queries():
        html = page(visitor, f"/quan-triet/{draft.pk}/")
    words = text_of(html)
    assert heading_of(html) == "Duyệt thì 2 đơn vị và 5 người nhận đợt này"
    for part in ("Mai Thị Cúc trình lúc", "126-QĐ/TW", "Học xong trước kỳ họp.", "08/12/2026", empty.name, "Mở từng"):
        assert part in words, part
    assert not {"Trần Văn An", "Hồ Văn Dũng"} & {name for name in ("Trần Văn An", "Hồ Văn Dũng") if name in words}


def test_through_the_door_one_press_approves_and_the_office_is_told(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    seen = proposed(draft, four.cuc).fingerprint
    answer = enter(head).post(f"/quan-triet/{draft.pk}/duyet/", {"seen": seen})
    assert answer.status_code == 302
    assert "Đã duyệt, chờ văn phòng ban hành" in text_of(page(enter(head), f"/quan-triet/{draft.pk}/"))
    cuc = enter(four.cuc)
    assert "Ban hành đợt đã duyệt" in text_of(page(cuc, "/"))
    html = page(cuc, f"/quan-triet/{draft.pk}/")
    assert "đúng bản này" in text_of(html)
    assert 'name="ban-hanh"' in html


def test_who_the_head_entrusted_with_it_approves_and_the_ledger_says_in_whose_place(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    deputy = make_seat(make_person("Ngô Văn Phú"), four.city, make_post("Phó Bí thư", kind=Post.Kind.DEPUTY))
    now = timezone.now()  # the page below asks for the day of the machine
    asked = Grant(("approval",), day_of(now), day_of(now) + timedelta(days=3), "Giấy ủy quyền số 5")
    delegation = delegate(deputy.pk, grant=asked, by=head, now=now)
    seen = proposed(draft, four.cuc).fingerprint
    with pytest.raises(NotAllowed):
        approve_dissemination(draft.pk, seen=seen, by=Seat.objects.get(pk=deputy.pk), now=NOW)
    client = enter(deputy)
    assert "Duyệt đợt quán triệt trước khi ban hành" in page(client, "/")
    assert client.post(f"/quan-triet/{draft.pk}/duyet/", {"seen": seen}).status_code == 302
    (entry,) = told("cascade.dissemination.approved")
    assert (entry.by.seat, entry.by.person, entry.by.delegation) == (deputy.pk, deputy.person_id, delegation.pk)
    with pytest.raises(NotAllowed):
        ask_for_approval(False, by=on_day(deputy, now), now=now)


def test_the_office_never_approves_what_it_wrote_itself(four: Four, head: Seat) -> None:
    asked = Grant(("approval",), NOW.date(), NOW.date(), "Giấy ủy quyền số 6")
    with pytest.raises(NotAllowed) as refused:
        delegate(four.cuc.pk, grant=asked, by=head, now=NOW)
    assert refused.value.code == "office_approves_itself"
