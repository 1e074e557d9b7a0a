"""Read the tries of a check: its named trainer alone, each look kept in the record, and no other check looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_person, make_seat
from tests.understanding.study import Study, make_study
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.checks import name_trainer, read_attempts
from thongsuot.understanding.models import Attempt
from thongsuot.understanding.queries.checks import trainer_page

pytestmark = pytest.mark.django_db(**BOTH)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def study() -> Study:
    return make_study()


@pytest.fixture
def helper(study: Study) -> Seat:
    """A colleague in the office of the city who keeps nothing."""
    return make_seat(make_person("Người hướng dẫn"), study.four.city)


def test_the_trainer_sees_what_was_begun_since_and_nothing_of_before_or_of_another_check(
    study: Study, helper: Seat
) -> None:
    check, other, four = study.open(), study.open(), study.four
    study.take(check, four.an, 2, now=NOW)
    study.take(other, four.an, 2, now=LATER)
    name_trainer(check.pk, trainer=helper.pk, by=four.cuc, now=NOW + timedelta(minutes=1))
    assert list(Attempt.objects.visible_to(helper)) == []
    wrong, right = study.take(check, four.binh, 2, now=LATER), study.take(check, four.an, 0, now=LATER)
    shown = trainer_page(read_attempts(check.pk, by=helper, now=LATER), helper)
    assert [(each.attempt, len(each.wrong)) for each in shown.tries] == [(right, 0), (wrong, 2)]
    for who in (four.cuc, four.binh, four.an):
        with pytest.raises(ObjectDoesNotExist):
            read_attempts(check.pk, by=who, now=LATER)
    assert len(told("understanding.attempts.opened")) == 1
    name_trainer(check.pk, trainer=None, by=four.cuc, now=LATER)
    assert list(Attempt.objects.visible_to(helper)) == []
