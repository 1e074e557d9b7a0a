"""Materials of a conference: attached and taken away by its keepers, opened by whoever it calls."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.conferences import passes, permissions
from thongsuot.conferences.actions import materials as actions
from thongsuot.conferences.forms import MaterialForm
from thongsuot.conferences.queries.delegate import seat_of_pass
from thongsuot.conferences.queries.materials import materials_page
from thongsuot.conferences.views.onward import onward
from thongsuot.files.views import download
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.people.models import EntryCode


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def materials(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show what delegates get, and keep one more file."""
    now = timezone.now()
    page, form = (
        materials_page(conference_id, request.seat, now),
        MaterialForm(request.POST or None, request.FILES or None),
    )
    if request.method == "POST" and form.is_valid():
        actions.attach_material(conference_id, material=form.material(), by=request.seat, now=now)
        return onward(request, "materials", conference_id)
    return render(request, "conferences/materials.html", {"page": page, "form": form})


@require_POST
@seated
def drop(request: SeatedRequest, material_id: int) -> HttpResponse:
    kept = actions.drop_material(material_id, by=request.seat, now=timezone.now())
    return redirect("materials", kept.pk)


@require_GET
@seated
def material(request: SeatedRequest, material_id: int) -> FileResponse:
    """Hand out a material; the opening is written down first."""
    return download(actions.open_material(material_id, by=request.seat, now=timezone.now()))


@login_not_required
@require_GET
def material_by_pass(request: HttpRequest, held: str, material_id: int) -> FileResponse:
    """Hand out a material to a delegate who came by their code; the opening is written down first."""
    now, one = timezone.now(), permissions.check_signed(passes.read(held, settings.PASS_KEYS))
    permissions.check_pass(one, one.conference, now)
    permissions.check_standing(is_taken_back=EntryCode.objects.is_taken_back(one.code))
    return download(actions.open_material(material_id, by=seat_of_pass(one), now=now))
