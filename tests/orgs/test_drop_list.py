"""Dropping a list: at any time until it is in, whether it waits, is shown or is being worked on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.factories import NOW, Four, make_four, make_person
from tests.orgs.lists import AN, workbook_of
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs import keeping, seating, working
from thongsuot.orgs.actions.intakes import carry_out_list, drop_list, hand_in_list
from thongsuot.orgs.models import Intake
from thongsuot.orgs.plan import ImportPlan
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def four() -> Four:
    return make_four()


def hand_in(four: Four) -> Intake:
    return hand_in_list(workbook_of(AN, units=()), language="vi", by=four.cuc, now=NOW)


def drop(intake: Intake, four: Four) -> Intake:
    return drop_list(intake.pk, by=four.cuc, now=NOW)


def test_a_list_that_waits_is_never_read(four: Four) -> None:
    intake = drop(hand_in(four), four)
    assert (intake.state, intake.turn) == ("dropped", None)
    working.read_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "dropped"


@pytest.mark.django_db(transaction=True)
def test_a_list_that_is_shown_leaves_nothing_behind(four: Four) -> None:
    intake = hand_in(four)
    working.read_list(intake.pk, now=NOW)
    drop(intake, four)
    assert not keeping.folder(intake.token).exists()
    assert json.loads(OutboxRow.objects.latest("pk").draft)["event"] == "orgs.intake.dropped"


def test_work_that_is_told_to_stop_undoes_what_it_wrote(four: Four, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = hand_in(four)
    working.read_list(intake.pk, now=NOW)
    carry_out_list(intake.pk, by=four.cuc, now=NOW)
    take_seats = seating.take_seats

    def stop_then_take(plan: ImportPlan) -> None:
        assert Person.objects.filter(username="an-moi").exists()
        assert drop(intake, four).state == "taking"  # somebody is at it, so it ends by itself
        take_seats(plan)

    monkeypatch.setattr(seating, "take_seats", stop_then_take)
    working.take_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "dropped"
    assert not Person.objects.filter(username="an-moi").exists()
    assert not keeping.folder(intake.token).exists()


def test_what_is_in_cannot_be_dropped(four: Four) -> None:
    intake = hand_in(four)
    working.read_list(intake.pk, now=NOW)
    carry_out_list(intake.pk, by=four.cuc, now=NOW)
    working.take_list(intake.pk, now=NOW)
    with pytest.raises(Refusal) as refused:
        drop(intake, four)
    assert refused.value.code == "import_is_over"


def test_only_who_handed_it_in_may(four: Four) -> None:
    intake = hand_in(four)
    with pytest.raises(Intake.DoesNotExist):
        drop_list(intake.pk, by=make_person(is_administrator=True), now=NOW)
