"""The folds of this room: whatever the order of entries, and in whatever batches, the same states and counts."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOW
from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED, OPENED, READ, seat_marks
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.entries import Actor, Draft, Entry, SeatMark, entry_of
from thongsuot.ledger.states import State, StateKey, advance, count_changes, counted, marks_of

PATHS = {5: "1/2/3", 6: "1/2/3", 7: "1/4", 8: "1"}
PERSON = {5: 1, 6: 2, 7: 1, 8: 3}  # seats 5 and 7 are one person's


def entry(seq: int, event: str, seats: list[int], item: str = "e1", late: bool = False) -> Entry:
    facts = {"expression": item, "seats": [[seat, PATHS[seat]] for seat in seats]}
    derived = {"late": seats if late else []}
    actor = Actor(seats[0], PERSON[seats[0]], PATHS[seats[0]])
    at = NOW + timedelta(minutes=seq)
    return entry_of(seq, Draft(event, new_key(), actor, at, "cascade.dissemination:1", facts, derived), None)


def test_an_acknowledgement_marks_every_seat_that_it_names() -> None:
    told = entry(1, "cascade.reading.acknowledged", [5, 7], late=True)
    assert list(seat_marks(told)) == [
        SeatMark("cascade.dissemination:1", "e1", READ, seat, PATHS[seat], ACKNOWLEDGED, 2, told.at, late=True)
        for seat in (5, 7)
    ]


def test_opening_and_reading_are_two_steps() -> None:
    steps = {event: next(iter(seat_marks(entry(1, event, [5])))) for event in EVENTS}
    assert [(mark.step, mark.status) for mark in steps.values()] == [
        (OPENED, OPENED),
        (READ, DECLINED),
        (READ, ACKNOWLEDGED),
    ]


def test_what_other_rooms_did_marks_nobody() -> None:
    told = Draft("orgs.seats.changed", new_key(), Actor(5, 1, "1"), NOW, "orgs.organisation:1", {"units": [1]})
    assert list(seat_marks(entry_of(1, told, None))) == []


def test_an_entry_without_the_derived_part_is_on_time() -> None:
    assert [mark.late for mark in seat_marks(entry(1, "cascade.text.opened", [5]))] == [False]


EVENTS = ("cascade.text.opened", "cascade.reading.declined", "cascade.reading.acknowledged")
TOLD = st.tuples(
    st.sampled_from(EVENTS),
    st.lists(st.sampled_from([5, 6, 7, 8]), min_size=1, max_size=2, unique=True),
    st.sampled_from(["e1", "e2"]),
    st.booleans(),
)


def folded(entries: list[Entry]) -> dict[StateKey, State]:
    states: dict[StateKey, State] = {}
    for each in entries:
        states.update(advance(states, [(each.seq, mark) for mark in marks_of([seat_marks], each)]))
    return states


def naive_counts(entries: list[Entry]) -> dict[tuple[object, ...], tuple[int, int]]:
    """Count again without fold or rank: for each seat, item and step what somebody reading the list would say."""
    counts: Counter[tuple[object, ...]] = Counter()
    late: Counter[tuple[object, ...]] = Counter()
    for item in ("e1", "e2"):
        for seat, path in PATHS.items():
            named = [one for one in entries if one.facts["expression"] == item and [seat, path] in one.facts["seats"]]
            for step, events in ((OPENED, EVENTS[:1]), (READ, EVENTS[:0:-1])):
                first = next((one for event in events for one in named if one.event == event), None)
                for unit in path.split("/") if first else ():
                    place = ("cascade.dissemination:1", int(unit), item, step, STATUS[first.event], "")
                    counts[place] += 1
                    late[place] += seat in first.derived["late"]
    return {place: (number, late[place]) for place, number in counts.items()}


STATUS = dict(zip(EVENTS, (OPENED, DECLINED, ACKNOWLEDGED), strict=True))


@pytest.mark.slow
@given(st.lists(TOLD, max_size=12))
def test_counts_equal_a_naive_recount(told: list[tuple[str, list[int], str, bool]]) -> None:
    entries = [entry(seq, *one) for seq, one in enumerate(told, 1)]
    assert count_changes({}, folded(entries)) == counted(folded(entries)) == naive_counts(entries)


@pytest.mark.slow
@given(st.lists(TOLD, max_size=12), st.randoms())
def test_the_order_of_entries_does_not_change_where_anybody_stands(
    told: list[tuple[str, list[int], str, bool]], shuffled: object
) -> None:
    entries = [entry(seq, *one) for seq, one in enumerate(told, 1)]
    mixed = list(entries)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]
    assert standing(folded(mixed)) == standing(folded(entries))


def standing(states: dict[StateKey, State]) -> dict[StateKey, tuple[str, int, str]]:
    return {key: (state.status, state.rank, state.unit) for key, state in states.items()}


@pytest.mark.slow
@given(st.lists(TOLD, max_size=12), st.integers(0, 12))
def test_counting_in_two_batches_equals_counting_at_once(
    told: list[tuple[str, list[int], str, bool]], cut: int
) -> None:
    entries = [entry(seq, *one) for seq, one in enumerate(told, 1)]
    before = folded(entries[:cut])
    after = folded(entries)
    changed = {key: state for key, state in after.items() if before.get(key) != state}
    sums = Counter[tuple[object, ...]]()
    for part in (count_changes({}, before), count_changes(before, changed)):
        for place, (number, _late) in part.items():
            sums[place] += number
    assert +sums == Counter({place: number for place, (number, _late) in count_changes({}, after).items()})
