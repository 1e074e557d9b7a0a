"""Publish: every unit below gets its duty at once, one row a unit, with the day of its level."""

from __future__ import annotations

import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, connections

from tests.cascade.told import BOTH, assert_proven, expect_refusal, owed, told
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_post, make_seat, make_unit
from thongsuot.cascade.actions.drafting import publish_dissemination
from thongsuot.cascade.audience import AudienceRule, everybody, suggested_deadlines
from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs.models import Organisation, Post, Seat

EVENT = "cascade.dissemination.published"
pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


def publish(draft: Dissemination, by: Seat) -> Dissemination:
    return publish_dissemination(draft.pk, by=by, now=NOW)


def due(drive: Dissemination) -> dict[str, date]:
    return dict(UnitDuty.objects.filter(dissemination=drive).values_list("organisation__name", "due_on"))


def test_publishing_gives_each_unit_one_duty_with_the_day_of_its_level(four: Four) -> None:
    drive = publish(make_dissemination(four.cuc, published=False), four.cuc)
    days = suggested_deadlines(NOW.date())
    assert due(drive) == {
        four.city.name: days["city"],
        four.ward.name: days["ward"],
        four.other_ward.name: days["ward"],
        four.cell.name: days["cell"],
    }
    assert owed(drive) == {
        four.city.name: (1, 4),
        four.ward.name: (0, 2),
        four.other_ward.name: (1, 1),
        four.cell.name: (2, 2),
    }
    drive.refresh_from_db()
    assert (drive.published_at, drive.published_by, drive.counted_on) == (NOW, four.cuc.pk, NOW.date())


def test_publishing_is_recorded_and_the_ledger_verifies(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject, entry.at) == (four.cuc.actor(), drive.ref, NOW)
    texts = [text.expression.sha256 for text in drive.texts.all()]
    assert entry.facts == {"texts": texts, "audience": drive.audience, "deadlines": drive.deadlines, "units": 4}
    assert_proven()


def test_a_drive_of_a_ward_stays_in_the_ward(four: Four) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    drive = make_dissemination(office)
    assert owed(drive) == {four.ward.name: (1, 3), four.cell.name: (2, 2)}
    assert (duties_of(four.dung, NOW), duties_of(four.cuc, NOW), len(duties_of(four.an, NOW))) == ([], [], 1)


def test_units_above_the_reached_ones_answer_for_them_by_the_first_day_below(four: Four) -> None:
    rule = AudienceRule({"cell": frozenset({"leader"})})
    past = NOW.date() - timedelta(days=1)
    days = {**suggested_deadlines(NOW.date()), "city": past, "ward": past}  # days of levels that nobody is asked at
    drive = make_dissemination(four.cuc, rule=rule, deadlines=days)
    assert set(due(drive).values()) == {days["cell"]}
    assert owed(drive) == {four.city.name: (0, 1), four.ward.name: (0, 1), four.cell.name: (1, 1)}


def test_a_reached_unit_without_anybody_has_its_duty_all_the_same(four: Four) -> None:
    empty = make_unit("Chi bộ mới lập", parent=four.ward)
    assert owed(make_dissemination(four.cuc))[empty.name] == (0, 0)


def test_seats_and_units_of_other_days_are_not_counted(four: Four) -> None:
    yesterday, tomorrow = NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=1)
    make_seat(unit=four.cell, valid_to=yesterday)
    make_seat(unit=four.cell, valid_from=tomorrow)
    ended = make_unit("Chi bộ đã giải thể", parent=four.ward, valid_to=yesterday)
    planned = make_unit("Chi bộ sắp lập", parent=four.ward, valid_from=tomorrow)
    make_seat(unit=ended)
    make_seat(unit=planned)
    drive = make_dissemination(four.cuc)
    assert owed(drive)[four.ward.name] == (0, 2)
    assert not {ended.name, planned.name} & set(owed(drive))


