"""What a wording cites and what it does to other documents."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models.works import Expression, Work
from thongsuot.orgs.models import Seat


class CitedWorkQuerySet(models.QuerySet["CitedWork"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what the wordings cite that `seat` may read."""
        return self.filter(Exists(Expression.objects.visible_to(seat).filter(pk=OuterRef("expression"))))


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the citations in the wordings that `seat` may read."""
        return self.filter(Exists(Expression.objects.visible_to(seat).filter(pk=OuterRef("expression"))))


class RelationQuerySet(models.QuerySet["Relation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what the wordings do to others that `seat` may read."""
        return self.filter(Exists(Expression.objects.visible_to(seat).filter(pk=OuterRef("expression"))))


class CitedWork(models.Model):
    """One document that a wording names (văn bản được dẫn chiếu), with all its mentions say of it together.

    `work` is that document where the corpus has it and nothing speaks for another. The keys are the one spelling in
    which it is looked for; `needs_proof` tells a number that names nothing without its date or issuer.
    """

    expression = models.ForeignKey(Expression, models.CASCADE, related_name="cited_works", verbose_name=_("phiên bản"))
    position = models.PositiveIntegerField(_("thứ tự"))
    mentions = models.PositiveIntegerField(_("số lần dẫn"))
    type = models.CharField(_("loại hoặc tên như đã viết"), max_length=300, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    title = models.CharField(_("trích yếu"), max_length=1000, blank=True)
    number_key = models.CharField(_("loại và số, viết một lối"), max_length=140, blank=True)
    name_key = models.CharField(_("tên luật, viết một lối"), max_length=300, blank=True)
    issuer_key = models.CharField(_("cơ quan, viết một lối"), max_length=200, blank=True)
    needs_proof = models.BooleanField(_("số chưa đủ để nhận ra"), default=False)
    work = models.ForeignKey(
        Work, models.SET_NULL, null=True, related_name="cited_in", verbose_name=_("văn bản trong kho")
    )

    objects = CitedWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản được dẫn chiếu")
        ordering: ClassVar[list[str]] = ["expression", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["expression", "position"], name="corpus_cited_work_position_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["number_key"], name="corpus_cited_number_key"),
            models.Index(fields=["name_key"], name="corpus_cited_name_key"),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}>{self.type} {self.number}".strip()


class Citation(models.Model):
    """One place in a wording that cites (chỗ dẫn chiếu): `text` stands there from `start` to `end`.

    `cited` is the document it names, None for places of the wording itself (`is_self`) and for places of a document
    that the words do not name. `eid` is the provision's address as the words have it, in the cited text; `within` is
    that of the provision which cites.
    """

    expression = models.ForeignKey(Expression, models.CASCADE, related_name="citations", verbose_name=_("phiên bản"))
    cited = models.ForeignKey(
        CitedWork, models.CASCADE, null=True, related_name="citations", verbose_name=_("văn bản được dẫn chiếu")
    )
    position = models.PositiveIntegerField(_("thứ tự"))
    group = models.PositiveIntegerField(_("nhóm"), null=True)
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))
    text = models.TextField(_("lời đã viết"))
    part = models.CharField(_("phần"), max_length=20, blank=True)
    chapter = models.CharField(_("chương"), max_length=20, blank=True)
    article = models.CharField(_("điều"), max_length=20, blank=True)
    clause = models.CharField(_("khoản"), max_length=20, blank=True)
    point = models.CharField(_("điểm"), max_length=20, blank=True)
    is_self = models.BooleanField(_("dẫn chính văn bản này"), default=False)
    eid = models.CharField(_("địa chỉ điều khoản được dẫn"), max_length=200, blank=True)
    within = models.CharField(_("địa chỉ nơi dẫn"), max_length=200, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỗ dẫn chiếu")
        ordering: ClassVar[list[str]] = ["expression", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["expression", "position"], name="corpus_citation_position_once"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="corpus_citation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}:{self.start}-{self.end}"


class Relation(models.Model):
    """What a wording says it does to another document (quan hệ), in the terms of ELI; `citation` is the place."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("Thay thế")
        AMENDS = "amends", _("Sửa đổi, bổ sung")
        REPEALS = "repeals", _("Bãi bỏ")
        IMPLEMENTS = "implements", _("Quy định chi tiết, hướng dẫn")
        BASED_ON = "based_on", _("Căn cứ")

    expression = models.ForeignKey(Expression, models.CASCADE, related_name="relations", verbose_name=_("phiên bản"))
    kind = models.CharField(_("quan hệ"), max_length=20, choices=Kind.choices)
    citation = models.ForeignKey(Citation, models.CASCADE, related_name="relations", verbose_name=_("chỗ dẫn chiếu"))

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quan hệ giữa các văn bản")
        ordering: ClassVar[list[str]] = ["expression", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "citation"], name="corpus_relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id} {self.kind} {self.citation_id}"
