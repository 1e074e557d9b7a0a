"""What each page of the room shows, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.conferences import permissions, rules
from thongsuot.conferences.folds import ATTENDED, CHECK, CHECKED, PRESENT
from thongsuot.conferences.models import AgendaItem, CheckItem, CheckQuestion, Conference, HalfDay, first_day
from thongsuot.conferences.queries.delegates import day_of_conference, delegates
from thongsuot.conferences.queries.figures import Asked, Presence, item_analysis, presences, standing
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.corpus.models import Expression, Provision
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.ledger.models import SeatState, UnitCount
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class DriveLine:
    """One drive in the list: the unit's own conference, and how far the units below have come."""

    dissemination: Dissemination
    own: Conference | None
    when: str
    below: int
    states: Counter[str]

    @property
    def unplanned(self) -> int:
        """How many units below have not set a day."""
        return self.below - sum(self.states.values())


@dataclass(frozen=True, slots=True)
class ListPage:
    """The drives that ask for a conference, and whether the seat may plan one."""

    lines: tuple[DriveLine, ...]
    may_plan: bool


def conference_list(seat: Seat) -> ListPage:
    """List the published drives a seat may see with their conferences; five queries."""
    drives = list(Dissemination.objects.visible_to(seat).published().order_by("-published_at"))
    held: dict[int, list[Conference]] = {drive.pk: [] for drive in drives}
    visible = Conference.objects.visible_to(seat).filter(dissemination__in=drives).prefetch_related("half_days")
    for conference in visible.select_related("organisation"):
        held[conference.dissemination_id].append(conference)
    below = _units_below(drives, seat)
    return ListPage(
        tuple(_line(drive, held[drive.pk], below[drive.pk], seat) for drive in drives), seat.may(Power.MEETINGS)
    )


def _line(drive: Dissemination, held: list[Conference], below: int, seat: Seat) -> DriveLine:
    own = next((each for each in held if each.organisation_id == seat.organisation_id), None)
    others = Counter(each.state for each in held if each.organisation.parent_id == seat.organisation_id)
    when = ", ".join(half_day_name(each) for each in own.half_days.all()) if own else ""
    return DriveLine(drive, own, when, below, others)


def _units_below(drives: Iterable[Dissemination], seat: Seat) -> Counter[int]:
    """Count the units directly below that have a duty, by drive."""
    duties = UnitDuty.objects.filter(dissemination__in=drives, organisation__parent=seat.organisation_id)
    return Counter(duties.values_list("dissemination_id", flat=True))


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the board: its conference if it set one, and its first half day in figures."""

    duty: UnitDuty
    conference: Conference | None
    when: str
    present: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The units directly below and how far each has come: not planned first, then planned, held, reported."""

    dissemination: Dissemination
    lines: tuple[UnitLine, ...]
    states: Counter[str]


STATE_ORDER = {"": 0, "planned": 1, "held": 2, "reported": 3}


