"""What the pages of a drive show: the list, the builder, the published page, the member's reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import LEVELS, AudienceRule, deadlines_from, rule_from, suggested_deadlines
from thongsuot.cascade.duties import Duty
from thongsuot.cascade.models import AudienceException, Dissemination, PublishOrder, StudyText
from thongsuot.cascade.queries.approval import ApprovalState, Around, approval_of, around, names_of
from thongsuot.cascade.queries.audience import AudiencePreview, audience_preview
from thongsuot.cascade.queries.course import Told, told
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.cascade.queries.lines import Line, measured
from thongsuot.cascade.queries.naming import exceptions_of
from thongsuot.cascade.queries.ordering import next_workday
from thongsuot.cascade.queries.reading import Asked, asked
from thongsuot.cascade.queries.relay import Passing, passing
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Level, Seat

MEND_AT = {"no_texts": "van-ban", "no_audience": "ai", "nobody_reached": "ai"}


@dataclass(frozen=True, slots=True)
class ListPage:
    """The drives a seat may see, and whether it may begin one."""

    lines: tuple[Line, ...]
    may_draft: bool

    @property
    def open_count(self) -> int:
        """How many published drives still run."""
        drives = (line.dissemination for line in self.lines)
        return sum(1 for drive in drives if drive.published_at and not drive.closed_at)

    @property
    def late_count(self) -> int:
        return sum(1 for line in self.lines if line.is_late)


def dissemination_list(seat: Seat, now: datetime) -> ListPage:
    """List visible drives with their texts, late first, then open, then done and drafts last; five queries."""
    drives = list(Dissemination.objects.visible_to(seat).prefetch_related(Prefetch("texts", StudyText.objects.named())))
    return ListPage(late_first(drives, seat, day_of(now)), _may_draft(seat))


def _may_draft(seat: Seat) -> bool:
    return refusal_of(permissions.check_draft, seat) is None


def late_first(drives: Sequence[Dissemination], seat: Seat, today: date) -> tuple[Line, ...]:
    """Measure drives and sort them: late, open, done, drafts."""
    order = {"late": 0, "planned": 1, "held": 1, "reported": 2, "none": 3}
    return tuple(sorted(measured(drives, seat, today), key=lambda line: order[line.state]))


def visible_dissemination(dissemination_id: int, seat: Seat) -> Dissemination:
    """Fetch a drive. Raises ObjectDoesNotExist where the seat may not see it."""
    drives = Dissemination.objects.visible_to(seat).select_related(
        "organisation__approval_setting", "last_change__after__work"
    )
    drives = drives.defer("last_change__after__text", "last_change__after__warnings")
    return drives.get(pk=dissemination_id)


def _texts_of(drive: Dissemination) -> tuple[Expression, ...]:
    return tuple(text.expression for text in StudyText.objects.filter(dissemination=drive).named())


@dataclass(frozen=True, slots=True)
class LevelDue:
    """One level's day, and in the builder the day that follows from the city's."""

    level: str
    label: str
    due_on: date | None
    suggested: date | None = None


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """A draft: what it holds, what publishing would do, and the sentence that keeps the button grey, if any."""

    dissemination: Dissemination
    chosen: tuple[Expression, ...]
    library: tuple[Expression, ...]
    dues: tuple[LevelDue, ...]
    preview: AudiencePreview
    refusal: Refusal | None
    approval: ApprovalState
    around: Around
    next_workday: date
    order: PublishOrder | None

    @property
    def units(self) -> int:
        """How many units the button names: wards and communes, or all units where the rule leaves those out."""
        return self.preview.wards or sum(self.preview.units.values())

    @property
    def named(self) -> int:
        """How many people the draft names beside its rule."""
        return rule_from(self.dissemination.audience).named

    @property
    def mend_at(self) -> str:
        """The part of the form that the refusal is about."""
        return MEND_AT.get(self.refusal.code, "han") if self.refusal else ""

    @property
    def initial(self) -> dict[str, Any]:
        """What the form shows before anybody typed: the draft as it is kept, as a browser would send it."""
        return {
            "title": self.dissemination.title,
            "message": self.dissemination.message,
            "expressions": [str(text.pk) for text in self.chosen],
            "reaches": [reach.key for reach in self.preview.reaches if reach.is_chosen],
            **{f"due_{due.level}": due.due_on for due in self.dues},
        }


def builder_page(drive: Dissemination, seat: Seat, now: datetime) -> BuilderPage:
    """Build the builder of a draft."""
    rule, deadlines, today = rule_from(drive.audience), deadlines_from(drive.deadlines), day_of(now)
    chosen = _texts_of(drive)
    preview = audience_preview(rule, seat, today)
    others = Expression.objects.exclude(pk__in=[one.pk for one in chosen]).without_text()
    return BuilderPage(
        dissemination=drive,
        chosen=chosen,
        library=tuple(others.order_by("-read_at")[:50]),
        dues=tuple(_level_dues(deadlines)),
        preview=preview,
        refusal=_why_not(chosen, rule, preview, deadlines, today),
        approval=approval_of(drive, [text.sha256 for text in chosen]),
        around=around(drive, today),
        next_workday=next_workday(today),
        order=drive.orders.order_by("-pk").first(),
    )


@dataclass(frozen=True, slots=True)
class AskedLevel:
    """One level of a draft: whom it asks there, how many they are, and by when."""

    label: str
    kinds: tuple[str, ...]
    people: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """A draft as its head reads it before it goes out: all that it says, and what may be said to it now."""

    dissemination: Dissemination
    texts: tuple[Expression, ...]
    dues: tuple[LevelDue, ...]
    preview: AudiencePreview
    approval: ApprovalState
    proposed_by: str
    order: PublishOrder | None
    exceptions: tuple[AudienceException, ...]

    @property
    def is_waiting(self) -> bool:
        return self.approval.state == "waiting"

    @property
    def units(self) -> int:
        """How many units a yes would reach."""
        return self.preview.wards or sum(self.preview.units.values())

    @property
    def rows(self) -> tuple[AskedLevel, ...]:
        """Level by level: which kinds of post, how many people, by when."""
        chosen = [reach for reach in self.preview.reaches if reach.is_chosen]
        return tuple(
            AskedLevel(
                due.label,
                tuple(reach.kind_label for reach in chosen if reach.level == due.level),
                sum(reach.seats for reach in chosen if reach.level == due.level),
                due.due_on,
            )
            for due in self.dues
        )


def approval_page(drive: Dissemination, seat: Seat, now: datetime) -> ApprovalPage:
    """Build what the head sees of a draft of their office."""
    rule, deadlines = rule_from(drive.audience), deadlines_from(drive.deadlines)
    texts = _texts_of(drive)
    approval = approval_of(drive, [text.sha256 for text in texts])
    by = approval.proposal.proposed_by if approval.proposal else drive.drafted_by
    return ApprovalPage(
        dissemination=drive,
        texts=texts,
        dues=tuple(due for due in _level_dues(deadlines) if due.level in rule.levels),
        preview=audience_preview(rule, seat, day_of(now)),
        approval=approval,
        proposed_by=names_of([by]).get(by, ""),
        order=drive.orders.order_by("-pk").first(),
        exceptions=exceptions_of(drive, seat) if rule.added or rule.excluded else (),
    )


def _level_dues(deadlines: dict[str, date]) -> Iterator[LevelDue]:
    """Give every level its day and, below the city, the day that the city's suggests where it differs."""
    suggested = suggested_deadlines(deadlines["city"]) if "city" in deadlines else {}
    for level in LEVELS:
        due, better = deadlines.get(level), suggested.get(level)
        yield LevelDue(level, str(Level(level).label), due, better if better != due else None)


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
    """A published drive as this seat sees it: its own duties, else the texts alone, and how its unit stands."""

    dissemination: Dissemination
    today: date
    texts: tuple[Expression, ...]
    line: Line
    dues: tuple[LevelDue, ...]
    mine: tuple[Duty, ...]
    questions: tuple[Asked, ...]
    changes: tuple[Told, ...]
    may_steer: bool
    passing: Passing

    @property
    def named(self) -> int:
        """How many people the drive names beside its rule."""
        return rule_from(self.dissemination.audience).named

    @property
    def my_open(self) -> int:
        """How many texts this seat has not answered yet."""
        return sum(1 for duty in self.mine if not duty.state.answer)


def dissemination_page(drive: Dissemination, seat: Seat, now: datetime) -> DisseminationPage:
    """Build the page of a published drive; nine queries beside the drive's own."""
    mine = tuple(duties_of(seat, now, drive.pk))
    is_publisher = _may_draft(seat) and drive.organisation_id == seat.organisation_id
    place = next((one.unit for duty in mine for one in duty.counts_for if one.seat == seat.pk), seat.organisation.path)
    return DisseminationPage(
        dissemination=drive,
        today=day_of(now),
        texts=() if mine else _texts_of(drive),
        line=measured([drive], seat, day_of(now))[0],
        dues=tuple(
            LevelDue(level, str(Level(level).label), due) for level, due in deadlines_from(drive.deadlines).items()
        ),
        mine=mine,
        questions=asked(seat, drive.pk),
        changes=told([drive.last_change] if drive.last_change else []),
        may_steer=is_publisher,
        passing=passing(drive, seat, place),
    )
