"""The door of whole lists: template, upload, what is wrong with it, the marked copy."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.orgs import marked, permissions, template, workbook
from thongsuot.orgs.actions import importing as actions
from thongsuot.orgs.forms.importing import ImportForm
from thongsuot.orgs.seated import SeatedRequest, acting, seated_or_administrator
from thongsuot.orgs.sentences import imported


@seated_or_administrator
@require_http_methods(["GET", "POST"])
def import_organisation(request: SeatedRequest) -> HttpResponse:
    """Take in a filled workbook, or show what is wrong with it and leave everything as it was."""
    by = acting(request)
    permissions.check_import(by)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        result = actions.import_organisation(form.rows, by=by, now=timezone.now())
        messages.success(request, imported(result))
        return redirect("import_organisation")
    if form.cell_errors:
        request.session["marked"] = form.keep_marked_copy()
    return render(request, "orgs/import.html", {"form": form}, status=422 if form.errors else 200)


@seated_or_administrator
@require_GET
def import_template(request: SeatedRequest) -> HttpResponseBase:
    permissions.check_import(acting(request))
    out = BytesIO()
    template.write_template(out)
    out.seek(0)
    return _workbook(out, "mau-to-chuc.xlsx")


@seated_or_administrator
@require_GET
def marked_copy(request: SeatedRequest) -> HttpResponseBase:
    permissions.check_import(acting(request))
    path = marked.find(request.session.get("marked", ""))
    if path is None:
        raise ObjectDoesNotExist
    return _workbook(path.open("rb"), "danh-sach-da-danh-dau.xlsx")


def _workbook(file: IO[bytes], name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=workbook.MEDIA_TYPE)
