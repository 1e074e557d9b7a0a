"""Reads that cross models: what stands before an import, and what a unit's page shows."""

from __future__ import annotations

from thongsuot.orgs.models import Organisation, Post
from thongsuot.orgs.rules import Standing, StandingUnit


def standing() -> Standing:
    """Load what the rules of an import need to know of the organisation as it is."""
    units = Organisation.objects.values_list("code", "level", "kind", "parent__code")
    return Standing(
        units={code: StandingUnit(level, kind, parent or "") for code, level, kind, parent in units},
        posts=dict(Post.objects.values_list("name", "kind")),
    )
