"""Attach materials to a conference, take them away, open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.models import Conference, Material
from thongsuot.corpus.arriving.reception import read_unclassified
from thongsuot.files import actions as files
from thongsuot.files.models import StoredFile
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class NewMaterial:
    """A file as it was sent: its bytes, the name it came under, what people call it, and from when it may be opened."""

    content: bytes
    name: str
    title: str = ""
    not_before: datetime | None = None


def attach_material(conference_id: int, *, material: NewMaterial, by: Seat, now: datetime) -> Material:
    """Keep a file for the delegates of a conference and of those below it; the same file again sets name and hour.

    It is read first, in a process of its own: what bears a secrecy stamp, or shows nothing to judge by, is not kept.
    """
    permissions.check_keep(by)
    Conference.objects.visible_to(by).kept_by(by).get(pk=conference_id)
    read_unclassified(material.content, material.name)
    with transaction.atomic():
        conference = Conference.objects.locked_for(by).get(pk=conference_id)
        rules.check_unreported(conference.reported_at)
        file = files.keep_file(material.content, name=material.name, by=by, now=now)
        known = Material.objects.filter(conference=conference, file=file).first()
        rules.check_room_for_material(conference.materials.exclude(file=file).count())
        title = (material.title.strip() or Path(file.name).stem)[:200]
        if known and (known.title, known.not_before) == (title, material.not_before):
            return known
        values = {"title": title, "not_before": material.not_before, "attached_at": now, "attached_by": by.pk}
        kept, _new = Material.objects.update_or_create(conference=conference, file=file, defaults=values)
        opens = material.not_before.isoformat() if material.not_before else None
        facts: dict[str, Json] = {"file": file.sha256, "material": kept.pk, "not_before": opens}
        _note_down("conferences.material.attached", conference, facts, by, now)
    return kept


@transaction.atomic
def drop_material(material_id: int, *, by: Seat, now: datetime) -> Conference:
    """Take a material away from a conference that is not reported yet, and from those below it; the file stays kept."""
    permissions.check_keep(by)
    seen = Material.objects.visible_to(by).select_related("file")
    held = seen.get(pk=material_id, conference__in=Conference.objects.kept_by(by))
    conference = Conference.objects.locked_for(by).get(pk=held.conference_id)
    rules.check_unreported(conference.reported_at)
    facts: dict[str, Json] = {"file": held.file.sha256, "material": held.pk}
    held.delete()
    _note_down("conferences.material.dropped", conference, facts, by, now)
    return conference


def open_material(material_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Write down that a material is opened, and answer with the file to serve; before its hour only keepers open it."""
    held = Material.objects.visible_to(by).select_related("conference").get(pk=material_id)
    is_kept = Conference.objects.kept_by(by).filter(pk=held.conference_id).exists()
    rules.check_material_open(None if is_kept else held.not_before, now)
    return files.open_file(held.file_id, among=StoredFile.objects.filter(pk=held.file_id), by=by, now=now)


def _note_down(event: str, conference: Conference, facts: dict[str, Json], by: Seat, now: datetime) -> None:
    ledger.record(event, subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
