"""Propose: a unit that asks its head first lays each draft before them; one very draft, by its fingerprint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.approval import needs_approval, plan_of, proposed
from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.approving import propose_dissemination
from thongsuot.cascade.actions.drafting import plan_dissemination, publish_dissemination
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.models import Dissemination, Proposal
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def head(four: Four) -> Seat:
    return needs_approval(four)


@pytest.fixture
def draft(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, published=False)


def test_a_proposal_names_the_very_draft_and_is_recorded(four: Four, head: Seat, draft: Dissemination) -> None:
    proposal = propose_dissemination(draft.pk, by=four.cuc, now=NOW)
    assert (proposal.fingerprint, proposal.proposed_by, proposal.decision) == (
        fingerprint_of(draft),
        four.cuc.pk,
        Proposal.Decision.WAITING,
    )
    (entry,) = told("cascade.dissemination.proposed")
    assert (entry.by, entry.subject) == (four.cuc.actor(), draft.ref)
    assert entry.facts == {"proposal": proposal.pk, "fingerprint": proposal.fingerprint}


def test_the_same_draft_is_not_laid_there_twice(four: Four, head: Seat, draft: Dissemination) -> None:
    proposed(draft, four.cuc)
    with expect_refusal("already_proposed"):
        propose_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_a_change_takes_back_what_waits_and_saving_the_same_again_does_not(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    proposal = proposed(draft, four.cuc)
    plan_dissemination(draft.pk, plan=plan_of(draft), by=four.cuc, now=NOW)
    proposal.refresh_from_db()
    assert proposal.decision == Proposal.Decision.WAITING
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Đọc kỹ Điều 2."), by=four.cuc, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == (Proposal.Decision.OUTDATED, four.cuc.pk)
    assert proposed(draft, four.cuc).fingerprint != proposal.fingerprint


def test_where_nobody_is_asked_there_is_nothing_to_propose(four: Four, draft: Dissemination) -> None:
    with expect_refusal("approval_not_needed"):
        propose_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_a_unit_whose_head_has_left_says_what_to_do(four: Four, head: Seat, draft: Dissemination) -> None:
    Seat.objects.filter(pk=head.pk).update(valid_to=NOW.date().replace(day=1))
    with expect_refusal("no_head"):
        propose_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_what_cannot_be_published_is_not_proposed(four: Four, head: Seat) -> None:
    draft = make_dissemination(four.cuc, published=False, expressions=())
    with expect_refusal("no_texts"):
        propose_dissemination(draft.pk, by=four.cuc, now=NOW)


def test_only_the_office_that_wrote_it_proposes(four: Four, head: Seat, draft: Dissemination) -> None:
    with expect_refusal("office_only"):
        propose_dissemination(draft.pk, by=head, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        propose_dissemination(draft.pk, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)


def test_without_a_yes_nothing_goes_out(four: Four, head: Seat, draft: Dissemination) -> None:
    for _round in range(2):
        with expect_refusal("not_approved"):
            publish_dissemination(draft.pk, by=four.cuc, now=NOW)
        if not draft.proposals.exists():
            proposed(draft, four.cuc)
    assert draft.duties.count() == 0


def test_through_the_builder_it_is_one_press_and_the_head_finds_it_today(four: Four, head: Seat) -> None:
    from tests.cascade.test_builder_page import sent

    draft = make_dissemination(four.cuc, published=False)
    cuc, address = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    assert "Trình duyệt" in text_of(page(cuc, address))
    answer = cuc.post(f"{address}soan/", sent(draft, trinh="1"))
    assert answer.status_code == 302
    html = page(cuc, address)
    assert heading_of(html) == "Bản nháp đang chờ người đứng đầu duyệt"
    assert 'name="ban-hanh"' not in html
    today = text_of(page(enter(head), "/"))
    assert "Duyệt đợt quán triệt trước khi ban hành" in today
    assert draft.title in today


def test_the_head_of_another_unit_and_members_do_not_see_the_draft(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    proposed(draft, four.cuc)
    assert enter(head).get(f"/quan-triet/{draft.pk}/").status_code == 200
    member = make_seat(unit=four.city)
    for seat in (four.binh, four.dung, member):
        assert enter(seat).get(f"/quan-triet/{draft.pk}/").status_code == 404


def test_a_draft_never_proposed_is_the_offices_alone(four: Four, head: Seat, draft: Dissemination) -> None:
    assert enter(head).get(f"/quan-triet/{draft.pk}/").status_code == 404
