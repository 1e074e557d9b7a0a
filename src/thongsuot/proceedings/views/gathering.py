"""Photographs and questions of a conference."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from thongsuot.files.views import download
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, key_of, seated
from thongsuot.proceedings.actions import gathering
from thongsuot.proceedings.forms import PhotoForm, RaisedForm
from thongsuot.proceedings.queries.gathering import gathering_page


def _page(request: SeatedRequest, conference_id: int, **forms: PhotoForm | RaisedForm) -> HttpResponse:
    page = gathering_page(conference_id, request.seat, timezone.now())
    raised = RaisedForm(texts=page.texts, initial=page.asked_about)
    shown = {"page": page, "key": new_key(), "photo": PhotoForm(), "raised": raised, **forms}
    return render(request, "proceedings/gathered.html", shown)


@require_safe
@seated
def gathered(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show what was gathered for the report."""
    return _page(request, conference_id)


@require_POST
@seated
def attach(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Keep a photograph."""
    form, by, now = PhotoForm(request.POST, request.FILES), request.seat, timezone.now()
    if not form.is_valid():
        return _page(request, conference_id, photo=form)
    content, caption = form.cleaned_data["photo"].read(), form.cleaned_data["caption"]
    gathering.attach_photo(conference_id, content=content, caption=caption, by=by, now=now)
    return redirect("conference_gathered", conference_id)


@require_POST
@seated
def note(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Keep a question and its answer."""
    key, now = key_of(request), timezone.now()
    form = RaisedForm(request.POST, texts=gathering_page(conference_id, request.seat, now).texts)
    if not form.is_valid():
        return _page(request, conference_id, raised=form)
    gathering.note_question(conference_id, raised=form.raised(), by=request.seat, now=now, key=key)
    return redirect("conference_gathered", conference_id)


@require_GET
@seated
def photo(request: SeatedRequest, conference_id: int, photo_id: int) -> FileResponse:
    """Hand out a photograph; the opening is written down first."""
    return download(gathering.open_photo(conference_id, photo=photo_id, by=request.seat, now=timezone.now()))


@require_POST
@seated
def drop(request: SeatedRequest, conference_id: int, photo_id: int) -> HttpResponse:
    gathering.drop_photo(conference_id, photo=photo_id, by=request.seat, now=timezone.now())
    return redirect("conference_gathered", conference_id)
