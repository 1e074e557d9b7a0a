"""What a head says to a draft before it goes out, and whether a unit asks for that at all."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models.drives import Dissemination
from thongsuot.orgs.models import Organisation, Power, Seat


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what was laid before the head of the seat's own unit, for its office and its head."""
        if seat.role != Seat.Role.OFFICE and not seat.may(Power.APPROVAL):
            return self.none()
        return self.filter(dissemination__organisation_id=seat.organisation_id)

    def waiting(self) -> Self:
        """Keep those that nobody has decided."""
        return self.filter(decision=Proposal.Decision.WAITING)


class Proposal(models.Model):
    """One time a draft was laid before the head (lần trình duyệt): it speaks of one fingerprint and of nothing else."""

    class Decision(models.TextChoices):
        WAITING = "waiting", _("chờ duyệt")
        APPROVED = "approved", _("đã duyệt")
        RETURNED = "returned", _("trả lại")
        OUTDATED = "outdated", _("đã sửa sau khi trình")

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="proposals", verbose_name=_("đợt"))
    fingerprint = models.CharField(_("dấu vân tay của bản trình"), max_length=64)
    decision = models.CharField(_("quyết định"), max_length=10, choices=Decision.choices, default=Decision.WAITING)
    reason = models.CharField(_("lý do trả lại"), max_length=1000, blank=True)
    proposed_at = models.DateTimeField(_("trình lúc"))
    proposed_by = models.BigIntegerField(_("vị trí trình"))
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.BigIntegerField(_("vị trí quyết định"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần trình duyệt")
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="cascade_proposal_decided_pair",
            ),
            models.UniqueConstraint(
                fields=["dissemination"], condition=Q(decision="waiting"), name="cascade_proposal_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.decision}"


class ApprovalSetting(models.Model):
    """Whether the head of a unit looks at every drive before its office publishes it (duyệt trước khi ban hành)."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="approval_setting", verbose_name=_("đơn vị")
    )
    is_needed = models.BooleanField(_("phải duyệt"), default=False)
    chosen_at = models.DateTimeField(_("chọn lúc"))
    chosen_by = models.BigIntegerField(_("vị trí chọn"))

    class Meta:
        verbose_name = _("nền nếp duyệt của đơn vị")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.is_needed}"
