"""What was written about a conference: every paper in its versions, with the figures it was written from."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.models import Conference
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Seat


class ConferencePaperQuerySet(models.QuerySet["ConferencePaper"]):
    def newest(self, kind: str) -> Self:
        """Keep the newest version of one kind of paper, one a conference."""
        later = self.model.objects.filter(
            conference=models.OuterRef("conference"), kind=kind, ordinal__gt=models.OuterRef("ordinal")
        )
        return self.filter(~models.Exists(later), kind=kind)


class ConferencePaper(models.Model):
    """One version of one paper (giấy tờ) of a conference: `told` is what it says, `figures` what others add up."""

    class Kind(models.TextChoices):
        REPORT = "report", _("báo cáo kết quả")
        MINUTES = "minutes", _("biên bản")
        NEWS = "news", _("tin bài")
        INVITATION = "invitation", _("giấy mời")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="papers", verbose_name=_("hội nghị"))
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    ordinal = models.PositiveSmallIntegerField(_("bản thứ"))
    told = models.JSONField(_("nội dung"))
    figures = models.JSONField(_("số liệu"), default=dict)
    pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tệp PDF")
    )
    written_at = models.DateTimeField(_("ghi lúc"))
    written_by = models.BigIntegerField(_("vị trí ghi"))

    objects = ConferencePaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy tờ hội nghị")
        ordering: ClassVar[list[str]] = ["conference", "kind", "-ordinal"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "kind", "ordinal"], name="proceedings_paper_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conference_id}:{self.kind}:{self.ordinal}"


class ConferencePhoto(models.Model):
    """One photograph (ảnh) of a conference, drawn anew before it was kept; it goes into the report."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="photos", verbose_name=_("hội nghị"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    caption = models.CharField(_("chú thích"), max_length=200)
    attached_at = models.DateTimeField(_("gửi lúc"))
    attached_by = models.BigIntegerField(_("vị trí gửi"))

    class Meta:
        verbose_name = _("ảnh hội nghị")
        ordering: ClassVar[list[str]] = ["conference", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "file"], name="proceedings_photo_once"),
        ]

    def __str__(self) -> str:
        return self.caption


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep a person's own, whichever seat they got them in: nobody else lists what one person attended."""
        return self.filter(seat__person=seat.person_id)

    def newest(self) -> Self:
        """Keep the newest of each seat and conference."""
        later = self.model.objects.filter(
            conference=models.OuterRef("conference"),
            seat=models.OuterRef("seat"),
            ordinal__gt=models.OuterRef("ordinal"),
        )
        return self.filter(~models.Exists(later))


class Certificate(models.Model):
    """A certificate of participation (giấy xác nhận tham dự): that somebody was there in these half days, no more.

    `code` is what the paper carries, `commitment` what the ledger holds of it under `key`. Whether it still holds is
    never written here: it follows from presence.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="certificates", verbose_name=_("hội nghị"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí"))
    ordinal = models.PositiveSmallIntegerField(_("bản thứ"))
    code = models.CharField(_("mã trên giấy"), max_length=32, unique=True)
    name = models.CharField(_("tên trên giấy"), max_length=200)
    half_days = models.JSONField(_("các buổi"))
    commitment = models.CharField(_("cam kết trong sổ"), max_length=64)
    key = models.UUIDField(_("khóa của dòng trong sổ"))
    issued_at = models.DateTimeField(_("lập lúc"))
    issued_by = models.BigIntegerField(_("vị trí lập"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy xác nhận tham dự")
        ordering: ClassVar[list[str]] = ["-issued_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "seat", "ordinal"], name="proceedings_certificate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conference_id}:{self.seat_id}:{self.ordinal}"
