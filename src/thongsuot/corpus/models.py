"""The body of laws, decrees, directives and Party regulations, as FRBR works, expressions and provisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus import naming
from thongsuot.corpus.search import FOLDED_MAX, TITLE_MAX, LeadingNumber, Year, fold, fold_number
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Seat
from vanban.lexicon import vocabulary


class WorkQuerySet(models.QuerySet["Work"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep everything: the corpus holds no classified text, so whoever has a seat may read all of it."""
        return self if seat.pk else self.none()


class ExpressionQuerySet(models.QuerySet["Expression"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the wordings of the works that `seat` may read."""
        return self.filter(work__in=Work.objects.visible_to(seat))

    def without_text(self) -> Self:
        """Take the works along and leave the whole wording behind: what a list shows is a name."""
        return self.select_related("work").defer("text", "warnings")


class ManifestationQuerySet(models.QuerySet["Manifestation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the files of the wordings that `seat` may read."""
        return self.filter(expression__in=Expression.objects.visible_to(seat))


class CitedWorkQuerySet(models.QuerySet["CitedWork"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what the wordings cite that `seat` may read."""
        return self.filter(expression__in=Expression.objects.visible_to(seat))


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the citations in the wordings that `seat` may read."""
        return self.filter(expression__in=Expression.objects.visible_to(seat))


class RelationQuerySet(models.QuerySet["Relation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what the wordings do to others that `seat` may read."""
        return self.filter(expression__in=Expression.objects.visible_to(seat))


class Work(models.Model):
    """One document (văn bản) whatever its wording or file: FRBR's work."""

    uri = models.CharField(_("địa chỉ"), max_length=300, unique=True)
    type_key = models.CharField(_("loại văn bản"), max_length=40, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True, db_index=True)
    title = models.CharField(_("trích yếu"), max_length=1000, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    in_force_from = models.DateField(_("có hiệu lực từ, theo bản mới nhất"), null=True, blank=True)
    ended_on = models.DateField(_("bị văn bản trong kho thay thế, bãi bỏ từ"), null=True, editable=False)
    amended_on = models.DateField(_("được văn bản trong kho sửa đổi từ"), null=True, editable=False)
    is_stand_in = models.BooleanField(_("bản soạn thay để trình diễn"), default=False)
    number_key = models.CharField(_("loại và số, viết một lối"), max_length=140, blank=True, editable=False)
    name_key = models.CharField(_("tên luật, viết một lối"), max_length=300, blank=True, editable=False)
    issuer_key = models.CharField(_("cơ quan, viết một lối"), max_length=200, blank=True, editable=False)
    folded = models.CharField(_("lời để tìm, không dấu"), max_length=FOLDED_MAX, blank=True, editable=False)
    title_key = models.CharField(_("trích yếu để xếp"), max_length=TITLE_MAX, blank=True, editable=False)
    year = models.GeneratedField(
        expression=Year("issued_on"), output_field=models.IntegerField(_("năm ban hành"), null=True), db_persist=True
    )
    leading = models.GeneratedField(
        expression=LeadingNumber("number"), output_field=models.IntegerField(_("số để xếp"), null=True), db_persist=True
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        ordering: ClassVar[list[str]] = ["-issued_on", "number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["number_key"], name="corpus_work_number_key"),
            models.Index(fields=["name_key"], name="corpus_work_name_key"),
            models.Index(fields=["-issued_on", "number", "id"], name="corpus_work_newest"),
            models.Index(fields=["type_key", "issuer", "year", "in_force_from"], name="corpus_work_facets"),
        ]

    def __str__(self) -> str:
        return self.number or self.title or self.uri

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Keep the spellings by which citations and readers find a work in step with what they are made of."""
        self.spell()
        self.refold()
        if update_fields is not None:
            update_fields = {*update_fields, "number_key", "name_key", "issuer_key", "folded", "title_key"}
        super().save(update_fields=update_fields, **options)

    def get_absolute_url(self) -> str:
        """Give the address of the newest wording."""
        return reverse("read_document", args=[self.uri.removeprefix("/")])

    def spell(self) -> None:
        """Set the spellings by which citations find this work."""
        for name, spelling in naming.keys(self.type_key, self.number, self.title, self.issuer).items():
            setattr(self, name, spelling)

    def refold(self) -> None:
        """Set the words that the list finds and sorts by."""
        self.folded = f"{fold_number(self.number)}{fold(self.title, self.type_label, self.issuer)}"[:FOLDED_MAX]
        self.title_key = fold(self.title)[:TITLE_MAX].strip()

    @property
    def type_label(self) -> str:
        """Give the type as Vietnamese writes it ("Nghị định"); a document of unknown type is "Văn bản"."""
        name: str = vocabulary("types")["names"].get(self.type_key, "văn bản")
        return name[:1].upper() + name[1:]


class Expression(models.Model):
    """One wording (phiên bản) of a work: FRBR's expression; acknowledgements bind to its hash."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="expressions", verbose_name=_("văn bản"))
    ordinal = models.PositiveSmallIntegerField(_("lần"))
    sha256 = models.CharField(_("dấu vân tay của nội dung"), max_length=64, unique=True)
    text = models.TextField(_("toàn văn"))
    in_force_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    components = models.JSONField(_("các phần của văn bản"), default=list)
    chapters = models.PositiveIntegerField(_("số chương"), default=0)
    articles = models.PositiveIntegerField(_("số điều"), default=0)
    warnings = models.JSONField(_("cảnh báo khi đọc"), default=list)
    facts = models.JSONField(_("chi tiết máy đọc được"), default=dict)  # see corpus/facts.py; corrections stand beside
    read_at = models.DateTimeField(_("đọc lúc"))
    read_by = models.BigIntegerField(_("vị trí nhập"), null=True)

    objects = ExpressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản")
        ordering: ClassVar[list[str]] = ["work", "-ordinal"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["work", "ordinal"], name="corpus_expression_ordinal_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="corpus_expression_ordinal_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.work}#{self.ordinal}"

    def get_absolute_url(self) -> str:
        """Give the address of this very wording, whatever comes later."""
        return reverse("read_document", args=[f"{self.work.uri.removeprefix('/')}@{self.ordinal}"])

    @property
    def extent(self) -> str:
        """Say how much text there is: "7 chương, 38 điều", "23 điều", or that it is not divided into articles."""
        if not self.articles:
            return gettext("không chia điều")
        if not self.chapters:
            return gettext("%(articles)s điều") % {"articles": self.articles}
        return gettext("%(chapters)s chương, %(articles)s điều") % {
            "chapters": self.chapters,
            "articles": self.articles,
        }

    @property
    def fingerprint(self) -> str:
        """Give the first eight signs of the hash in two groups, for people to compare ("7c1e 90ab")."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"


class Manifestation(models.Model):
    """One file (tệp) in which an expression came: FRBR's manifestation."""

    expression = models.ForeignKey(
        Expression, models.CASCADE, related_name="manifestations", verbose_name=_("phiên bản")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="manifestations", verbose_name=_("tệp"))
    format = models.CharField(_("định dạng"), max_length=10)
    imported_at = models.DateTimeField(_("nhập lúc"))
    imported_by = models.BigIntegerField(_("vị trí nhập"), null=True)

    objects = ManifestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("tệp của văn bản")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["expression", "file"], name="corpus_manifestation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}:{self.format}"


class Provision(models.Model):
    """One node of the text (phần, chương, điều, khoản, điểm) with its stable address and its span in the whole text."""

    expression = models.ForeignKey(Expression, models.CASCADE, related_name="provisions", verbose_name=_("phiên bản"))
    component = models.PositiveSmallIntegerField(_("phần thứ"), default=0)
    position = models.PositiveIntegerField(_("thứ tự"))
    depth = models.PositiveSmallIntegerField(_("bậc"))
    eid = models.CharField(_("địa chỉ trong văn bản"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20)
    num = models.CharField(_("số"), max_length=40, blank=True)
    heading = models.TextField(_("tên"), blank=True)
    text = models.TextField(_("lời"), blank=True)
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))

    class Meta:
        verbose_name = _("điều khoản")
        ordering: ClassVar[list[str]] = ["expression", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["expression", "position"], name="corpus_provision_position_once"),
            models.UniqueConstraint(fields=["expression", "eid"], name="corpus_provision_eid_once"),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}#{self.eid}"


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


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of(self, expression: Expression) -> Self:
        """Keep what was corrected on the work of a wording and on this very wording, in the order it was done."""
        return self.filter(Q(expression=None) | Q(expression=expression), work_id=expression.work_id).order_by("pk")


class Correction(models.Model):
    """One fact set right by hand (chỗ sửa tay); the last one of a fact stands, whatever is read later."""

    class Field(models.TextChoices):
        TYPE = "type_key", _("Loại văn bản")
        NUMBER = "number", _("Số, ký hiệu")
        ISSUED = "issued_on", _("Ngày ban hành")
        ISSUER = "issuer", _("Cơ quan ban hành")
        TITLE = "title", _("Trích yếu")
        IN_FORCE = "in_force_from", _("Có hiệu lực từ")

    work = models.ForeignKey(Work, models.CASCADE, related_name="corrections", verbose_name=_("văn bản"))
    expression = models.ForeignKey(
        Expression, models.CASCADE, related_name="corrections", null=True, verbose_name=_("phiên bản")
    )
    field = models.CharField(_("chi tiết"), max_length=20, choices=Field.choices)
    read = models.CharField(_("máy đọc"), max_length=1000, blank=True)
    value = models.CharField(_("sửa thành"), max_length=1000, blank=True)
    reason = models.CharField(_("theo đâu"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("sửa lúc"))
    corrected_by = models.BigIntegerField(_("vị trí sửa"), null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỗ sửa tay")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["field", "read"], name="corpus_correction_read"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(field="in_force_from", expression__isnull=False)
                | (~Q(field="in_force_from") & Q(expression__isnull=True)),
                name="corpus_correction_of_work_or_wording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}.{self.field}"


class FormerAddress(models.Model):
    """An address that a work had before its number, type or day was set right (địa chỉ trước đây); it leads on."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="former_addresses", verbose_name=_("văn bản"))
    uri = models.CharField(_("địa chỉ"), max_length=300, unique=True)

    class Meta:
        verbose_name = _("địa chỉ trước đây")

    def __str__(self) -> str:
        return self.uri
