"""Set the points of a conference."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.conferences import permissions
from thongsuot.conferences.queries.delegates import units_of
from thongsuot.conferences.views.onward import onward
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.points.actions import devices as actions
from thongsuot.points.actions import placing
from thongsuot.points.forms import PointForm
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.queries.setting import points_page


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def points(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """List the points of a conference, and take one more."""
    now = timezone.now()
    page = points_page(conference_id, request.seat)
    form = PointForm(request.POST or None, units=page.units, day=day_of(now))
    if request.method == "POST" and form.is_valid():
        placing.add_point(conference_id, plan=form.plan(), by=request.seat, now=now)
        return onward(request, "points", conference_id)
    return render(request, "points/points.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def change(request: SeatedRequest, point_id: int) -> HttpResponse:
    """Change what is set of a point."""
    now = timezone.now()
    permissions.check_keep(request.seat)
    point = ConnectingPoint.objects.visible_to(request.seat).kept_by(request.seat).to_show().get(pk=point_id)
    form = PointForm(request.POST or None, units=units_of(point.conference), day=day_of(now), point=point)
    if request.method == "POST" and form.is_valid():
        placing.change_point(point_id, plan=form.plan(), by=request.seat, now=now)
        return redirect("points", point.conference_id)
    devices = point.devices.select_related("taken_by__person")
    return render(request, "points/change.html", {"point": point, "form": form, "devices": devices})


@require_POST
@seated
def end_device(request: SeatedRequest, device_id: int) -> HttpResponse:
    """Shut a device out of its point."""
    device = actions.end_device(device_id, by=request.seat, now=timezone.now())
    return redirect("change_point", device.point_id)
