"""What stands before an import, and what is wrong with a list that was handed in."""

from __future__ import annotations

from typing import IO

from thongsuot.orgs import workbook
from thongsuot.orgs.models import Organisation, Post
from thongsuot.orgs.rules.importing import Standing, StandingUnit, faults, in_order


def standing() -> Standing:
    """Load what the rules of an import need to know of the organisation as it is."""
    units = Organisation.objects.values_list("code", "level", "kind", "parent__code")
    return Standing(
        units={code: StandingUnit(level, kind, parent or "") for code, level, kind, parent in units},
        posts=dict(Post.objects.values_list("name", "kind")),
    )


def review(file: IO[bytes]) -> workbook.Reading:
    """Read an uploaded list and find everything wrong with it, cell by cell; Refusal when it is no such workbook."""
    reading = workbook.read(file)
    return workbook.Reading(reading.rows, in_order([*reading.errors, *faults(reading.rows, standing())]))
