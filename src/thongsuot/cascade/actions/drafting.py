"""From a draft to a drive: plan it, publish it to every unit below, close it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import (
    LEVELS,
    AudienceRule,
    deadlines_from,
    deadlines_to_json,
    everybody,
    rule_from,
    suggested_deadlines,
)
from thongsuot.cascade.models import Dissemination, DisseminationQuerySet, Finding, Notice, StudyText, UnitDuty
from thongsuot.cascade.queries.audience import left_having_read, obliged_by_unit, reached_units, roll_up
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Draft
from thongsuot.orgs.models import Organisation, Seat

BATCH = 1000


@dataclass(frozen=True, slots=True)
class DisseminationPlan:
    """What a draft asks for: texts (expression ids, in order), whom, by when (level key → day), with what words."""

    title: str
    message: str
    expressions: tuple[int, ...]
    audience: AudienceRule
    deadlines: dict[str, date]


@transaction.atomic
def draft_dissemination(notice_id: int | None, *, by: Seat, now: datetime) -> Dissemination:
    """Make a draft from what was accepted in a notice, or an empty one; the office corrects what it already holds."""
    permissions.check_draft(by)
    notice = Notice.objects.visible_to(by).get(pk=notice_id) if notice_id is not None else None
    texts = _accepted_texts(notice) if notice else []
    drive = Dissemination.objects.create(
        organisation=by.organisation,
        notice=notice,
        title=_title_for(texts),
        audience=everybody().to_json(),
        deadlines=deadlines_to_json(suggested_deadlines(day_of(now))),
        drafted_at=now,
        drafted_by=by.pk,
    )
    _set_texts(drive, [text.pk for text in texts])
    ledger.record(
        "cascade.dissemination.drafted", subject=drive.ref, by=by.actor(), at=now, facts={"notice": notice_id}
    )
    return drive


@transaction.atomic
def plan_dissemination(dissemination_id: int, *, plan: DisseminationPlan, by: Seat, now: datetime) -> Dissemination:
    """Replace what a draft asks for; anything may still be missing, publishing says what."""
    permissions.check_draft(by)
    drive = _own_drives(by).get(pk=dissemination_id)
    rules.check_editable(drive.published_at)
    drive.title = plan.title.strip() or drive.title
    drive.message = plan.message.strip()
    drive.audience = plan.audience.to_json()
    drive.deadlines = deadlines_to_json(plan.deadlines)
    drive.save(update_fields=["title", "message", "audience", "deadlines"])
    facts = {"texts": _set_texts(drive, plan.expressions), "audience": drive.audience, "deadlines": drive.deadlines}
    ledger.record("cascade.dissemination.planned", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive


@transaction.atomic
def publish_dissemination(dissemination_id: int, *, by: Seat, now: datetime) -> Dissemination:
    """Give every reached unit its duty: one row a unit, whatever the number of people; a seat's duty is derived."""
    permissions.check_draft(by)
    drive = _own_drives(by).get(pk=dissemination_id)
    rules.check_editable(drive.published_at)
    rule, deadlines, today = rule_from(drive.audience), deadlines_from(drive.deadlines), day_of(now)
    texts = list(drive.texts.values_list("expression__sha256", flat=True))
    own = obliged_by_unit(rule, drive.organisation_id, today)
    rules.check_publishable(len(texts), rule, sum(own.values()))
    rules.check_deadlines(rule.levels, deadlines, today)
    duties = _unit_duties(drive, rule, own, deadlines, today)
    UnitDuty.objects.bulk_create(duties, batch_size=BATCH)
    drive.published_at, drive.published_by, drive.counted_on = now, by.pk, today
    drive.save(update_fields=["published_at", "published_by", "counted_on"])
    facts = {"texts": texts, "audience": drive.audience, "deadlines": drive.deadlines, "units": len(duties)}
    ledger.record("cascade.dissemination.published", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive


@transaction.atomic
def close_dissemination(dissemination_id: int, *, by: Seat, now: datetime) -> Dissemination:
    """End a drive: its record stays, nothing more is asked of anybody."""
    permissions.check_draft(by)
    drive = _own_drives(by).get(pk=dissemination_id)
    rules.check_open(drive.published_at, drive.closed_at)
    drive.closed_at, drive.closed_by = now, by.pk
    drive.save(update_fields=["closed_at", "closed_by"])
    ledger.record("cascade.dissemination.closed", subject=drive.ref, by=by.actor(), at=now, facts={})
    return drive


def follow_seat_changes(cause: Draft) -> None:
    """Count open drives again after seats changed (the reaction to `orgs.seats.changed`), in the same transaction."""
    count_obliged(day_of(cause.at))


@transaction.atomic
def count_obliged(today: date) -> None:
    """Count the obliged seats of every open drive as of `today`: seats begin and end by date alone, too.

    New units get their duty, existing duties keep their day; units that fell away owe nobody any more. Not an act of
    anybody and so not recorded: the numbers follow from the rule and the recorded seats, and `recount` proves them.
    Drives are locked in one order: the night and an import may count at the same time.
    """
    for drive in Dissemination.objects.open().order_by("pk").select_for_update(of=("self",)):
        _count(drive, today)


def _count(drive: Dissemination, today: date) -> None:
    wanted = {duty.organisation_id: duty for duty in _owed(drive, today)}
    known = {duty.organisation_id: duty for duty in drive.duties.all()}
    changed = [duty for unit_id, duty in known.items() if _numbers(duty) != _numbers(wanted.get(unit_id))]
    for duty in changed:
        duty.obliged, duty.obliged_below = _numbers(wanted.get(duty.organisation_id))
    UnitDuty.objects.bulk_update(changed, ["obliged", "obliged_below"], batch_size=BATCH)
    new = [duty for unit_id, duty in wanted.items() if unit_id not in known]
    UnitDuty.objects.bulk_create(new, batch_size=BATCH)
    drive.counted_on = today
    drive.save(update_fields=["counted_on"])


def _numbers(duty: UnitDuty | None) -> tuple[int, int]:
    return (duty.obliged, duty.obliged_below) if duty else (0, 0)


@transaction.atomic
def recount_obliged(repair: bool) -> list[str]:
    """Say in a sentence where denominators differ from the rule × the seats held on the day counted; none if equal.

    `repair` counts the drives that differ again, each as of its own day. A closed drive keeps its last count.
    """
    sentences = []
    for drive in Dissemination.objects.open().order_by("pk"):
        if (day := drive.counted_on) is not None:  # every published one; the column is empty in drafts alone
            found = list(_differences(drive, day))
            sentences += found
            if repair and found:
                _count(drive, day)
    return sentences


def _differences(drive: Dissemination, day: date) -> Iterator[str]:
    wanted = {duty.organisation_id: duty for duty in _owed(drive, day)}
    known = {duty.organisation_id: duty for duty in drive.duties.all()}
    for unit_id in sorted(wanted.keys() | known.keys()):
        is_row_missing = unit_id not in known
        (own, below), (owed, owed_below) = _numbers(known.get(unit_id)), _numbers(wanted.get(unit_id))
        if is_row_missing:
            sentence = _("Đợt %(drive)s thiếu dòng của đơn vị %(unit)s, nơi có %(is)s người phải học.")
            yield sentence % {"drive": drive.pk, "unit": unit_id, "is": owed_below}
        elif (own, below) != (owed, owed_below):
            was, now_is = (below, owed_below) if below != owed_below else (own, owed)
            sentence = _("Đợt %(drive)s, đơn vị %(unit)s ghi %(was)s người phải học, đếm lại là %(is)s.")
            yield sentence % {"drive": drive.pk, "unit": unit_id, "was": was, "is": now_is}


def _own_drives(by: Seat) -> DisseminationQuerySet:
    return (
        Dissemination.objects.filter(organisation_id=by.organisation_id).visible_to(by).select_for_update(of=("self",))
    )


def _owed(drive: Dissemination, today: date) -> list[UnitDuty]:
    rule = rule_from(drive.audience)
    own = Counter(obliged_by_unit(rule, drive.organisation_id, today)) + left_having_read(drive, rule, today)
    return _unit_duties(drive, rule, own, deadlines_from(drive.deadlines), today)


def _unit_duties(
    drive: Dissemination, rule: AudienceRule, own: dict[int, int], deadlines: dict[str, date], today: date
) -> list[UnitDuty]:
    """Build one duty a unit: the reached ones, and those above them up to the publisher, which answer for the rest."""
    units = {unit.pk: unit for unit in reached_units(rule, drive.organisation_id, today)}
    some = Organisation.objects.only("pk", "path", "level")
    units |= some.in_bulk(set(own) - set(units))  # units that ended, where people had read before
    missing = {step for unit in units.values() for step in _steps(unit.path, drive.organisation_id)} - set(units)
    units |= some.in_bulk(missing)
    totals = roll_up(own, {pk: unit.path for pk, unit in units.items()})
    days = {level: deadlines[level] for level in rule.levels if level in deadlines}
    return [
        UnitDuty(
            dissemination=drive,
            organisation=unit,
            due_on=_due(unit.level, days),
            obliged=own.get(pk, 0),
            obliged_below=totals[pk],
        )
        for pk, unit in units.items()
    ]


def _steps(path: str, root_id: int) -> list[int]:
    steps = [int(step) for step in path.split("/")]
    return steps[steps.index(root_id) :]


def _due(level: str, days: dict[str, date]) -> date:
    """Give a reached level its day; a level that only answers for those below it takes the first day below."""
    below = [days[each] for each in LEVELS[LEVELS.index(level) :] if each in days]
    return below[0] if below else max(days.values())


def _accepted_texts(notice: Notice) -> list[Expression]:
    taken = (Finding.Decision.ACCEPTED, Finding.Decision.CORRECTED, Finding.Decision.ADDED)
    rows = notice.findings.filter(kind=Finding.Kind.WORK, decision__in=taken, expression__isnull=False)
    found = [row.expression for row in rows.select_related("expression__work").order_by("position") if row.expression]
    return list(dict.fromkeys(found))


def _title_for(texts: list[Expression]) -> str:
    """Propose a title; Vietnamese whatever the writer reads in, since everybody below will read it."""
    names = ", ".join(text.work.number or text.work.title for text in texts)
    with override(settings.LANGUAGE_CODE):
        return (_("Quán triệt %(names)s") % {"names": names})[:500] if names else _("Đợt quán triệt mới")


def _set_texts(drive: Dissemination, expressions: Iterable[int]) -> list[str]:
    """Make these, in their order, the texts of a draft and give their hashes; ids that name nothing are left out."""
    wanted = list(dict.fromkeys(expressions))
    found = dict(Expression.objects.filter(pk__in=wanted).values_list("pk", "sha256"))
    kept = [pk for pk in wanted if pk in found]
    drive.texts.all().delete()
    StudyText.objects.bulk_create(
        StudyText(dissemination=drive, expression_id=pk, position=position) for position, pk in enumerate(kept)
    )
    return [found[pk] for pk in kept]
