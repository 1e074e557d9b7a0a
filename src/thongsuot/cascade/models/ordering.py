"""An order to publish: at which hour, how far the background is with it, and how it ended."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models.drives import Dissemination

LIVE = ("waiting", "at_work")


class PublishOrderQuerySet(models.QuerySet["PublishOrder"]):
    def live(self) -> Self:
        """Keep the orders that are still to be carried out."""
        return self.filter(state__in=LIVE)


class PublishOrder(models.Model):
    """One order to publish a draft (lệnh ban hành) at an hour; carried out by the background, all of it or nothing.

    `fingerprint` says what was ordered. `is_stale` tells the one at work that seats changed since they were counted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ đến giờ")
        AT_WORK = "at_work", _("đang ban hành")
        DONE = "done", _("đã ban hành")
        CANCELLED = "cancelled", _("đã hủy")
        REFUSED = "refused", _("không ban hành được")

    class Phase(models.TextChoices):
        COUNTING = "counting", _("đếm đơn vị và người")
        WRITING = "writing", _("giao việc cho các đơn vị")

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="orders", verbose_name=_("đợt"))
    fingerprint = models.CharField(_("dấu vân tay của bản ban hành"), max_length=64)
    due_at = models.DateTimeField(_("ban hành lúc"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.WAITING)
    phase = models.CharField(_("đang làm"), max_length=10, choices=Phase.choices, blank=True)
    units = models.PositiveIntegerField(_("số đơn vị"), default=0)
    is_stale = models.BooleanField(_("người đã đổi trong lúc đếm"), default=False)
    answer = models.CharField(_("câu trả lời"), max_length=500, blank=True)
    ordered_at = models.DateTimeField(_("đặt lúc"))
    ordered_by = models.BigIntegerField(_("vị trí đặt"))
    ended_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    ended_by = models.BigIntegerField(_("vị trí làm xong"), null=True, blank=True)

    objects = PublishOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("lệnh ban hành")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="cascade_publishorder_ended_pair",
            ),
            models.UniqueConstraint(
                fields=["dissemination"], condition=Q(state__in=LIVE), name="cascade_publishorder_one_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.state}"

    @property
    def is_live(self) -> bool:
        """Whether it is still to be carried out."""
        return self.state in LIVE
