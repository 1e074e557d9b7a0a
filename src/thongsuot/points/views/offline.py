"""What makes a point's page stay: the worker that gives it back without network, and the manifest to install it by."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker, from the folder whose pages it serves."""
    response = render(request, "points/sw.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def manifest(_request: HttpRequest, point_id: int) -> JsonResponse:
    """Say how the page of a point stands on a phone's screen; nothing of the point itself is in it."""
    page = reverse("point", args=(point_id,))
    told = {
        "name": _("Điểm cầu"),
        "short_name": _("Điểm cầu"),
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "icons": [{"src": static("site/brand.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
