"""Where a form leads once it was kept: to its own page, or back to the one on which a conference is prepared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def onward(request: HttpRequest, door: str, conference_id: int) -> HttpResponse:
    """Lead back to where a conference is prepared, where the form was sent from there; else to the page of `door`."""
    return redirect("prepare_conference" if request.POST.get("back") == "prepare" else door, conference_id)
