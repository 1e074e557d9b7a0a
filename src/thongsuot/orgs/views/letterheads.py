"""The page on which a unit sets the head of its papers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.orgs.actions.letterheads import set_letterhead
from thongsuot.orgs.forms.letterheads import LetterheadForm, first_values
from thongsuot.orgs.queries.letterheads import letterhead_page
from thongsuot.orgs.seated import SeatedRequest, seated


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def letterhead(request: SeatedRequest, code: str) -> HttpResponse:
    """Show the head of a unit's papers, and keep what its keepers set."""
    page = letterhead_page(code, request.seat)
    form = LetterheadForm(request.POST or None, initial=first_values(page.lettered))
    if request.method == "POST" and form.is_valid():
        set_letterhead(page.unit.pk, head=form.head(), by=request.seat, now=timezone.now())
        messages.success(request, _("Đã ghi đầu văn bản; giấy tờ lập từ nay dùng đầu này."))
        return redirect("letterhead", code)
    return render(request, "orgs/letterhead.html", {"page": page, "form": form})
