"""Documents as FRBR has them: works, their wordings, the files these came in, and the provisions of each wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
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
        return self.filter(Exists(Work.objects.visible_to(seat).filter(pk=OuterRef("work"))))

    def without_text(self) -> Self:
        """Take the works along and leave the whole wording behind: what a list shows is a name."""
        return self.select_related("work").defer("text", "warnings")


class ManifestationQuerySet(models.QuerySet["Manifestation"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the files of the wordings that `seat` may read."""
        return self.filter(Exists(Expression.objects.visible_to(seat).filter(pk=OuterRef("expression"))))


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
            models.Index(
                fields=["type_key", "issuer", "year", "in_force_from", "ended_on", "amended_on"],
                name="corpus_work_facets",
            ),
            models.Index(fields=["issuer", "in_force_from", "ended_on", "amended_on"], name="corpus_work_issuer"),
            models.Index(fields=["leading"], name="corpus_work_leading"),
            models.Index(  # SQLite reads a generated column from an index only where its source stands there too
                fields=["year", "in_force_from", "ended_on", "amended_on", "issued_on"], name="corpus_work_year"
            ),
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
    facts = models.JSONField(_("chi tiết máy đọc được"), default=dict)  # see facts/stated.py; corrections stand beside
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
