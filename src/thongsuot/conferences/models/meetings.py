"""A unit's conference on the texts of a dissemination: its half days, its questions and its check."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.models import Dissemination
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Organisation, OrganisationLink, Power, Seat
from thongsuot.understanding.models import QuestionVersion


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the conferences of the seat's unit, of the units below it, and the one that its unit joined.

        Counts go up, names do not.
        """
        below = OrganisationLink.objects.filter(ancestor=seat.organisation_id, descendant=OuterRef("organisation_id"))
        joined = Arrangement.objects.filter(host=OuterRef("pk"), organisation=seat.organisation_id)
        return self.filter(Exists(below) | Exists(joined))

    def calling(self, unit: int) -> Self:
        """Keep the conferences to which people of a unit (its id) are called: its own, and the one it joined."""
        joined = Arrangement.objects.filter(host=OuterRef("pk"), organisation=unit)
        return self.filter(Q(organisation=unit) | Exists(joined))

    def joinable_by(self, seat: Seat) -> Self:
        """Keep what the seat's unit may join: not yet over, held by a unit above it or beside it under the same one."""
        unit = seat.organisation
        above = OrganisationLink.objects.filter(descendant=unit.pk, depth__gt=0, ancestor=OuterRef("organisation_id"))
        near = Q(Exists(above))
        if unit.parent_id is not None:
            near |= Q(organisation__parent=unit.parent_id)
        return self.filter(near, ended_at=None, reported_at=None).exclude(organisation=unit.pk)

    def kept_by(self, seat: Seat) -> Self:
        """Keep the conferences that `seat` answers for: those of its own unit, if it is a keeper there."""
        return self.filter(organisation_id=seat.organisation_id) if seat.may(Power.MEETINGS) else self.none()

    def reports_for(self, seat: Seat) -> Self:
        """Keep the conferences whose report `seat` may open: those it answers for, and all it sees for an auditor."""
        return self.visible_to(seat) if seat.audits else self.visible_to(seat).kept_by(seat)

    def locked_for(self, seat: Seat) -> Self:
        """Lock the conferences that `seat` answers for, each with its unit and its drive."""
        own = self.visible_to(seat).kept_by(seat)
        return own.select_related("organisation", "dissemination").select_for_update(of=("self",))


