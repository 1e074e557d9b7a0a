"""Taking a text down the hierarchy: the notice that calls for it, the drive, and what each unit owes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models import Expression, Work
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Level, Organisation, OrganisationLink, Power, Seat

NO_SHIFT: Final = (0, 0)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the notices of the seat's own office; nobody else works on a draft."""
        if seat.role != Seat.Role.OFFICE:
            return self.none()
        return self.filter(organisation_id=seat.organisation_id)


class Notice(models.Model):
    """A conference report or dispatch (bản tin, thông báo) that calls for a dissemination."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị nhận"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp gốc"))
    title = models.CharField(_("tên bản tin"), max_length=500, blank=True)
    organiser = models.CharField(_("cơ quan tổ chức"), max_length=300, blank=True)
    held_on = models.DateField(_("ngày họp"), null=True, blank=True)
    text = models.TextField(_("toàn văn"))
    warnings = models.JSONField(_("cảnh báo khi đọc"), default=list)
    received_at = models.DateTimeField(_("nhận lúc"))
    received_by = models.BigIntegerField(_("vị trí nhận"))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản tin hội nghị")
        ordering: ClassVar[list[str]] = ["-received_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "file"], name="cascade_notice_once"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)


class Finding(models.Model):
    """One fact read in a notice (chi tiết đọc được), its place in the source and what was decided of it."""

    class Kind(models.TextChoices):
        EVENT = "event", _("sự kiện")
        WORK = "work", _("văn bản")
        PERSON = "person", _("người")
        AUDIENCE = "audience", _("thành phần")
        INSTRUCTION = "instruction", _("chỉ đạo")

    class Decision(models.TextChoices):
        OPEN = "open", _("chờ xem")
        ACCEPTED = "accepted", _("nhận")
        CORRECTED = "corrected", _("đã sửa")
        DROPPED = "dropped", _("bỏ")
        ADDED = "added", _("thêm tay")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="findings", verbose_name=_("bản tin"))
    position = models.PositiveIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    label = models.CharField(_("nội dung"), max_length=2000)
    values = models.JSONField(_("chi tiết"), default=dict)
    start = models.PositiveIntegerField(_("từ ký tự"), null=True, blank=True)
    end = models.PositiveIntegerField(_("đến ký tự"), null=True, blank=True)
    expression = models.ForeignKey(
        Expression, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("phiên bản khớp")
    )
    decision = models.CharField(_("quyết định"), max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.BigIntegerField(_("vị trí quyết định"), null=True, blank=True)

    class Meta:
        verbose_name = _("chi tiết đọc được")
        ordering: ClassVar[list[str]] = ["notice", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "position"], name="cascade_finding_position_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="cascade_finding_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.label[:60]


class DisseminationQuerySet(models.QuerySet["Dissemination"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def open(self) -> Self:
        """Keep the drives that still ask something of somebody."""
        return self.published().filter(closed_at=None)

    def visible_to(self, seat: Seat) -> Self:
        """Keep the drives that reach the seat's unit once published, and the drafts of the seat's own office.

        The head of the same unit sees the drafts that were laid before them; an auditor those published below, too.
        """
        reached = UnitDuty.objects.filter(dissemination=OuterRef("pk"), organisation=seat.organisation_id)
        seen = Q(Exists(reached), published_at__isnull=False)
        if seat.role == Seat.Role.OFFICE:
            seen |= Q(organisation_id=seat.organisation_id)
        if seat.may(Power.APPROVAL):
            proposed = Dissemination.objects.filter(pk=OuterRef("pk"), proposals__isnull=False)
            seen |= Q(Exists(proposed), organisation_id=seat.organisation_id)
        if seat.audits:
            below = OrganisationLink.objects.filter(
                ancestor=seat.organisation_id, descendant=OuterRef("organisation_id")
            )
            seen |= Q(Exists(below), published_at__isnull=False)
        return self.filter(seen)


class Dissemination(models.Model):
    """A drive (đợt quán triệt): expressions, audience rule, deadlines; published to units, studied by seats.

    `superseded` holds the hashes under which the ledger counts wordings that the drive does not ask for any more.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị ban hành"))
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="disseminations", verbose_name=_("bản tin")
    )
    title = models.CharField(_("tên đợt"), max_length=500)
    message = models.TextField(_("lời nhắn"), blank=True)
    audience = models.JSONField(_("quy tắc người học"), default=dict)
    deadlines = models.JSONField(_("hạn từng cấp"), default=dict)
    drafted_at = models.DateTimeField(_("soạn lúc"))
    drafted_by = models.BigIntegerField(_("vị trí soạn"))
    edited_at = models.DateTimeField(_("sửa lần cuối lúc"), null=True, blank=True)
    edited_by = models.BigIntegerField(_("vị trí sửa lần cuối"), null=True, blank=True)
    published_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    published_by = models.BigIntegerField(_("vị trí ban hành"), null=True, blank=True)
    counted_on = models.DateField(_("số người phải học tính đến ngày"), null=True, blank=True)
    closed_at = models.DateTimeField(_("khép lại lúc"), null=True, blank=True)
    closed_by = models.BigIntegerField(_("vị trí khép lại"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    withdrawn_by = models.BigIntegerField(_("vị trí thu hồi"), null=True, blank=True)
    last_change = models.ForeignKey(
        "cascade.CourseChange",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đổi lần cuối"),
    )
    superseded = models.JSONField(_("bản không còn hỏi"), default=list, blank=True)

    objects = DisseminationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt quán triệt")
        ordering: ClassVar[list[str]] = ["-drafted_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(edited_at=None, edited_by=None) | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="cascade_dissemination_edited_pair",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="cascade_dissemination_published_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, published_at__isnull=False),
                name="cascade_dissemination_closed_pair",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, closed_at__isnull=False),
                name="cascade_dissemination_withdrawn_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Name this drive in the ledger."""
        return f"cascade.dissemination:{self.pk}"


class StudyTextQuerySet(models.QuerySet["StudyText"]):
    def named(self) -> Self:
        """Give the texts in their order with the names of their works, never the whole wording."""
        rows = self.select_related("expression__work", "change").defer("expression__text", "expression__warnings")
        return rows.order_by("position")


class StudyText(models.Model):
    """One expression that a dissemination asks everybody to study (văn bản phải học).

    `counts_as` is the hash under which the ledger counts it, where that is not its own: a corrected misprint goes on
    counting under the wording that people had read before. `change` tells how this wording took another one's place.
    """

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="texts", verbose_name=_("đợt"))
    expression = models.ForeignKey(Expression, models.PROTECT, related_name="+", verbose_name=_("phiên bản"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    counts_as = models.CharField(_("đếm theo bản"), max_length=64, blank=True)
    change = models.ForeignKey(
        "cascade.CourseChange", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thay vào khi")
    )

    objects = StudyTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản phải học")
        ordering: ClassVar[list[str]] = ["dissemination", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "expression"], name="cascade_studytext_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.expression_id}"

    @property
    def item(self) -> str:
        """Name what the ledger counts: needs the expression."""
        return self.counts_as or self.expression.sha256

    @property
    def work(self) -> Work:
        """Give the work this is a wording of: needs the expression."""
        return self.expression.work


class UnitDutyQuerySet(models.QuerySet["UnitDuty"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the duties of the seat's unit and of those below it, now or where a drive counts them: counts go up.

        A unit that ended is also seen by the unit that took over from it.
        """
        unit = seat.organisation_id
        below = OrganisationLink.objects.filter(ancestor=unit, descendant=OuterRef("organisation_id"))
        taken_over = OrganisationLink.objects.filter(
            ancestor=unit, descendant=OuterRef("organisation__succeeded_by_id")
        )
        return self.filter(Q(steps__contains=f"/{unit}/") | Exists(below) | Exists(taken_over))

    def at_level(self, level: str) -> Self:
        return self.filter(level=level)


class UnitDuty(models.Model):
    """What one unit owes to one dissemination (việc của đơn vị): a row; what a seat owes is derived.

    `steps` is the unit's path with a stroke at both ends ("/1/5/77/") as it was when the drive reached it, `since` that
    day and `above` the unit over it then: the drive counts it there to the end, wherever the unit moves. `shifts` and
    `shifts_below` say for a text and its steps (hash → [opening, reading]) how many seats more than `obliged` count, or
    fewer: people who left having done it, and people who did it in another seat. `level` is the one by which the drive
    counts the unit; `levels_below` sorts by it who is to have read by the day of their level: level → {"": seats,
    hash → more of them or, with a later day of their own, fewer}.
    """

    NUMBERS: ClassVar[tuple[str, ...]] = ("obliged", "obliged_below", "shifts", "shifts_below", "levels_below")

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="duties", verbose_name=_("đợt"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    above = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị trên khi nhận")
    )
    steps = models.CharField(_("đường dẫn khi nhận"), max_length=202)
    since = models.DateField(_("nhận việc ngày"))
    due_on = models.DateField(_("hạn"))
    obliged = models.PositiveIntegerField(_("số vị trí phải học của riêng đơn vị"))
    obliged_below = models.PositiveIntegerField(_("số vị trí phải học, cả đơn vị dưới"))
    shifts = models.JSONField(_("bù trừ của riêng đơn vị"), default=dict, blank=True)
    shifts_below = models.JSONField(_("bù trừ, cả đơn vị dưới"), default=dict, blank=True)
    level = models.CharField(_("cấp khi nhận"), max_length=10, choices=Level.choices)
    levels_below = models.JSONField(_("phải xong theo hạn từng cấp, cả đơn vị dưới"), default=dict, blank=True)

    objects = UnitDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc của đơn vị")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dissemination", "above"], name="cascade_unitduty_above")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "organisation"], name="cascade_unitduty_once"),
            models.CheckConstraint(
                condition=Q(obliged_below__gte=models.F("obliged")), name="cascade_unitduty_below_includes_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}@{self.organisation_id}"

    def take_numbers(self, other: UnitDuty) -> None:
        """Take what is counted of the people from another counting of the same unit."""
        for name in self.NUMBERS:
            setattr(self, name, getattr(other, name))

    @property
    def path(self) -> str:
        """Where the drive counts this unit: its path as the ledger writes it."""
        return self.steps.strip("/")

    def owed(self, text: str, step: int, *, below: bool = True) -> int:
        """Count who owes a text (hash) the step 0 (opening) or 1 (reading), with everything below or alone."""
        plain, shifts = (self.obliged_below, self.shifts_below) if below else (self.obliged, self.shifts)
        more: int = shifts.get(text, NO_SHIFT)[step]
        return plain + more

    def due_of(self, began: date) -> date:
        """Give the day of a seat that began on `began`: who joins later has as many days as everybody had."""
        return self.due_on + max(timedelta(0), began - self.since)

    def is_later(self, began: date) -> bool:
        """Tell whether such a seat has a later day than everybody of its level; needs the drive."""
        published_at = self.dissemination.published_at
        return began > self.since or (published_at is not None and self.since > day_of(published_at))

    def bound(self, text: str, level: str) -> int:
        """Count who of a level, here and below, is to have read a text (hash) by that level's day."""
        seats = self.levels_below.get(level, {})
        return int(seats.get("", 0) + seats.get(text, 0))


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the seat's own questions, for a keeper those asked in its unit, and all answered ones of its drives."""
        reached = UnitDuty.objects.filter(dissemination=OuterRef("dissemination"), organisation=seat.organisation_id)
        own = Q(seat__organisation_id=seat.organisation_id) if seat.may(Power.ANSWERS) else Q(seat_id=seat.pk)
        return self.filter(own | Q(Exists(reached), answered_at__isnull=False))

    def answerable_by(self, seat: Seat) -> Self:
        """Keep the questions that the seat may answer: those asked in its own unit, for who keeps it."""
        return self.filter(seat__organisation_id=seat.organisation_id) if seat.may(Power.ANSWERS) else self.none()


class Question(models.Model):
    """A question (câu hỏi) that a member asks about one provision of a text they study."""

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="questions", verbose_name=_("đợt"))
    expression = models.ForeignKey(Expression, models.PROTECT, related_name="+", verbose_name=_("phiên bản"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("vị trí hỏi"))
    key = models.UUIDField(_("khóa của lần gửi"), unique=True)
    eid = models.CharField(_("điều khoản"), max_length=200, blank=True)
    text = models.TextField(_("câu hỏi"))
    asked_at = models.DateTimeField(_("hỏi lúc"))
    asked_by = models.BigIntegerField(_("vị trí hỏi (số)"))
    answer = models.TextField(_("trả lời"), blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    answered_by = models.BigIntegerField(_("vị trí trả lời"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu hỏi")
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="cascade_question_answered_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}:{self.pk}"
