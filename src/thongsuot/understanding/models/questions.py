"""The bank: questions about works, each in the versions that were written of it; an answer keeps the one it saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models import Expression, Work
from thongsuot.orgs.models import Organisation, OrganisationLink, Power, Seat
from thongsuot.understanding import marking
from thongsuot.understanding.marking import Given


class BankedQuerySet(models.QuerySet["Question"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the questions a keeper may ask: those of its own unit and of every unit above it; nobody else's."""
        if not seat.may(Power.MEETINGS):
            return self.none()
        above = OrganisationLink.objects.filter(descendant=seat.organisation_id, ancestor=OuterRef("organisation_id"))
        return self.filter(Exists(above))

    def kept_by(self, seat: Seat) -> Self:
        """Keep the questions that `seat` may edit: those of its own unit."""
        return self.filter(organisation=seat.organisation_id) if seat.may(Power.MEETINGS) else self.none()

    def asked(self) -> Self:
        """Leave out what was taken out of use."""
        return self.filter(retired_at=None)


class Question(models.Model):
    """One question of the bank (câu hỏi) about a work, whatever its wording: what people edit and take out of use."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị soạn"))
    work = models.ForeignKey(Work, models.PROTECT, related_name="+", verbose_name=_("văn bản"))
    retired_at = models.DateTimeField(_("thôi dùng lúc"), null=True, blank=True)
    retired_by = models.BigIntegerField(_("vị trí cho thôi dùng"), null=True, blank=True)

    objects = BankedQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu hỏi trong ngân hàng")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="understanding_question_retired_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}?{self.pk}"

    @property
    def ref(self) -> str:
        """Name this question in the ledger."""
        return f"understanding.question:{self.pk}"


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the versions of the questions that a keeper may ask."""
        return self.filter(Exists(Question.objects.visible_to(seat).filter(pk=OuterRef("question"))))

    def newest(self) -> Self:
        """Keep the newest version of each question in use."""
        last = self.model.objects.filter(question=OuterRef("question")).values("question")
        top = last.annotate(top=Max("ordinal")).values("top")
        return self.filter(question__retired_at=None, ordinal=models.Subquery(top))

    def about(self, works: Iterable[int]) -> Self:
        """Keep the questions about these works (ids)."""
        return self.filter(question__work__in=list(works))

    def named(self) -> Self:
        """Fetch the question and the work with the name of the wording, never the whole wording."""
        rows = self.select_related("question", "expression__work")
        return rows.defer("expression__text", "expression__warnings").order_by("question_id")


class QuestionVersion(models.Model):
    """One version of a question (bản câu hỏi) about a provision of one wording; it never changes once written.

    `options` hold text and whether it is right; of an order question they stand in the right order, of a short answer
    they are the answers accepted, and `is_folded` lets marks and capitals of these be left out.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("chọn một")
        MULTIPLE = "multiple", _("chọn nhiều")
        TRUE_FALSE = "true_false", _("đúng hay sai")
        ORDER = "order", _("xếp thứ tự")
        SHORT = "short", _("trả lời ngắn")

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions", verbose_name=_("câu hỏi"))
    ordinal = models.PositiveSmallIntegerField(_("lần"))
    expression = models.ForeignKey(Expression, models.PROTECT, related_name="+", verbose_name=_("phiên bản văn bản"))
    eid = models.CharField(_("điều khoản"), max_length=200, blank=True)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("câu hỏi"), max_length=1000)
    options = models.JSONField(_("các lựa chọn"))
    is_folded = models.BooleanField(_("bỏ qua dấu và chữ hoa"), default=False)
    written_at = models.DateTimeField(_("soạn lúc"))
    written_by = models.BigIntegerField(_("vị trí soạn"))

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản câu hỏi")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "ordinal"], name="understanding_version_ordinal_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="understanding_version_ordinal_from_one"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def right(self) -> frozenset[int]:
        """Give the places of the right options, counted from 0."""
        return frozenset(at for at, option in enumerate(self.options) if option["is_right"])

    @property
    def words(self) -> tuple[str, ...]:
        """Give the texts of the options in the order kept."""
        return tuple(option["text"] for option in self.options)

    @property
    def right_words(self) -> str:
        """Say the right answer in one line."""
        between = " → " if self.kind == self.Kind.ORDER else "; "
        return between.join(option["text"] for option in self.options if option["is_right"])

    @property
    def is_ticked(self) -> bool:
        """Whether it is answered by ticking alone, as the doors of the hall need it."""
        return self.kind in marking.TICKED

    def takes(self, given: Given) -> bool:
        """Tell whether an answer is right."""
        return marking.is_right(marking.Key(self.kind, self.words, self.right, self.is_folded), given)
