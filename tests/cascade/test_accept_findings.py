"""Accept the rest: everything that still waits for a look is accepted with one press."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_four, make_notice, make_seat
from thongsuot.cascade.actions.notices import Decision, accept_findings, decide_finding
from thongsuot.cascade.models import Finding, Notice
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.findings.accepted"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    return make_notice(four.cuc)


def test_what_waits_is_accepted_and_what_was_decided_stays(four: Four, notice: Notice) -> None:
    dropped, *rest = notice.findings.all()
    decide_finding(dropped.pk, decision=Decision("dropped"), by=four.cuc, now=NOW)
    assert accept_findings(notice.pk, by=four.cuc, now=NOW) == len(rest) > 0
    assert [finding.decision for finding in notice.findings.all()] == ["dropped", *["accepted"] * len(rest)]
    assert set(notice.findings.values_list("decided_at", "decided_by")) == {(NOW, four.cuc.pk)}
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.cuc.actor(), f"cascade.notice:{notice.pk}")
    assert entry.facts == {"findings": len(rest)}


def test_a_second_press_changes_nothing_and_leaves_no_entry(four: Four, notice: Notice) -> None:
    accept_findings(notice.pk, by=four.cuc, now=NOW)
    assert accept_findings(notice.pk, by=four.cuc, now=NOW) == 0
    assert len(told(EVENT)) == 1


def test_the_notice_of_another_office_looks_absent(four: Four, notice: Notice) -> None:
    with pytest.raises(ObjectDoesNotExist):
        accept_findings(notice.pk, by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)
    assert set(notice.findings.values_list("decision", flat=True)) == {Finding.Decision.OPEN}


def test_only_an_office_accepts(four: Four, notice: Notice) -> None:
    with expect_refusal("office_only"):
        accept_findings(notice.pk, by=four.binh, now=NOW)
