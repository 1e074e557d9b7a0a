"""The materials of a conference: its own, and those of the units above on the same drive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thongsuot.conferences import rules
from thongsuot.conferences.models import Conference, Material
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Organisation, Seat


@dataclass(frozen=True, slots=True)
class Handed:
    """One material as a reader sees it: whose it is where a unit above attached it, and whether its hour has come."""

    material: Material
    source: Organisation | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The materials before a keeper: what delegates get, and why nothing may be added any more."""

    conference: Conference
    handed: tuple[Handed, ...]
    refusal: Refusal | None


def handed_out(conference: Conference, now: datetime) -> tuple[Handed, ...]:
    """Give what a conference hands out, what comes from above first; one query."""
    return tuple(
        Handed(
            each,
            None if each.conference_id == conference.pk else each.conference.organisation,
            refusal_of(rules.check_material_open, each.not_before, now) is None,
        )
        for each in Material.objects.of(conference)
    )


def materials_page(conference_id: int, seat: Seat, now: datetime) -> MaterialsPage:
    """Show them to a keeper of the unit. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation")
    conference = kept.get(pk=conference_id)
    refusal = refusal_of(rules.check_unreported, conference.reported_at)
    return MaterialsPage(conference, handed_out(conference, now), refusal)
