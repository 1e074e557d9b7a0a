"""Gather what belongs to a report: photographs, and what was asked and answered in the hall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thongsuot.cascade.actions.reading import Words, answer_question, ask
from thongsuot.cascade.models import Question
from thongsuot.conferences import permissions
from thongsuot.conferences import rules as conferences
from thongsuot.conferences.models import Conference
from thongsuot.files import actions as files
from thongsuot.files.models import StoredFile
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.proceedings import rules
from thongsuot.proceedings.models import ConferencePhoto
from thongsuot.proceedings.photos import redrawn


@transaction.atomic
def attach_photo(conference_id: int, *, content: bytes, caption: str, by: Seat, now: datetime) -> ConferencePhoto:
    """Keep a photograph of a conference that is not reported yet; the same picture twice is kept once."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    conferences.check_unreported(conference.reported_at)
    rules.check_photo(caption, conference.photos.count())
    name = f"anh-hoi-nghi-{conference.pk}.jpg"
    file = files.keep_file(redrawn(content), name=name, by=by, now=now)
    values = {"caption": caption.strip(), "attached_at": now, "attached_by": by.pk}
    photo, is_new = ConferencePhoto.objects.get_or_create(conference=conference, file=file, defaults=values)
    if is_new:
        facts: dict[str, Json] = {"file": file.sha256}
        ledger.record(
            "proceedings.photo.attached", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
        )
    return photo


@transaction.atomic
def drop_photo(conference_id: int, *, photo: int, by: Seat, now: datetime) -> None:
    """Take a photograph out of a conference that is not reported yet."""
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    conferences.check_unreported(conference.reported_at)
    held = conference.photos.select_related("file").get(pk=photo)
    facts: dict[str, Json] = {"file": held.file.sha256}
    ledger.record("proceedings.photo.dropped", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    held.delete()


def open_photo(conference_id: int, *, photo: int, by: Seat, now: datetime) -> StoredFile:
    """Write down that a keeper of the unit, or an auditor, opens a photograph, and answer with the file to serve."""
    permissions.check_read_report(by)
    held = ConferencePhoto.objects.filter(pk=photo, conference__in=Conference.objects.reports_for(by))
    file = StoredFile.objects.get(pk__in=held.filter(conference=conference_id).values("file"))
    return files.open_file(file.pk, among=StoredFile.objects.filter(pk=file.pk), by=by, now=now)


@dataclass(frozen=True, slots=True)
class Raised:
    """What was asked in the hall about a wording (its SHA-256) and perhaps a provision of it, and what was answered."""

    expression: str
    eid: str
    text: str
    answer: str


@transaction.atomic
def note_question(conference_id: int, *, raised: Raised, by: Seat, now: datetime, key: UUID) -> Question:
    """Keep a question of the hall and its answer with the provision: who studies that text reads both, nobody's name.

    The same key a second time answers with the question kept first.
    """
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    conferences.check_unreported(conference.reported_at)
    words = Words(raised.expression, raised.text, raised.eid)
    question = ask(conference.dissemination_id, words=words, by=by, now=now, key=key)
    if question.answered_at is not None or not raised.answer.strip():
        return question
    return answer_question(question.pk, text=raised.answer, by=by, now=now)
