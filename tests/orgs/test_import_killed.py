"""A worker that is killed while it writes leaves nothing half done, and the list can be carried out again."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import pytest

from bench.publish import prepare

pytestmark = pytest.mark.slow


def apart() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def order(folder: str) -> int:
    """Hand a list in, have it read, and order that it be taken in."""
    prepare(folder)
    from tests.factories import NOW
    from tests.orgs.lists import AN, workbook_of
    from thongsuot.orgs import working
    from thongsuot.orgs.actions.intakes import carry_out_list, hand_in_list
    from thongsuot.people.models import Person

    keeper = Person.objects.create(username="quan-tri", full_name="Quản trị", is_administrator=True, joined_at=NOW)
    intake = hand_in_list(workbook_of(AN), language="vi", by=keeper, now=NOW)
    working.read_list(intake.pk, now=NOW)
    carry_out_list(intake.pk, by=keeper, now=NOW)
    return intake.pk


def die_writing(folder: str, intake_id: int) -> None:
    """Begin to take the list in, and be killed when units and people are written and seats are not."""
    prepare(folder)
    from tests.factories import NOW
    from thongsuot.orgs import seating, working
    from thongsuot.people.models import Person

    def die(plan: object) -> None:
        assert Person.objects.filter(username="an-moi").exists()
        os.kill(os.getpid(), signal.SIGKILL)

    seating.take_seats = die
    working.take_list(intake_id, now=NOW)


def look(folder: str, intake_id: int) -> tuple[bool, int, int, int]:
    """Say whether the list is stuck, how many units and people there are, and how many seats after another try."""
    prepare(folder)
    from tests.factories import NOW
    from thongsuot.orgs import working
    from thongsuot.orgs.actions.intakes import carry_out_list
    from thongsuot.orgs.models import Organisation, Seat
    from thongsuot.orgs.queries.intakes import intake_page
    from thongsuot.people.models import Person

    keeper = Person.objects.get(username="quan-tri")
    page = intake_page(intake_id, by=keeper)
    units, people = Organisation.objects.count(), Person.objects.count()
    carry_out_list(intake_id, by=keeper, now=NOW)
    working.take_list(intake_id, now=NOW)
    return page.is_stuck, units, people, Seat.objects.count()


def test_a_worker_killed_while_it_writes_leaves_nothing_half_done(tmp_path: Path) -> None:
    folder = str(tmp_path)
    with apart() as first:
        intake_id = first.submit(order, folder).result()
    with apart() as second, pytest.raises(BrokenProcessPool):
        second.submit(die_writing, folder, intake_id).result()
    with apart() as third:
        assert third.submit(look, folder, intake_id).result() == (True, 0, 1, 1)
