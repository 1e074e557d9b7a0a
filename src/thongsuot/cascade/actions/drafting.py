"""From a draft to a drive: plan it, publish it to every unit below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import (
    AudienceRule,
    deadlines_from,
    deadlines_to_json,
    everybody,
    rule_from,
    suggested_deadlines,
)
from thongsuot.cascade.models import Dissemination, DisseminationQuerySet, Finding, Notice, StudyText, UnitDuty
from thongsuot.cascade.queries.audience import obliged_by_unit
from thongsuot.cascade.queries.counting import duties_on
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.models import Seat

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
    rules.check_publishable(len(texts), rule, sum(obliged_by_unit(rule, drive.organisation_id, today).values()))
    rules.check_deadlines(rule.levels, deadlines, today)
    duties = duties_on(drive, today)
    UnitDuty.objects.bulk_create(duties, batch_size=BATCH)
    drive.published_at, drive.published_by, drive.counted_on = now, by.pk, today
    drive.save(update_fields=["published_at", "published_by", "counted_on"])
    facts = {"texts": texts, "audience": drive.audience, "deadlines": drive.deadlines, "units": len(duties)}
    ledger.record("cascade.dissemination.published", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive


def _own_drives(by: Seat) -> DisseminationQuerySet:
    return (
        Dissemination.objects.filter(organisation_id=by.organisation_id).visible_to(by).select_for_update(of=("self",))
    )


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
