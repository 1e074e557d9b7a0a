"""Bytes kept by their hash, and who opened them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def unread_of(self, seat_id: int) -> Self:
        """Keep the files that this seat brought and nobody could read: nobody else sees them."""
        return self.filter(received_by=seat_id).exclude(flaw="")


class StoredFile(models.Model):
    """One file (tệp) kept under its SHA-256; the same bytes are kept once."""

    sha256 = models.CharField(_("dấu vân tay"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("số byte"))
    name = models.CharField(_("tên tệp khi nhận"), max_length=255)
    media_type = models.CharField(_("loại tệp"), max_length=100)
    received_at = models.DateTimeField(_("nhận lúc"))
    received_by = models.BigIntegerField(_("vị trí nhận"), null=True)
    flaw = models.CharField(_("vì sao không đọc được"), max_length=500, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("tệp")
        ordering: ClassVar[list[str]] = ["-received_at"]

    def __str__(self) -> str:
        return self.name


class FileOpening(models.Model):
    """One opening of a file (lần mở tệp), written before the bytes are served."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="openings", verbose_name=_("tệp"))
    opened_at = models.DateTimeField(_("mở lúc"))
    opened_by = models.BigIntegerField(_("vị trí mở"), null=True)

    class Meta:
        verbose_name = _("lần mở tệp")

    def __str__(self) -> str:
        return f"{self.file_id}@{self.opened_at:%Y-%m-%d}"
