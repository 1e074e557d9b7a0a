"""From a conference report to reviewed findings: receive it, then accept, correct, drop or add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

import vanban
from thongsuot.cascade import permissions, rules
from thongsuot.cascade.models import Finding, Notice
from thongsuot.cascade.queries.texts import best_match, candidates
from thongsuot.corpus.arriving.reception import read_unclassified
from thongsuot.corpus.models import Expression
from thongsuot.files.actions import keep_file
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Seat
from vanban.noticed import Event, NoticedWork
from vanban.noticed import Notice as Reading

Facts = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Upload:
    """A report as it came: its bytes, the name of its file, and the day it was published where somebody knows."""

    content: bytes
    name: str
    published_on: date | None = None


def receive_notice(upload: Upload, *, by: Seat, now: datetime) -> Notice:
    """Keep a report and what was read in it; the same file twice is one notice.

    A stamped secret file is refused before anything is kept. Raises Refusal for that and for an unreadable file.
    """
    permissions.check_draft(by)
    text = read_unclassified(upload.content, upload.name).text
    reading = vanban.notice(text, upload.published_on)
    with transaction.atomic():
        file = keep_file(upload.content, name=upload.name, by=by, now=now)
        told = {**_told(reading), "received_at": now, "received_by": by.pk}
        notice, is_new = Notice.objects.get_or_create(organisation=by.organisation, file=file, defaults=told)
        if not is_new:
            return notice
        findings = list(_findings(notice, reading))
        Finding.objects.bulk_create(findings)
        facts: Facts = {"file": file.sha256, "findings": len(findings)}
        ledger.record("cascade.notice.received", subject=_ref(notice), by=by.actor(), at=now, facts=facts)
    return notice


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one finding: the decision, and what they corrected.

    A text of the corpus is named by its id, or by its number as typed where it stands on no list.
    """

    decision: str
    label: str = ""
    expression: int | None = None
    number: str = ""


@transaction.atomic
def decide_finding(finding_id: int, *, decision: Decision, by: Seat, now: datetime) -> Finding:
    """Accept, correct or drop what was read, or let it wait again; drafts already made from it stay as they are."""
    permissions.check_draft(by)
    finding = Finding.objects.select_for_update(of=("self",)).get(
        pk=finding_id, notice__in=Notice.objects.visible_to(by)
    )
    taken = Finding.Decision(decision.decision)
    label = decision.label.strip()
    rules.check_worded(label or finding.label, rules.LABEL_MAX)
    if taken == Finding.Decision.ACCEPTED and label and label != finding.label:
        taken = Finding.Decision.CORRECTED
    finding.label = label or finding.label
    finding.expression = _chosen(decision) or finding.expression
    hand = (None, None) if taken == Finding.Decision.OPEN else (now, by.pk)
    finding.decision, (finding.decided_at, finding.decided_by) = taken, hand
    finding.save()
    facts: Facts = {"finding": finding.pk, "decision": taken.value}
    ledger.record("cascade.finding.decided", subject=_ref(finding.notice), by=by.actor(), at=now, facts=facts)
    return finding


def _chosen(decision: Decision) -> Expression | None:
    """Give the text a person chose by id or by number, None where they chose none."""
    if decision.expression is not None:
        return Expression.objects.get(pk=decision.expression)
    if not decision.number.strip():
        return None
    found = candidates(decision.number)
    rules.check_found(decision.number, len(found))
    return found[0]


@transaction.atomic
def accept_findings(notice_id: int, *, kind: str = "", by: Seat, now: datetime) -> int:
    """Accept everything still waiting for a look, of one kind where it is named, and say how many that were."""
    permissions.check_draft(by)
    notice = Notice.objects.visible_to(by).get(pk=notice_id)
    waiting = _waiting(notice, kind)
    number = waiting.update(decision=Finding.Decision.ACCEPTED, decided_at=now, decided_by=by.pk)
    if number:
        facts: Facts = {"findings": number, **({"kind": kind} if kind else {})}
        ledger.record("cascade.findings.accepted", subject=_ref(notice), by=by.actor(), at=now, facts=facts)
    return number


