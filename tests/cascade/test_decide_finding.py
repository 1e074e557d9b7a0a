"""Decide: the office accepts, corrects or drops one thing that was read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.drafting import draft_dissemination
from thongsuot.cascade.actions.notices import Decision, decide_finding
from thongsuot.cascade.models import Finding
from thongsuot.cascade.rules import LABEL_MAX
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.finding.decided"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def finding(four: Four) -> Finding:
    return make_notice(four.cuc).findings.get(kind=Finding.Kind.WORK)


@pytest.mark.parametrize("decision", ["accepted", "dropped"])
def test_a_decision_is_kept_with_its_hand_and_recorded(four: Four, finding: Finding, decision: str) -> None:
    decide_finding(finding.pk, decision=Decision(decision), by=four.cuc, now=NOW)
    finding.refresh_from_db()
    assert (finding.decision, finding.decided_at, finding.decided_by) == (decision, NOW, four.cuc.pk)
    assert finding.label == "Quy định 12-QĐ/TU"
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.cuc.actor(), f"cascade.notice:{finding.notice_id}")
    assert entry.facts == {"finding": finding.pk, "decision": decision}


def test_accepting_other_words_marks_the_finding_corrected(four: Four, finding: Finding) -> None:
    decision = Decision("accepted", label="  Quy định 12-QĐ/TU (sửa)  ")
    decided = decide_finding(finding.pk, decision=decision, by=four.cuc, now=NOW)
    assert (decided.decision, decided.label) == ("corrected", "Quy định 12-QĐ/TU (sửa)")
    assert told(EVENT)[0].facts["decision"] == "corrected"


@pytest.mark.parametrize("label", ["", "   ", "Quy định 12-QĐ/TU"])
def test_accepting_the_same_words_or_none_is_accepting(four: Four, finding: Finding, label: str) -> None:
    decided = decide_finding(finding.pk, decision=Decision("accepted", label=label), by=four.cuc, now=NOW)
    assert (decided.decision, decided.label) == ("accepted", "Quy định 12-QĐ/TU")


def test_the_text_that_is_meant_can_be_chosen(four: Four, finding: Finding) -> None:
    expression = make_expression()
    decided = decide_finding(finding.pk, decision=Decision("accepted", "", expression.pk), by=four.cuc, now=NOW)
    assert decided.expression == expression
    again = decide_finding(finding.pk, decision=Decision("accepted"), by=four.cuc, now=NOW)
    assert again.expression == expression


def test_a_text_that_is_not_there_cannot_be_chosen_and_nothing_is_kept(four: Four, finding: Finding) -> None:
    with pytest.raises(ObjectDoesNotExist):
        decide_finding(finding.pk, decision=Decision("accepted", "Tên khác", 999_999), by=four.cuc, now=NOW)
    finding.refresh_from_db()
    assert (finding.decision, finding.label, told(EVENT)) == ("open", "Quy định 12-QĐ/TU", [])


def test_deciding_again_is_possible_and_leaves_an_earlier_draft_as_it_was(four: Four, finding: Finding) -> None:
    expression = make_expression()
    decide_finding(finding.pk, decision=Decision("accepted", "", expression.pk), by=four.cuc, now=NOW)
    draft = draft_dissemination(finding.notice_id, by=four.cuc, now=NOW)
    later = NOW + timedelta(hours=1)
    assert decide_finding(finding.pk, decision=Decision("dropped"), by=four.cuc, now=later).decided_at == later
    assert [text.expression for text in draft.texts.all()] == [expression]
    assert len(told(EVENT)) == 2


def test_a_decided_finding_can_wait_again(four: Four, finding: Finding) -> None:
    decide_finding(finding.pk, decision=Decision("dropped"), by=four.cuc, now=NOW)
    decide_finding(finding.pk, decision=Decision("open"), by=four.cuc, now=NOW)
    finding.refresh_from_db()
    assert (finding.decision, finding.decided_at, finding.decided_by) == ("open", None, None)
    assert [entry.facts["decision"] for entry in told(EVENT)] == ["dropped", "open"]


def test_words_are_refused_rather_than_cut(four: Four, finding: Finding) -> None:
    with expect_refusal("words_too_long"):
        decide_finding(finding.pk, decision=Decision("accepted", "x" * (LABEL_MAX + 1)), by=four.cuc, now=NOW)
    assert decide_finding(
        finding.pk, decision=Decision("accepted", "x" * LABEL_MAX + " "), by=four.cuc, now=NOW
    ).label == ("x" * LABEL_MAX)


def test_another_office_and_nobody_at_all_find_the_same_nothing(four: Four, finding: Finding) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    answers = []
    for finding_id in (finding.pk, finding.pk + 999):
        with pytest.raises(ObjectDoesNotExist) as absent:
            decide_finding(finding_id, decision=Decision("accepted"), by=office, now=NOW)
        answers.append((type(absent.value), str(absent.value)))
    assert answers[0] == answers[1]


def test_who_is_not_of_an_office_gets_one_answer_for_what_is_and_what_is_not(four: Four, finding: Finding) -> None:
    for seat in (four.an, four.binh):
        for finding_id in (finding.pk, finding.pk + 999):
            with expect_refusal("office_only"):
                decide_finding(finding_id, decision=Decision("dropped"), by=seat, now=NOW)
    finding.refresh_from_db()
    assert finding.decision == "open"


@pytest.mark.parametrize("sent", ["²", "9" * 30, "9" * 5000, "-1", "1.5"])
def test_a_text_named_by_no_number_is_not_there(four: Four, finding: Finding, sent: str) -> None:
    address = f"/quan-triet/chi-tiet/{finding.pk}/"
    assert enter(four.cuc).post(address, {"decision": "accepted", "text": sent}).status_code == 404
    finding.refresh_from_db()
    assert finding.decision == Finding.Decision.OPEN


def test_the_sign_zero_is_not_kept(four: Four, finding: Finding) -> None:
    address = f"/quan-triet/chi-tiet/{finding.pk}/"
    enter(four.cuc).post(address, {"decision": "accepted", "label": "Quy định\0 mới"})
    finding.refresh_from_db()
    assert finding.label == "Quy định mới"
