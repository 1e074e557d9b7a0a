"""Checks over days, and the tries of each person: marks belong to one try and are never added up."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models import Dissemination
from thongsuot.orgs.models import Organisation, OrganisationLink, Power, Seat
from thongsuot.understanding.drawing import Part


class StudyCheckQuerySet(models.QuerySet["StudyCheck"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the checks of the seat's unit and of every unit above it: they reach down."""
        above = OrganisationLink.objects.filter(descendant=seat.organisation_id, ancestor=OuterRef("organisation_id"))
        return self.filter(Exists(above))

    def kept_by(self, seat: Seat) -> Self:
        """Keep the checks that the seat's unit opened, if it keeps its meetings."""
        return self.filter(organisation=seat.organisation_id) if seat.may(Power.MEETINGS) else self.none()

    def trained_by(self, seat: Seat) -> Self:
        """Keep the checks whose named trainer this very seat is."""
        return self.filter(trainer=seat.pk)


class StudyCheck(models.Model):
    """One check over days (bài kiểm tra nhiều ngày) of a drive; its blueprint names the very versions it draws from."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị mở"))
    dissemination = models.ForeignKey(Dissemination, models.PROTECT, related_name="+", verbose_name=_("đợt"))
    title = models.CharField(_("tên bài"), max_length=300)
    blueprint = models.JSONField(_("ma trận đề"))
    opens_on = models.DateField(_("mở ngày"))
    closes_on = models.DateField(_("đóng ngày"))
    tries = models.PositiveSmallIntegerField(_("số lượt"))
    minutes = models.PositiveSmallIntegerField(_("số phút mỗi lượt"))
    opened_at = models.DateTimeField(_("lập lúc"))
    opened_by = models.BigIntegerField(_("vị trí lập"))
    trainer = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người hướng dẫn")
    )
    trainer_since = models.DateTimeField(_("hướng dẫn từ"), null=True, blank=True)

    objects = StudyCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("bài kiểm tra nhiều ngày")
        ordering: ClassVar[list[str]] = ["-opened_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="understanding_check_days_in_order"),
            models.CheckConstraint(condition=Q(tries__gte=1), name="understanding_check_tries_from_one"),
            models.CheckConstraint(
                condition=Q(trainer=None, trainer_since=None) | Q(trainer__isnull=False, trainer_since__isnull=False),
                name="understanding_check_trainer_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Name this check in the ledger."""
        return f"understanding.check:{self.pk}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the blueprint as values."""
        return tuple(Part(each["name"], each["number"], tuple(each["pool"])) for each in self.blueprint)

    @property
    def number(self) -> int:
        """How many questions a try has."""
        return sum(part.number for part in self.parts)

    def is_open(self, today: date) -> bool:
        """Whether it may be taken today."""
        return self.opens_on <= today <= self.closes_on


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep one's own tries, and for the named trainer of a check those begun since, once they were handed in."""
        trained = Q(check_up__trainer=seat.pk, began_at__gte=F("check_up__trainer_since"), handed_in_at__isnull=False)
        return self.filter(Q(seat=seat) | trained)


class Attempt(models.Model):
    """One try (lượt làm bài) of one seat: what was drawn, and once it was handed in what was answered."""

    check_up = models.ForeignKey(StudyCheck, models.CASCADE, related_name="attempts", verbose_name=_("bài kiểm tra"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí"))
    number = models.PositiveSmallIntegerField(_("lượt"))
    key_id = models.PositiveSmallIntegerField(_("khóa rút câu"), default=0)
    drawn = models.JSONField(_("các câu rút"))
    began_at = models.DateTimeField(_("bắt đầu lúc"))
    answers = models.JSONField(_("trả lời"), default=dict, blank=True)
    right = models.PositiveSmallIntegerField(_("số câu đúng"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    handed_in_by = models.BigIntegerField(_("vị trí nộp"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt làm bài")
        ordering: ClassVar[list[str]] = ["check_up", "seat", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_up", "seat", "number"], name="understanding_attempt_once"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None, right=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False, right__isnull=False),
                name="understanding_attempt_handed_in_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_up_id}:{self.seat_id}:{self.number}"
