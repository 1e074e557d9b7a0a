"""From what was noted at doors to how long somebody was there, and to what a person must look at. Pure.

Nothing is resolved here: where two entries cannot both be so, both stand and the finding names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thongsuot.conferences.folds import MARKED, PRESENT
from thongsuot.kernel.ids import key_from
from thongsuot.ledger.entries import Entry
from thongsuot.points.passages import HALL_CODE, IN, SPOKEN_CODE

UNMATCHED = "points.passage.unmatched"
CLOCK_OFF = timedelta(minutes=2)
OWN = frozenset({HALL_CODE, SPOKEN_CODE, "own_phone"})  # noted by the delegate's own phone
TWO_POINTS, OUT_FIRST, TWICE, ABSENT_BUT_SEEN = "two_points", "out_first", "twice", "absent_but_seen"
ONE_PHONE, CLOCK, NUMBER_TAKEN, UNKNOWN = "one_phone", "clock", "number_taken", "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Noted:
    """One thing said of one seat in one half day, ordered by when it was noted; `direction` is empty in a roll call."""

    at: datetime
    direction: str
    seq: int
    half_day: str
    seat: int
    status: str
    method: str
    point: int
    device: str
    offset: int
    is_again: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """From when to when a seat was at a point; None for an end that nobody noted."""

    came: datetime | None
    left: datetime | None
    point: int


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a person must look at: its kind, the half day, whom or what it is about, and the entries that say so."""

    kind: str
    half_day: str
    about: str
    entries: tuple[int, ...]

    @property
    def key(self) -> str:
        """Name it so that it is found again however often the list is made; it changes with its entries."""
        return str(key_from("finding", self.kind, self.half_day, self.about, *self.entries))


def noted(entry: Entry) -> Iterator[Noted]:
    """Give what an entry says, a line a seat; nothing for entries of other kinds."""
    if entry.event == MARKED:
        marks: Any = entry.facts["marks"]
        yield from (_line(entry, seat, status) for seat, _unit, status in marks)


def unmatched(entry: Entry) -> Iterator[Noted]:
    """Give the line of an entry whose person could not be told or was not called; its seat is 0."""
    if entry.event == UNMATCHED:
        yield _line(entry, 0, PRESENT)


def _line(entry: Entry, seat: int, status: str) -> Noted:
    facts: Any = {**entry.facts, **entry.derived}
    return Noted(
        at=datetime.fromisoformat(facts["noted_at"]),
        direction=facts.get("direction", ""),
        seq=entry.seq,
        half_day=facts["half_day"],
        seat=seat,
        status=status,
        method=facts["method"],
        point=facts.get("point", 0),
        device=facts.get("device", ""),
        offset=facts.get("offset", 0),
        is_again=bool(facts.get("again")),
    )


def intervals(lines: Iterable[Noted]) -> tuple[Interval, ...]:
    """Fold what doors noted of one seat in one half day into intervals, whatever order it came in.

    A second "in" at the same point opens nothing new; one at another point opens an interval of its own, and so does an
    "out" that nobody saw come in: nothing noted is dropped.
    """
    found: list[Interval] = []
    open_at: dict[int, datetime] = {}
    for line in sorted(each for each in lines if each.direction):
        if line.direction == IN:
            open_at.setdefault(line.point, line.at)
        else:
            found.append(Interval(open_at.pop(line.point, None), line.at, line.point))
    found += [Interval(came, None, point) for point, came in open_at.items()]
    return tuple(sorted(found, key=lambda each: (min(filter(None, (each.came, each.left))), each.point)))


def stayed(spans: Iterable[Interval], ends: datetime) -> timedelta:
    """Add up how long somebody was there, at two places at once only once; open ends run until `ends`."""
    known = sorted((each.came, min(each.left or ends, ends)) for each in spans if each.came is not None)
    total, until = timedelta(), None
    for came, left in known:
        begins = came if until is None else max(came, until)
        total += max(left - begins, timedelta())
        until = left if until is None else max(until, left)
    return total


def findings(entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """List what a person must look at, the same in whatever order the entries came."""
    lines = sorted(line for entry in entries for line in noted(entry))
    by_seat: dict[tuple[str, int], list[Noted]] = defaultdict(list)
    for line in lines:
        by_seat[line.half_day, line.seat].append(line)
    found = [each for (half_day, seat), own in by_seat.items() for each in _of_seat(half_day, seat, own)]
    found += _of_devices(lines)
    found += _unknown(entries)
    return tuple(sorted(found))


def _of_seat(half_day: str, seat: int, own: Sequence[Noted]) -> Iterator[Finding]:
    """Find where what was noted of one seat in one half day cannot all be so."""
    doors = [line for line in own if line.direction]
    if not doors:
        return
    spans = intervals(doors)
    kinds = {
        TWO_POINTS: _overlap(spans),
        OUT_FIRST: any(each.came is None for each in spans),
        TWICE: _repeats(doors),
        ABSENT_BUT_SEEN: any(line.status != PRESENT for line in own),
    }
    named = tuple(sorted(line.seq for line in own))
    yield from (Finding(kind, half_day, f"seat:{seat}", named) for kind, is_so in kinds.items() if is_so)


def _overlap(spans: Sequence[Interval]) -> bool:
    """Tell whether somebody was at two points at the same time."""
    known = [each for each in spans if each.came is not None]
    return any(
        one.point != other.point and (one.left is None or one.left > other.came)
        for place, one in enumerate(known)
        for other in known[place + 1 :]
        if other.came is not None
    )


def _repeats(doors: Sequence[Noted]) -> bool:
    """Tell whether somebody came in twice at one point without having gone out in between."""
    last: dict[int, str] = {}
    for line in doors:
        if last.get(line.point) == line.direction == IN:
            return True
        last[line.point] = line.direction
    return False


def _of_devices(lines: Sequence[Noted]) -> Iterator[Finding]:
    """Flag phones that marked several people by themselves, clocks that were off, and numbers that were used twice."""
    phones: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    off: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        if line.method in OWN and line.device:
            phones[line.half_day, line.device].setdefault(line.seat, line.seq)
        if abs(line.offset) > CLOCK_OFF.total_seconds():
            off[line.half_day, line.device].append(line.seq)
        if line.is_again:
            yield Finding(NUMBER_TAKEN, line.half_day, f"seat:{line.seat}", (line.seq,))
    for (half_day, device), seats in phones.items():
        if len(seats) > 1:
            yield Finding(ONE_PHONE, half_day, f"device:{device}", tuple(sorted(seats.values())))
    for (half_day, device), seqs in off.items():
        yield Finding(CLOCK, half_day, f"device:{device}", tuple(sorted(set(seqs))))


def _unknown(entries: Iterable[Entry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.event == UNMATCHED:
            half_day: Any = entry.facts["half_day"]
            yield Finding(UNKNOWN, half_day, f"person:{entry.facts['person'] or 0}", (entry.seq,))
