"""Append: kept once, folded at once, answered the same however often it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.made import ACKNOWLEDGED, AN, BINH, CUC, KEY, NOW, draft, reading_fold
from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import client, recounting, store
from thongsuot.ledger.engine import Writer
from thongsuot.ledger.entries import SYSTEM, Draft, Receipt, Rejection, read_entry
from thongsuot.ledger.models import Entry, SeatState, UnitCount
from thongsuot.ledger.tree import Frontier

pytestmark = pytest.mark.django_db(databases="__all__")


def append(**change: Any) -> Receipt:
    asked = {"key": KEY, "by": AN, "at": NOW, "subject": "dissemination:1", "facts": {"expression": "e1"}, **change}
    return ledger.append(asked.pop("event", ACKNOWLEDGED), **asked)


def counts(status: str = "acknowledged") -> dict[int, tuple[int, int]]:
    rows = UnitCount.objects.for_units("dissemination:1", [1, 5, 77]).at_step("e1", "read").filter(status=status)
    return {row.unit: (row.number, row.late) for row in rows if row.number}


def test_what_is_appended_is_kept_with_its_exact_bytes(writer: Writer) -> None:
    receipt = append()
    row = Entry.objects.get()
    entry = read_entry(bytes(row.body))
    assert (receipt.seq, receipt.at, receipt.repeated) == (1, NOW, False)
    assert receipt.leaf == bytes(row.leaf) == entry.leaf
    assert (row.event, row.person, row.unit, row.key, row.at) == (ACKNOWLEDGED, 5, "1/5/77", KEY, NOW)
    assert store.frontier() == Frontier().append(entry.leaf)


def test_the_answer_comes_with_the_state_already_folded(writer: Writer) -> None:
    append(derived={"late": True})
    state = SeatState.objects.of_seat(5).in_scope("dissemination:1").at_step("e1", "read").get()
    assert (state.status, state.late, state.seq, state.at) == ("acknowledged", True, 1, NOW)
    assert counts() == {1: (1, 1), 5: (1, 1), 77: (1, 1)}
    assert list(SeatState.objects.of_seats([4, 5, 6]).values_list("seat", flat=True)) == [5]


def test_the_same_key_and_content_answer_with_the_first_receipt(writer: Writer) -> None:
    first = append(derived={"late": False}, private="vì đi công tác")
    again = append(at=NOW.replace(hour=23), derived={"late": True}, private="vì đi công tác")
    assert again == replace(first, repeated=True)
    assert Entry.objects.count() == 1
    assert counts() == {1: (1, 0), 5: (1, 0), 77: (1, 0)}


@pytest.mark.parametrize(
    "change",
    [{"event": "cascade.reading.declined"}, {"subject": "dissemination:2"}, {"facts": {"expression": "e2"}},
     {"private": "khác"}, {"private": ""}],
)  # fmt: skip
def test_the_same_key_with_other_content_is_refused(writer: Writer, change: dict[str, Any]) -> None:
    append(private="lý do")
    with pytest.raises(Refusal) as refused:
        append(**{"private": "lý do", **change})
    assert (refused.value.code, refused.value.status) == ("key_reused", 409)
    assert Entry.objects.count() == 1


def test_keys_are_unique_for_one_person_and_for_the_product_itself(writer: Writer) -> None:
    receipts = [append(), append(by=BINH), append(by=SYSTEM), append(by=SYSTEM)]
    assert [receipt.seq for receipt in receipts] == [1, 2, 3, 3]


def test_one_batch_answers_each_of_its_own(writer: Writer) -> None:
    broken = draft(event="cascade.reading.broken", key=uuid4())
    answers = writer.commit(
        [draft(), broken, draft(), draft(facts={"expression": "e9"}), draft(by=BINH), draft(private="x")]
    )
    kinds = [answer.code if isinstance(answer, Rejection) else (answer.seq, answer.repeated) for answer in answers]
    assert kinds == [(1, False), "invalid", (1, True), "key_reused", (2, False), "key_reused"]
    assert Entry.objects.count() == 2


def test_a_fold_with_a_mistake_is_a_mistake_of_ours_and_nothing_is_kept(writer: Writer) -> None:
    with pytest.raises(RuntimeError, match="LookupError"):
        append(event="cascade.reading.broken")
    assert append().seq == 1


def test_a_batch_the_database_refuses_goes_one_by_one(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    add = store.add_entries

    def refusing(entries: list[Any]) -> None:
        if any(entry.by == BINH for entry in entries):
            raise DatabaseError("this row is too much for the disk")
        add(entries)

    monkeypatch.setattr(store, "add_entries", refusing)
    answers = writer.commit([draft(), draft(by=BINH), draft(by=CUC)])
    assert [getattr(answer, "seq", answer) for answer in answers] == [1, Rejection("failed", "DatabaseError"), 2]
    with pytest.raises(OutcomeUnknown):
        append(by=BINH)


def test_the_higher_rank_wins_and_the_first_of_equals_stays(writer: Writer) -> None:
    append(event="cascade.reading.declined", key=uuid4())
    assert counts("declined") == {1: (1, 0), 5: (1, 0), 77: (1, 0)}
    append(key=uuid4(), by=replace(AN, unit="1/5"))
    append(key=uuid4(), derived={"late": True})
    append(event="cascade.reading.declined", key=uuid4())
    assert SeatState.objects.get().seq == 2
    assert counts("declined") == {}
    assert counts() == {1: (1, 0), 5: (1, 0)}


def test_an_entry_that_is_too_large_is_refused_before_it_is_sent(writer: Writer) -> None:
    with pytest.raises(ValueError, match="an entry is small"):
        append(facts={"expression": "x" * 600_000})


def test_without_an_installed_writer_the_outcome_is_unknown_and_says_to_send_again() -> None:
    with pytest.raises(OutcomeUnknown, match="hãy bấm gửi lại"):
        client.SocketTransport().append(draft())


ASKED = st.builds(
    lambda key, event, by, item: draft(key=key, event=event, by=by, facts={"expression": item}),
    st.sampled_from([uuid4() for _ in range(6)]),
    st.sampled_from(["cascade.reading.declined", ACKNOWLEDGED]),
    st.sampled_from([AN, BINH, CUC]),
    st.sampled_from(["e1", "e2"]),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.lists(ASKED, max_size=5), max_size=5))
def test_whatever_comes_in_whatever_batches_each_key_is_kept_once(writer: Writer, batches: list[list[Draft]]) -> None:
    Entry.objects.all().delete()
    store.save_frontier(Frontier())
    store.clear_folds()
    first: dict[Any, Any] = {}
    for batch in batches:
        for asked, answer in zip(batch, writer.commit(batch), strict=True):
            known = first.setdefault((asked.key, asked.by), (asked, answer))
            if known[0] == asked:
                assert isinstance(answer, Receipt)
                assert (answer.seq, answer.leaf) == (known[1].seq, known[1].leaf)
            else:
                assert answer == Rejection("key_reused")
    rows = list(store.entry_rows())
    assert [row[0] for row in rows] == list(range(1, len(first) + 1))
    assert store.frontier() == Frontier().extend(row[2] for row in rows)
    assert recounting.compare([reading_fold]) == []
