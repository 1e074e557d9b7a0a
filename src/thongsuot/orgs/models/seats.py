"""The posts of the hierarchy, and who holds which seat from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.entries import Actor
from thongsuot.orgs.models.powers import OF_HEADS, WITH_NAMES, Power
from thongsuot.orgs.models.units import Level, Organisation, OrganisationLink, on_day
from thongsuot.people.models import Person

if TYPE_CHECKING:
    from thongsuot.orgs.models.delegations import Delegation


class Post(models.Model):
    """A post (chức vụ): what a seat is called and which kind of duty it carries."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("người đứng đầu")
        DEPUTY = "deputy", _("cấp phó")
        COMMITTEE = "committee", _("ủy viên")
        STAFF = "staff", _("chuyên viên, văn phòng")
        MEMBER = "member", _("đảng viên")

    name = models.CharField(_("tên chức vụ"), max_length=120, unique=True)
    kind = models.CharField(_("nhóm chức vụ"), max_length=12, choices=Kind.choices)

    class Meta:
        verbose_name = _("chức vụ")

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def held_on(self, day: date) -> Self:
        """Keep the seats that somebody holds on `day`."""
        return self.filter(on_day(day))

    def held_on_or_acting_later(self, day: date) -> Self:
        """Keep the seats held on `day`, and those that somebody will hold later for a time, acting or in charge."""
        return self.filter(on_day(day) | Q(valid_from__gt=day) & ~Q(capacity=Seat.Capacity.FULL))

    def in_reach_of(self, unit_id: int | None) -> Self:
        """Keep the seats that an entry code for this unit opens; None is a code for all of them."""
        return self if unit_id is None else self.filter(organisation_id=unit_id)

    def in_standing_units(self, day: date) -> Self:
        """Keep the seats of units that exist on `day`: a unit that ended owes nothing, even with seats left open."""
        return self.filter(on_day(day, "organisation__"))

    def visible_to(self, seat: Seat) -> Self:
        """Keep the seats whose holder's name `seat` may see: its own, and all of its unit for who answers for it."""
        if seat.sees_names:
            return self.filter(organisation_id=seat.organisation_id)
        return self.filter(pk=seat.pk)

    def with_codes_from(self, seat: Seat) -> Self:
        """Keep the seats whose entry codes `seat` hands out: of its unit and the cells right below it; else its own.

        A cell has no printer and often no clerk, so the ward's may print for it; nobody prints further down.
        """
        if not seat.may(Power.CODES):
            return self.filter(pk=seat.pk)
        cells = Q(organisation__parent=seat.organisation_id, organisation__level=Level.CELL)
        return self.filter(Q(organisation=seat.organisation_id) | cells)

    def callable_from(self, seat: Seat) -> Self:
        """Keep who answers for a unit below the seat's own, for whoever keeps that: the ones to call, nobody else."""
        if not seat.is_keeper:
            return self.none()
        above = OrganisationLink.objects.filter(
            ancestor=seat.organisation_id, descendant=OuterRef("organisation"), depth__gt=0
        )
        return self.filter(Exists(above), role__in=Seat.Role.keepers())


@dataclass(frozen=True, slots=True)
class Acting:
    """Whoever acts, as rooms below take an actor."""

    who: Actor

    def actor(self) -> Actor:
        """Give the values the ledger keeps."""
        return self.who


class Seat(models.Model):
    """One person in one post of one unit (vị trí) between two days; seats act, not accounts.

    `deputations` are the delegations that this seat may act on today, where the request brought them; a seat that a
    token or a job acts as has none.
    """

    deputations: tuple[Delegation, ...] = ()

    class Capacity(models.TextChoices):
        FULL = "full", _("chính thức")
        ACTING = "acting", _("quyền")
        IN_CHARGE = "in_charge", _("phụ trách")

    class Role(models.TextChoices):
        OFFICE = "office", _("văn phòng cấp ủy")
        HEAD = "head", _("người đứng đầu")
        CLERK = "clerk", _("văn thư, thư ký")
        MEMBER = "member", _("thành viên")
        AUDITOR = "auditor", _("thanh tra, kiểm tra")

        @classmethod
        def keepers(cls) -> tuple[str, ...]:
            """Name the roles that answer for their unit."""
            return (cls.CLERK, cls.HEAD, cls.OFFICE)

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name=_("người"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats", verbose_name=_("đơn vị"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats", verbose_name=_("chức vụ"))
    role = models.CharField(_("vai trò"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    capacity = models.CharField(_("tư cách"), max_length=10, choices=Capacity.choices, default=Capacity.FULL)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("vị trí")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "valid_from", "valid_to", "post"], name="orgs_seat_held_as"),
            models.Index(fields=["person", "valid_from", "valid_to"], name="orgs_seat_of_person"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="orgs_seat_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(capacity="full") | Q(valid_to__isnull=False), name="orgs_seat_acting_has_an_end"
            ),
            models.UniqueConstraint(fields=["person", "organisation", "post", "valid_from"], name="orgs_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}@{self.organisation_id}"

    @property
    def is_keeper(self) -> bool:
        """Whether this seat answers for its unit (clerk, head, office), and so sees the names in it; never below it."""
        return self.role in Seat.Role.keepers()

    @property
    def audits(self) -> bool:
        """Whether this seat reads what is recorded of its unit and those below it, and changes none of it."""
        return self.role == Seat.Role.AUDITOR

    @property
    def sees_names(self) -> bool:
        """Whether this seat sees who sits in its unit: a keeper, or who does for one what needs the names."""
        return self.is_keeper or any(WITH_NAMES.intersection(each.powers) for each in self.deputations)

    @property
    def title(self) -> str:
        """Give the post as people say it: "Bí thư chi bộ", "quyền Bí thư chi bộ", "phụ trách · Bí thư chi bộ"."""
        if self.capacity == Seat.Capacity.FULL:
            return self.post.name
        between = " " if self.capacity == Seat.Capacity.ACTING else " · "
        return f"{self.get_capacity_display()}{between}{self.post.name}"

    @property
    def powers(self) -> frozenset[str]:
        """Name what this seat does for its unit: in its own right, or in the place of its head."""
        return self.own_powers | {power for each in self.deputations for power in each.powers}

    @property
    def own_powers(self) -> frozenset[str]:
        """Name what this seat does for its unit by its role alone."""
        if self.role == Seat.Role.HEAD:
            return frozenset(Power.values)
        return frozenset(Power.values) - OF_HEADS if self.is_keeper else frozenset()

    def may(self, power: Power) -> bool:
        """Whether this seat does that for its unit."""
        return power in self.powers

    def using(self, power: Power) -> Acting:
        """Give this seat as an actor who uses a power, to rooms that know no seats."""
        return Acting(self.actor(power))

    def actor(self, power: Power | None = None) -> Actor:
        """Give the values the ledger keeps of who acts: ids and the unit's path, never a name.

        `power` is what the act uses, if it is one that can be delegated: then the delegation it rests on goes along.
        """
        rests_on = None if power is None or power in self.own_powers else self._deputation(power)
        return Actor(seat=self.pk, person=self.person_id, unit=self.organisation.path, delegation=rests_on)

    def _deputation(self, power: Power) -> int | None:
        return next((each.pk for each in self.deputations if power in each.powers), None)
