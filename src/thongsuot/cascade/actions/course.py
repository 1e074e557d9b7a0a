"""The course of a published drive: extend, close, reopen, withdraw, and put another wording in the place of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.actions.counting import count_drive
from thongsuot.cascade.audience import deadlines_from, deadlines_to_json, rule_from
from thongsuot.cascade.models import CourseChange, Dissemination, StudyText, UnitDuty
from thongsuot.cascade.queries.counting import level_day
from thongsuot.cascade.queries.novelty import novelty
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Seat

BATCH = 1000
Kind = CourseChange.Kind


@transaction.atomic
def close_dissemination(dissemination_id: int, *, by: Seat, now: datetime, reason: str = "") -> Dissemination:
    """End a drive: its record stays, nothing more is asked of anybody."""
    drive = _own_drive(dissemination_id, by)
    rules.check_open(drive.published_at, drive.closed_at)
    rules.check_not_too_long(reason)
    drive.closed_at, drive.closed_by = now, by.pk
    drive.save(update_fields=["closed_at", "closed_by"])
    _remember(drive, Kind.CLOSED, reason, by=by, now=now)
    return drive


@transaction.atomic
def reopen_dissemination(dissemination_id: int, *, reason: str, by: Seat, now: datetime) -> Dissemination:
    """Let a closed drive go on: what was done stays, and who has not may again."""
    drive = _own_drive(dissemination_id, by)
    rules.check_reopenable(drive.closed_at, drive.withdrawn_at)
    rules.check_worded(reason)
    drive.closed_at, drive.closed_by = None, None
    drive.save(update_fields=["closed_at", "closed_by"])
    count_drive(drive, day_of(now))
    _remember(drive, Kind.REOPENED, reason, by=by, now=now)
    return drive


@transaction.atomic
def withdraw_dissemination(dissemination_id: int, *, reason: str, by: Seat, now: datetime) -> Dissemination:
    """Take a drive back that should not have gone out: it ends for good, and everybody it reached reads why."""
    drive = _own_drive(dissemination_id, by)
    rules.check_withdrawable(drive.published_at, drive.withdrawn_at)
    rules.check_worded(reason)
    drive.withdrawn_at, drive.withdrawn_by = now, by.pk
    if drive.closed_at is None:
        drive.closed_at, drive.closed_by = now, by.pk
    drive.save(update_fields=["withdrawn_at", "withdrawn_by", "closed_at", "closed_by"])
    _remember(drive, Kind.WITHDRAWN, reason, by=by, now=now)
    return drive


@transaction.atomic
def extend_dissemination(
    dissemination_id: int, *, deadlines: Mapping[str, date], reason: str, by: Seat, now: datetime
) -> Dissemination:
    """Give levels a later day; who joined later has theirs moved by as much."""
    drive = _own_drive(dissemination_id, by)
    rules.check_open(drive.published_at, drive.closed_at)
    rules.check_worded(reason)
    rule, held = rule_from(drive.audience), deadlines_from(drive.deadlines)
    wanted = {**held, **deadlines}
    rules.check_extension(rule.levels, held, wanted, day_of(now))
    _move_days(drive, held, wanted)
    drive.deadlines = deadlines_to_json(wanted)
    drive.save(update_fields=["deadlines"])
    count_drive(drive, day_of(now))
    _remember(drive, Kind.EXTENDED, reason, by=by, now=now, deadlines=drive.deadlines)
    return drive


def _move_days(drive: Dissemination, held: Mapping[str, date], wanted: Mapping[str, date]) -> None:
    levels = rule_from(drive.audience).levels
    was, now_is = ({level: days[level] for level in levels if level in days} for days in (held, wanted))
    duties = list(drive.duties.select_related("organisation"))
    for duty in duties:
        level = duty.organisation.level
        duty.due_on += level_day(level, now_is) - level_day(level, was)
    UnitDuty.objects.bulk_update(duties, ["due_on"], batch_size=BATCH)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another wording (`after`, an expression's id) for one that a drive asks for (`before`), and why.

    A correction of a misprint does not: who had read the wording before has read this one.
    """

    before: int
    after: int
    is_correction: bool
    reason: str


@transaction.atomic
def replace_text(dissemination_id: int, *, replacement: Replacement, by: Seat, now: datetime) -> StudyText:
    """Put a newer wording of the same work in the place of one while the drive runs, and say what it is.

    A new wording asks everybody again; a corrected misprint asks nobody who had acknowledged.
    """
    drive = _own_drive(dissemination_id, by)
    rules.check_open(drive.published_at, drive.closed_at)
    rules.check_worded(replacement.reason)
    text = drive.texts.select_related("expression").get(expression=replacement.before)
    before, after = text.expression, Expression.objects.get(pk=replacement.after)
    rules.check_replaceable((before.work_id, before.pk), (after.work_id, after.pk), _asked(drive))
    if replacement.is_correction:
        text.counts_as = text.item
    else:
        drive.superseded = [*drive.superseded, text.item]
        text.counts_as = ""
        drive.save(update_fields=["superseded"])
    kind = Kind.CORRECTED if replacement.is_correction else Kind.AMENDED
    news = asdict(novelty(before, after))
    what = {"before": before, "after": after, "news": news}
    text.change = _remember(drive, kind, replacement.reason, by=by, now=now, **what)
    text.expression = after
    text.save(update_fields=["expression", "counts_as", "change"])
    count_drive(drive, day_of(now))
    return text


def _asked(drive: Dissemination) -> list[int]:
    return list(drive.texts.values_list("expression_id", flat=True))


def _own_drive(dissemination_id: int, by: Seat) -> Dissemination:
    """Fetch a drive of the seat's own office under lock. Raises ObjectDoesNotExist for any other."""
    permissions.check_draft(by)
    own = Dissemination.objects.filter(organisation_id=by.organisation_id).visible_to(by)
    return own.select_for_update(of=("self",)).get(pk=dissemination_id)


EVENTS = {
    Kind.CLOSED: "cascade.dissemination.closed",
    Kind.REOPENED: "cascade.dissemination.reopened",
    Kind.WITHDRAWN: "cascade.dissemination.withdrawn",
    Kind.EXTENDED: "cascade.dissemination.extended",
    Kind.AMENDED: "cascade.text.amended",
    Kind.CORRECTED: "cascade.text.corrected",
}


def _remember(
    drive: Dissemination, kind: CourseChange.Kind, reason: str, *, by: Seat, now: datetime, **what: object
) -> CourseChange:
    """Keep a change for everybody to read, and in the ledger; its words stay where they can be read, not there."""
    change = CourseChange.objects.create(
        dissemination=drive, kind=kind, reason=reason.strip(), changed_at=now, changed_by=by.pk, **what
    )
    drive.last_change = change
    drive.save(update_fields=["last_change"])
    facts: dict[str, Json] = {"change": change.pk}
    if change.deadlines:
        facts["deadlines"] = change.deadlines
    if change.before and change.after:
        facts |= {"before": change.before.sha256, "after": change.after.sha256}
    ledger.record(EVENTS[kind], subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return change
