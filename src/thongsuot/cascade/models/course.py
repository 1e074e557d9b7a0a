"""What happens to a drive while it runs: what its office changed and why, and how each unit passed it on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models.drives import Dissemination
from thongsuot.corpus.models import Expression
from thongsuot.orgs.models import Organisation


class CourseChange(models.Model):
    """One change in the course of a published drive (thay đổi của đợt), with its reason, for everybody it reaches.

    `news` names the articles (addresses) that another wording `added`, `changed` and `removed`.
    """

    class Kind(models.TextChoices):
        EXTENDED = "extended", _("gia hạn")
        CLOSED = "closed", _("khép lại")
        REOPENED = "reopened", _("mở lại")
        WITHDRAWN = "withdrawn", _("thu hồi")
        AMENDED = "amended", _("thay bằng bản mới")
        CORRECTED = "corrected", _("đính chính")

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="changes", verbose_name=_("đợt"))
    kind = models.CharField(_("việc"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("lý do"), max_length=1000, blank=True)
    deadlines = models.JSONField(_("hạn mới từng cấp"), default=dict, blank=True)
    before = models.ForeignKey(
        Expression, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bản trước")
    )
    after = models.ForeignKey(
        Expression, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bản sau")
    )
    news = models.JSONField(_("điều thêm, sửa, bỏ"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("lúc"))
    changed_by = models.BigIntegerField(_("vị trí làm"))

    class Meta:
        verbose_name = _("thay đổi của đợt")
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.kind}"


class Relay(models.Model):
    """How one unit passed a drive on (chuyển tiếp): that it took it, its own words and day, and its report at the end.

    `asked_on` is a day the unit asks its own people for; who is late is still said by the day of their level.
    """

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="relays", verbose_name=_("đợt"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    note = models.TextField(_("lời của đơn vị"), blank=True)
    asked_on = models.DateField(_("đề nghị xong trước"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"))
    accepted_by = models.BigIntegerField(_("vị trí tiếp nhận"))
    report = models.TextField(_("báo cáo"), blank=True)
    reported_at = models.DateTimeField(_("báo cáo lúc"), null=True, blank=True)
    reported_by = models.BigIntegerField(_("vị trí báo cáo"), null=True, blank=True)

    class Meta:
        verbose_name = _("chuyển tiếp của đơn vị")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "organisation"], name="cascade_relay_once"),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="cascade_relay_reported_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}@{self.organisation_id}"
