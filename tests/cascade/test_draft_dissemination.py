"""Draft: what the office accepted in a report becomes a drive that it can still change in every point."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.drafting import draft_dissemination
from thongsuot.cascade.actions.notices import Addition, Decision, add_finding, decide_finding
from thongsuot.cascade.audience import everybody
from thongsuot.cascade.models import Dissemination, Finding, Notice
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.dissemination.drafted"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def notice(four: Four) -> Notice:
    return make_notice(four.cuc)


def test_a_draft_takes_the_accepted_texts_in_the_order_of_the_source(four: Four, notice: Notice) -> None:
    texts = [make_expression(f"{number}-QĐ/TU") for number in (12, 13, 14, 15)]
    read = notice.findings.get(kind=Finding.Kind.WORK)
    decide_finding(read.pk, decision=Decision("accepted", "Tên đã sửa", texts[0].pk), by=four.cuc, now=NOW)
    for text in (texts[1], texts[1], texts[2]):
        added = add_finding(notice.pk, addition=Addition("work", "Văn bản", text.pk), by=four.cuc, now=NOW)
    decide_finding(added.pk, decision=Decision("dropped"), by=four.cuc, now=NOW)
    add_finding(notice.pk, addition=Addition("work", "Chưa có toàn văn"), by=four.cuc, now=NOW)
    draft = draft_dissemination(notice.pk, by=four.cuc, now=NOW)
    assert [text.expression for text in draft.texts.all()] == texts[:2]
    assert (draft.notice, draft.title) == (notice, "Quán triệt 12-QĐ/TU, 13-QĐ/TU")


def test_what_nobody_has_looked_at_is_not_taken(four: Four, notice: Notice) -> None:
    notice.findings.filter(kind=Finding.Kind.WORK).update(expression=make_expression())
    draft = draft_dissemination(notice.pk, by=four.cuc, now=NOW)
    assert (draft.texts.count(), draft.title) == (0, "Đợt quán triệt mới")


def test_a_draft_begins_with_everybody_and_the_usual_days(four: Four) -> None:
    draft = draft_dissemination(None, by=four.cuc, now=NOW)
    draft.refresh_from_db()
    assert draft.audience == everybody().to_json()
    assert draft.deadlines == {"city": "2026-11-23", "ward": "2026-12-08", "cell": "2026-12-23"}
    assert (draft.organisation, draft.drafted_at, draft.drafted_by) == (four.city, NOW, four.cuc.pk)
    assert (draft.notice, draft.published_at, draft.counted_on, draft.duties.count()) == (None, None, None, 0)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject, entry.facts) == (four.cuc.actor(), draft.ref, {"notice": None})


def test_a_text_without_number_gives_its_title_to_a_draft_and_a_long_one_is_cut(four: Four, notice: Notice) -> None:
    text = make_expression()
    text.work.number, text.work.title = "", "Một " * 200
    text.work.save()
    add_finding(notice.pk, addition=Addition("work", "Văn bản", text.pk), by=four.cuc, now=NOW)
    draft = draft_dissemination(notice.pk, by=four.cuc, now=NOW)
    assert draft.title.startswith("Quán triệt Một Một")
    assert len(draft.title) == 500


def test_only_an_office_drafts(four: Four, notice: Notice) -> None:
    for seat in (four.an, four.binh, four.dung):
        for notice_id in (None, notice.pk, notice.pk + 999):
            with expect_refusal("office_only"):
                draft_dissemination(notice_id, by=seat, now=NOW)
    assert not Dissemination.objects.exists()


def test_the_notice_of_another_office_looks_absent(four: Four, notice: Notice) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    for notice_id in (notice.pk, notice.pk + 999):
        with pytest.raises(ObjectDoesNotExist):
            draft_dissemination(notice_id, by=office, now=NOW)
    assert not Dissemination.objects.exists()


def test_a_draft_is_seen_by_its_own_office_alone(four: Four) -> None:
    draft = draft_dissemination(None, by=four.cuc, now=NOW)
    colleague = make_seat(unit=four.city)
    below = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    assert draft in Dissemination.objects.visible_to(four.cuc)
    assert not any(draft in Dissemination.objects.visible_to(seat) for seat in (colleague, below, four.an, four.binh))
