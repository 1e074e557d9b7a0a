"""Leave out what still waits of one kind: with one press, and what was decided before stays."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_four, make_notice, make_seat
from thongsuot.cascade.actions.notices import Decision, decide_finding, drop_findings
from thongsuot.cascade.models import Notice
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.findings.dropped"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    return make_notice(four.cuc)


def test_what_waits_of_one_kind_is_left_out_and_may_be_taken_again(four: Four, notice: Notice) -> None:
    waiting = notice.findings.filter(kind="instruction")
    number = waiting.count()
    assert drop_findings(notice.pk, kind="instruction", by=four.cuc, now=NOW) == number > 0
    assert set(waiting.values_list("decision", "decided_at", "decided_by")) == {("dropped", NOW, four.cuc.pk)}
    assert set(notice.findings.exclude(kind="instruction").values_list("decision", flat=True)) == {"open"}
    (entry,) = told(EVENT)
    assert entry.facts == {"findings": number, "kind": "instruction"}
    again = decide_finding(waiting[0].pk, decision=Decision("accepted"), by=four.cuc, now=NOW)
    assert again.decision == "accepted"


def test_a_second_press_changes_nothing_and_leaves_no_entry(four: Four, notice: Notice) -> None:
    drop_findings(notice.pk, kind="audience", by=four.cuc, now=NOW)
    assert drop_findings(notice.pk, kind="audience", by=four.cuc, now=NOW) == 0
    assert len(told(EVENT)) == 1


def test_the_notice_of_another_office_looks_absent_and_only_an_office_drops(four: Four, notice: Notice) -> None:
    with pytest.raises(ObjectDoesNotExist):
        drop_findings(notice.pk, kind="work", by=make_seat(unit=four.ward, role=Seat.Role.OFFICE), now=NOW)
    with expect_refusal("office_only"):
        drop_findings(notice.pk, kind="work", by=four.binh, now=NOW)
    assert set(notice.findings.values_list("decision", flat=True)) == {"open"}
