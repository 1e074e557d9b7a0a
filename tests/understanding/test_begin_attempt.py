"""Begin a try: drawn for one person by our key, the same for whoever looks into it, within days and tries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, make_person, make_seat
from tests.understanding.study import Study, make_study
from thongsuot.understanding.actions.checks import begin_attempt
from thongsuot.understanding.drawing import Part, drawn, order_of

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def study() -> Study:
    return make_study()


def test_an_inspector_draws_the_same_again(study: Study) -> None:
    check, an = study.open(), study.four.an
    attempt = begin_attempt(check.pk, by=an, now=NOW)
    order = order_of(settings.DRAW_KEYS[attempt.key_id], "draw", check.pk, an.pk, 1)
    assert drawn(check.parts, order) == attempt.drawn
    (entry,) = told("understanding.attempt.begun")
    assert entry.facts == {"number": 1, "drawn": attempt.drawn}


def test_each_part_gives_its_number_and_people_get_their_own() -> None:
    parts = (Part("Chương 1", 2, (1, 2, 3, 4)), Part("Chương 2", 1, (5, 6, 7)))
    some = [drawn(parts, order_of(b"key", seat)) for seat in range(20)]
    assert all(len(set(each)) == 3 and len({1, 2, 3, 4} & set(each)) == 2 for each in some)
    assert len({tuple(each) for each in some}) > 10
    assert drawn(parts, order_of(b"other key", 1)) != some[1]


def test_an_open_try_goes_on_and_a_spent_one_is_counted(study: Study) -> None:
    check, an = study.open(tries=1, minutes=10), study.four.an
    first = begin_attempt(check.pk, by=an, now=NOW)
    assert begin_attempt(check.pk, by=an, now=NOW + timedelta(minutes=9)) == first
    with expect_refusal("tries_used"):
        begin_attempt(check.pk, by=an, now=NOW + timedelta(minutes=12))


def test_only_who_is_called_begins_and_only_in_its_days(study: Study) -> None:
    check = study.open()
    with expect_refusal("check_not_open"):
        begin_attempt(check.pk, by=study.four.an, now=NOW + timedelta(days=4))
    study.drive.audience = {}
    study.drive.save()
    with expect_refusal("not_called"):
        begin_attempt(check.pk, by=make_seat(make_person("Người ngoài"), study.four.cell), now=NOW)
