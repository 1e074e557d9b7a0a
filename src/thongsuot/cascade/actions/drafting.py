"""From a draft to a drive: plan it, publish it to every unit below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.audience import (
    AudienceRule,
    deadlines_to_json,
    everybody,
    rule_from,
    suggested_deadlines,
)
from thongsuot.cascade.fingerprint import fingerprint, fingerprint_of
from thongsuot.cascade.models import (
    Dissemination,
    Finding,
    Notice,
    StudyText,
)
from thongsuot.cascade.publishing import outdate, send_out
from thongsuot.cascade.queries.counting import duties_on
from thongsuot.cascade.queries.drafts import check_free, check_may_go_out, own_drives
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of, hour_of
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class DisseminationPlan:
    """What a draft asks for: texts (expression ids, in order), whom, by when (level key → day), with what words.

    `seen` is the fingerprint of the draft that the writer had before them, "" where they looked at none.
    """

    title: str
    message: str
    expressions: tuple[int, ...]
    audience: AudienceRule
    deadlines: dict[str, date]
    seen: str = ""


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
        edited_at=now,
        edited_by=by.pk,
    )
    _set_texts(drive, [text.pk for text in texts])
    ledger.record(
        "cascade.dissemination.drafted", subject=drive.ref, by=by.actor(), at=now, facts={"notice": notice_id}
    )
    return drive


@transaction.atomic
def plan_dissemination(dissemination_id: int, *, plan: DisseminationPlan, by: Seat, now: datetime) -> Dissemination:
    """Replace what a draft asks for; anything may still be missing, publishing says what.

    Nobody writes over what a colleague saved after `plan.seen`, and what waits for the head waits no more once changed.
    """
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    check_free(drive)
    before = fingerprint_of(drive)
    rules.check_unchanged(plan.seen, before, *_edited(drive))
    drive.title = plan.title.strip() or drive.title
    drive.message = plan.message.strip()
    named = rule_from(drive.audience)  # seats named by hand are no part of the form: they have their own verbs
    drive.audience = replace(plan.audience, added=named.added, excluded=named.excluded).to_json()
    drive.deadlines = deadlines_to_json(plan.deadlines)
    drive.edited_at, drive.edited_by = now, by.pk
    drive.save(update_fields=["title", "message", "audience", "deadlines", "edited_at", "edited_by"])
    texts = _set_texts(drive, plan.expressions)
    outdate(drive, before, fingerprint(drive, texts), by, now)
    facts = {"texts": texts, "audience": drive.audience, "deadlines": drive.deadlines}
    ledger.record("cascade.dissemination.planned", subject=drive.ref, by=by.actor(), at=now, facts=facts)
    return drive


@transaction.atomic
def publish_dissemination(dissemination_id: int, *, by: Seat, now: datetime) -> Dissemination:
    """Give every reached unit its duty: one row a unit, whatever the number of people; a seat's duty is derived."""
    permissions.check_draft(by)
    drive = own_drives(by).get(pk=dissemination_id)
    check_may_go_out(drive, now)
    return send_out(drive, duties_on(drive, day_of(now)), by, now)


def _edited(drive: Dissemination) -> tuple[str, str]:
    """Say who saved a draft last, a colleague of the same office, and at what hour."""
    editor = (
        Seat.objects.filter(pk=drive.edited_by or drive.drafted_by).values_list("person__full_name", flat=True).first()
    )
    at = drive.edited_at or drive.drafted_at
    return editor or "", f"{hour_of(at)} {day_of(at):%d/%m/%Y}"


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
