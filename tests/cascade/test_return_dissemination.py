"""Return: the head gives a draft back with what is to be mended; the office reads it on the draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.cascade.approval import needs_approval, plan_of, proposed
from tests.cascade.doors import enter, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.actions.approving import approve_dissemination, return_dissemination
from thongsuot.cascade.actions.drafting import plan_dissemination, publish_dissemination
from thongsuot.cascade.audience import suggested_deadlines
from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

REASON = "Hạn của chi bộ rơi vào kỳ nghỉ Tết, lùi một tuần."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def head(four: Four) -> Seat:
    return needs_approval(four)


@pytest.fixture
def draft(four: Four) -> Dissemination:
    days = suggested_deadlines(day_of(timezone.now()))
    return make_dissemination(four.cuc, published=False, deadlines=days)


def test_the_reason_stays_with_the_proposal_and_out_of_the_ledger(four: Four, head: Seat, draft: Dissemination) -> None:
    proposed(draft, four.cuc)
    proposal = return_dissemination(draft.pk, reason=f" {REASON} ", by=head, now=NOW)
    assert (proposal.decision, proposal.reason, proposal.decided_by) == ("returned", REASON, head.pk)
    (entry,) = told("cascade.dissemination.returned")
    assert (entry.by, entry.subject) == (head.actor(), draft.ref)
    assert entry.facts == {"proposal": proposal.pk, "fingerprint": proposal.fingerprint}


def test_what_was_returned_is_neither_published_nor_decided_again(four: Four, head: Seat, draft: Dissemination) -> None:
    seen = proposed(draft, four.cuc).fingerprint
    return_dissemination(draft.pk, reason=REASON, by=head, now=NOW)
    with expect_refusal("not_approved"):
        publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    with expect_refusal("proposal_decided"):
        approve_dissemination(draft.pk, seen=seen, by=head, now=NOW)
    with expect_refusal("proposal_decided"):
        return_dissemination(draft.pk, reason=REASON, by=head, now=NOW)


@pytest.mark.parametrize(("reason", "code"), [(" ", "words_missing"), ("x" * 1001, "words_too_long")])
def test_without_a_reason_it_keeps_waiting(
    four: Four, head: Seat, draft: Dissemination, reason: str, code: str
) -> None:
    proposed(draft, four.cuc)
    with expect_refusal(code):
        return_dissemination(draft.pk, reason=reason, by=head, now=NOW)


def test_only_a_head_returns(four: Four, head: Seat, draft: Dissemination) -> None:
    proposed(draft, four.cuc)
    with expect_refusal("head_only"):
        return_dissemination(draft.pk, reason=REASON, by=four.cuc, now=NOW)


def test_the_office_reads_the_reason_mends_and_lays_it_there_again(
    four: Four, head: Seat, draft: Dissemination
) -> None:
    proposed(draft, four.cuc)
    answer = enter(head).post(f"/quan-triet/{draft.pk}/tra-lai/", {"reason": REASON})
    assert answer.status_code == 302
    cuc = enter(four.cuc)
    assert "Sửa đợt được trả lại" in text_of(page(cuc, "/"))
    html = page(cuc, f"/quan-triet/{draft.pk}/")
    assert heading_of(html) == "Bản nháp được trả lại để sửa"
    assert REASON in text_of(html)
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Đã lùi hạn."), by=four.cuc, now=NOW)
    words = text_of(page(cuc, f"/quan-triet/{draft.pk}/"))
    assert REASON in words, "the reason is worth reading until the draft is laid there again"
    assert proposed(draft, four.cuc).decision == "waiting"
