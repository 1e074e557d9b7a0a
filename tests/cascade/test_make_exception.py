"""Make an exception: one seat is added to those who must study, or exempt, by name and with a reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.approval import approved, needs_approval, plan_of, proposed
from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, owed, read, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_person, make_post, make_seat
from thongsuot.cascade.actions.drafting import plan_dissemination, publish_dissemination
from thongsuot.cascade.actions.naming import Named, make_exception
from thongsuot.cascade.actions.ordering import order_publishing
from thongsuot.cascade.audience import AudienceRule
from thongsuot.cascade.models import AudienceException, Dissemination
from thongsuot.cascade.queries.audience import audience_preview
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.orgs.models import Post, Seat

pytestmark = pytest.mark.django_db(**BOTH)

RULE = AudienceRule({"cell": frozenset({"leader"}), "ward": frozenset({"member"})})
REASON = "Đang điều trị dài ngày theo giấy của đơn vị."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"), published=False, rule=RULE)


def name(draft: Dissemination, seat: Seat, kind: str, by: Seat, reason: str = REASON) -> AudienceException:
    return make_exception(draft.pk, named=Named(seat.pk, kind, reason), by=by, now=NOW)


def test_who_is_added_owes_and_who_is_exempt_does_not(four: Four, draft: Dissemination) -> None:
    name(draft, four.an, "added", four.cuc)
    name(draft, four.binh, "excluded", four.cuc)
    drive = publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    assert [len(duties_of(seat, NOW)) for seat in (four.an, four.binh, four.dung)] == [1, 0, 1]
    assert owed(drive)[four.cell.name] == (1, 1)
    assert owed(drive)[four.city.name] == (0, 2)
    read(drive, four.an)
    assert_proven()


def test_seats_and_kinds_are_in_the_ledger_names_and_reasons_are_not(four: Four, draft: Dissemination) -> None:
    made = name(draft, four.an, "added", four.cuc)
    assert (made.reason, made.made_by) == (REASON, four.cuc.pk)
    (entry,) = told("cascade.exception.made")
    assert (entry.by, entry.subject, entry.facts) == (
        four.cuc.actor(),
        draft.ref,
        {"seat": four.an.pk, "kind": "added"},
    )


def test_the_preview_counts_them(four: Four, draft: Dissemination) -> None:
    name(draft, four.an, "added", four.cuc)
    name(draft, four.dung, "excluded", four.cuc)
    plan = plan_of(draft)
    assert audience_preview(plan.audience, four.cuc, NOW.date()).obliged == 2
    words = text_of(page(enter(four.cuc), f"/quan-triet/{draft.pk}/"))
    assert "2 người đã ghi tên" in words


def test_saving_the_builder_keeps_them(four: Four, draft: Dissemination) -> None:
    name(draft, four.an, "added", four.cuc)
    plan_dissemination(draft.pk, plan=plan_of(draft).__class__("Tên", "", (), RULE, {}), by=four.cuc, now=NOW)
    draft.refresh_from_db()
    assert draft.audience["added"] == [four.an.pk]


def test_named_again_the_last_word_counts(four: Four, draft: Dissemination) -> None:
    name(draft, four.binh, "excluded", four.cuc)
    again = name(draft, four.binh, "excluded", four.cuc, "Lý do khác.")
    assert [one.reason for one in draft.exceptions.all()] == [again.reason]


@pytest.mark.parametrize(
    ("who", "kind", "reason", "code"),
    [
        ("binh", "added", REASON, "already_reached"),
        ("an", "excluded", REASON, "not_reached"),
        ("cuc", "added", REASON, "level_not_reached"),
        ("an", "added", " ", "words_missing"),
    ],
)
def test_what_makes_no_sense_is_refused(
    four: Four, draft: Dissemination, who: str, kind: str, reason: str, code: str
) -> None:
    with expect_refusal(code):
        name(draft, getattr(four, who), kind, four.cuc, reason)


def test_hundreds_of_names_are_a_rule_and_no_exception(
    four: Four, draft: Dissemination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thongsuot.cascade.rules.NAMED_MOST", 1)
    name(draft, four.an, "added", four.cuc)
    with expect_refusal("too_many_named"):
        name(draft, four.binh, "excluded", four.cuc)


def test_a_level_left_out_later_takes_the_added_ones_along(four: Four, draft: Dissemination) -> None:
    name(draft, four.an, "added", four.cuc)
    ward_only = AudienceRule({"ward": frozenset({"member"})})
    plan = plan_of(draft).__class__("Tên", "", plan_of(draft).expressions, ward_only, plan_of(draft).deadlines)
    plan_dissemination(draft.pk, plan=plan, by=four.cuc, now=NOW)
    drive = publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    assert (duties_of(four.an, NOW), owed(drive)[four.city.name]) == ([], (0, 1))


def test_an_approval_is_over_once_somebody_is_named(four: Four, draft: Dissemination) -> None:
    head = needs_approval(four)
    approved(draft, four.cuc, head)
    name(draft, four.an, "added", four.cuc)
    with expect_refusal("changed_after_approval"):
        publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    proposed(draft, four.cuc)
    words = text_of(page(enter(head), f"/quan-triet/{draft.pk}/"))
    assert "Trần Văn An" in words
    assert REASON in words


def test_what_is_ordered_or_published_is_not_changed(four: Four, draft: Dissemination) -> None:
    order = order_publishing(draft.pk, at=NOW.replace(hour=15), by=four.cuc, now=NOW)
    with expect_refusal("already_ordered"):
        name(draft, four.an, "added", four.cuc)
    order.delete()
    publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    with expect_refusal("already_published"):
        name(draft, four.an, "added", four.cuc)


def test_nobody_outside_the_tree_is_named_and_only_the_office_names(four: Four, draft: Dissemination) -> None:
    ward_office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    own = make_dissemination(ward_office, published=False)
    with pytest.raises(ObjectDoesNotExist):
        name(own, four.dung, "excluded", ward_office)
    with expect_refusal("office_only"):
        name(draft, four.an, "added", four.binh)
    with pytest.raises(ObjectDoesNotExist):
        name(draft, four.an, "added", ward_office)


@pytest.mark.parametrize("asked", ["tran an", "TRAN VAN", "trần ăn", "an tran", "Trần Văn An"])
def test_a_name_is_found_without_its_marks(four: Four, draft: Dissemination, asked: str) -> None:
    cuc = enter(four.cuc)
    with few_queries():
        words = text_of(page(cuc, f"/quan-triet/{draft.pk}/ngoai-le/?tim={asked}"))
    assert "Trần Văn An , Đảng viên Chi bộ Khu phố 3" in words
    assert "Hồ Văn Dũng" not in words


def test_capital_and_struck_letters_are_found_too(four: Four, draft: Dissemination) -> None:
    make_seat(make_person("Đặng Ửng Ý"), four.other_ward, make_post("Ủy viên", kind=Post.Kind.COMMITTEE))
    words = text_of(page(enter(four.cuc), f"/quan-triet/{draft.pk}/ngoai-le/?tim=dang ung y"))
    assert "Đặng Ửng Ý" in words
    assert "ngoài diện học" in words


def test_one_word_shows_nobody_and_a_ward_does_not_find_its_neighbours(four: Four, draft: Dissemination) -> None:
    words = text_of(page(enter(four.cuc), f"/quan-triet/{draft.pk}/ngoai-le/?tim=an"))
    assert "Gõ ít nhất hai tiếng của họ và tên." in words
    assert "Trần Văn An" not in words
    ward_office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    own = make_dissemination(ward_office, published=False)
    words = text_of(page(enter(ward_office), f"/quan-triet/{own.pk}/ngoai-le/?tim=ho dung"))
    assert "Không có ai tên" in words
    assert "Hồ Văn Dũng" not in words


def test_through_the_door_somebody_is_exempt_with_a_reason(four: Four, draft: Dissemination) -> None:
    cuc = enter(four.cuc)
    form = {"seat": four.binh.pk, "kind": "excluded", "reason": REASON}
    assert cuc.post(f"/quan-triet/{draft.pk}/ghi-ngoai-le/", form).status_code == 302
    html = page(cuc, f"/quan-triet/{draft.pk}/ngoai-le/")
    assert heading_of(html) == "Không người thêm vào, một người được miễn"
    assert "Lê Thị Bình" in text_of(html)
    nobody = cuc.post(f"/quan-triet/{draft.pk}/ghi-ngoai-le/", {"seat": "²", "kind": "?", "reason": REASON})
    assert nobody.status_code == 404


def test_only_the_office_opens_that_page(four: Four, draft: Dissemination) -> None:
    publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    assert enter(four.binh).get(f"/quan-triet/{draft.pk}/ngoai-le/?tim=tran an").status_code == 403
    assert "Trần Văn An" not in text_of(page(enter(four.cuc), f"/quan-triet/{draft.pk}/ngoai-le/?tim=tran an"))
