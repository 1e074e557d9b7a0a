"""Acknowledgements that came on paper: the signed sheet as it was photographed, and whom its lines name."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models.drives import Dissemination
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Organisation, Power, Seat


class PaperSheetQuerySet(models.QuerySet["PaperSheet"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the sheets of the seat's own unit, for those who keep it: a sheet holds names and signatures."""
        return self.filter(organisation_id=seat.organisation_id) if seat.may(Power.PAPER) else self.none()


class PaperSheet(models.Model):
    """One signed list (danh sách ký) of a unit, its photo, the day written on it, and who entered it."""

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="sheets", verbose_name=_("đợt"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("ảnh danh sách"))
    key = models.UUIDField(_("khóa của lần gửi"), unique=True)
    signed_on = models.DateField(_("ngày ghi trên danh sách"))
    entered_at = models.DateTimeField(_("nhập lúc"))
    entered_by = models.BigIntegerField(_("vị trí nhập"))

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("danh sách ký giấy")
        ordering: ClassVar[list[str]] = ["-entered_at"]

    def __str__(self) -> str:
        return f"{self.dissemination_id}@{self.organisation_id}:{self.signed_on}"


class PaperLineQuerySet(models.QuerySet["PaperLine"]):
    def standing(self) -> Self:
        """Keep the lines that nobody took back."""
        return self.filter(taken_back_at=None)

    def of_holder(self, seat: Seat, dissemination_id: int) -> Self:
        """Keep the lines of whoever holds a seat, in one drive."""
        return self.filter(seat__person=seat.person_id, sheet__dissemination=dissemination_id)


class PaperLine(models.Model):
    """One person's line on a sheet (dòng ký), until somebody takes it back and says why.

    `items` keeps what was recorded: for each text (hash) the seats with their paths, as the entry names them.
    """

    sheet = models.ForeignKey(PaperSheet, models.CASCADE, related_name="lines", verbose_name=_("danh sách"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí"))
    items = models.JSONField(_("đã ghi cho văn bản nào"), default=dict, blank=True)
    taken_back_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)
    taken_back_by = models.BigIntegerField(_("vị trí rút lại"), null=True, blank=True)
    reason = models.CharField(_("lý do rút lại"), max_length=1000, blank=True)

    objects = PaperLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng ký giấy")
        ordering: ClassVar[list[str]] = ["sheet", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sheet", "seat"], name="cascade_paperline_once"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="cascade_paperline_taken_back_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}:{self.seat_id}"
