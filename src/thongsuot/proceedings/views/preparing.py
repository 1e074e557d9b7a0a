"""Prepare a conference: everything that is set of it on one page, each part a form of its own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thongsuot.conferences.forms import MaterialForm
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.proceedings.queries.preparing import preparing_page


@require_safe
@seated
def prepare(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show what is set of a conference and what is still missing."""
    page = preparing_page(conference_id, request.seat, timezone.now())
    return render(request, "proceedings/preparing.html", {"page": page, "material": MaterialForm()})
