"""What delegates get to read: files attached to a conference, for it and for those below it on the same drive."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.models.meetings import Conference
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import OrganisationLink, Seat


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the materials of conferences that `seat` sees, and what comes down to one that calls its unit."""
        seen = Conference.objects.visible_to(seat).filter(pk=OuterRef("conference"))
        calling = Conference.objects.calling(seat.organisation_id)
        under = calling.filter(
            dissemination=OuterRef("conference__dissemination"),
            organisation__upward__ancestor=OuterRef("conference__organisation"),
        )
        return self.filter(Q(Exists(seen)) | Q(Exists(under)))

    def of(self, conference: Conference) -> Self:
        """Keep what a conference hands out: its own, and what units above attached to theirs on the same drive."""
        above = OrganisationLink.objects.filter(
            descendant=conference.organisation_id, ancestor=OuterRef("conference__organisation")
        )
        rows = self.filter(Exists(above), conference__dissemination=conference.dissemination_id)
        return rows.select_related("file", "conference__organisation").order_by("conference__organisation__path", "pk")


class Material(models.Model):
    """One file (tài liệu) that a conference hands out, under a name for people; not before `not_before`."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="materials", verbose_name=_("hội nghị"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    title = models.CharField(_("tên tài liệu"), max_length=200)
    not_before = models.DateTimeField(_("mở từ lúc"), null=True, blank=True)
    attached_at = models.DateTimeField(_("gửi lúc"))
    attached_by = models.BigIntegerField(_("vị trí gửi"))

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("tài liệu hội nghị")
        ordering: ClassVar[list[str]] = ["conference", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "file"], name="conferences_material_once"),
        ]

    def __str__(self) -> str:
        return self.title
