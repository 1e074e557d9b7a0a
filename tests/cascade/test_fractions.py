"""Fractions: whatever happens to people and units, 0 ≤ done ≤ all at every level, which is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connections, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cascade.told import BOTH, hashes_of
from tests.factories import FOUNDED, NOW, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.counting import count_obliged, recount_obliged
from thongsuot.cascade.actions.reading import acknowledge, open_text
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.cells import Cell
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.cascade.queries.lines import measured
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import recounting
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.actions.units import Handover, NewUnit, end_unit, found_unit, move_unit
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.site.wiring import FOLDS

pytestmark = [pytest.mark.django_db(**BOTH), pytest.mark.slow]

STEPS = (("opened", "opened"), ("read", "acknowledged"))


@dataclass(slots=True)
class Town:
    """A small town in which anything may happen, one thing after another."""

    office: Seat
    drive: Dissemination
    now: datetime = NOW
    made: list[str] = field(default_factory=list)

    def units(self, level: str) -> list[Organisation]:
        return list(Organisation.objects.filter(level=level).order_by("pk"))

    def happen(self, what: str, one: int, other: int) -> None:
        with suppress(Refusal):  # an act that the rules refuse has not happened
            getattr(self, what)(one, other)

    def read(self, one: int, other: int) -> None:
        """Let somebody open one of the texts, and two times of three acknowledge it."""
        seats = list(Seat.objects.order_by("pk"))
        seat = seats[one % len(seats)]
        duties = duties_of(seat, self.now, self.drive.pk)
        if duties:
            text = duties[other % len(duties)].expression.sha256
            open_text(self.drive.pk, expression=text, by=seat, now=self.now)
            if other % 3:
                acknowledge(self.drive.pk, expression=text, by=seat, now=self.now, key=new_key())

    def join(self, one: int, other: int) -> None:
        """Seat a new person in a unit, or one who sits somewhere already."""
        units = [*self.units("ward"), *self.units("cell")]
        seats = list(Seat.objects.order_by("pk"))
        person = seats[other % len(seats)].person if other % 2 else None
        unit = units[one % len(units)]
        if person is None or not Seat.objects.filter(person=person, organisation=unit).exists():
            make_seat(person, unit, valid_from=FOUNDED if other % 3 else self.now.date())
        count_obliged(self.now.date())

    def leave(self, one: int, other: int) -> None:
        """End somebody's seat today, yesterday or, by correction, long ago; or open it again."""
        seats = list(Seat.objects.exclude(pk=self.office.pk).order_by("pk"))
        seat = seats[one % len(seats)]
        days = (0, 1, 300, None)[other % 4]
        last = None if days is None else max(seat.valid_from, self.now.date() - timedelta(days=days))
        Seat.objects.filter(pk=seat.pk).update(valid_to=last)
        count_obliged(self.now.date())

    def move(self, one: int, other: int) -> None:
        """Hang a cell under another ward."""
        cells, wards = self.units("cell"), self.units("ward")
        under = wards[other % len(wards)].pk
        move_unit(cells[one % len(cells)].pk, under=under, on=self.now.date(), by=self.office, now=self.now)

    def found(self, one: int, other: int) -> None:
        """Found a cell, with somebody in it."""
        wards = self.units("ward")
        new = NewUnit(f"M-{len(self.made)}", "Chi bộ mới", "cell", "cell", self.now.date())
        self.made.append(new.code)
        cell = found_unit(wards[one % len(wards)].pk, unit=new, by=self.office, now=self.now)
        make_seat(unit=cell, valid_from=self.now.date())
        count_obliged(self.now.date())

    def dissolve(self, one: int, other: int) -> None:
        """End a cell or a ward; a neighbour takes over."""
        units = self.units("cell" if other % 3 else "ward")
        handover = Handover(units[other % len(units)].pk, people_go=bool(other % 2))
        on = self.now.date() - timedelta(days=1)
        end_unit(units[one % len(units)].pk, on=on, handover=handover, by=self.office, now=self.now)

    def sleep(self, one: int, other: int) -> None:
        """Let a night pass, with its count."""
        self.now += timedelta(days=1 + one % 20)
        count_obliged(self.now.date())


