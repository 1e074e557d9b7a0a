"""Hand a try in: marks of that try alone; one's own errors are one's own; nothing adds people up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.urls import get_resolver
from django.utils import timezone

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, make_person, make_seat
from tests.understanding.study import Study, make_study
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.checks import begin_attempt, hand_in_attempt, open_check
from thongsuot.understanding.models import Attempt, StudyCheck
from thongsuot.understanding.queries.checks import check_figures

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def study() -> Study:
    return make_study()


def take(check: StudyCheck, seat: Seat, *places: int) -> Attempt:
    """Let a seat answer its drawn questions with these places of options."""
    attempt = begin_attempt(check.pk, by=seat, now=NOW)
    answers = {one: [at] for one, at in zip(attempt.drawn, places, strict=True)}
    return hand_in_attempt(attempt.pk, answers=answers, by=seat, now=NOW)


def test_a_try_is_marked_and_the_ledger_never_hears_which(study: Study) -> None:
    attempt = take(study.open(), study.four.an, 0, 2)
    assert (attempt.right, len(attempt.drawn)) == (1, 2)
    (entry,) = told("understanding.attempt.handed_in")
    assert entry.facts == {"number": 1, "right": 1, "of": 2}


def test_late_open_or_repeated_sheets_and_those_of_others_are_refused(study: Study) -> None:
    check, an = study.open(minutes=10), study.four.an
    attempt = begin_attempt(check.pk, by=an, now=NOW)
    whole = {one: [0] for one in attempt.drawn}
    with expect_refusal("answers_missing"):
        hand_in_attempt(attempt.pk, answers={}, by=an, now=NOW)
    with expect_refusal("time_over"):
        hand_in_attempt(attempt.pk, answers=whole, by=an, now=NOW + timedelta(minutes=12))
    with pytest.raises(ObjectDoesNotExist):
        hand_in_attempt(attempt.pk, answers=whole, by=study.four.binh, now=NOW)
    hand_in_attempt(attempt.pk, answers=whole, by=an, now=NOW)
    with expect_refusal("handed_in_already"):
        hand_in_attempt(attempt.pk, answers=whole, by=an, now=NOW)


def test_a_try_is_seen_by_its_person_and_nobody_else_not_even_who_opened_the_check(study: Study) -> None:
    four, attempt = study.four, take(study.open(), study.four.an, 0, 2)
    seen = {name: list(Attempt.objects.visible_to(getattr(four, name))) for name in ("an", "binh", "cuc", "dung")}
    assert seen == {"an": [attempt], "binh": [], "cuc": [], "dung": []}


def test_no_address_and_no_page_adds_up_one_person_over_checks(study: Study) -> None:
    for _each in range(2):
        take(study.open(), study.four.an, 0, 0)
    for seat in (study.four.an, study.four.binh, study.four.cuc):
        assert "4 / 4" not in text_of(page(enter(seat), "/hoi-nghi/hoc/"))
    ours = [str(each.pattern) for each in _patterns() if str(each.pattern).startswith("hoi-nghi/")]
    assert len(ours) > 20
    assert not [address for address in ours if "seat" in address or "person" in address]
    assert not {"score", "total", "points"} & {field.name for field in Attempt._meta.get_fields()}


def _patterns() -> list[object]:
    return [each for one in get_resolver().url_patterns for each in getattr(one, "url_patterns", [one])]


def test_the_unit_reads_figures_and_of_units_below_only_from_ten_on(study: Study) -> None:
    check = study.open(1)
    for at in range(9):
        take(check, make_seat(make_person(f"Người {at}"), study.four.cell), 1)
    assert (check_figures(check.pk, study.four.cuc).sheets, check_figures(check.pk, study.four.cuc).hidden) == (0, 9)
    take(check, study.four.an, 0)
    figures = check_figures(check.pk, study.four.cuc)
    assert [(each.name, str(each.share)) for each in figures.articles] == [("Điều 1", "từ 90 % trở lên")]
    client = enter(study.four.cuc)
    with few_queries():
        shown = page(client, f"/hoi-nghi/hoc/bai/{check.pk}/so-lieu/")
    assert heading_of(shown) == "Điều 1: từ 90 % trở lên trả lời sai, nên trao đổi lại"
    assert_absent(enter(study.four.binh), f"/hoi-nghi/hoc/bai/{check.pk}/so-lieu/")


def test_a_member_takes_the_check_on_a_page_and_opens_the_article_of_what_was_wrong(study: Study) -> None:
    now = timezone.now()
    plan = study.plan(1, days=400)
    check = open_check(study.drive.pk, plan=plan, by=study.four.cuc, now=NOW)
    StudyCheck.objects.filter(pk=check.pk).update(opens_on=min(now.date(), NOW.date()) - timedelta(days=1))
    client, address = enter(study.four.an), f"/hoi-nghi/hoc/bai/{check.pk}/"
    assert heading_of(page(client, address)) == "Một câu đang chờ đồng chí"
    client.post(f"{address}bat-dau/")
    with few_queries():
        page(client, address)
    attempt = Attempt.objects.get()
    client.post(f"/hoi-nghi/hoc/luot/{attempt.pk}/nop/", {f"answer-{attempt.drawn[0]}": "2"})
    shown = page(client, address)
    assert heading_of(shown) == "Đồng chí trả lời đúng 0 / 1 câu"
    assert "Mở đọc lại: Điều 1" in " ".join(text_of(shown).split())


def test_the_database_itself_keeps_a_try_whole_and_once(study: Study) -> None:
    attempt = take(study.open(), study.four.an, 0, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(right=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(check_up=attempt.check_up, seat=study.four.an, number=1, drawn=[], began_at=NOW)
