"""Carrying a list out: exactly what was shown, whole or not at all, also when the worker dies in between."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.factories import NOW, Four, make_four, make_person
from tests.orgs.lists import AN, workbook_of
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs import keeping, staging, working
from thongsuot.orgs.actions.intakes import carry_out_list, hand_in_list
from thongsuot.orgs.actions.units import NewUnit, found_unit
from thongsuot.orgs.models import Intake, Organisation, Seat
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def four() -> Four:
    return make_four()


def shown(four: Four) -> Intake:
    """Hand a list in and let it be read."""
    intake = hand_in_list(workbook_of(AN, units=()), language="vi", by=four.cuc, now=NOW)
    working.read_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert intake.state == "shown"
    return intake


def order(intake: Intake, four: Four) -> Intake:
    return carry_out_list(intake.pk, by=four.cuc, now=NOW)


def events() -> list[str]:
    return [json.loads(row.draft)["event"] for row in OutboxRow.objects.order_by("pk")]


def test_what_was_shown_is_done_and_the_list_is_gone(four: Four) -> None:
    intake = order(shown(four), four)
    working.take_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.turn, intake.is_over) == ("done", None, True)
    assert intake.answer.startswith("Đã thêm 0 đơn vị, 1 người, 1 vị trí")
    assert not keeping.folder(intake.token).exists()
    assert Seat.objects.filter(person__username="an-moi").exists()
    assert events()[-3:] == ["orgs.intake.ordered", "orgs.organisation.imported", "orgs.seats.changed"]


def test_a_tree_that_changed_since_it_was_shown_is_not_written_over(four: Four) -> None:
    intake = order(shown(four), four)
    Organisation.objects.filter(pk=four.ward.pk).update(name="Phường Khác")
    working.take_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "done"  # nothing that this list speaks of


def test_a_person_who_came_in_meanwhile_makes_the_list_be_shown_again(four: Four) -> None:
    intake = order(shown(four), four)
    make_person("Trần Văn An", username="an-moi")
    working.take_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.answer[:20]) == ("refused", "Tổ chức đã thay đổi ")
    assert not Seat.objects.filter(person__username="an-moi").exists()
    working.read_list(order(intake, four).pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).counts == {"seated": 1}


def test_who_is_faster_between_planning_and_writing_is_noticed(four: Four, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = order(shown(four), four)
    fill = staging.fill

    def fill_late(table: str, rows: object) -> None:
        fill(table, rows)  # type: ignore[arg-type]
        if table == "staged_seat":
            unit = NewUnit("AH-09", "Phường Mới", "ward", "ward", NOW.date())
            found_unit(four.city.pk, unit=unit, by=four.cuc, now=NOW)

    monkeypatch.setattr(staging, "fill", fill_late)
    working.take_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "refused"
    assert not Person.objects.filter(username="an-moi").exists()


def test_a_failure_at_the_last_step_leaves_everything_as_it_was(four: Four, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = order(shown(four), four)
    monkeypatch.setattr(working, "imported", lambda result: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        working.take_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.answer[:19]) == ("refused", "Máy chủ gặp lỗi nên")
    assert not Person.objects.filter(username="an-moi").exists()
    assert "orgs.organisation.imported" not in events()


def test_a_list_whose_worker_died_can_be_carried_out_again(four: Four) -> None:
    intake = order(shown(four), four)
    Intake.objects.filter(pk=intake.pk).update(is_begun=True)
    working.take_list(order(intake, four).pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "done"


def test_a_list_is_carried_out_once(four: Four) -> None:
    intake = order(shown(four), four)
    with pytest.raises(Refusal) as refused:
        order(intake, four)
    assert refused.value.code == "import_not_ready"
    working.take_list(intake.pk, now=NOW)
    with pytest.raises(Refusal):
        order(intake, four)


def test_a_list_that_is_kept_no_longer_cannot_be_carried_out(four: Four) -> None:
    intake = shown(four)
    working.clear(NOW + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        order(intake, four)
    assert refused.value.code == "import_not_ready"


def test_who_lost_the_office_meanwhile_changes_nothing(four: Four) -> None:
    intake = order(shown(four), four)
    Seat.objects.filter(pk=four.cuc.pk).update(role="member")
    working.take_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).state == "refused"
    assert not Person.objects.filter(username="an-moi").exists()


def test_only_who_handed_it_in_may(four: Four) -> None:
    intake = shown(four)
    with pytest.raises(Intake.DoesNotExist):
        carry_out_list(intake.pk, by=make_person(is_administrator=True), now=NOW)


def test_whoever_only_changed_the_day_sees_another_plan(four: Four) -> None:
    first = shown(four).digest
    content = workbook_of(replace(AN, valid_from=NOW.date()), units=())
    intake = hand_in_list(content, language="vi", by=four.cuc, now=NOW)
    working.read_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).digest != first
