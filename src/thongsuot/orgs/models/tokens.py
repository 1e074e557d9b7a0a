"""Keys for other systems."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models.seats import Seat
from thongsuot.orgs.models.units import on_day


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the tokens of this very seat: nobody sees, or ends, another's."""
        return self.filter(seat_id=seat.pk)

    def valid_on(self, day: date) -> Self:
        """Keep the tokens that open the API on `day`: not ended, not out of date, of a seat held in a standing unit."""
        held = on_day(day, "seat__") & on_day(day, "seat__organisation__")
        return self.filter(held, revoked_at=None, expires_on__gte=day, seat__person__is_active=True)


class ApiToken(models.Model):
    """A key for another system (mã API) that acts as one seat until a day; only the hash of its text is kept."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="api_tokens", verbose_name=_("vị trí"))
    name = models.CharField(_("dùng cho"), max_length=120)
    sha256 = models.CharField(_("dấu vân tay của mã"), max_length=64, unique=True)
    expires_on = models.DateField(_("ngày cuối cùng"))
    issued_at = models.DateTimeField(_("lập lúc"))
    issued_by = models.BigIntegerField(_("vị trí lập"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    revoked_by = models.BigIntegerField(_("vị trí thu hồi"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("mã API")
        ordering: ClassVar[list[str]] = ["-issued_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="orgs_apitoken_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name
