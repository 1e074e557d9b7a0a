"""The one page of the ledger that machines read: is everything up?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from thongsuot.kernel.errors import OutcomeUnknown
from thongsuot.ledger import client, lease


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 only when web, writer and jobs are up; `size` counts entries, null while the writer is down."""
    try:
        size = int(client.ask({"op": "size"}, seconds=2.0)["size"])
    except OutcomeUnknown:
        size = None
    state = {"web": True, "writer": size is not None, "jobs": lease.is_held(settings.DATA / "jobs.lock"), "size": size}
    status = 200 if state["writer"] and state["jobs"] else 503
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
