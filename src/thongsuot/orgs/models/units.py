"""The hierarchy: organisations with their dates, what they were before, and who stands above whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.people.models import Person

if TYPE_CHECKING:
    from thongsuot.orgs.models.seats import Seat


def on_day(day: date, of: str = "") -> Q:
    """Ask for periods `valid_from` … `valid_to` that hold `day`, both ends included; `of` leads to them ("seat__")."""
    is_open = Q((f"{of}valid_to", None)) | Q((f"{of}valid_to__gte", day))
    return is_open & Q((f"{of}valid_from__lte", day))


class Level(models.TextChoices):
    """How high a unit stands (cấp); since July 2025 there is no district between city and ward."""

    CITY = "city", _("cấp thành phố, tỉnh")
    WARD = "ward", _("cấp phường, xã")
    CELL = "cell", _("cấp chi bộ")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing_on(self, day: date) -> Self:
        """Keep the units that exist on `day`."""
        return self.filter(on_day(day))

    def below(self, unit_id: int) -> Self:
        """Keep a unit and everything under it."""
        return self.filter(upward__ancestor_id=unit_id)

    def visible_to(self, seat: Seat) -> Self:
        """Keep the seat's own unit and the units below it: every other unit looks absent."""
        return self.below(seat.organisation_id)

    def in_hand_of(self, by: Seat | Person) -> Self:
        """Keep the units whose place in the tree an actor may see: all for the administrator, else as `visible_to`."""
        if by.is_administrator if isinstance(by, Person) else by.person.is_administrator:
            return self.all()
        return self.none() if isinstance(by, Person) else self.visible_to(by)


class Organisation(models.Model):
    """One unit of the hierarchy (tổ chức, đơn vị): W3C ORG's Organization."""

    class Kind(models.TextChoices):
        PARTY_COMMITTEE = "party_committee", _("cấp ủy")
        AGENCY = "agency", _("cơ quan, sở, ngành")
        WARD = "ward", _("phường")
        COMMUNE = "commune", _("xã")
        SPECIAL_ZONE = "special_zone", _("đặc khu")
        CELL = "cell", _("chi bộ")

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    path = models.CharField(_("đường dẫn"), max_length=200, db_index=True, blank=True)
    valid_from = models.DateField(_("thành lập ngày"))
    valid_to = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="succeeds", verbose_name=_("đơn vị kế tục")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="orgs_organisation_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """Name this unit in the ledger."""
        return f"orgs.organisation:{self.pk}"


class FormerPlace(models.Model):
    """What a unit was called and under whom it stood, from one day to another (tên và chỗ đứng trước đây).

    Only what is past is kept here: what holds now stands in the unit itself, since the day after the last of these.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="places", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=Organisation.Kind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị cấp trên")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"))

    class Meta:
        verbose_name = _("tên và chỗ đứng trước đây")
        ordering: ClassVar[list[str]] = ["organisation", "valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="orgs_formerplace_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "valid_from"], name="orgs_formerplace_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from}…{self.valid_to})"


class OrganisationLink(models.Model):
    """One pair of the closure table (bao đóng): every unit with itself and each unit above it."""

    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="downward", verbose_name=_("trên"))
    descendant = models.ForeignKey(Organisation, models.CASCADE, related_name="upward", verbose_name=_("dưới"))
    depth = models.PositiveSmallIntegerField(_("khoảng cách"))

    class Meta:
        verbose_name = _("quan hệ trên dưới")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="orgs_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id}>{self.descendant_id}"
