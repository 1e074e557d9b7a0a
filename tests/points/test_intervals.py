"""Intervals and findings: what doors noted folds to the same in whatever order it came, and nothing is dropped."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW
from thongsuot.conferences.folds import MARKED, attendance_marks
from thongsuot.kernel.ids import key_from
from thongsuot.ledger.entries import Actor, Draft, Entry, entry_of
from thongsuot.ledger.states import advance, marks_of
from thongsuot.points.folds import passage_marks
from thongsuot.points.intervals import UNMATCHED, Noted, findings, intervals, noted, stayed

FOLDS = (attendance_marks, passage_marks)
CLERK = Actor(1, 1, "1/2")
HALF_DAY = "half_day:5"


def passage(number: int, seat: int, direction: str, minutes: int, *, point: int = 1, **facts: object) -> Draft:
    """Write one passage of point 1's device as the ledger is told it."""
    at = NOW + timedelta(minutes=minutes)
    told = {
        "half_day": HALF_DAY,
        "method": "scan",
        "point": point,
        "direction": direction,
        "device": f"may-{point}-abcd",
        "number": number,
        "offset": 0,
        "marks": [[seat, "1/2/3", "present"]],
        **facts,
    }
    key = key_from("passage", point, told["device"], number)
    derived = {"noted_at": at.isoformat(timespec="seconds")}
    return Draft(MARKED, key, CLERK, at + timedelta(hours=1), "conferences.conference:9", told, derived)


def kept(drafts: list[Draft]) -> list[Entry]:
    """Keep drafts as the ledger does: each key once, in the order they come."""
    seen: set[UUID] = set()
    entries: list[Entry] = []
    for draft in drafts:
        if draft.key not in seen:
            seen.add(draft.key)
            entries.append(entry_of(len(entries) + 1, draft, None))
    return entries


def lines(*drafts: Draft) -> list[Noted]:
    return [line for entry in kept(list(drafts)) for line in noted(entry)]


def clock(minutes: int) -> object:
    return NOW + timedelta(minutes=minutes)


def test_in_out_and_in_again_are_two_intervals_the_last_of_them_open() -> None:
    first, second = intervals(lines(passage(1, 7, "in", 0), passage(2, 7, "out", 60), passage(3, 7, "in", 75)))
    assert (first.came, first.left, second.came, second.left) == (clock(0), clock(60), clock(75), None)
    assert stayed([first, second], NOW + timedelta(minutes=120)) == timedelta(minutes=105)


def test_two_points_at_once_count_once_in_time_and_are_listed_for_a_person() -> None:
    entries = kept([passage(1, 7, "in", 0), passage(2, 7, "in", 30, point=2)])
    spans = intervals([line for entry in entries for line in noted(entry)])
    assert [span.point for span in spans] == [1, 2]
    assert stayed(spans, NOW + timedelta(minutes=90)) == timedelta(minutes=90)
    assert [each.kind for each in findings(entries)] == ["two_points"]


def test_whoever_changed_points_in_between_is_no_conflict() -> None:
    moved = [passage(1, 7, "in", 0), passage(2, 7, "out", 20), passage(3, 7, "in", 30, point=2)]
    assert findings(kept(moved)) == ()


def test_an_out_before_any_in_stands_and_is_listed() -> None:
    entries = kept([passage(1, 7, "out", 40)])
    (span,) = intervals([line for entry in entries for line in noted(entry)])
    assert (span.came, span.left) == (None, clock(40))
    (finding,) = findings(entries)
    assert (finding.kind, finding.about, finding.entries) == ("out_first", "seat:7", (1,))


def test_a_roll_that_says_absent_against_a_door_is_listed() -> None:
    roll = Draft(
        MARKED,
        key_from("roll"),
        CLERK,
        NOW,
        "conferences.conference:9",
        {"half_day": HALF_DAY, "method": "roll_call", "marks": [[7, "1/2/3", "absent"], [8, "1/2/3", "absent"]]},
        {"noted_at": NOW.isoformat(timespec="seconds")},
    )
    (finding,) = findings(kept([roll, passage(1, 7, "in", 5)]))
    assert (finding.kind, finding.about) == ("absent_but_seen", "seat:7")


def test_one_phone_for_many_a_clock_that_is_off_and_a_number_used_twice_are_flagged_and_count() -> None:
    phone = {"device": "dien-thoai-chung", "method": "hall_code"}
    odd = [
        passage(1, 7, "in", 0, **phone),
        passage(2, 8, "in", 1, **phone),
        passage(3, 9, "in", 2, offset=600),
        passage(4, 10, "in", 2, again=True),
    ]
    assert sorted(each.kind for each in findings(kept(odd))) == ["clock", "number_taken", "one_phone"]


def test_somebody_nobody_could_tell_is_listed() -> None:
    unknown = passage(1, 7, "in", 0)
    facts = {**unknown.facts, "person": None}
    entry = entry_of(1, Draft(UNMATCHED, unknown.key, CLERK, NOW, unknown.subject, facts, unknown.derived), None)
    (finding,) = findings([entry])
    assert finding.kind == "unknown"


WALKS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(("in", "out")), st.integers(0, 240), st.integers(1, 3)),
    min_size=1,
    max_size=14,
)


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Draft], list[Draft]]:
    """Give the same passages twice: once in order, once shuffled with some of them sent again."""
    walks = draw(WALKS)
    sent = [passage(at, seat, way, minutes, point=point) for at, (seat, way, minutes, point) in enumerate(walks)]
    again = draw(st.lists(st.sampled_from(sent), max_size=5))
    return sent, draw(st.permutations([*sent, *again]))


def folded(entries: list[Entry]) -> set[tuple[object, ...]]:
    """Fold entries to the states that boards count, without the place in the ledger that each came to."""
    states = advance({}, [(entry.seq, mark) for entry in entries for mark in marks_of(FOLDS, entry)])
    return {(*key, state.status, state.rank) for key, state in states.items()}


def named(entries: list[Entry]) -> set[tuple[object, ...]]:
    """Give the findings with their entries named as devices name them."""
    by_seq = {entry.seq: (entry.facts["device"], entry.facts["number"]) for entry in entries}
    return {
        (each.kind, each.half_day, each.about, *sorted(map(by_seq.get, each.entries))) for each in findings(entries)
    }


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(arrivals())
def test_any_order_with_doubles_comes_to_the_same_states_intervals_and_findings(
    both: tuple[list[Draft], list[Draft]],
) -> None:
    in_order, as_it_came = (kept(list(drafts)) for drafts in both)
    assert folded(in_order) == folded(as_it_came)
    assert named(in_order) == named(as_it_came)
    for seat in range(1, 5):
        one, other = (
            [line for entry in each for line in noted(entry) if line.seat == seat] for each in (in_order, as_it_came)
        )
        assert intervals(one) == intervals(other)
        ways = [line.direction for line in one]
        assert sum(1 for span in intervals(one) if span.left) == ways.count("out")
