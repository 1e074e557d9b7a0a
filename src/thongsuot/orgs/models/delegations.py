"""Who acts in whose place, in what, and until when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models.powers import Power
from thongsuot.orgs.models.seats import Seat
from thongsuot.orgs.models.units import Organisation, on_day


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def active_on(self, day: date) -> Self:
        """Keep what holds on `day`: within its days, not ended, and both seats held in a unit that stands."""
        held = on_day(day, "seat__") & on_day(day, "deputy__") & on_day(day, "seat__organisation__")
        return self.filter(on_day(day), held, ended_at=None)

    def not_over(self, day: date) -> Self:
        """Keep what holds on `day` or will."""
        return self.filter(ended_at=None, valid_to__gte=day)

    def visible_to(self, seat: Seat) -> Self:
        """Keep the delegations in the seat's own unit and the units below it."""
        return self.filter(seat__organisation__in=Organisation.objects.visible_to(seat))

    def to_show(self) -> Self:
        """Load who gave and who acts, each with post and person."""
        parts = ("person", "post", "organisation")
        return self.select_related(*(f"{side}__{part}" for side in ("seat", "deputy") for part in parts))


class Delegation(models.Model):
    """What a head has another of the unit do in their place (ủy quyền): named powers, from a day to a last day."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="delegations", verbose_name=_("vị trí ủy quyền"))
    deputy = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí được ủy quyền"))
    powers = models.JSONField(_("việc được ủy quyền"), default=list)
    basis = models.CharField(_("căn cứ"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    granted_at = models.DateTimeField(_("ủy quyền lúc"))
    granted_by = models.BigIntegerField(_("vị trí ghi"))
    ended_at = models.DateTimeField(_("thôi ủy quyền lúc"), null=True, blank=True)
    ended_by = models.BigIntegerField(_("vị trí cho thôi"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ủy quyền")
        ordering: ClassVar[list[str]] = ["-valid_from", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="orgs_delegation_dates_in_order"),
            models.CheckConstraint(condition=~Q(seat=F("deputy")), name="orgs_delegation_to_another"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="orgs_delegation_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}>{self.deputy_id}"

    @property
    def ref(self) -> str:
        """Name this delegation in the ledger."""
        return f"orgs.delegation:{self.pk}"

    @property
    def named_powers(self) -> list[str]:
        """Give the powers in words, in the order in which they are offered."""
        return [str(power.label) for power in Power if power in self.powers]