def board(dissemination_id: int, seat: Seat) -> BoardPage:
    """Show the conferences of the units directly below. Raises DoesNotExist for what the seat may not see."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    owed = UnitDuty.objects.visible_to(seat).filter(dissemination=drive, organisation__parent=seat.organisation_id)
    duties = list(owed.select_related("organisation").order_by("organisation__name"))
    held = Conference.objects.visible_to(seat).filter(
        dissemination=drive, organisation__in=[duty.organisation_id for duty in duties]
    )
    by_unit = {each.organisation_id: each for each in held.prefetch_related("half_days")}
    present = _present(by_unit.values())
    lines = [_unit_line(duty, by_unit.get(duty.organisation_id), present) for duty in duties]
    lines.sort(key=lambda line: STATE_ORDER[line.conference.state if line.conference else ""])
    return BoardPage(drive, tuple(lines), Counter(each.state for each in by_unit.values()))


def _unit_line(duty: UnitDuty, conference: Conference | None, present: dict[tuple[str, str], int]) -> UnitLine:
    half_days = list(conference.half_days.all()) if conference else []
    when = ", ".join(half_day_name(each) for each in half_days)
    came = max((present.get((conference.ref, each.item), 0) for each in half_days), default=0) if conference else 0
    return UnitLine(duty, conference, when, came)


def _present(conferences: Iterable[Conference]) -> dict[tuple[str, str], int]:
    """Give the counter of the present, by conference and half day, each at the unit that holds it."""
    units = {each.ref: each.organisation_id for each in conferences}
    rows = UnitCount.objects.filter(scope__in=units, unit__in=units.values(), step=ATTENDED, status=PRESENT)
    return {
        (scope, item): number
        for scope, unit, item, number in rows.values_list("scope", "unit", "item", "number")
        if units[scope] == unit
    }


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """One conference: what is set, how it went, and what this seat may do next."""

    conference: Conference
    half_days: tuple[tuple[HalfDay, str], ...]
    agenda: tuple[AgendaItem, ...]
    presences: tuple[Presence, ...]
    texts: tuple[Expression, ...]
    questions: int
    answered: int
    analysis: tuple[Asked, ...]
    my_right: int | None
    is_kept: bool
    is_delegate: bool
    meets_today: bool
    end_refusal: Refusal | None

    @property
    def may_answer(self) -> bool:
        """Whether this seat has a check before it."""
        return bool(self.questions) and self.is_delegate and self.my_right is None and not self.conference.reported_at

    @property
    def shows_analysis(self) -> bool:
        """Whether question figures may be shown: always to the unit's own keepers, else from ten people on."""
        return bool(self.analysis) and self.answered > 0 and (self.is_kept or self.answered >= rules.KEPT_FOR_UPPER)


def conference_page(conference_id: int, seat: Seat, now: datetime) -> ConferencePage:
    """Show one conference. Raises DoesNotExist for what the seat may not see; names only to the unit's own keepers."""
    conference = (
        Conference.objects.visible_to(seat)
        .select_related("organisation", "dissemination", "report")
        .prefetch_related("half_days", "agenda")
        .get(pk=conference_id)
    )
    half_days, held = list(conference.half_days.all()), standing(conference)
    found, analysis = presences(conference, held), item_analysis(conference)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    return ConferencePage(
        conference=conference,
        half_days=tuple((each, half_day_name(each)) for each in half_days),
        agenda=tuple(conference.agenda.all()),
        presences=found,
        texts=tuple(text.expression for text in texts),
        questions=len(analysis),
        answered=len(held.right),
        analysis=analysis,
        my_right=held.right.get(seat.pk),
        is_kept=seat.may(Power.MEETINGS) and seat.organisation_id == conference.organisation_id,
        is_delegate=any(each.calls(seat) for each in found),
        meets_today=any(each.on == day_of(now) for each in half_days) and conference.reported_at is None,
        end_refusal=refusal_of(rules.check_begun, first_day(half_days), day_of(now)),
    )


@dataclass(frozen=True, slots=True)
class RollLine:
    """One delegate on the roll: the seat and what was said of it last."""

    seat: Seat
    status: str

    @property
    def key(self) -> str:
        """Give the end of the field's name that marks this seat."""
        return str(self.seat.pk)


@dataclass(frozen=True, slots=True)
class RollPage:
    """The roll of one half day, in the order of names."""

    conference: Conference
    half_day: HalfDay
    name: str
    lines: tuple[RollLine, ...]
    refusal: Refusal | None

    @property
    def marked(self) -> int:
        """How many have a mark."""
        return sum(1 for line in self.lines if line.status)

    @property
    def present(self) -> int:
        return sum(1 for line in self.lines if line.status == PRESENT)