class Conference(models.Model):
    """One conference (hội nghị) that a unit holds to study the texts of a dissemination."""

    class State(models.TextChoices):
        PLANNED = "planned", _("đã lên lịch")
        HELD = "held", _("đã họp")
        REPORTED = "reported", _("đã báo cáo")

    dissemination = models.ForeignKey(Dissemination, models.PROTECT, related_name="+", verbose_name=_("đợt"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị tổ chức"))
    title = models.CharField(_("tên hội nghị"), max_length=500)
    place = models.CharField(_("địa điểm"), max_length=300, blank=True)
    planned_at = models.DateTimeField(_("lên lịch lúc"))
    planned_by = models.BigIntegerField(_("vị trí lên lịch"))
    ended_at = models.DateTimeField(_("bế mạc lúc"), null=True, blank=True)
    ended_by = models.BigIntegerField(_("vị trí ghi bế mạc"), null=True, blank=True)
    reported_at = models.DateTimeField(_("báo cáo lúc"), null=True, blank=True)
    reported_by = models.BigIntegerField(_("vị trí báo cáo"), null=True, blank=True)
    report = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("báo cáo kết quả")
    )

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("hội nghị")
        ordering: ClassVar[list[str]] = ["-planned_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "organisation"], name="conferences_conference_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="conferences_conference_ended_pair",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None, report=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False, ended_at__isnull=False),
                name="conferences_conference_reported_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Name this conference in the ledger."""
        return f"conferences.conference:{self.pk}"

    @property
    def state(self) -> str:
        """Say how far it has come: planned, held or reported."""
        if self.reported_at:
            return self.State.REPORTED
        return self.State.HELD if self.ended_at else self.State.PLANNED

    @property
    def state_words(self) -> str:
        """Say that in words."""
        return str(self.State(self.state).label)


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep what the seat's unit and the units below it said; never what a unit beside it or above it said."""
        below = OrganisationLink.objects.filter(ancestor=seat.organisation_id, descendant=OuterRef("organisation_id"))
        return self.filter(Exists(below))

    def with_hosts(self) -> Self:
        """Fetch the unit, and the conference it joined with the unit that holds it."""
        return self.select_related("organisation", "host__organisation")

    def decided_by(self, seat: Seat) -> Self:
        """Keep what `seat` grants or refuses: what units directly below its own asked, if it is a keeper there."""
        return self.filter(organisation__parent=seat.organisation_id) if seat.may(Power.MEETINGS) else self.none()


class Arrangement(models.Model):
    """What a unit does in place of a conference of its own: it joins another's (dự ghép) or asks to be excused.

    One row a unit and drive, the last word said. `reason` says why it asks, `answer` why the unit above refused.
    """

    dissemination = models.ForeignKey(Dissemination, models.PROTECT, related_name="+", verbose_name=_("đợt"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    host = models.ForeignKey(
        Conference, models.PROTECT, null=True, blank=True, related_name="guests", verbose_name=_("hội nghị dự ghép")
    )
    reason = models.CharField(_("lý do xin miễn"), max_length=500, blank=True)
    said_at = models.DateTimeField(_("ghi lúc"))
    said_by = models.BigIntegerField(_("vị trí ghi"))
    decided_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    decided_by = models.BigIntegerField(_("vị trí trả lời"), null=True, blank=True)
    is_granted = models.BooleanField(_("được miễn"), null=True, blank=True)
    answer = models.CharField(_("lý do không cho miễn"), max_length=500, blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("dự ghép, xin miễn họp")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dissemination", "organisation"], name="conferences_arrangement_once"),
            models.CheckConstraint(
                condition=Q(host__isnull=False, reason="", decided_at=None) | Q(host=None) & ~Q(reason=""),
                name="conferences_arrangement_joins_or_asks",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=None, answer="")
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted=True, answer="")
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted=False) & ~Q(answer=""),
                name="conferences_arrangement_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id}@{self.organisation_id}"

    @property
    def ref(self) -> str:
        """Name this in the ledger."""
        return f"conferences.arrangement:{self.pk}"

    @property
    def state(self) -> str:
        """Say what holds: joined, asked, excused; "none" once the unit above refused."""
        if self.host_id is not None:
            return "joined"
        return {None: "asked", True: "excused", False: "none"}[self.is_granted]

    @property
    def holds(self) -> bool:
        """Whether it stands in place of a conference, so that the unit plans none."""
        return self.state != "none"


class HalfDay(models.Model):
    """One half day (buổi) of a conference: presence is asked for each of them, never once for all."""

    class Half(models.TextChoices):
        MORNING = "morning", _("sáng")
        AFTERNOON = "afternoon", _("chiều")
        EVENING = "evening", _("tối")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="half_days", verbose_name=_("hội nghị"))
    on = models.DateField(_("ngày"))
    half = models.CharField(_("buổi"), max_length=10, choices=Half.choices)
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("buổi họp")
        ordering: ClassVar[list[str]] = ["conference", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "on", "half"], name="conferences_halfday_once"),
            models.UniqueConstraint(fields=["conference", "position"], name="conferences_halfday_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.half}"

    @property
    def item(self) -> str:
        """Name this half day in the folded states of the ledger."""
        return f"half_day:{self.pk}"


class ComprehensionCheck(models.Model):
    """The check (kiểm tra nhận thức) of one conference: a handful of questions, each about a provision."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="check_up", verbose_name=_("hội nghị"))
    drawn_at = models.DateTimeField(_("lập lúc"))
    drawn_by = models.BigIntegerField(_("vị trí lập"))

    class Meta:
        verbose_name = _("bài kiểm tra nhận thức")

    def __str__(self) -> str:
        return f"{self.conference_id}"


class CheckItem(models.Model):
    """One question in its place in a check (câu của bài kiểm tra)."""

    check_up = models.ForeignKey(
        ComprehensionCheck, models.CASCADE, related_name="items", verbose_name=_("bài kiểm tra")
    )
    question = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+", verbose_name=_("câu hỏi"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("câu của bài kiểm tra")
        ordering: ClassVar[list[str]] = ["check_up", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_up", "question"], name="conferences_checkitem_once"),
            models.UniqueConstraint(fields=["check_up", "position"], name="conferences_checkitem_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.check_up_id}:{self.question_id}"


def first_day(half_days: list[HalfDay]) -> date | None:
    """Give the day a conference begins, None where no half day was set."""
    return min((each.on for each in half_days), default=None)
