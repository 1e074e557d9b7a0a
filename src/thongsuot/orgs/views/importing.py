"""The door of whole lists: template, hand in, look at what it would change, carry it out or drop it."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from thongsuot.orgs import jobs, keeping, permissions, template, workbook
from thongsuot.orgs.actions import intakes as actions
from thongsuot.orgs.forms.importing import ImportForm
from thongsuot.orgs.queries.importing import posts_in_use
from thongsuot.orgs.queries.intakes import intake_page, running_since
from thongsuot.orgs.seated import SeatedRequest, acting, seated_or_administrator


@seated_or_administrator
@require_http_methods(["GET", "POST"])
def import_organisation(request: SeatedRequest) -> HttpResponse:
    """Take a list in for reading; nothing of the organisation changes by that."""
    by = acting(request)
    permissions.check_import(by)
    form = ImportForm(request.POST, request.FILES, by=by) if request.method == "POST" else ImportForm(by=by)
    if request.method == "POST" and (intake := form.handed_in(timezone.now())):
        jobs.order(intake)
        jobs.clear_lists.using(run_after=intake.expires_at).enqueue()
        return redirect("intake", intake.pk)
    since, own = running_since(by)
    page = {"form": form, "since": since, "own": own}
    return render(request, "orgs/import.html", page, status=422 if form.errors else 200)


@never_cache
@seated_or_administrator
@require_GET
def intake(request: SeatedRequest, intake_id: int) -> HttpResponse:
    """Show one list on its way; htmx asks for the part that moves."""
    by = acting(request)
    permissions.check_import(by)
    page = intake_page(intake_id, by=by)
    if request.htmx and not page.is_at_work:
        return HttpResponseClientRefresh()
    name = "orgs/_intake_moving.html" if request.htmx else "orgs/intake.html"
    return render(request, name, {"page": page, "form": ImportForm(by=by)})


@seated_or_administrator
@require_POST
def carry_out_list(request: SeatedRequest, intake_id: int) -> HttpResponse:
    jobs.order(actions.carry_out_list(intake_id, by=acting(request), now=timezone.now()))
    return redirect("intake", intake_id)


@seated_or_administrator
@require_POST
def drop_list(request: SeatedRequest, intake_id: int) -> HttpResponse:
    actions.drop_list(intake_id, by=acting(request), now=timezone.now())
    return redirect("intake", intake_id)


@seated_or_administrator
@require_GET
def import_template(request: SeatedRequest) -> HttpResponseBase:
    permissions.check_import(acting(request))
    out = BytesIO()
    template.write_template(out, posts_in_use())
    out.seek(0)
    return _workbook(out, "mau-to-chuc.xlsx")


@never_cache
@seated_or_administrator
@require_GET
def intake_file(request: SeatedRequest, intake_id: int, name: str) -> HttpResponseBase:
    """Give the marked copy or the list of all changes to who handed the list in, while it is kept."""
    by = acting(request)
    permissions.check_import(by)
    path = keeping.find(intake_page(intake_id, by=by).intake.token, name)
    if path is None:
        raise ObjectDoesNotExist
    return _workbook(path.open("rb"), {keeping.MARKED: "danh-sach-da-danh-dau.xlsx"}.get(name, "thay-doi.xlsx"))


def _workbook(file: IO[bytes], name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=workbook.MEDIA_TYPE)