ACTS = ("read", "join", "leave", "move", "found", "dissolve", "sleep")
Act = tuple[str, int, int]
some_acts = st.lists(
    st.tuples(st.sampled_from((*ACTS, "read", "read")), st.integers(0, 30), st.integers(0, 30)), max_size=14
)


@contextmanager
def nothing_stays() -> Iterator[None]:
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


def assert_fractions_hold(town: Town) -> None:
    ledger.drain()
    duties = {duty.organisation_id: duty for duty in UnitDuty.objects.filter(dissemination=town.drive)}
    below: dict[int | None, list[UnitDuty]] = {}
    for duty in duties.values():
        below.setdefault(duty.above_id, []).append(duty)
    counts = UnitCount.objects.filter(scope=town.drive.ref).values_list("unit", "item", "step", "status")
    done = {tuple(place): number for *place, number in counts.annotate(sum=Sum("number"))}
    for text in hashes_of(town.drive):
        for place, (step, status) in enumerate(STEPS):
            for unit, duty in duties.items():
                parts, whole = below.get(unit, []), done.get((unit, text, step, status), 0)
                own_done = whole - sum(done.get((each.organisation_id, text, step, status), 0) for each in parts)
                own = duty.owed(text, place, below=False)
                assert 0 <= whole <= duty.owed(text, place), (step, duty.organisation_id)
                assert duty.owed(text, place) == own + sum(each.owed(text, place) for each in parts)
                assert 0 <= own_done <= own


def assert_pages_agree(town: Town) -> None:
    """Hold that the line of the drive, its coverage and the people's own duties tell the same."""
    page, (line,) = coverage(town.drive.pk, town.office, town.now), measured([town.drive], town.office, town.now.date())
    assert (line.missing, line.overdue) == (page.total.missing, page.total.overdue)
    every = Seat.objects.select_related("organisation")
    owed = [duty for seat in every for duty in duties_of(seat, town.now, town.drive.pk) if not duty.is_done]
    owing = [duty.expression.sha256 for duty in owed]
    late = [duty.expression.sha256 for duty in owed if duty.due_on < town.now.date()]
    assert page.total.missing == max(owing.count(text) for text in hashes_of(town.drive))
    assert page.total.overdue == max(late.count(text) for text in hashes_of(town.drive))
    own = page.own.cells if page.own else [Cell("", "", "", 0, 0, 0, 0)] * len(page.total.cells)
    for place, cell in enumerate(page.total.cells):
        parts = [own[place], *(row.cells[place] for row in page.rows)]
        assert cell.overdue == sum(part.overdue for part in parts)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=some_acts)
@example(acts=[("sleep", 30, 0), ("sleep", 30, 0), ("found", 0, 0), ("sleep", 9, 0)])
@example(acts=[("read", 0, 1), ("move", 0, 1), ("read", 1, 1), ("join", 3, 0)])
@example(acts=[("read", 0, 1), ("read", 1, 0), ("dissolve", 0, 2), ("sleep", 0, 0)])
@example(acts=[("read", 0, 1), ("join", 0, 1), ("leave", 0, 2), ("leave", 0, 3)])
def test_whatever_happens_no_fraction_is_over_one_and_every_level_is_the_sum_of_its_parts(acts: list[Act]) -> None:
    with nothing_stays():
        four = make_four()
        make_seat(unit=four.ward)
        town = Town(four.cuc, make_dissemination(four.cuc, make_expression(), make_expression()))
        for what, one, other in acts:
            town.happen(what, one, other)
            assert_fractions_hold(town)
        assert_pages_agree(town)
        assert (recount_obliged(False), recounting.compare(FOLDS)) == ([], [])
