"""Write minutes, news and invitations, take them as files, and invite the delegates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.conferences.models import Conference
from thongsuot.conferences.views.onward import onward
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.proceedings.actions import writing
from thongsuot.proceedings.calendar import calendar_of
from thongsuot.proceedings.handing import handed
from thongsuot.proceedings.queries.papers import signing_paper, writing_page
from thongsuot.proceedings.rules import INVITATION, MINUTES, NEWS

KINDS = {"bien-ban": MINUTES, "tin-bai": NEWS, "giay-moi": INVITATION}


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def paper(request: SeatedRequest, conference_id: int, kind: str) -> HttpResponse:
    """Show a paper to go on writing, and keep what was written as its next version."""
    now, known = timezone.now(), KINDS.get(kind, "")
    if request.method == "POST":
        text = request.POST.get("text", "")
        writing.write_paper(conference_id, kind=known, text=text, by=request.seat, now=now)
        return redirect("conference_paper", conference_id, kind)
    page = writing_page(conference_id, known, request.seat, day_of(now), request.GET.get("ban", ""))
    return render(request, "proceedings/paper.html", {"page": page, "kind": kind})


@require_GET
@seated
def paper_file(request: SeatedRequest, conference_id: int, kind: str, ending: str) -> HttpResponse:
    """Hand a paper out as Word or PDF, in the version asked for."""
    today, version = day_of(timezone.now()), request.GET.get("ban", "")
    page = writing_page(conference_id, KINDS.get(kind, ""), request.seat, today, version)
    return handed(page.paper, f"{kind}-hoi-nghi-{page.conference.organisation.code}", ending)


@require_GET
@seated
def signing_file(request: SeatedRequest, conference_id: int, half_day_id: int, ending: str) -> HttpResponse:
    """Hand out the list that people sign in a half day."""
    found = signing_paper(conference_id, half_day_id, request.seat, day_of(timezone.now()))
    return handed(found, f"danh-sach-ky-ten-{conference_id}-{half_day_id}", ending)


@require_POST
@seated
def invite(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Tell the delegates, and say how many are told now."""
    told = writing.invite(conference_id, by=request.seat, now=timezone.now())
    sentence = ngettext("Đã báo mời %(told)s người.", "Đã báo mời %(told)s người.", told)
    messages.success(request, sentence % {"told": told})
    return onward(request, "conference", conference_id)


@require_GET
@seated
def calendar(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Give the half days of a conference as a calendar file."""
    found = Conference.objects.visible_to(request.seat).prefetch_related("half_days").get(pk=conference_id)
    address = request.build_absolute_uri(reverse("conference", args=[found.pk]))
    name = f'attachment; filename="hoi-nghi-{found.pk}.ics"'
    headers = {"Content-Disposition": name}
    return HttpResponse(calendar_of(found, address), content_type="text/calendar; charset=utf-8", headers=headers)
