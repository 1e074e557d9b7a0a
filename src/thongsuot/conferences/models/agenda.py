"""What a conference goes by: its agenda line by line. Without lines of its own it follows the nearest one above."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.models.meetings import Conference
from thongsuot.corpus.models import Expression
from thongsuot.orgs.models import OrganisationLink, Seat


class AgendaQuerySet(models.QuerySet["Agenda"]):
    def with_lines(self) -> Self:
        """Keep the agendas that say something: the others follow one above."""
        return self.filter(Exists(AgendaItem.objects.filter(conference=OuterRef("conference"))))

    def below(self, conference: Conference) -> Self:
        """Keep what units below set for the same drive."""
        links = OrganisationLink.objects.filter(ancestor=conference.organisation_id, depth__gt=0)
        under = links.filter(descendant=OuterRef("conference__organisation"))
        rows = self.filter(Exists(under), conference__dissemination=conference.dissemination_id)
        return rows.select_related("conference__organisation")


class Agenda(models.Model):
    """Who set the agenda (chương trình) of a conference, and when; without lines it follows the nearest one above."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="agenda_set", verbose_name=_("hội nghị"))
    set_at = models.DateTimeField(_("ghi lúc"))
    set_by = models.BigIntegerField(_("vị trí ghi"))

    objects = AgendaQuerySet.as_manager()

    class Meta:
        verbose_name = _("chương trình")

    def __str__(self) -> str:
        return f"{self.conference_id}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def with_places(self) -> Self:
        """Take along what leads to the provisions, never a whole wording."""
        return self.select_related("expression__work").defer(
            "expression__text", "expression__warnings", "expression__facts", "expression__components"
        )

    def upward(self, conference: Conference) -> Self:
        """Keep the lines of its own unit and of units above for the same drive, the nearest first."""
        links = OrganisationLink.objects.filter(descendant=conference.organisation_id)
        depth = links.filter(ancestor=OuterRef("conference__organisation")).values("depth")[:1]
        rows = self.filter(conference__dissemination=conference.dissemination_id).annotate(height=Subquery(depth))
        whose = rows.select_related("conference__organisation", "conference__agenda_set")
        return whose.filter(height__isnull=False).order_by("height", "position")


class AgendaItem(models.Model):
    """One line of the agenda (mục chương trình): when, what is presented, by whom, about which provision, how long.

    The hour is one of the clock and of no day: who follows the agenda meets on days of its own. `place` names the
    provision as people say it ("khoản 2 Điều 5").
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agenda", verbose_name=_("hội nghị"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    hour = models.TimeField(_("giờ"), null=True, blank=True)
    title = models.CharField(_("nội dung"), max_length=500)
    presenter = models.CharField(_("người trình bày"), max_length=200, blank=True)
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vị trí trình bày")
    )
    expression = models.ForeignKey(
        Expression, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("phiên bản")
    )
    eid = models.CharField(_("điều khoản"), max_length=200, blank=True)
    place = models.CharField(_("tên điều khoản"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("số phút"), null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("mục chương trình")
        ordering: ClassVar[list[str]] = ["conference", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "position"], name="conferences_agendaitem_position_once"),
            models.CheckConstraint(
                condition=Q(expression=None, eid="", place="")
                | Q(expression__isnull=False) & ~Q(eid="") & ~Q(place=""),
                name="conferences_agendaitem_place_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:60]
