"""What the pages of a drive show: the list, the builder, the published page, the member's reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thongsuot.cascade import rules
from thongsuot.cascade.audience import LEVELS, AudienceRule, deadlines_from, rule_from
from thongsuot.cascade.duties import Duty
from thongsuot.cascade.folds import ACKNOWLEDGED, READ
from thongsuot.cascade.models import Dissemination, Question, UnitDuty
from thongsuot.cascade.queries.audience import AudiencePreview, audience_preview
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.corpus.models import Expression, Provision
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.models import UnitCount
from thongsuot.orgs.models import Level, Seat


@dataclass(frozen=True, slots=True)
class Line:
    """One drive of the list with its own unit's fraction: people who finished the least read text, of the obliged."""

    dissemination: Dissemination
    due_on: date | None
    done: int
    obliged: int
    is_late: bool

    @property
    def state(self) -> str:
        """The mark of the design language: none for a draft, then planned, held, reported or late."""
        if self.dissemination.published_at is None:
            return "none"
        if self.obliged and self.done >= self.obliged:
            return "reported"
        return "late" if self.is_late else "held" if self.done else "planned"


@dataclass(frozen=True, slots=True)
class ListPage:
    """The drives a seat may see, and whether it may begin one."""

    lines: tuple[Line, ...]
    may_draft: bool


def dissemination_list(seat: Seat, now: datetime) -> ListPage:
    """List visible drives, late first, then open, then done and drafts last; six queries."""
    drives = list(Dissemination.objects.visible_to(seat).prefetch_related("texts__expression"))
    duties = {
        duty.dissemination_id: duty
        for duty in UnitDuty.objects.filter(dissemination__in=drives, organisation_id=seat.organisation_id)
    }
    counts = _read_counts([drive.ref for drive in drives], seat.organisation_id)
    lines = [_line(drive, duties.get(drive.pk), counts, day_of(now)) for drive in drives]
    order = {"late": 0, "planned": 1, "held": 1, "reported": 2, "none": 3}
    return ListPage(tuple(sorted(lines, key=lambda line: order[line.state])), seat.role == Seat.Role.OFFICE)


def _read_counts(scopes: list[str], unit_id: int) -> dict[tuple[str, str], int]:
    rows = UnitCount.objects.filter(scope__in=scopes, unit=unit_id, step=READ, status=ACKNOWLEDGED)
    return {(scope, item): number for scope, item, number in rows.values_list("scope", "item", "number")}


def _line(drive: Dissemination, duty: UnitDuty | None, counts: dict[tuple[str, str], int], today: date) -> Line:
    done = min((counts.get((drive.ref, text.expression.sha256), 0) for text in drive.texts.all()), default=0)
    if duty is None:
        return Line(drive, None, 0, 0, is_late=False)
    is_late = duty.due_on < today and drive.closed_at is None
    return Line(drive, duty.due_on, done, duty.obliged_below, is_late)


def visible_dissemination(dissemination_id: int, seat: Seat) -> Dissemination:
    """Fetch a drive with its texts. Raises ObjectDoesNotExist where the seat may not see it."""
    drives = Dissemination.objects.visible_to(seat).select_related("organisation", "notice")
    return drives.prefetch_related("texts__expression__work").get(pk=dissemination_id)


@dataclass(frozen=True, slots=True)
class LevelDue:
    """One level's field in the builder."""

    level: str
    label: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """A draft: what it holds, what publishing would do, and the sentence that keeps the button grey, if any."""

    dissemination: Dissemination
    chosen: tuple[Expression, ...]
    library: tuple[Expression, ...]
    dues: tuple[LevelDue, ...]
    preview: AudiencePreview
    refusal: Refusal | None


def builder_page(drive: Dissemination, seat: Seat, now: datetime) -> BuilderPage:
    """Build the builder of a draft."""
    rule, deadlines, today = rule_from(drive.audience), deadlines_from(drive.deadlines), day_of(now)
    chosen = tuple(text.expression for text in drive.texts.all())
    preview = audience_preview(rule, seat, today)
    others = Expression.objects.exclude(pk__in=[one.pk for one in chosen]).select_related("work")
    return BuilderPage(
        dissemination=drive,
        chosen=chosen,
        library=tuple(others.defer("text", "warnings").order_by("-read_at")[:50]),
        dues=tuple(LevelDue(level, str(Level(level).label), deadlines.get(level)) for level in LEVELS),
        preview=preview,
        refusal=_why_not(chosen, rule, preview, deadlines, today),
    )


def _why_not(
    chosen: tuple[Expression, ...],
    rule: AudienceRule,
    preview: AudiencePreview,
    deadlines: dict[str, date],
    today: date,
) -> Refusal | None:
    refusal = refusal_of(rules.check_publishable, len(chosen), rule, preview.obliged)
    return refusal or refusal_of(rules.check_deadlines, rule.levels, deadlines, today)


@dataclass(frozen=True, slots=True)
class DisseminationPage:
    """A published drive as this seat sees it: its texts, its unit's duty, its own duties, the way to coverage."""

    dissemination: Dissemination
    texts: tuple[Expression, ...]
    line: Line
    dues: tuple[LevelDue, ...]
    mine: tuple[Duty, ...]
    questions: tuple[Question, ...]
    may_close: bool


def dissemination_page(drive: Dissemination, seat: Seat, now: datetime) -> DisseminationPage:
    """Build the page of a published drive."""
    duty = UnitDuty.objects.filter(dissemination=drive, organisation_id=seat.organisation_id).first()
    deadlines = deadlines_from(drive.deadlines)
    questions = Question.objects.visible_to(seat).filter(dissemination=drive).select_related("seat__person")
    return DisseminationPage(
        dissemination=drive,
        texts=tuple(text.expression for text in drive.texts.all()),
        line=_line(drive, duty, _read_counts([drive.ref], seat.organisation_id), day_of(now)),
        dues=tuple(LevelDue(level, str(Level(level).label), due) for level, due in deadlines.items()),
        mine=tuple(duties_of(seat, now, drive.pk)),
        questions=tuple(questions[:20]),
        may_close=drive.closed_at is None
        and seat.role == Seat.Role.OFFICE
        and drive.organisation_id == seat.organisation_id,
    )


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The member's reading page around the law: the duty, why the button is grey, one key for each form on it."""

    duty: Duty
    refusal: Refusal | None
    acknowledge_key: UUID
    decline_key: UUID
    ask_key: UUID
    ask_about: Provision | None
    questions: tuple[Question, ...]


def duty_page(duty: Duty, seat: Seat, ask_eid: str) -> DutyPage:
    """Build what stands around the text; `ask_eid` names the article somebody wants to ask about."""
    questions = Question.objects.visible_to(seat).filter(dissemination=duty.dissemination, expression=duty.expression)
    about = Provision.objects.filter(expression=duty.expression, eid=ask_eid).first() if ask_eid else None
    return DutyPage(
        duty=duty,
        refusal=refusal_of(rules.check_acknowledgeable, duty),
        acknowledge_key=new_key(),
        decline_key=new_key(),
        ask_key=new_key(),
        ask_about=about,
        questions=tuple(questions.select_related("seat__person")[:20]),
    )
