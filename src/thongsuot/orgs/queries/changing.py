"""What the page that changes a unit shows, and which units a change may lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs import permissions, tree
from thongsuot.orgs.models import Level, Organisation, OrganisationQuerySet, Post, Seat
from thongsuot.orgs.rules.heights import HEIGHT
from thongsuot.people.models import Person

OF_THE_DAY = ("unit_does_not_stand", "change_lies_ahead", "change_before_last")


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One unit about to change: what goes with it, since when it is what it is, and what this actor may not do."""

    unit: Organisation
    since: date
    below: int
    people: int
    refusal: Refusal | None
    acting: Sequence[Seat]

    @property
    def is_top(self) -> bool:
        return self.unit.parent_id is None

    @property
    def takes_units(self) -> bool:
        """Whether anything may stand below it."""
        return self.unit.level != Level.CELL


def change_page(code: str, *, by: Seat | Person, today: date) -> ChangePage:
    """Build the page; DoesNotExist for what this actor does not see, NotAllowed for who keeps no tree."""
    unit = Organisation.objects.in_hand_of(by).select_related("parent").get(code=code)
    permissions.check_change_below(by)
    seats = list(unit.seats.held_on_or_acting_later(today).select_related("post").order_by("valid_from"))
    return ChangePage(
        unit=unit,
        since=tree.stands_since(unit),
        below=Organisation.objects.below(unit.pk).standing_on(today).count() - 1,
        people=sum(1 for seat in seats if seat.valid_from <= today),
        refusal=refusal_of(permissions.check_change_unit, by, unit),
        acting=[seat for seat in seats if seat.capacity != Seat.Capacity.FULL],
    )


def posts_for(unit: Organisation) -> QuerySet[Post]:
    """Keep the posts that one may act in: those of leaders and deputies as units of this kind have them."""
    leading = Post.objects.filter(kind__in=(Post.Kind.LEADER, Post.Kind.DEPUTY))
    return leading.filter(seats__organisation__kind=unit.kind).distinct().order_by("name")


def person_to_act(username: str, by: Seat | Person, today: date) -> Person | None:
    """Find somebody who sits today in the tree that `by` keeps."""
    kept = Seat.objects.held_on(today).filter(organisation__in=Organisation.objects.in_hand_of(by))
    return Person.objects.filter(username=username.strip(), pk__in=kept.values("person")).first()


def places_for(unit: Organisation, by: Seat | Person) -> OrganisationQuerySet:
    """Keep the units that this one could hang below: higher ones, or of its height for an agency."""
    height = HEIGHT[Level(unit.level)] + (unit.kind != Organisation.Kind.AGENCY)
    levels = [level for level, at in HEIGHT.items() if at >= height]
    return heirs_for(unit, by).filter(level__in=levels)


def heirs_for(unit: Organisation, by: Seat | Person) -> OrganisationQuerySet:
    """Keep the units that could take over from this one: all that stand open, but for itself and what is below it."""
    return Organisation.objects.in_hand_of(by).filter(valid_to=None).exclude(upward__ancestor=unit)
