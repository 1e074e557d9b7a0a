"""What was told to whom, and where somebody wants to be told as well."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models import Seat, on_day
from thongsuot.people.models import Person


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what this very seat was told."""
        return self.filter(seat_id=seat.pk)

    def to_mail(self, day: date) -> Self:
        """Keep what was told on `day`, is not mailed yet, and whose seat is still held."""
        return self.filter(on_day(day, "seat__"), told_on=day, is_mailed=False, seat__person__is_active=True)


class Message(models.Model):
    """One thing told to one seat (thông báo): never the same kind of one thing with one day twice.

    `thing` is its name in the ledger and `title` what people call it; `missing` counts those past their day, never
    names them.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("việc mới")
        WEEK = "week", _("còn một tuần")
        NEAR = "near", _("còn ba ngày")
        DUE = "due", _("đến hạn")
        LATE = "late", _("người trong đơn vị quá hạn")

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+", verbose_name=_("vị trí"))
    thing = models.CharField(_("việc"), max_length=120)
    kind = models.CharField(_("loại"), max_length=8, choices=Kind.choices)
    due_on = models.DateField(_("hạn"))
    title = models.CharField(_("tên việc"), max_length=500)
    href = models.CharField(_("trang"), max_length=200)
    missing = models.PositiveIntegerField(_("số người quá hạn"), default=0)
    told_on = models.DateField(_("báo ngày"))
    is_mailed = models.BooleanField(_("đã gửi thư"), default=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        ordering: ClassVar[list[str]] = ["-told_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["told_on"], name="notices_message_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["seat", "thing", "kind", "due_on"], name="notices_message_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.kind} {self.thing}"


class Mailbox(models.Model):
    """Where one person wants to be told as well (hộp thư): one address, which they gave and may stop at any time."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mailbox", verbose_name=_("người"))
    address = models.EmailField(_("địa chỉ thư"))
    is_stopped = models.BooleanField(_("đã ngừng gửi thư"), default=False)
    mailed_on = models.DateField(_("gửi lần cuối ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("hộp thư")

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def ref(self) -> str:
        """Name this mailbox in the ledger."""
        return f"notices.mailbox:{self.pk}"
