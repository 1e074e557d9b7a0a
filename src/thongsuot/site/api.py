"""The door for other systems: one API object, tokens scoped to a seat, and the one translator of refusals to JSON."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from thongsuot.cascade.api import router as disseminations
from thongsuot.corpus.api import router as documents
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.api import router as units
from thongsuot.orgs.models import Seat
from thongsuot.orgs.queries.tokens import seat_of

RATE = "600/m"
ABOUT = (
    "Documents, units, drives, acknowledgement and coverage. Every call acts as one seat: send its token as "
    "`Authorization: Bearer …`. Refusals are `{code, message}`: the code never changes, the message is for people."
)


class SeatToken(HttpBearer):
    """Let in whoever sends a valid token, as its seat."""

    def authenticate(self, request: HttpRequest, token: str) -> Seat | None:
        return seat_of(token, timezone.now())


class SeatRate(AuthRateThrottle):
    """Count calls of one seat in this process's own memory: no write to the database for a read."""

    cache = caches["memory"]

    def get_cache_key(self, request: HttpRequest) -> str:
        seat = getattr(request, "auth", None)
        return f"api:{seat.pk if isinstance(seat, Seat) else ''}"


api = NinjaAPI(
    title="Thông Suốt",
    version="1",
    description=ABOUT,
    docs_url=None,
    auth=SeatToken(),
    throttle=SeatRate(RATE),
    urls_namespace="api-1",
)
for router in (documents, units, disseminations):
    api.add_router("", router)


def answer(status: int, code: str, message: str, **more: Any) -> HttpResponse:
    """Give a refusal its JSON shape."""
    return JsonResponse({"code": code, "message": message, **more}, status=status)


@api.exception_handler(Refusal)
def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer what an action refuses with its code and sentence."""
    return answer(refusal.status, refusal.code, str(refusal))


@api.exception_handler(ObjectDoesNotExist)
def on_absent(request: HttpRequest, _absent: ObjectDoesNotExist) -> HttpResponse:
    """Answer what is not there and what may not be seen alike."""
    return answer(404, "not_found", _("Không có gì ở địa chỉ này, hoặc mã API này không được xem."))


@api.exception_handler(AuthenticationError)
def on_stranger(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Ask for a token."""
    sentence = _("Cần một mã API còn hạn. Lập mã ở trang Mã API rồi gửi trong dòng Authorization: Bearer.")
    response = answer(401, "token_missing", sentence)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Throttled)
def on_haste(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Say how long to wait."""
    response = answer(429, "too_many_calls", _("Gọi quá nhiều trong một phút. Chờ một lát rồi gọi lại."))
    response["Retry-After"] = str(int(error.wait or 1) + 1)
    return response


@api.exception_handler(ValidationError)
def on_mistake(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name each field that cannot be read, by its place in the request."""
    fields = [{"place": ".".join(str(part) for part in one["loc"]), "what": one["msg"]} for one in error.errors]
    return answer(422, "unreadable", _("Yêu cầu có chỗ chưa đọc được; xem mục fields rồi gửi lại."), fields=fields)


@api.exception_handler(HttpError)
def on_malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON."""
    return answer(error.status_code, "malformed", _("Nội dung gửi lên không phải JSON. Sửa rồi gửi lại."))


@api.exception_handler(OperationalError)
def on_busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Say that the database is busy; anything else is a fault of ours and goes on."""
    if "locked" not in str(error):
        raise error
    return answer(
        503, "busy", _("Máy chủ đang ghi một việc lớn nên chưa nhận được việc này. Chờ một phút rồi làm lại.")
    )


@csrf_exempt
@login_not_required
def absent(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer addresses of the API that lead nowhere, in its own language."""
    return on_absent(request, ObjectDoesNotExist())


def patterns() -> list[URLPattern | URLResolver]:
    """Give the doors of the API, open to requests without a session: their tokens say who acts."""
    doors = list(api.urls[0])
    for door in doors:
        if isinstance(door, URLPattern):
            login_not_required(door.callback)
    return doors
