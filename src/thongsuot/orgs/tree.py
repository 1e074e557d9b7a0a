"""Where a unit stands and stood: paths, closure table and past, kept in step by a few statements at any size."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max, Value
from django.db.models.functions import Concat, Substr

from thongsuot.orgs.models import FormerPlace, Organisation, OrganisationLink

BATCH = 2000
ONE_DAY = timedelta(days=1)


def lock() -> None:
    """Let nobody else change the tree until this transaction ends: two moves at once could close a circle."""
    list(Organisation.objects.select_for_update().filter(parent=None).values_list("pk"))


def place(unit: Organisation) -> None:
    """Give a unit that was just made its path, and link it with every unit above it."""
    above = f"{unit.parent.path}/" if unit.parent else ""
    unit.path = f"{above}{unit.pk}"
    unit.save(update_fields=["path"])
    ancestors = [int(step) for step in reversed(unit.path.split("/"))]
    OrganisationLink.objects.bulk_create(
        OrganisationLink(ancestor_id=ancestor, descendant=unit, depth=depth) for depth, ancestor in enumerate(ancestors)
    )


def hang(unit: Organisation, under: Organisation) -> list[int]:
    """Hang a unit with everything below it under another; give the ids of all units whose path changed."""
    branch = list(unit.downward.values_list("descendant_id", "depth"))
    above = OrganisationLink.objects.filter(descendant=unit).exclude(ancestor=unit).values_list("ancestor_id")
    below = unit.downward.values("descendant_id")
    OrganisationLink.objects.filter(ancestor__in=[pk for (pk,) in above], descendant__in=below).delete()
    own = len(unit.path) - len(str(unit.pk)) + 1  # where the unit's own id begins in every path below it
    beneath = Organisation.objects.filter(pk__in=below)
    beneath.update(path=Concat(Value(f"{under.path}/"), Substr("path", own)))
    OrganisationLink.objects.bulk_create(
        (
            OrganisationLink(ancestor_id=ancestor, descendant_id=pk, depth=up + 1 + down)
            for ancestor, up in under.upward.values_list("ancestor_id", "depth")
            for pk, down in branch
        ),
        BATCH,
    )
    unit.parent = under
    unit.save(update_fields=["parent"])
    unit.refresh_from_db(fields=["path"])
    return [pk for pk, _down in branch]


def stands_since(unit: Organisation) -> date:
    """Give the first day of what holds now: the day after the last former place, else the unit's own first day."""
    last: date | None = unit.places.aggregate(last=Max("valid_to"))["last"]
    return last + ONE_DAY if last else unit.valid_from


def remember(unit: Organisation, on: date) -> None:
    """Keep what holds until the day before `on`; a change on the very day it began only corrects it."""
    since = stands_since(unit)
    if on > since:
        FormerPlace.objects.create(
            organisation=unit,
            name=unit.name,
            kind=unit.kind,
            level=unit.level,
            parent_id=unit.parent_id,
            valid_from=since,
            valid_to=on - ONE_DAY,
        )
