"""What people set right by hand, and the addresses a document had before."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models.works import Expression, Work


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of(self, expression: Expression) -> Self:
        """Keep what was corrected on the work of a wording and on this very wording, in the order it was done."""
        return self.filter(Q(expression=None) | Q(expression=expression), work_id=expression.work_id).order_by("pk")


class Correction(models.Model):
    """One fact set right by hand (chỗ sửa tay); the last one of a fact stands, whatever is read later."""

    class Field(models.TextChoices):
        TYPE = "type_key", _("Loại văn bản")
        NUMBER = "number", _("Số, ký hiệu")
        ISSUED = "issued_on", _("Ngày ban hành")
        ISSUER = "issuer", _("Cơ quan ban hành")
        TITLE = "title", _("Trích yếu")
        IN_FORCE = "in_force_from", _("Có hiệu lực từ")

    work = models.ForeignKey(Work, models.CASCADE, related_name="corrections", verbose_name=_("văn bản"))
    expression = models.ForeignKey(
        Expression, models.CASCADE, related_name="corrections", null=True, verbose_name=_("phiên bản")
    )
    field = models.CharField(_("chi tiết"), max_length=20, choices=Field.choices)
    read = models.CharField(_("máy đọc"), max_length=1000, blank=True)
    value = models.CharField(_("sửa thành"), max_length=1000, blank=True)
    reason = models.CharField(_("theo đâu"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("sửa lúc"))
    corrected_by = models.BigIntegerField(_("vị trí sửa"), null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỗ sửa tay")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["field", "read"], name="corpus_correction_read"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(field="in_force_from", expression__isnull=False)
                | (~Q(field="in_force_from") & Q(expression__isnull=True)),
                name="corpus_correction_of_work_or_wording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}.{self.field}"


class FormerAddress(models.Model):
    """An address that a work had before its number, type or day was set right (địa chỉ trước đây); it leads on."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="former_addresses", verbose_name=_("văn bản"))
    uri = models.CharField(_("địa chỉ"), max_length=300, unique=True)

    class Meta:
        verbose_name = _("địa chỉ trước đây")

    def __str__(self) -> str:
        return self.uri
