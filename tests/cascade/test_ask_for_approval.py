"""Ask for approval: the head of a unit chooses whether its office asks before it publishes; at first it does not."""

from __future__ import annotations

import pytest

from tests.cascade.approval import approved, needs_approval, proposed
from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_four, make_seat
from thongsuot.cascade.actions.approving import ask_for_approval
from thongsuot.cascade.actions.drafting import publish_dissemination
from thongsuot.cascade.models import ApprovalSetting
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


def test_a_unit_that_never_chose_publishes_without_asking(four: Four) -> None:
    assert make_dissemination(four.cuc).published_at == NOW
    assert not ApprovalSetting.objects.exists()


def test_the_choice_is_recorded_and_made_once(four: Four) -> None:
    head = needs_approval(four)
    ask_for_approval(True, by=head, now=NOW)
    (entry,) = told("cascade.approval.chosen")
    assert (entry.by, entry.subject, entry.facts) == (head.actor(), four.city.ref, {"is_needed": True})


def test_it_holds_for_that_unit_alone(four: Four) -> None:
    needs_approval(four)
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    assert make_dissemination(office).published_at == NOW


def test_once_it_is_taken_back_a_draft_goes_out_without_a_word(four: Four) -> None:
    head = needs_approval(four)
    draft = make_dissemination(four.cuc, published=False)
    ask_for_approval(False, by=head, now=NOW)
    assert publish_dissemination(draft.pk, by=four.cuc, now=NOW).published_at == NOW


def test_only_a_head_chooses(four: Four) -> None:
    for seat in (four.cuc, four.an):
        with expect_refusal("head_only"):
            ask_for_approval(True, by=seat, now=NOW)


def test_the_head_chooses_on_the_page_and_sees_what_waits_first(four: Four) -> None:
    head = needs_approval(four)
    waits, done = (make_dissemination(four.cuc, published=False, title=title) for title in ("Đợt chờ", "Đợt xong"))
    approved(done, four.cuc, head)
    proposed(waits, four.cuc)
    visitor = enter(head)
    with few_queries():
        html = page(visitor, "/quan-triet/duyet/")
    words = text_of(html)
    assert heading_of(html) == "Một đợt chờ duyệt"
    assert words.index("Đợt chờ") < words.index("Đợt xong")
    answer = visitor.post("/quan-triet/duyet/nen-nep/", {"needed": "0"})
    assert answer.status_code == 302
    assert "Văn phòng ban hành ngay" in text_of(page(visitor, "/quan-triet/duyet/"))
    assert not ApprovalSetting.objects.get(organisation=four.city).is_needed


def test_the_office_reads_the_choice_and_others_see_nothing_of_it(four: Four) -> None:
    head = needs_approval(four)
    proposed(make_dissemination(four.cuc, published=False, title="Đợt chờ"), four.cuc)
    words = text_of(page(enter(four.cuc), "/quan-triet/duyet/"))
    assert "Mỗi đợt phải trình người đứng đầu" in words
    assert "Đợt chờ" in words
    for seat in (four.an, four.binh, make_seat(unit=head.organisation)):
        assert "Đợt chờ" not in text_of(page(enter(seat), "/quan-triet/duyet/"))
