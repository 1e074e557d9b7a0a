"""Plan: the office replaces what a draft asks for, as often as it likes, until it is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.approval import plan_of
from tests.cascade.doors import enter, hidden, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_person, make_seat
from thongsuot.cascade.actions.drafting import DisseminationPlan, plan_dissemination, publish_dissemination
from thongsuot.cascade.audience import AudienceRule, everybody, key_cadres
from thongsuot.cascade.models import Dissemination
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.dissemination.planned"
RULE = AudienceRule({"ward": frozenset({"leader", "deputy", "committee"})})
PLAN = DisseminationPlan(" Đợt một ", " Đọc kỹ. ", (), RULE, {"ward": date(2026, 12, 1)})


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    return make_dissemination(four.cuc, published=False)


def test_a_plan_replaces_everything_a_draft_asks_for(four: Four, draft: Dissemination) -> None:
    texts = [make_expression(), make_expression()]
    wanted = (texts[1].pk, 999_999, texts[0].pk, texts[1].pk)
    before = len(told(EVENT))
    plan_dissemination(draft.pk, plan=replace(PLAN, expressions=wanted), by=four.cuc, now=NOW)
    draft.refresh_from_db()
    assert (draft.title, draft.message) == ("Đợt một", "Đọc kỹ.")
    assert draft.audience == {"ward": ["committee", "deputy", "leader"]}
    assert draft.deadlines == {"ward": "2026-12-01"}
    assert [(text.position, text.expression) for text in draft.texts.all()] == [(0, texts[1]), (1, texts[0])]
    entry = told(EVENT)[before]
    assert (entry.by, entry.subject) == (four.cuc.actor(), draft.ref)
    hashes = [texts[1].sha256, texts[0].sha256]
    assert entry.facts == {"texts": hashes, "audience": draft.audience, "deadlines": draft.deadlines}


def test_anything_may_still_be_missing_and_the_title_is_kept(four: Four, draft: Dissemination) -> None:
    empty = DisseminationPlan(" ", "", (), AudienceRule(), {})
    planned = plan_dissemination(draft.pk, plan=empty, by=four.cuc, now=NOW)
    assert (planned.title, planned.audience, planned.deadlines, planned.texts.count()) == (draft.title, {}, {}, 0)


def test_what_units_have_received_is_not_changed(four: Four, draft: Dissemination) -> None:
    publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    with expect_refusal("already_published"):
        plan_dissemination(draft.pk, plan=PLAN, by=four.cuc, now=NOW)
    draft.refresh_from_db()
    assert (draft.title, draft.texts.count()) == ("Đợt để thử", 1)


def test_only_an_office_plans_and_gets_one_answer_for_what_is_and_what_is_not(four: Four, draft: Dissemination) -> None:
    for seat in (four.an, four.binh):
        for drive_id in (draft.pk, draft.pk + 999):
            with expect_refusal("office_only"):
                plan_dissemination(drive_id, plan=PLAN, by=seat, now=NOW)


def test_the_draft_of_another_office_looks_absent_even_once_published(four: Four, draft: Dissemination) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    for _round in range(2):
        answers = []
        for drive_id in (draft.pk, draft.pk + 999):
            with pytest.raises(ObjectDoesNotExist) as absent:
                plan_dissemination(drive_id, plan=PLAN, by=office, now=NOW)
            answers.append((type(absent.value), str(absent.value)))
        assert answers[0] == answers[1]
        if draft.published_at is None:
            draft = publish_dissemination(draft.pk, by=four.cuc, now=NOW)
    draft.refresh_from_db()
    assert draft.title == "Đợt để thử"


@pytest.mark.parametrize(
    ("name", "sent"),
    [("due_city", "9999-12-31"), ("expressions", "9" * 30), ("expressions", "²"), ("message", "a" * 4001)],
)
def test_what_cannot_be_kept_is_shown_again_and_the_draft_stays_readable(
    four: Four, draft: Dissemination, name: str, sent: str
) -> None:
    office, address = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    form = {"title": "Đợt một", "reaches": ["city:leader"], "due_city": "2026-12-01", name: sent}
    assert office.post(f"{address}soan/", form).status_code == 422
    assert draft.title in page(office, address)


def test_of_two_who_edit_the_second_to_save_is_told_and_loses_nothing(four: Four, draft: Dissemination) -> None:
    colleague = make_seat(make_person("Đỗ Văn Giang"), four.city, role=Seat.Role.OFFICE)
    opened = plan_of(draft)
    plan_dissemination(draft.pk, plan=replace(opened, message="Câu của Giang."), by=colleague, now=NOW)
    with expect_refusal("draft_changed") as refused:
        plan_dissemination(draft.pk, plan=replace(opened, message="Câu của Cúc."), by=four.cuc, now=NOW)
    assert "Đỗ Văn Giang đã lưu bản nháp này lúc 9:00 23/11/2026" in refused.value.message
    draft.refresh_from_db()
    assert draft.message == "Câu của Giang."


def test_on_the_page_the_second_sees_both_and_may_save_over_it_knowingly(four: Four, draft: Dissemination) -> None:
    office, address = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    opened = hidden(page(office, address), "seen", f"{address}soan/")
    colleague = make_seat(make_person("Đỗ Văn Giang"), four.city, role=Seat.Role.OFFICE)
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Câu của Giang."), by=colleague, now=NOW)
    form = {"title": draft.title, "message": "Câu của Cúc.", "reaches": ["city:staff"], "seen": opened}
    answer = office.post(f"{address}soan/", {**form, "ban-hanh": "1"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Đỗ Văn Giang đã lưu bản nháp này" in html
    assert "Câu của Cúc." in html
    draft.refresh_from_db()
    assert (draft.message, draft.published_at) == ("Câu của Giang.", None)
    again = office.post(f"{address}soan/", {**form, "seen": hidden(html, "seen", f"{address}soan/")})
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.message == "Câu của Cúc."


def test_a_mistake_of_form_does_not_make_one_forget_what_one_had_seen(four: Four, draft: Dissemination) -> None:
    office, address = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    opened = hidden(page(office, address), "seen", f"{address}soan/")
    plan_dissemination(draft.pk, plan=replace(plan_of(draft), message="Câu khác."), by=four.cuc, now=NOW)
    form = {"title": draft.title, "due_city": "không phải ngày", "seen": opened}
    html = office.post(f"{address}soan/", form).content.decode()
    assert hidden(html, "seen", f"{address}soan/") == opened


def test_key_cadres_are_one_choice_and_the_ticks_follow_it(four: Four, draft: Dissemination) -> None:
    client, address = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    seen = hidden(page(client, address), "seen", f"{address}soan/")
    client.post(f"{address}soan/", {"title": "Đợt", "common": "ward", "reaches": ["cell:member"], "seen": seen})
    draft.refresh_from_db()
    assert draft.audience == key_cadres("ward").to_json()
    everybody_at_once = {
        "title": "Đợt",
        "common": "everybody",
        "seen": hidden(page(client, address), "seen", f"{address}soan/"),
    }
    client.post(f"{address}soan/", everybody_at_once)
    draft.refresh_from_db()
    assert draft.audience == everybody().to_json()
