"""Doors that exist only to be refused at: the frame's own pages in every mood, beside the real doors of the house."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.site.urls import urlpatterns as real


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal("dissemination_closed", _("Đợt quán triệt này đã khép lại. Hỏi văn phòng <cấp ủy>."))


def unknown(request: HttpRequest) -> HttpResponse:
    raise OutcomeUnknown("outcome_unknown", "Chưa biết đã lưu hay chưa. Gửi lại sẽ không ghi hai lần.")


def busy(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


def invisible(request: HttpRequest) -> HttpResponse:
    raise ObjectDoesNotExist


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


@login_not_required
def typed(request: HttpRequest, name: str) -> HttpResponse:
    """Fail as a database or a parser does: with what somebody typed in the message."""
    words = request.POST.get("words", "") or request.GET.get("words", "")
    try:
        raise IntegrityError(f"duplicate key\nDETAIL: Key (full_name)=({words}) already exists.")
    except IntegrityError as first:
        raise ValueError(f"could not read {words!r}") from first


@login_not_required
def unreadable(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


@login_not_required
def too_big(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


@require_POST
def button(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("thu/nut/", button),
    path("thu/tu-choi/", refuse),
    path("thu/chua-ro/", unknown),
    path("thu/dang-ban/", busy),
    path("thu/khong-thay/", invisible),
    path("thu/hong/", broken),
    path("thu/da-go/<str:name>/", typed),
    path("thu/sai/", unreadable),
    path("thu/lon/", too_big),
    *real,
]
handler400 = "thongsuot.site.views.bad_request"
