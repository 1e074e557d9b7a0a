"""The clerk's doors to signed sheets: enter many at a time, look at the photo, take a line back."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.cascade.actions import paper as actions
from thongsuot.cascade.forms import SheetForm, typed
from thongsuot.cascade.queries.paper import paper_page
from thongsuot.files.views import download
from thongsuot.orgs.seated import SeatedRequest, key_of, seated


@require_http_methods(["GET", "POST"])
@seated
def enter(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show who is left, or enter those ticked from the sheet."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet, seat, key = form.sheet(), request.seat, key_of(request)
        kept = actions.enter_paper(dissemination_id, sheet=sheet, by=seat, now=timezone.now(), key=key)
        messages.success(request, _entered(kept.lines.count()))
        return redirect("enter_paper", dissemination_id)
    page = paper_page(dissemination_id, request.seat, timezone.now())
    shown = {"page": page, "form": form}
    return render(request, "cascade/paper.html", shown, status=422 if form.is_bound else 200)


def _entered(number: int) -> str:
    words = ngettext("Đã ghi %(people)s người từ danh sách ký.", "Đã ghi %(people)s người từ danh sách ký.", number)
    return words % {"people": number}


@require_POST
@seated
def take_back(request: SeatedRequest, line_id: int) -> HttpResponse:
    """Take one line back, with its reason."""
    reason = typed(request.POST, "reason")
    line = actions.take_back_paper(line_id, reason=reason, by=request.seat, now=timezone.now())
    return redirect("enter_paper", line.sheet.dissemination_id)


@require_GET
@seated
def photo(request: SeatedRequest, sheet_id: int) -> FileResponse:
    """Hand out the photo of a sheet to who keeps the unit; the opening is written down first."""
    return download(actions.open_sheet(sheet_id, by=request.seat, now=timezone.now()))