def test_it_is_published_once(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    with expect_refusal("already_published"):
        publish(drive, four.cuc)
    assert (drive.duties.count(), len(told(EVENT))) == (4, 1)


def refused_plans() -> list[Any]:
    today, days = NOW.date(), suggested_deadlines(NOW.date())
    nobody = AudienceRule({"ward": frozenset({"leader"})})
    return [
        ("no_texts", {"expressions": ()}, "ít nhất một văn bản"),
        ("no_audience", {"audience": AudienceRule()}, "ai phải học"),
        ("nobody_reached", {"audience": nobody}, "chưa chạm tới ai"),
        ("deadline_missing", {"deadlines": {"city": days["city"], "ward": days["ward"]}}, "chưa có hạn"),
        ("deadline_past", {"deadlines": {**days, "city": today - timedelta(days=1)}}, "hạn đã qua"),
        ("deadline_order", {"deadlines": {**days, "cell": days["ward"] - timedelta(days=1)}}, "sớm hơn cấp trên"),
    ]


@pytest.mark.parametrize(("code", "change", "words"), refused_plans())
def test_each_thing_that_is_missing_is_refused_with_its_own_sentence(
    four: Four, code: str, change: dict[str, Any], words: str
) -> None:
    draft = make_dissemination(four.cuc, published=False, **change)
    with expect_refusal(code) as refused:
        publish(draft, four.cuc)
    assert words in refused.value.message
    draft.refresh_from_db()
    assert (draft.published_at, draft.duties.count(), told(EVENT)) == (None, 0, [])


def test_the_same_day_for_every_level_is_in_order(four: Four) -> None:
    drive = make_dissemination(four.cuc, deadlines=dict.fromkeys(suggested_deadlines(NOW.date()), NOW.date()))
    assert set(due(drive).values()) == {NOW.date()}


def test_days_of_levels_that_are_not_reached_are_not_asked_for(four: Four) -> None:
    rule = AudienceRule({"city": frozenset({"staff"})})
    drive = make_dissemination(four.cuc, rule=rule, deadlines={"city": NOW.date()})
    assert owed(drive) == {four.city.name: (1, 1)}


def test_only_the_office_that_drafted_publishes(four: Four) -> None:
    draft = make_dissemination(four.cuc, published=False)
    for seat in (four.an, four.binh):
        with expect_refusal("office_only"):
            publish(draft, seat)
    with pytest.raises(ObjectDoesNotExist):
        publish(draft, make_seat(unit=four.ward, role=Seat.Role.OFFICE))
    assert draft.duties.count() == 0


@pytest.mark.slow
def test_ninety_four_wards_take_as_many_questions_to_the_database_as_two(
    four: Four, django_assert_max_num_queries: Any
) -> None:
    grow(four.city, wards=92, cells=3)
    draft = make_dissemination(four.cuc, published=False)
    cuc = Seat.objects.select_related("organisation", "post").get(pk=four.cuc.pk)
    with django_assert_max_num_queries(20):  # five of them insert: SQLite takes so many values at once
        drive = publish(draft, cuc)
    assert drive.duties.at_level("ward").count() == 94
    assert drive.duties.get(organisation=four.city).obliged_below == 4 + 92 * 3


def grow(city: Organisation, *, wards: int, cells: int) -> None:
    post = make_post("Bí thư chi bộ", kind=Post.Kind.LEADER)
    for _ward in range(wards):
        ward = make_unit(parent=city)
        for _cell in range(cells):
            make_seat(unit=make_unit(parent=ward), post=post)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, **BOTH)
def test_of_two_who_publish_at_the_same_moment_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    four = make_four()
    draft = make_dissemination(four.cuc, published=False)
    on_disk(tmp_path / "two.sqlite3", monkeypatch)
    line = threading.Barrier(2)
    answers: list[str] = []

    def office() -> None:
        try:
            line.wait(timeout=20)
            publish(draft, Seat.objects.get(pk=four.cuc.pk))
            answers.append("published")
        except Refusal as refusal:
            answers.append(refusal.code)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=office) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = threading.Thread(target=lambda: answers.extend(_counts()))
    counted.start()
    counted.join()
    assert sorted(answers) == ["4 duties", "already_published", "one entry", "published"]


def _counts() -> list[str]:
    """Count in a thread of its own, which opens the database that the two offices wrote to."""
    try:
        entries = OutboxRow.objects.filter(draft__contains=".published").count()
        return [f"{UnitDuty.objects.count()} duties", "one entry" if entries == 1 else f"{entries} entries"]
    finally:
        connections["default"].close()


def on_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy SQLite's test database from memory into a file that the threads begun after this will open."""
    if connection.vendor != "sqlite":
        return
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(path))


def test_a_text_may_be_studied_in_two_drives(four: Four) -> None:
    text = make_expression()
    first, second = (make_dissemination(four.cuc, text, rule=everybody()) for _ in range(2))
    assert [duty.dissemination for duty in duties_of(four.an, NOW)] == [first, second]
