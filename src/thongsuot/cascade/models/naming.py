"""Whom an office names by hand beside the rule of a drive, and why."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models.drives import Dissemination
from thongsuot.orgs.models import Seat


class AudienceExceptionQuerySet(models.QuerySet["AudienceException"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep those of the drives of one's own office, for it and its head: names of other units stand there."""
        if seat.role not in (Seat.Role.OFFICE, Seat.Role.HEAD):
            return self.none()
        return self.filter(dissemination__organisation_id=seat.organisation_id)


class AudienceException(models.Model):
    """One seat that must study though the rule leaves it out, or need not though it is reached (ngoại lệ theo tên)."""

    class Kind(models.TextChoices):
        ADDED = "added", _("thêm vào")
        EXCLUDED = "excluded", _("được miễn")

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="exceptions", verbose_name=_("đợt"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí"))
    kind = models.CharField(_("loại"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("lý do"), max_length=1000)
    made_at = models.DateTimeField(_("ghi lúc"))
    made_by = models.BigIntegerField(_("vị trí ghi"))

    objects = AudienceExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngoại lệ theo tên")
        ordering: ClassVar[list[str]] = ["kind", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "seat"], name="cascade_audienceexception_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.kind}"
