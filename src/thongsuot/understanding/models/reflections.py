"""Reflections on a text: the task set by a unit, and what each person wrote; author and grader see it, nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models import Dissemination
from thongsuot.orgs.models import Organisation, OrganisationLink, Power, Seat


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what of the text is looked for, in which provision of which wording, for how much."""

    name: str
    looks_for: str
    eid: str
    most: int
    expression: int = 0


class ReflectionTaskQuerySet(models.QuerySet["ReflectionTask"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the tasks of the seat's unit and of every unit above it: they reach down."""
        above = OrganisationLink.objects.filter(descendant=seat.organisation_id, ancestor=OuterRef("organisation_id"))
        return self.filter(Exists(above))

    def graded_by(self, seat: Seat) -> Self:
        """Keep the tasks whose named grader this very seat is."""
        return self.filter(grader=seat.pk)


class ReflectionTask(models.Model):
    """One task to reflect on the texts of a drive (đề thu hoạch); all that is written is deleted on its day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị ra đề"))
    dissemination = models.ForeignKey(Dissemination, models.PROTECT, related_name="+", verbose_name=_("đợt"))
    title = models.CharField(_("tên đề"), max_length=300)
    prompts = models.JSONField(_("các câu gợi ý"))
    rubric = models.JSONField(_("tiêu chí"))
    grader = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("người xem bài"))
    opens_on = models.DateField(_("mở ngày"))
    closes_on = models.DateField(_("đóng ngày"))
    purge_on = models.DateField(_("xóa bài ngày"))
    set_at = models.DateTimeField(_("ra đề lúc"))
    set_by = models.BigIntegerField(_("vị trí ra đề"))

    objects = ReflectionTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề thu hoạch")
        ordering: ClassVar[list[str]] = ["-set_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), purge_on__gt=F("closes_on")),
                name="understanding_task_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Name this task in the ledger."""
        return f"understanding.task:{self.pk}"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Give the rubric as values."""
        return tuple(Criterion(**each) for each in self.rubric)

    def is_kept_by(self, seat: Seat) -> bool:
        """Whether the seat answers for the unit that set it."""
        return self.organisation_id == seat.organisation_id and seat.may(Power.MEETINGS)

    def is_open(self, today: date) -> bool:
        """Whether it may be handed in today."""
        return self.opens_on <= today <= self.closes_on


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep one's own, and for the named grader of a task what was handed in and is not deleted yet."""
        graded = Q(task__grader=seat.pk, handed_in_at__isnull=False, is_purged=False)
        return self.filter(Q(seat=seat) | graded)


class Reflection(models.Model):
    """What one seat wrote for one task (bài thu hoạch): a draft until handed in; `edition` counts what was saved."""

    task = models.ForeignKey(ReflectionTask, models.CASCADE, related_name="reflections", verbose_name=_("đề"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí"))
    answers = models.JSONField(_("phần viết"), default=list, blank=True)
    edition = models.PositiveIntegerField(_("lần lưu"), default=0)
    saved_at = models.DateTimeField(_("lưu lúc"))
    handed_in_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    handed_in_by = models.BigIntegerField(_("vị trí nộp"), null=True, blank=True)
    returned_at = models.DateTimeField(_("trả lại lúc"), null=True, blank=True)
    returned_by = models.BigIntegerField(_("vị trí trả lại"), null=True, blank=True)
    graded_at = models.DateTimeField(_("xem xong lúc"), null=True, blank=True)
    graded_by = models.BigIntegerField(_("vị trí xem"), null=True, blank=True)
    marks = models.JSONField(_("mức đạt của từng tiêu chí"), default=list, blank=True)
    comment = models.TextField(_("nhận xét"), blank=True)
    is_purged = models.BooleanField(_("đã xóa phần viết"), default=False)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bài thu hoạch")
        ordering: ClassVar[list[str]] = ["task", "handed_in_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "seat"], name="understanding_reflection_once"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="understanding_reflection_handed_in_pair",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="understanding_reflection_returned_pair",
            ),
            models.CheckConstraint(
                condition=Q(graded_at=None, graded_by=None)
                | Q(graded_at__isnull=False, graded_by__isnull=False, handed_in_at__isnull=False),
                name="understanding_reflection_graded_after",
            ),
            models.CheckConstraint(
                condition=Q(is_purged=False) | Q(answers=[], comment=""), name="understanding_reflection_purged_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}:{self.seat_id}"

    @property
    def ref(self) -> str:
        """Name this reflection in the ledger."""
        return f"understanding.reflection:{self.pk}"
