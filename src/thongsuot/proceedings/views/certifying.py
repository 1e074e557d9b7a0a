"""Certificates of participation: made and printed by the clerk, kept by the person, verified by anybody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.proceedings.actions.certifying import issue_certificates
from thongsuot.proceedings.handing import handed, handed_together
from thongsuot.proceedings.queries import certificates as queries

UNLISTED = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def certificates(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """List the certificates of a conference; POST makes them for everybody who came."""
    if request.method == "POST":
        made = issue_certificates(conference_id, by=request.seat, now=timezone.now())
        sentence = ngettext("Đã lập %(made)s giấy xác nhận.", "Đã lập %(made)s giấy xác nhận.", made)
        messages.success(request, sentence % {"made": made})
        return redirect("certificates", conference_id)
    page = queries.certifying_page(conference_id, request.seat)
    return render(request, "proceedings/certificates.html", {"page": page})


@require_GET
@seated
def certificates_file(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Hand out those that hold as one PDF, a page each."""
    page = queries.certifying_page(conference_id, request.seat)
    papers = [row.paper for row in page.rows if row.is_valid]
    return handed_together(papers, f"giay-xac-nhan-hoi-nghi-{page.conference.organisation.code}")


@require_safe
@seated
def own(request: SeatedRequest) -> HttpResponse:
    """List a person's own."""
    rows = queries.own_certificates(request.seat)
    return render(request, "proceedings/own_certificates.html", {"rows": rows})


@require_GET
@seated
def own_file(request: SeatedRequest, certificate_id: int, ending: str) -> HttpResponse:
    """Hand out one's own as Word or PDF."""
    held = queries.own_certificate(certificate_id, request.seat)
    return handed(held.paper, f"giay-xac-nhan-{certificate_id}", ending)


@csrf_exempt  # nothing is written, and a page that sends no referrer has no origin to check
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a paper holds, and whether a typed name is the one on it."""
    typed = request.POST.get("name", "").strip()[:200]
    found = queries.verified(code, request.META.get("REMOTE_ADDR", ""), typed)
    words = render_to_string("proceedings/verify.html", {"found": found, "typed": typed}, request)
    return HttpResponse(words, headers=UNLISTED)


@never_cache
@login_not_required
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the receipt of its entry."""
    queries.verified(code, request.META.get("REMOTE_ADDR", ""))
    found = queries.receipt(code)
    name = 'attachment; filename="bien-nhan.json"'
    return JsonResponse(found, headers={**UNLISTED, "Content-Disposition": name})
