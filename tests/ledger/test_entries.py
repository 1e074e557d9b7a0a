"""An entry has one form in bytes, and reads back as it was written."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.made import KEY, NOW, draft, mark
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Draft, draft_from, entry_of, read_entry, written
from thongsuot.ledger.states import marks_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
FACTS = st.dictionaries(TEXT, JSON, max_size=4)


def test_body_is_compact_sorted_utf8_with_the_number_in_front() -> None:
    entry = entry_of(7, draft(facts={"b": "Đảng", "a": 1}), None)
    assert entry.body.decode() == (
        '{"seq":7,"at":"2026-11-23T08:05:00.123Z","by":{"person":5,"seat":5,"unit":"1/5/77"},"derived":{},"digest":null,'
        '"event":"cascade.reading.acknowledged","facts":{"a":1,"b":"Đảng"},'
        '"key":"00000000-0000-4000-8000-000000000001","subject":"dissemination:1","v":1}'
    )
    assert entry.leaf == hashlib.sha256(b"\0" + entry.body).digest()


@pytest.mark.slow
@given(FACTS, FACTS, st.integers(1, 2**62))
def test_every_entry_reads_back_from_its_bytes(facts: dict[str, object], derived: dict[str, object], seq: int) -> None:
    entry = entry_of(seq, draft(facts=facts, derived=derived), "ab" * 32)
    assert read_entry(entry.body) == entry
    assert json.loads(entry.body)["seq"] == seq


@pytest.mark.slow
@given(FACTS, TEXT)
def test_a_draft_travels_unchanged(facts: dict[str, object], private: str) -> None:
    sent = draft(facts=facts, private=private)
    assert draft_from(json.loads(json.dumps(sent.to_json()))) == sent


def test_moments_are_written_in_utc_with_milliseconds() -> None:
    hanoi = timezone(timedelta(hours=7))
    assert written(datetime(2026, 11, 23, 7, 0, 0, 999_999, hanoi)) == "2026-11-23T00:00:00.999Z"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"seq": 7}', entry_of(7, draft(), None).body + b" ", entry_of(7, draft(), None).body[:-1]],
)
def test_bytes_in_any_other_form_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_entry(body)


@pytest.mark.slow
@given(st.sampled_from(sorted(json.loads(entry_of(7, draft(), None).body))), JSON)
def test_no_change_of_a_field_is_ever_more_than_a_wrong_form(field: str, value: object) -> None:
    said = json.loads(entry_of(7, draft(), None).body)
    changed = json.dumps({**said, field: value}, separators=(",", ":")).encode()
    try:
        assert read_entry(changed).body == changed
    except ValueError:
        assert said[field] != value or changed != entry_of(7, draft(), None).body


@pytest.mark.parametrize(
    "change",
    [
        {"event": "acknowledged"},
        {"event": "cascade.Reading.done"},
        {"subject": ""},
        {"subject": "x" * 121},
        {"by": Actor(1, 1, "/1/2")},
        {"by": Actor(1, 1, "1/0")},
        {"at": datetime(2026, 11, 23)},  # noqa: DTZ001  # naive on purpose
    ],
)
def test_what_cannot_be_kept_is_refused_where_it_is_made(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        draft(**change)


@pytest.mark.parametrize("fact", [float("nan"), object(), "\ud800"])
def test_facts_that_json_cannot_hold_are_refused_before_they_are_sent_and_by_the_writer(fact: object) -> None:
    made = draft(facts={"a": fact})
    with pytest.raises(ValueError, match=r"."):
        ledger.append(made.event, key=made.key, by=made.by, at=made.at, subject=made.subject, facts=made.facts)
    with pytest.raises(ValueError, match=r"."):
        entry_of(1, made, None)


@pytest.mark.parametrize("data", [None, [], {}, {**draft().to_json(), "by": {"seat": "5", "person": 5, "unit": ""}}])
def test_what_is_no_draft_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        draft_from(data)


@pytest.mark.parametrize(
    "change", [{"step": "x" * 41}, {"scope": "x" * 121}, {"unit": "a/b"}, {"seat": 0}, {"item": "x" * 101}]
)
def test_marks_that_no_row_could_hold_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a mark of"):
        marks_of([lambda entry: [mark(**change)]], entry_of(1, draft(), None))


def test_the_product_itself_acts_without_seat() -> None:
    made = Draft("site.clock.struck", UUID(int=1), SYSTEM, NOW, "site", {})
    assert read_entry(entry_of(1, made, None).body).by == SYSTEM
    assert NOW.tzinfo is UTC
    assert UUID("00000000-0000-4000-8000-000000000001") == KEY
