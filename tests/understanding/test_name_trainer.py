"""Name the trainer of a check: who may help with errors sees those of the tries begun since, and each look is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, assert_proven, told
from tests.factories import NOW, make_person, make_seat
from tests.understanding.study import Study, make_study
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.checks import begin_attempt, name_trainer
from thongsuot.understanding.models import StudyCheck
from thongsuot.understanding.queries.checks import try_page

pytestmark = pytest.mark.django_db(**BOTH)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def study() -> Study:
    return make_study()


@pytest.fixture
def helper(study: Study) -> Seat:
    """A colleague in the office of the city who keeps nothing."""
    return make_seat(make_person("Người hướng dẫn"), study.four.city)


def test_naming_is_recorded_once_and_only_a_keeper_of_the_unit_names_somebody_of_it(study: Study, helper: Seat) -> None:
    check, cuc = study.open(), study.four.cuc
    named = name_trainer(check.pk, trainer=helper.pk, by=cuc, now=NOW)
    name_trainer(check.pk, trainer=helper.pk, by=cuc, now=LATER)
    assert (named.trainer_id, named.trainer_since) == (helper.pk, NOW)
    assert [entry.facts for entry in told("understanding.trainer.named")] == [{"trainer": helper.pk}]
    for who, whom in ((study.four.an, helper), (study.four.binh, helper), (helper, helper), (cuc, study.four.an)):
        with pytest.raises(ObjectDoesNotExist):
            name_trainer(check.pk, trainer=whom.pk, by=who, now=LATER)
    name_trainer(check.pk, trainer=None, by=cuc, now=LATER)
    assert [entry.facts["trainer"] for entry in told("understanding.trainer.named")] == [helper.pk, None]
    assert_proven()


def test_who_takes_the_check_reads_who_sees_it_before_and_while_answering(study: Study, helper: Seat) -> None:
    check, four = study.open(), study.four
    assert not try_page(check.pk, four.an, NOW).is_trained
    begin_attempt(check.pk, by=four.an, now=NOW)
    name_trainer(check.pk, trainer=helper.pk, by=four.cuc, now=LATER)
    assert (try_page(check.pk, four.an, LATER).is_trained, try_page(check.pk, four.binh, LATER).is_trained) == (
        False,
        True,
    )


def test_the_pages_name_open_and_shut(study: Study, helper: Seat) -> None:
    check = study.open()
    StudyCheck.objects.filter(pk=check.pk).update(opens_on=NOW.date() - timedelta(days=900), closes_on="2999-01-01")
    address, keeper = f"/hoi-nghi/hoc/bai/{check.pk}/", enter(study.four.cuc)
    assert "Không có" in text_of(page(keeper, address))
    assert keeper.post(f"{address}nguoi-huong-dan/", {"trainer": helper.pk}).status_code == 302
    assert "Người hướng dẫn (" in text_of(page(enter(study.four.an), address))
    study.take(check, study.four.an, 2, now=StudyCheck.objects.get().trainer_since)
    client = enter(helper)
    with few_queries():
        shown = page(client, f"{address}huong-dan/")
    assert heading_of(shown) == "Một lượt đã nộp"
    assert "Điều 1" in text_of(shown)
    for who in (study.four.cuc, study.four.an, study.four.dung):
        assert_absent(enter(who), f"{address}huong-dan/")
    keeper.post(f"{address}nguoi-huong-dan/", {"trainer": ""})
    assert StudyCheck.objects.get().trainer is None


def test_the_database_keeps_the_trainer_with_the_moment(study: Study, helper: Seat) -> None:
    check = study.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyCheck.objects.filter(pk=check.pk).update(trainer=helper)


def test_a_draw_goes_by_a_key_of_its_own(study: Study, settings: object) -> None:
    settings.DRAW_KEYS = {1: b"a" * 32}
    check = study.open()
    first = begin_attempt(check.pk, by=study.four.an, now=NOW)
    settings.SECRET_KEY = "another"
    shown = [line.options for line in try_page(check.pk, study.four.an, NOW).lines]
    settings.DRAW_KEYS = {1: b"a" * 32, 2: b"b" * 32}
    assert [line.options for line in try_page(check.pk, study.four.an, NOW).lines] == shown
    assert (first.key_id, begin_attempt(check.pk, by=study.four.binh, now=NOW).key_id) == (1, 2)