def roll(conference_id: int, half_day_id: int, seat: Seat, now: datetime) -> RollPage:
    """Show the roll to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination", "organisation")
    conference = kept.get(pk=conference_id)
    half_day = HalfDay.objects.get(pk=half_day_id, conference=conference)
    states = dict(
        SeatState.objects.in_scope(conference.ref).at_step(half_day.item, ATTENDED).values_list("seat", "status")
    )
    lines = tuple(RollLine(each, states.get(each.pk, "")) for each in delegates(conference, half_day.on))
    refusal = refusal_of(rules.check_begun, half_day.on, day_of(now)) or refusal_of(
        rules.check_unreported, conference.reported_at
    )
    return RollPage(conference, half_day, half_day_name(half_day), lines, refusal)


@dataclass(frozen=True, slots=True)
class Option:
    """One option as shown: its place in the question as kept, and its words."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question on a person's own sheet, its options in an order of their own."""

    question: CheckQuestion
    options: tuple[Option, ...]
    article: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """A check before a delegate, or its result: the questions, and how many were right once it was handed in."""

    conference: Conference
    sheets: tuple[Sheet, ...]
    right: int | None


def check_page(conference_id: int, seat: Seat) -> CheckPage:
    """Set the check for one delegate, shuffled for that seat alone and the same at every look.

    Raises DoesNotExist without one, NotAllowed for who was not called: the units above see counts, never the questions.
    """
    drawn = Conference.objects.visible_to(seat).filter(check_up__isnull=False).select_related("dissemination")
    conference = drawn.get(pk=conference_id)
    day = day_of_conference(conference) or day_of(conference.planned_at)
    permissions.check_delegate(seat, set(delegates(conference, day).filter(pk=seat.pk).values_list("pk", flat=True)))
    own = SeatState.objects.in_scope(conference.ref).of_seat(seat.pk).at_step(CHECK, CHECKED)
    return CheckPage(conference, sheets_of(conference, seat), own.values_list("rank", flat=True).first())


def sheets_of(conference: Conference, seat: Seat) -> tuple[Sheet, ...]:
    """Give the questions of a check in the order of one seat; none where no check was drawn."""
    items = CheckItem.objects.filter(check_up__conference=conference).select_related("question__expression__work")
    questions = [item.question for item in items.defer("question__expression__text", "question__expression__warnings")]
    names = _articles(questions) if questions else {}
    shuffle = Random(f"{conference.pk}:{seat.pk}")  # noqa: S311  # an order, not a secret
    sheets = [_sheet(question, names, shuffle) for question in questions]
    shuffle.shuffle(sheets)
    return tuple(sheets)


def _sheet(question: CheckQuestion, names: dict[tuple[int, str], str], shuffle: Random) -> Sheet:
    options = [Option(at, option["text"]) for at, option in enumerate(question.options)]
    if question.kind != CheckQuestion.Kind.TRUE_FALSE:
        shuffle.shuffle(options)
    return Sheet(question, tuple(options), names.get((question.expression_id, question.eid), ""))


def _articles(questions: Iterable[CheckQuestion]) -> dict[tuple[int, str], str]:
    wanted = [(each.expression_id, each.eid) for each in questions if each.eid]
    rows = Provision.objects.filter(expression__in={one for one, _e in wanted}, eid__in={eid for _o, eid in wanted})
    return {(row[0], row[1]): f"Điều {row[2]}" for row in rows.values_list("expression_id", "eid", "num")}


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The bank for one conference: questions about its texts that may be drawn, and the articles to write one about."""

    conference: Conference
    questions: tuple[CheckQuestion, ...]
    texts: tuple[Expression, ...]
    is_drawn: bool


def questions_page(conference_id: int, seat: Seat) -> QuestionsPage:
    """Show the bank to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination")
    conference = kept.get(pk=conference_id)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    expressions = tuple(text.expression for text in texts)
    bank = CheckQuestion.objects.visible_to(seat).filter(expression__in=expressions)
    drawn = CheckItem.objects.filter(check_up__conference=conference).exists()
    return QuestionsPage(conference, tuple(bank), expressions, drawn)
