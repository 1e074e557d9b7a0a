"""The connecting points (điểm cầu) of a conference: each a room with its own clerk, seats and count."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.models import Conference
from thongsuot.orgs.models import Organisation, Power, Seat


class ConnectingPointQuerySet(models.QuerySet["ConnectingPoint"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the points of the conferences a seat may see, and those it is the clerk of."""
        return self.filter(Q(conference__in=Conference.objects.visible_to(seat)) | Q(clerk=seat))

    def kept_by(self, seat: Seat) -> Self:
        """Keep the points `seat` may change: its unit set them or holds the conference, and it is a keeper there."""
        if not seat.may(Power.MEETINGS):
            return self.none()
        own = Q(organisation=seat.organisation_id) | Q(conference__organisation=seat.organisation_id)
        return self.filter(own)

    def to_show(self) -> Self:
        """Fetch the conference with its unit and drive, and the clerk by name."""
        return self.select_related(
            "conference__organisation", "conference__dissemination", "organisation", "clerk__person"
        )


class ConnectingPoint(models.Model):
    """One place from which a conference is followed (điểm cầu): who keeps its door, how many it seats, whom it expects.

    `units` are the units whose people it expects; none: everybody who is called. `seen_at` is the last moment at which
    its page spoke with the server, written at most once a minute.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="points", verbose_name=_("hội nghị"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị lập"))
    name = models.CharField(_("tên điểm cầu"), max_length=200)
    place = models.CharField(_("địa điểm"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("số chỗ ngồi"), null=True, blank=True)
    clerk = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thư ký điểm cầu")
    )
    units = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("đơn vị dự tại đây"))
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    set_at = models.DateTimeField(_("lập lúc"))
    set_by = models.BigIntegerField(_("vị trí lập"))
    seen_at = models.DateTimeField(_("liên lạc gần nhất"), null=True, blank=True)
    seen_by = models.BigIntegerField(_("vị trí liên lạc gần nhất"), null=True, blank=True)

    objects = ConnectingPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("điểm cầu")
        ordering: ClassVar[list[str]] = ["conference", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "name"], name="points_connectingpoint_name_once"),
            models.UniqueConstraint(fields=["conference", "position"], name="points_connectingpoint_position_once"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="points_connectingpoint_seen_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """Name this point in the ledger."""
        return f"points.point:{self.pk}"

    def is_kept_by(self, seat: Seat) -> bool:
        """Whether `seat` may change it: its unit set it or holds the conference, and it is a keeper there."""
        return seat.may(Power.MEETINGS) and seat.organisation_id in (
            self.organisation_id,
            self.conference.organisation_id,
        )

    def is_run_by(self, seat: Seat) -> bool:
        """Whether `seat` writes at its door: as its clerk, or as a keeper of it."""
        return self.clerk_id == seat.pk or self.is_kept_by(seat)


class PointDeviceQuerySet(models.QuerySet["PointDevice"]):
    def visible_to(self, seat: Seat) -> Self:
        """Keep the devices of the points that a seat may change: it alone shuts one out."""
        return self.filter(point__in=ConnectingPoint.objects.kept_by(seat))


class PointDevice(models.Model):
    """One device (máy) that took the list of a point along: who took it, when it last spoke, whether it was shut out.

    `name` is the number that the device's browser gave itself; it says nothing of the person.
    """

    point = models.ForeignKey(ConnectingPoint, models.PROTECT, related_name="devices", verbose_name=_("điểm cầu"))
    name = models.CharField(_("số của máy"), max_length=40, blank=True)
    taken_at = models.DateTimeField(_("lấy danh sách lúc"))
    taken_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("người lấy"))
    seen_at = models.DateTimeField(_("liên lạc gần nhất"))
    ended_at = models.DateTimeField(_("ngắt lúc"), null=True, blank=True)
    ended_by = models.BigIntegerField(_("vị trí ngắt"), null=True, blank=True)

    objects = PointDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("máy ở điểm cầu")
        ordering: ClassVar[list[str]] = ["point", "taken_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["point", "name"], name="points_pointdevice_name_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="points_pointdevice_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id}:{self.pk}"
