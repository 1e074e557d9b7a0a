"""The fictional city: the promised sizes, the same every time, in through the same workbook as a real one."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest

from tests.factories import NOW
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import template, workbook
from thongsuot.orgs.actions.importing import import_organisation
from thongsuot.orgs.models import Level, Seat
from thongsuot.orgs.rows import OrganisationRows
from thongsuot.orgs.rules.importing import faults
from thongsuot.orgs.standing import Standing
from thongsuot.site.demo import city

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town() -> OrganisationRows:
    return city.city_rows("town")


def test_the_town_has_the_sizes_it_promises(town: OrganisationRows) -> None:
    assert Counter(unit.level for unit in town.units) == {Level.CITY: 1, Level.WARD: 94, Level.CELL: 2000}
    assert len({row.username for row in town.people}) == 20_000
    assert len({unit.name for unit in town.units if unit.level == Level.WARD}) == 94


def test_the_city_scale_has_75_000_people() -> None:
    assert len({row.username for row in city.city_rows("city").people}) == 75_000


def test_the_same_city_comes_out_every_time(town: OrganisationRows) -> None:
    assert city.city_rows("town").digest == town.digest


def test_no_line_has_a_fault(town: OrganisationRows) -> None:
    assert faults(town, Standing(), day_of(NOW)) == []


def test_the_four_people_of_the_demo_sit_where_the_story_needs_them(town: OrganisationRows) -> None:
    seats = {row.username: row for row in town.people}
    office, head, clerk, member = (seats[name] for name in (city.OFFICE, city.HEAD, city.CLERK, city.MEMBER))
    assert (office.unit_code, office.role) == (city.CITY_CODE, Seat.Role.OFFICE)
    assert (head.role, clerk.role, member.role) == (Seat.Role.HEAD, Seat.Role.CLERK, Seat.Role.MEMBER)
    assert head.unit_code == member.unit_code
    assert head.unit_code.startswith(f"{clerk.unit_code}-")


def test_somebody_has_two_seats_some_posts_are_vacant_and_some_names_are_long(town: OrganisationRows) -> None:
    assert Counter(row.username for row in town.people)[city.TWO_SEATS] == 2
    assert sum(row.valid_to is not None for row in town.people) == 3
    assert max(len(row.full_name) for row in town.people) > 35
    assert max(len(unit.name) for unit in town.units) > 80


def test_a_scale_that_is_not_built_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal, match="chưa có"):
        city.city_rows("national")


@pytest.mark.django_db
def test_the_town_comes_in_through_its_own_workbook(town: OrganisationRows) -> None:
    out = BytesIO()
    template.write_rows(town, out)
    reading = workbook.read(out)
    assert (reading.errors, reading.rows) == ([], town)
    result = import_organisation(reading.rows, by=None, now=NOW)
    assert (result.units_made, result.people_made, result.seats_made) == (2_095, 20_000, 20_001)
    assert Seat.objects.held_on(day_of(NOW)).count() == 19_998
