"""How a unit heads its official papers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models.units import Organisation

PARTY_KINDS = (Organisation.Kind.PARTY_COMMITTEE, Organisation.Kind.CELL)


class Letterhead(models.Model):
    """The head (đầu văn bản) of one unit's papers: whose form, body above, own name, letters of the number, place.

    Without a row the unit is headed by its own name and that of the unit above it, and letters and place stay open.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="letterhead", verbose_name=_("đơn vị")
    )
    is_party = models.BooleanField(_("theo thể thức văn bản của Đảng"))
    parent = models.CharField(_("tên cơ quan cấp trên"), max_length=200, blank=True)
    name = models.CharField(_("tên cơ quan ban hành"), max_length=200)
    initials = models.CharField(_("chữ viết tắt trong số, ký hiệu"), max_length=30, blank=True)
    place = models.CharField(_("nơi ban hành"), max_length=100, blank=True)
    set_at = models.DateTimeField(_("ghi lúc"))
    set_by = models.BigIntegerField(_("vị trí ghi"))

    class Meta:
        verbose_name = _("đầu văn bản")
        ordering: ClassVar[list[str]] = ["organisation"]

    def __str__(self) -> str:
        return self.name
