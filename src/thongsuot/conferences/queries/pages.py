"""What each page of the room shows, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from thongsuot.cascade.models import Dissemination, StudyText, UnitDuty
from thongsuot.conferences import permissions, rules
from thongsuot.conferences.folds import ABSENT, ATTENDED, EXCUSED, PRESENT
from thongsuot.conferences.models import (
    Arrangement,
    CheckItem,
    Conference,
    HalfDay,
    first_day,
)
from thongsuot.conferences.picking import spread
from thongsuot.conferences.queries.agenda import HeldAgenda, held_agenda
from thongsuot.conferences.queries.board import GUESTS, UnitState, by_unit
from thongsuot.conferences.queries.delegates import day_of_conference, delegates
from thongsuot.conferences.queries.figures import Presence, answers_at, own_sheet, presences, result_of, standing
from thongsuot.conferences.queries.materials import Handed, handed_out
from thongsuot.conferences.queries.report import half_day_name, half_day_names
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Organisation, Power, Seat
from thongsuot.understanding import keys
from thongsuot.understanding.analysis import Sheet as GivenSheet
from thongsuot.understanding.analysis import named_by_address
from thongsuot.understanding.drawing import order_of
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.queries.bank import BankedQuestion, article_names, banked
from thongsuot.understanding.suppression import Answers, Article, Told


@dataclass(frozen=True, slots=True)
class DriveLine:
    """One drive in the list: what the unit does about it, and how far the units below have come."""

    dissemination: Dissemination
    is_at: UnitState
    when: str
    below: int
    states: Counter[str]

    @property
    def unplanned(self) -> int:
        """How many units below have not said what they do."""
        return self.below - sum(self.states.values()) + self.states["none"]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The drives that ask for a conference, and whether the seat may plan one."""

    lines: tuple[DriveLine, ...]
    may_plan: bool


def conference_list(seat: Seat) -> ListPage:
    """List the published drives a seat may see with their conferences; six queries."""
    drives = list(Dissemination.objects.visible_to(seat).published().order_by("-published_at"))
    held: dict[int, list[Conference]] = {drive.pk: [] for drive in drives}
    visible = Conference.objects.visible_to(seat).filter(dissemination__in=drives).prefetch_related("half_days")
    for conference in visible.select_related("organisation"):
        held[conference.dissemination_id].append(conference)
    said: dict[int, list[Arrangement]] = {drive.pk: [] for drive in drives}
    words = Arrangement.objects.visible_to(seat).filter(dissemination__in=drives).with_hosts()
    for arrangement in words.prefetch_related("host__half_days"):
        said[arrangement.dissemination_id].append(arrangement)
    below = _units_below(drives, seat)
    return ListPage(
        tuple(_line(drive, by_unit(held[drive.pk], said[drive.pk]), below[drive.pk], seat) for drive in drives),
        seat.may(Power.MEETINGS),
    )


def _line(drive: Dissemination, units: dict[int, UnitState], below: int, seat: Seat) -> DriveLine:
    own = units.get(seat.organisation_id, UnitState())
    others = Counter(each.state for each in units.values() if each.parent == seat.organisation_id)
    when = half_day_names(own.conference.half_days.all()) if own.conference else ""
    return DriveLine(drive, own, when, below, others)


def _units_below(drives: Iterable[Dissemination], seat: Seat) -> Counter[int]:
    """Count the units directly below that have a duty, by drive."""
    duties = UnitDuty.objects.filter(dissemination__in=drives, organisation__parent=seat.organisation_id)
    return Counter(duties.values_list("dissemination_id", flat=True))


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """One conference: what is set, how it went, and what this seat may do next."""

    conference: Conference
    half_days: tuple[tuple[HalfDay, str], ...]
    agenda: HeldAgenda
    handed: tuple[Handed, ...]
    guests: tuple[Organisation, ...]
    presences: tuple[Presence, ...]
    texts: tuple[Expression, ...]
    questions: int
    answered: int
    told: tuple[Told, ...]
    articles: tuple[Article, ...]
    my_right: int | None
    is_kept: bool
    is_delegate: bool
    meets_today: bool
    end_refusal: Refusal | None

    @property
    def may_answer(self) -> bool:
        """Whether this seat has a check before it."""
        return bool(self.questions) and self.is_delegate and self.my_right is None and not self.conference.reported_at


def conference_page(conference_id: int, seat: Seat, now: datetime) -> ConferencePage:
    """Show one conference. Raises DoesNotExist for what the seat may not see; names only to the unit's own keepers."""
    conference = (
        Conference.objects.visible_to(seat)
        .select_related("organisation", "dissemination", "report")
        .prefetch_related("half_days", GUESTS)
        .get(pk=conference_id)
    )
    half_days, held = list(conference.half_days.all()), standing(conference)
    found, (questions, answers) = presences(conference, held), answers_at(conference)
    is_own = seat.organisation_id == conference.organisation_id
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    return ConferencePage(
        conference=conference,
        half_days=tuple((each, half_day_name(each)) for each in half_days),
        agenda=held_agenda(conference),
        handed=handed_out(conference, now),
        guests=tuple(each.organisation for each in conference.guests.all()),
        presences=found,
        texts=tuple(text.expression for text in texts),
        questions=len(questions),
        answered=len(held.right),
        told=answers.told if is_own else (),  # units above read sums only: understood.html
        articles=_to_brief(answers, questions) if is_own else (),
        my_right=held.right.get(seat.pk),
        is_kept=seat.may(Power.MEETINGS) and is_own,
        is_delegate=any(each.calls(seat) for each in found),
        meets_today=any(each.on == day_of(now) for each in half_days) and conference.reported_at is None,
        end_refusal=refusal_of(rules.check_begun, first_day(half_days), day_of(now)),
    )


