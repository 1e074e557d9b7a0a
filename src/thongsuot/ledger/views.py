"""The one page of the ledger that machines read: is everything up?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from thongsuot.ledger.vitals import vitals


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 only when web, writer and jobs are up; the other signs of life stand beside and change no status."""
    found = vitals()
    status = 200 if found.is_up else 503
    return JsonResponse(found.to_json(), status=status, headers={"Cache-Control": "no-store"})
