"""Add: the office writes down what the reading missed, tied to the source where its words stand."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.notices import Addition, add_finding
from thongsuot.cascade.models import Notice
from thongsuot.cascade.rules import LABEL_MAX
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.finding.added"
WORDS = "báo cáo kết quả về Thành ủy"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    return make_notice(four.cuc)


def test_what_stands_in_the_source_is_tied_to_its_place(four: Four, notice: Notice) -> None:
    last = notice.findings.count() - 1
    found = add_finding(notice.pk, addition=Addition("instruction", f" {WORDS} "), by=four.cuc, now=NOW)
    assert (found.decision, found.decided_at, found.decided_by) == ("added", NOW, four.cuc.pk)
    assert (found.position, found.label, notice.text[found.start : found.end]) == (last + 1, WORDS, WORDS)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.cuc.actor(), f"cascade.notice:{notice.pk}")
    assert entry.facts == {"finding": found.pk, "kind": "instruction"}


def test_what_stands_nowhere_in_the_source_has_no_place(four: Four, notice: Notice) -> None:
    found = add_finding(notice.pk, addition=Addition("person", "Người không có trong bài"), by=four.cuc, now=NOW)
    assert (found.start, found.end) == (None, None)


def test_a_text_of_the_library_can_be_added(four: Four, notice: Notice) -> None:
    expression = make_expression()
    found = add_finding(notice.pk, addition=Addition("work", "Văn bản thêm", expression.pk), by=four.cuc, now=NOW)
    assert found.expression == expression
    with pytest.raises(ObjectDoesNotExist):
        add_finding(notice.pk, addition=Addition("work", "Không có", expression.pk + 99), by=four.cuc, now=NOW)


def test_the_first_finding_of_an_empty_notice_stands_first(four: Four) -> None:
    notice = make_notice(four.cuc, text="Trời hôm nay nhiều mây, gió nhẹ.\n")
    assert add_finding(notice.pk, addition=Addition("audience", "Mọi người"), by=four.cuc, now=NOW).position == 0


@pytest.mark.parametrize(("label", "code"), [(" ", "words_missing"), ("x" * (LABEL_MAX + 1), "words_too_long")])
def test_without_words_or_with_too_many_nothing_is_added(four: Four, notice: Notice, label: str, code: str) -> None:
    before = notice.findings.count()
    with expect_refusal(code):
        add_finding(notice.pk, addition=Addition("person", label), by=four.cuc, now=NOW)
    assert notice.findings.count() == before


def test_the_notice_of_another_office_looks_absent(four: Four, notice: Notice) -> None:
    with pytest.raises(ObjectDoesNotExist):
        office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
        add_finding(notice.pk, addition=Addition("person", WORDS), by=office, now=NOW)


def test_only_an_office_adds(four: Four, notice: Notice) -> None:
    with expect_refusal("office_only"):
        add_finding(notice.pk, addition=Addition("person", WORDS), by=four.an, now=NOW)
