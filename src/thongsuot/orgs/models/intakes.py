"""Lists of units and people that were handed in."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models.seats import Seat
from thongsuot.people.models import Person


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, by: Seat | Person) -> Self:
        """Keep the lists that this person handed in: names stand in them, so not even another office sees them."""
        return self.filter(handed_in_by=by.person_id if isinstance(by, Seat) else by.pk)

    def at_work(self) -> Self:
        """Keep the one list that is being read or taken in."""
        return self.filter(turn__isnull=False)


class Intake(models.Model):
    """One list of units and people handed in (lượt nhập danh sách): read, shown, and then taken in or dropped.

    What stands in the list lies in private files (`keeping`), never here; here are its states and counts. `turn` is 1
    while the list is worked on and else empty: being unique, it lets one list at a time be.
    """

    class State(models.TextChoices):
        READING = "reading", _("đang đọc")
        FAULTY = "faulty", _("có ô phải sửa")
        SHOWN = "shown", _("chờ thực hiện")
        TAKING = "taking", _("đang nhập")
        DONE = "done", _("đã nhập")
        DROPPED = "dropped", _("đã bỏ")
        REFUSED = "refused", _("không nhập được")

    token = models.CharField(_("tên thư mục"), max_length=32, unique=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.READING)
    turn = models.PositiveSmallIntegerField(_("lượt đang chạy"), null=True, blank=True, unique=True)
    handed_in_at = models.DateTimeField(_("đưa vào lúc"))
    handed_in_by = models.BigIntegerField(_("người đưa vào"))
    seat = models.BigIntegerField(_("vị trí đưa vào"), null=True, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=8)
    is_begun = models.BooleanField(_("đã bắt đầu"), default=False)
    is_over = models.BooleanField(_("đã xong"), default=False)
    expires_at = models.DateTimeField(_("giữ đến"))
    faults = models.PositiveIntegerField(_("số ô phải sửa"), default=0)
    counts = models.JSONField(_("số thay đổi"), default=dict)
    digest = models.CharField(_("mã băm của thay đổi"), max_length=64, blank=True)
    answer = models.CharField(_("câu trả lời"), max_length=300, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt nhập danh sách")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"

    @property
    def ref(self) -> str:
        """Name this intake in the ledger."""
        return f"orgs.intake:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether the work on it is ordered and has not begun."""
        return self.turn is not None and not self.is_begun
