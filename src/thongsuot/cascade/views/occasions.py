"""The door to the days of a drive as a calendar file."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.cascade.calendar import calendar_of
from thongsuot.cascade.queries.occasions import occasions_of
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def calendar(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Give the days of a drive that concern this seat."""
    address = request.build_absolute_uri(reverse("dissemination", args=[dissemination_id]))
    content = calendar_of(occasions_of(dissemination_id, request.seat, timezone.now()), address)
    name = f'attachment; filename="dot-{dissemination_id}.ics"'
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})
