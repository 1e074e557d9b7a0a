"""The figures of one conference, as the page, the board and the report all show them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from thongsuot.conferences.folds import ABSENT, ANSWERED, ATTENDED, CHECK, CHECKED, EXCUSED, MARKED, PRESENT
from thongsuot.conferences.models import CheckItem, Conference, HalfDay
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.ledger.entries import parse_entry
from thongsuot.ledger.models import Entry, PrivateText, SeatState
from thongsuot.orgs.models import Seat
from thongsuot.understanding.analysis import Sheet
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.suppression import Answers, answers_of


@dataclass(frozen=True, slots=True)
class Presence:
    """One half day in figures: who was expected, how many came, were excused, or stayed away without a word.

    All three hold the seats themselves.
    """

    half_day: HalfDay
    came: tuple[Seat, ...]
    excused: tuple[Seat, ...]
    missing: tuple[Seat, ...]

    @property
    def called(self) -> tuple[Seat, ...]:
        """Give everybody who was called, whatever became of it."""
        return (*self.came, *self.excused, *self.missing)

    @property
    def present(self) -> int:
        """How many came."""
        return len(self.came)

    @property
    def expected(self) -> int:
        """How many were called."""
        return len(self.called)

    def calls(self, seat: Seat) -> bool:
        """Say whether a seat is among the delegates."""
        return any(seat.pk == each.pk for each in self.called)

    @property
    def is_noted(self) -> bool:
        """Say whether anybody was marked at all."""
        return self.present > 0 or bool(self.excused)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger's folded states say of one conference: half day → seat → status, and seat → right answers."""

    attendance: dict[str, dict[int, str]]
    right: dict[int, int]

    @property
    def results(self) -> Counter[int]:
        """Count the sheets by their number of right answers."""
        return Counter(self.right.values())


def standing(conference: Conference) -> Standing:
    """Read all states of a conference, one query."""
    attendance: dict[str, dict[int, str]] = {}
    right: dict[int, int] = {}
    rows = SeatState.objects.in_scope(conference.ref).values_list("step", "item", "seat", "status", "rank")
    for step, item, seat, status, rank in rows:
        if step == ATTENDED:
            attendance.setdefault(item, {})[seat] = status
        elif step == CHECKED:
            right[seat] = rank
    return Standing(attendance, right)


def result_of(conference: Conference, seat: Seat) -> int | None:
    """Give how many answers of a seat were right, None where it has not answered."""
    sheet = first_sheet(conference.ref, seat.pk)
    return None if sheet is None else int(sheet.rank)


def first_sheet(conference: str, seat: int) -> SeatState | None:
    """Give what the ledger folded of a seat's sheet, None where it has not answered; `conference` is its name there."""
    return SeatState.objects.in_scope(conference).of_seat(seat).at_step(CHECK, CHECKED).first()


def presences(conference: Conference, held: Standing) -> tuple[Presence, ...]:
    """Set every half day in figures; one query for each day and one for the half days."""
    half_days = list(conference.half_days.all())
    lists = {day: list(delegates(conference, day)) for day in {each.on for each in half_days}}
    return tuple(_presence(each, lists[each.on], held.attendance.get(each.item, {})) for each in half_days)


def _presence(half_day: HalfDay, seats: list[Seat], states: dict[int, str]) -> Presence:
    by_status: dict[str, list[Seat]] = {PRESENT: [], EXCUSED: [], ABSENT: []}
    for seat in seats:
        by_status[states.get(seat.pk, ABSENT)].append(seat)
    return Presence(half_day, tuple(by_status[PRESENT]), tuple(by_status[EXCUSED]), tuple(by_status[ABSENT]))


def methods(conference: Conference) -> dict[tuple[str, int], str]:
    """Give by which method each seat's last mark of a half day was noted, from the entries themselves."""
    found: dict[tuple[str, int], str] = {}
    rows = Entry.objects.filter(subject=conference.ref, event=MARKED).order_by("seq").values_list("body", flat=True)
    for body in rows:
        facts: Any = parse_entry(bytes(body)).facts
        for seat, _unit, _status in facts["marks"]:
            found[facts["half_day"], seat] = facts["method"]
    return found


def answers_at(conference: Conference) -> tuple[tuple[QuestionVersion, ...], Answers]:
    """Give the questions of a conference's check and what their answers say; nobody's name is looked at."""
    items = CheckItem.objects.filter(check_up__conference=conference).select_related("question")
    questions = tuple(item.question for item in items)
    sheets = sheets_of_conferences([conference.ref]) if questions else {}
    return questions, answers_of(questions, sheets.values())


def sheets_of_conferences(refs: Sequence[str]) -> dict[str, list[Sheet | None]]:
    """Read the sheets of conferences (by their names in the ledger) in the order they came; None where erased."""
    text = Subquery(PrivateText.objects.filter(seq=OuterRef("seq")).values("text")[:1])
    entries = Entry.objects.filter(subject__in=refs, event=ANSWERED).order_by("seq")
    found: dict[str, list[Sheet | None]] = {ref: [] for ref in refs}
    for subject, kept in entries.annotate(kept=text).values_list("subject", "kept"):
        found[subject].append(None if kept is None else _sheet(kept))
    return found


def own_sheet(conference: Conference, seat: int) -> Sheet:
    """Give what one seat answered, nothing where it has not or where that was erased."""
    own = Entry.objects.filter(subject=conference.ref, event=ANSWERED, seat=seat).values("seq")
    text = PrivateText.objects.filter(seq__in=own).values_list("text", flat=True).first()
    return _sheet(text) if text else {}


def _sheet(text: str) -> Sheet:
    return {int(question): given for question, given in json.loads(text).items()}
