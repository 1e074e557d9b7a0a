"""Prepared questions: Django writes their SQL once, and they answer as the QuerySet itself does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet

from tests.cascade.told import BOTH
from tests.factories import Four, make_dissemination, make_four
from thongsuot.cascade.models import UnitDuty
from thongsuot.cascade.queries.prepared import MOST, Prepared
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


class Asked:
    """A question that tells how often Django had to write it."""

    def __init__(self) -> None:
        self.written = 0

    def __call__(self, units: tuple[int, ...], drive: int) -> QuerySet[UnitDuty]:
        self.written += 1
        found = UnitDuty.objects.filter(organisation_id__in=units, dissemination__published_at__isnull=False)
        return found.filter(dissemination_id=drive).select_related("dissemination").order_by("pk")


def units_of(drive_id: int) -> tuple[int, ...]:
    rows = UnitDuty.objects.filter(dissemination_id=drive_id).order_by("pk")
    return tuple(rows.values_list("organisation_id", flat=True))


def test_a_question_is_written_once_a_shape_and_each_time_answers_for_its_own_values(
    four: Four, django_assert_num_queries: Any
) -> None:
    first, second = make_dissemination(four.cuc), make_dissemination(four.cuc)
    asked = Asked()
    ask = Prepared(UnitDuty, asked)
    one, other = units_of(first.pk)[:2]
    for drive in (first, second):
        for unit in (one, other):
            with django_assert_num_queries(1):
                (row,) = ask((unit,), drive.pk)
                told = (row.organisation_id, row.dissemination.pk, row.dissemination.title, row.dissemination.audience)
            assert told == (unit, drive.pk, drive.title, drive.audience)
    assert asked.written == 1
    assert [row.organisation_id for row in ask((one, other), first.pk)] == [one, other]
    assert asked.written == 2


def test_rows_are_those_of_the_queryset_in_its_order_and_field_by_field(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    units = units_of(drive.pk)
    plain, prepared = list(Asked()(units, drive.pk)), Prepared(UnitDuty, Asked())(units, drive.pk)
    names = [each.attname for each in UnitDuty._meta.concrete_fields]
    assert [[getattr(row, name) for name in names] for row in prepared] == [
        [getattr(row, name) for name in names] for row in plain
    ]
    assert [row.pk for row in prepared] and not any(row._state.adding for row in prepared)


def test_tuples_of_values_come_as_values_list_gives_them(four: Four) -> None:
    def ask(person: int) -> QuerySet[Seat, tuple[Any, ...]]:
        return Seat.objects.filter(person_id=person).values_list("pk", "post__kind", "valid_from")

    prepared = Prepared(Seat, ask)
    for seat in (four.an, four.binh, four.an):
        assert prepared(seat.person_id) == list(ask(seat.person_id))


def test_what_no_row_can_have_finds_nothing_and_long_lists_are_asked_whole(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    units, asked = units_of(drive.pk), Asked()
    ask = Prepared(UnitDuty, asked)
    assert ask((), drive.pk) == []
    assert ask(units, 2**70) == []
    assert ask(units, -1) == []
    many = (*units, *range(10**9, 10**9 + MOST))
    assert [row.organisation_id for row in ask(many, drive.pk)] == list(units)
