"""What one delegate's own page carries and shows: a pass, and the three steps of a morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from thongsuot.cascade.duties import Duty
from thongsuot.cascade.folds import ACKNOWLEDGED, READ
from thongsuot.cascade.models import StudyText
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.conferences import passes
from thongsuot.conferences.agenda import OnNow
from thongsuot.conferences.folds import ATTENDED, CHECKED, PRESENT
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.agenda import now_at
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.conferences.queries.materials import Handed, handed_out
from thongsuot.conferences.queries.pages import Sheet, sheets_of
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.corpus.models import Work
from thongsuot.kernel.clock import HO_CHI_MINH, day_of, end_of, hour_of
from thongsuot.kernel.ids import key_from, new_key
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Seat
from thongsuot.people import codes
from thongsuot.people.models import EntryCode

AWAY = "away"
BEGINS = {HalfDay.Half.MORNING: 0, HalfDay.Half.AFTERNOON: 12, HalfDay.Half.EVENING: 17}  # o'clock


def pass_of_code(text: str, now: datetime) -> str:
    """Sign the pass of whoever holds this entry code. Raises ObjectDoesNotExist where nothing calls them today.

    Nothing is written: whoever looks at the page has not entered the house.
    """
    named = codes.read(text, settings.ENTRY_KEYS)
    if named is None:
        raise ObjectDoesNotExist
    valid = EntryCode.objects.valid_at(now).filter(pk=named.code_id, key_id=named.key_id)
    code = valid.get(person__is_active=True, person__is_administrator=False)
    held = Seat.objects.filter(person=code.person_id).in_reach_of(code.unit_id).held_on(day_of(now))
    for seat in held.select_related("organisation", "post", "person").order_by("pk"):
        if conference := todays_conference(seat, now):
            return _signed(conference, seat, now, code)
    raise ObjectDoesNotExist


def todays_conference(seat: Seat, now: datetime) -> Conference | None:
    """Find the conference that meets today and calls this seat, its unit's own or joined; the newest plan first."""
    today = day_of(now)
    own = Conference.objects.calling(seat.organisation_id).filter(half_days__on=today, reported_at=None)
    for conference in own.select_related("dissemination").order_by("-planned_at"):
        if delegates(conference, today).filter(pk=seat.pk).exists():
            return conference
    return None


def pass_of_seat(seat: Seat, now: datetime, code: EntryCode | None) -> str:
    """Sign the pass for today's conference of a seat. Raises ObjectDoesNotExist where there is none."""
    conference = todays_conference(seat, now)
    if conference is None:
        raise ObjectDoesNotExist
    return _signed(conference, seat, now, code)


def _signed(conference: Conference, seat: Seat, now: datetime, code: EntryCode | None) -> str:
    duties = [duty for duty in duties_of(seat, now, conference.dissemination_id) if duty.seat.pk == seat.pk]
    held = Pass(
        conference=conference.pk,
        seat=seat.pk,
        person=seat.person_id,
        unit=seat.organisation.path,
        code=code.pk if code else None,
        until=int(end_of(day_of(now)).timestamp()),
        owes=_owed(duties),
        again=max((duty.state.again for duty in duties), default=0),
    )
    return passes.write(held, settings.PASS_KEYS)


def _owed(duties: Sequence[Duty]) -> tuple[tuple[int, str, int, str, bool], ...]:
    counted = duties[0].counts_for if duties else ()
    return tuple((one.seat, one.unit, one.due_on.toordinal(), one.level, one.is_later) for one in counted)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands under a step once it is done, empty before; `pattern` is the same with {names} for the script."""

    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class DelegatePage:
    """The three steps of one delegate: what was done and when, and what each form sends.

    Keys are made from the pass, so that the page opened twice sends the same.
    """

    held: str
    conference: Conference
    seat: Seat
    half_day: HalfDay | None
    half_day_name: str
    works: tuple[Work, ...]
    sheets: tuple[Sheet, ...]
    present: Said
    read: Said
    answered: Said
    check_in_key: UUID
    read_key: UUID
    answer_key: UUID
    on: OnNow
    handed: tuple[Handed, ...]

    @property
    def left(self) -> int:
        """How many steps can still be done."""
        steps = ((self.half_day, self.present), (self.works, self.read), (self.sheets, self.answered))
        return sum(1 for asked, said in steps if asked and not said.words)


def seat_of_pass(held: Pass) -> Seat:
    """Find the seat that a pass speaks for. Raises DoesNotExist when it is gone."""
    return Seat.objects.select_related("person", "post", "organisation").get(pk=held.seat)


def delegate_page(text: str, held: Pass, now: datetime) -> DelegatePage:
    """Show the page of a pass that is valid. Raises ObjectDoesNotExist when conference or seat are gone."""
    conference = Conference.objects.select_related("organisation", "dissemination").get(pk=held.conference)
    seat = seat_of_pass(held)
    half_day, sheets = _current(conference, now), sheets_of(conference, seat)
    steps = _steps(conference, seat, half_day)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    present, read, answered = (steps.get(step) for step in (ATTENDED, READ, CHECKED))
    result = {"right": answered.rank if answered else None, "of": len(sheets)}
    half = half_day.pk if half_day else 0
    return DelegatePage(
        held=text,
        conference=conference,
        seat=seat,
        half_day=half_day,
        half_day_name=half_day_name(half_day) if half_day else "",
        works=tuple(each.work for each in texts),
        sheets=sheets,
        present=_said(_("Đã ghi có mặt lúc %(at)s"), present),
        read=_said(_("Đã xác nhận lúc %(at)s"), read),
        answered=_said(_("Đúng %(right)s / %(of)s câu, nộp lúc %(at)s"), answered, **result),
        check_in_key=key_from("check-in", conference.pk, seat.pk, half, _last_word(steps)),
        read_key=key_from("read", conference.pk, seat.pk, held.again),
        answer_key=new_key(),
        on=now_at(conference, now),
        handed=handed_out(conference, now),
    )


def _said(sentence: str, state: SeatState | None, **values: object) -> Said:
    pattern = sentence % {"at": "{at}", **{name: f"{{{name}}}" for name in values}}
    if state is None:
        return Said(pattern, "")
    return Said(pattern, sentence % {"at": hour_of(state.at), **values})


def _last_word(steps: dict[str, SeatState]) -> int:
    """Give the entry that said last how a seat stands: whoever was marked absent since may say again that they came."""
    return steps[AWAY].seq if AWAY in steps else 0


def _current(conference: Conference, now: datetime) -> HalfDay | None:
    """Give the half day of now: the last of today's that has begun, else today's first; None on another day."""
    local = now.astimezone(HO_CHI_MINH)
    todays = list(conference.half_days.filter(on=local.date()))
    begun = [each for each in todays if BEGINS[HalfDay.Half(each.half)] <= local.hour]
    return begun[-1] if begun else next(iter(todays), None)


def _steps(conference: Conference, seat: Seat, half_day: HalfDay | None) -> dict[str, SeatState]:
    """Read which steps a seat has done; a half day in which it is marked as away stands under AWAY."""
    scopes = (conference.ref, conference.dissemination.ref)
    found: dict[str, SeatState] = {}
    for state in SeatState.objects.of_seat(seat.pk).filter(scope__in=scopes).order_by("seq"):
        if state.step == ATTENDED and half_day and state.item == half_day.item:
            found[ATTENDED if state.status == PRESENT else AWAY] = state
        elif state.step == CHECKED or (state.step == READ and state.status == ACKNOWLEDGED):
            found[state.step] = state
    return found
