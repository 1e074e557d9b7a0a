"""The doors of questions as files: look at what a file says, take it in whole, give the bank out."""

from __future__ import annotations

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.orgs.workbook import MEDIA_TYPE
from thongsuot.understanding.actions.questions import import_questions
from thongsuot.understanding.exchange import gift, sheet
from thongsuot.understanding.forms import ImportForm, written_from
from thongsuot.understanding.queries import bank as queries


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def take_in(request: SeatedRequest, work_id: int) -> HttpResponse:
    """Show what a file of questions says, and take it in once it was looked at."""
    page = queries.bank(work_id, request.seat)
    form = ImportForm(request.POST or None, request.FILES or None)
    reading = form.reading(queries.eids_of(page.newest)) if form.is_valid() else None
    if reading and not reading.faults and "take" in request.POST:
        rows = written_from(reading.rows, page.newest.pk)
        import_questions(work_id, rows=rows, by=request.seat, now=timezone.now())
        return redirect("bank", work_id)
    again = gift.write(reading.rows) if reading and not reading.faults else ""
    shown = {"page": page, "form": form, "reading": reading, "again": again}
    return render(request, "understanding/take_in.html", shown)


@require_safe
@seated
def as_gift(request: SeatedRequest, work_id: int) -> HttpResponse:
    """Give the bank of a work as a GIFT file."""
    text = gift.write(queries.rows_of(work_id, request.seat))
    return _file(text.encode(), "text/plain; charset=utf-8", "cau-hoi.gift.txt")


@require_safe
@seated
def as_workbook(request: SeatedRequest, work_id: int) -> HttpResponse:
    """Give the bank of a work as an Excel file; without questions it is the template with one example."""
    out = BytesIO()
    sheet.write(queries.rows_of(work_id, request.seat) or [sheet.EXAMPLE], out)
    return _file(out.getvalue(), MEDIA_TYPE, "cau-hoi.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
