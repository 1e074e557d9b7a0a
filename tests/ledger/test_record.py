"""Record: one row beside the change it tells of, moved into the ledger once, whatever dies in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.made import ACKNOWLEDGED, AN, BINH, NOW, reading_fold
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import outbox, reactions, recounting, store
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import Draft, read_entry
from thongsuot.ledger.models import Entry, OutboxRow, PrivateText, SeatState

pytestmark = pytest.mark.django_db(databases="__all__")


class Crash(Exception):
    """The process died here."""


@pytest.fixture
def table() -> Iterator[None]:
    """Put back the product's own reactions after a test that installs others."""
    from thongsuot.site.wiring import REACTIONS

    yield
    reactions.install(REACTIONS)


def record(event: str = ACKNOWLEDGED, item: str = "e1", private: str = "") -> object:
    return ledger.record(event, subject="dissemination:1", by=AN, at=NOW, facts={"expression": item}, private=private)


def test_a_recorded_act_waits_in_the_outbox_and_enters_under_its_key(writer: Writer) -> None:
    key = record(private="bí danh")
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (0, 1)
    ledger.drain()
    assert (Entry.objects.get().key, OutboxRow.objects.count()) == (key, 0)
    assert (SeatState.objects.get().seat, PrivateText.objects.get().text) == (5, "bí danh")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_recording_outside_of_a_transaction_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record()


def test_reactions_run_at_once_in_the_order_of_the_table(writer: Writer, table: None) -> None:
    seen: list[tuple[str, str]] = []

    def first(said: Draft) -> None:
        seen.append(("first", said.event))
        record("cascade.reading.declined")

    reactions.install({ACKNOWLEDGED: (first, lambda said: seen.append(("second", said.subject)))})
    record()
    assert seen == [("first", ACKNOWLEDGED), ("second", "dissemination:1")]
    assert OutboxRow.objects.count() == 2


def test_a_reaction_that_refuses_takes_the_whole_change_back(writer: Writer, table: None) -> None:
    def refusing(said: Draft) -> None:
        raise Crash(said.event)

    reactions.install({ACKNOWLEDGED: (refusing,)})
    with pytest.raises(Crash):
        record()


def test_a_crash_between_ledger_and_outbox_replays_harmlessly(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(ids: list[int]) -> None:
        raise Crash

    record()
    with monkeypatch.context() as dying:
        dying.setattr(outbox, "discard", crash)
        with pytest.raises(Crash):
            ledger.drain()
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (1, 1)
    ledger.drain()
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (1, 0)


def test_rows_that_cannot_enter_stay_are_named_and_stop_no_other(writer: Writer) -> None:
    record("cascade.reading.broken")
    OutboxRow.objects.create(key=uuid4(), draft='{"event": "half a draft"}')
    record()
    with pytest.raises(RuntimeError, match="2 outbox rows"):
        ledger.drain()
    assert (Entry.objects.count(), OutboxRow.objects.count()) == (1, 2)


def test_a_long_outbox_goes_page_by_page(writer: Writer) -> None:
    for number in range(7):
        record(item=f"e{number}")
    assert list(writer.drain(page=3)) == [0, 0, 0]
    assert [row[0] for row in store.entry_rows()] == list(range(1, 8))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.sampled_from(["cascade.reading.declined", ACKNOWLEDGED])),
        st.tuples(st.just("append"), st.sampled_from(["cascade.reading.declined", ACKNOWLEDGED])),
        st.tuples(st.just("drain"), st.sampled_from(["", "before", "between"])),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(STEPS)
def test_whatever_order_and_wherever_it_crashes_every_act_is_kept_once(
    writer: Writer, steps: list[tuple[str, str]]
) -> None:
    start = Entry.objects.count()
    keys = {row.key for row in OutboxRow.objects.all()}
    for kind, what in steps:
        if kind == "record":
            keys.add(record(what))
        elif kind == "append":
            key = uuid4()
            keys.add(key)
            ledger.append(what, key=key, by=BINH, at=NOW, subject="dissemination:1", facts={"expression": "e1"})
        else:
            crash_while_draining(writer, what)
    ledger.drain()
    kept = [read_entry(body).key for seq, body, _leaf, _columns in store.entry_rows() if seq > start]
    assert sorted(kept) == sorted(keys)
    assert OutboxRow.objects.count() == 0
    assert recounting.compare([reading_fold]) == []


def crash_while_draining(writer: Writer, where: str) -> None:
    def crash(*_: object) -> None:
        raise Crash

    with pytest.MonkeyPatch.context() as dying:
        if where == "before":
            dying.setattr(store, "save_frontier", crash)
        if where == "between":
            dying.setattr(outbox, "discard", crash)
        try:
            list(writer.drain())
        except Crash:
            return


def test_the_order_between_outbox_and_hot_entries_does_not_matter_to_the_state(writer: Writer) -> None:
    record()
    ledger.append(
        "cascade.reading.declined", key=uuid4(), by=AN, at=NOW, subject="dissemination:1", facts={"expression": "e1"}
    )
    ledger.drain()
    assert SeatState.objects.get().status == "acknowledged"
    assert json.loads(bytes(Entry.objects.get(seq=2).body))["event"] == ACKNOWLEDGED


def test_a_draft_that_is_too_large_is_refused_before_it_waits(writer: Writer) -> None:
    with pytest.raises(ValueError, match="an entry is small"):
        record(private="x" * 600_000)
    assert OutboxRow.objects.count() == 0