def _to_brief(answers: Answers, questions: Iterable[QuestionVersion]) -> tuple[Article, ...]:
    return tuple(each for each in answers.articles(named_by_address(questions)) if each.is_to_brief)


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
    """The roll of one half day: who is left first, each part in the order of names."""

    conference: Conference
    half_day: HalfDay
    name: str
    left: tuple[RollLine, ...]
    marked: tuple[RollLine, ...]
    has_guests: bool
    refusal: Refusal | None

    @property
    def called(self) -> int:
        """How many are called."""
        return len(self.left) + len(self.marked)

    @property
    def present(self) -> int:
        """How many are there."""
        return sum(1 for line in self.marked if line.status == PRESENT)

    @property
    def excused(self) -> int:
        """How many said why they stay away."""
        return sum(1 for line in self.marked if line.status == EXCUSED)

    @property
    def absent(self) -> int:
        """How many stay away without a word."""
        return len(self.marked) - self.present - self.excused


ROLL_ORDER = {ABSENT: 0, EXCUSED: 1, PRESENT: 2}


def roll(conference_id: int, half_day_id: int, seat: Seat, now: datetime) -> RollPage:
    """Show the roll to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination", "organisation")
    conference = kept.prefetch_related("guests").get(pk=conference_id)
    half_day = HalfDay.objects.get(pk=half_day_id, conference=conference)
    states = dict(
        SeatState.objects.in_scope(conference.ref).at_step(half_day.item, ATTENDED).values_list("seat", "status")
    )
    lines = [RollLine(each, states.get(each.pk, "")) for each in delegates(conference, half_day.on)]
    marked = sorted((line for line in lines if line.status), key=lambda line: ROLL_ORDER[line.status])
    refusal = refusal_of(rules.check_begun, half_day.on, day_of(now)) or refusal_of(
        rules.check_unreported, conference.reported_at
    )
    return RollPage(
        conference=conference,
        half_day=half_day,
        name=half_day_name(half_day),
        left=tuple(line for line in lines if not line.status),
        marked=tuple(marked),
        has_guests=bool(conference.guests.all()),
        refusal=refusal,
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One option as shown: its place in the question as kept, and its words."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question on a person's own sheet, its options in an order of their own."""

    question: QuestionVersion
    options: tuple[Option, ...]
    article: str
    is_wrong: bool = False


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
    given, sheets = own_sheet(conference, seat.pk), sheets_of(conference, seat)
    marked = (replace(each, is_wrong=_is_wrong(each.question, given)) for each in sheets)
    return CheckPage(conference, tuple(marked), result_of(conference, seat))


def _is_wrong(question: QuestionVersion, given: GivenSheet) -> bool:
    return question.pk in given and not question.takes(given[question.pk])


def sheets_of(conference: Conference, seat: Seat) -> tuple[Sheet, ...]:
    """Give the questions of a check in the order of one seat; none where no check was drawn."""
    items = CheckItem.objects.filter(check_up__conference=conference).select_related("question__expression__work")
    questions = [item.question for item in items.defer("question__expression__text", "question__expression__warnings")]
    names = article_names(questions) if questions else {}
    shuffle = order_of(keys.draw_key(keys.newest()), "hall", conference.pk, seat.pk)
    sheets = [_sheet(question, names, shuffle) for question in questions]
    shuffle.shuffle(sheets)
    return tuple(sheets)


def _sheet(question: QuestionVersion, names: dict[tuple[int, str], str], shuffle: Random) -> Sheet:
    options = [Option(at, option["text"]) for at, option in enumerate(question.options)]
    if question.kind != QuestionVersion.Kind.TRUE_FALSE:
        shuffle.shuffle(options)
    return Sheet(question, tuple(options), names.get((question.expression_id, question.eid), ""))


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The bank for one conference: questions about its texts that may be drawn, and the articles to write one about."""

    conference: Conference
    questions: tuple[BankedQuestion, ...]
    texts: tuple[Expression, ...]
    is_drawn: bool


def picked(conference_id: int, seat: Seat, number: int) -> tuple[int, ...]:
    """Pick questions for a check: none whose provision reads otherwise by now, of as many articles as there are."""
    fresh = [each for each in questions_page(conference_id, seat).questions if not each.is_stale]
    return spread(((each.article, each.version.pk) for each in fresh), number)


def questions_page(conference_id: int, seat: Seat) -> QuestionsPage:
    """Show the bank to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination")
    conference = kept.get(pk=conference_id)
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    expressions = tuple(text.expression for text in texts)
    bank = tuple(each for each in banked([text.work_id for text in expressions], seat) if each.version.is_ticked)
    drawn = CheckItem.objects.filter(check_up__conference=conference).exists()
    return QuestionsPage(conference, bank, expressions, drawn)