@transaction.atomic
def drop_findings(notice_id: int, *, kind: str, by: Seat, now: datetime) -> int:
    """Leave out everything of one kind that still waits for a look, and say how many that were."""
    permissions.check_draft(by)
    notice = Notice.objects.visible_to(by).get(pk=notice_id)
    waiting = _waiting(notice, kind)
    number = waiting.update(decision=Finding.Decision.DROPPED, decided_at=now, decided_by=by.pk)
    if number:
        facts: Facts = {"findings": number, "kind": kind}
        ledger.record("cascade.findings.dropped", subject=_ref(notice), by=by.actor(), at=now, facts=facts)
    return number


def _waiting(notice: Notice, kind: str) -> QuerySet[Finding]:
    return notice.findings.filter(decision=Finding.Decision.OPEN, **({"kind": kind} if kind else {}))


@dataclass(frozen=True, slots=True)
class Addition:
    """A fact that the reading missed: its kind, its words, the text it names."""

    kind: str
    label: str
    expression: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_finding(notice_id: int, *, addition: Addition, by: Seat, now: datetime) -> Finding:
    """Add what the reading missed; it is tied to the place in the source where its words stand, if they do."""
    permissions.check_draft(by)
    rules.check_worded(addition.label, rules.LABEL_MAX)
    notice = Notice.objects.visible_to(by).select_for_update(of=("self",)).get(pk=notice_id)  # one position at a time
    last = notice.findings.aggregate(last=Max("position"))["last"]
    label = addition.label.strip()
    start = notice.text.find(label)
    finding = Finding.objects.create(
        notice=notice,
        position=0 if last is None else last + 1,
        kind=Finding.Kind(addition.kind),
        label=label,
        values=addition.values,
        start=start if start >= 0 else None,
        end=start + len(label) if start >= 0 else None,
        expression=Expression.objects.get(pk=addition.expression) if addition.expression else None,
        decision=Finding.Decision.ADDED,
        decided_at=now,
        decided_by=by.pk,
    )
    facts: Facts = {"finding": finding.pk, "kind": finding.kind}
    ledger.record("cascade.finding.added", subject=_ref(notice), by=by.actor(), at=now, facts=facts)
    return finding


def _ref(notice: Notice) -> str:
    return f"cascade.notice:{notice.pk}"


def _told(reading: Reading) -> dict[str, Any]:
    event = reading.event
    return {
        "title": (event.title if event and event.title else "")[:500],
        "organiser": (event.organiser if event and event.organiser else "")[:300],
        "held_on": event.on if event else None,
        "text": reading.text,
        "warnings": [warning.to_json() for warning in reading.warnings],
    }


def _findings(notice: Notice, reading: Reading) -> Iterator[Finding]:
    rows: list[tuple[str, str, tuple[int, int], dict[str, Any], Expression | None]] = []
    event = reading.event
    if event is not None:
        span = event.organiser_span or event.on_span or event.title_span or event.span
        rows.append(("event", _event_named(event, reading.text), span, event.to_json(), None))
    rows += [("work", _named(work), work.span, work.to_json(), best_match(work)) for work in reading.works]
    rows += [("person", person.name, person.span, person.to_json(), None) for person in reading.people]
    rows += [("audience", group.text, group.span, group.to_json(), None) for group in reading.audience]
    rows += [("instruction", each.text, each.span, each.to_json(), None) for each in reading.instructions]
    for position, (kind, label, (start, end), values, expression) in enumerate(sorted(rows, key=lambda row: row[2])):
        yield Finding(
            notice=notice,
            position=position,
            kind=kind,
            label=label[: rules.LABEL_MAX],
            values=values,
            start=start,
            end=end,
            expression=expression,
        )


def _event_named(event: Event, text: str) -> str:
    return event.title or event.organiser or text[slice(*event.span)]


def _named(work: NoticedWork) -> str:
    return " ".join(filter(None, (work.type, work.number)))
