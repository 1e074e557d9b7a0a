"""What happens to every request: the seat that acts, and the one place where refusals become pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import OutcomeUnknown, Refusal
from thongsuot.orgs.models import Seat
from thongsuot.orgs.queries.delegations import bring_deputations, telling_of_deputations
from thongsuot.orgs.seated import ENTRY_KEY, SEAT_KEY
from thongsuot.people.models import EntryCode

Answer = Callable[[HttpRequest], HttpResponse]


class SpeakChosenLanguage:
    """Speak the language that the reader chose, else Vietnamese.

    Only the cookie of the language button decides. Accept-Language does not: the browser of a Vietnamese office often
    asks for English without anybody having wanted that.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response


class VaryOnHtmx:
    """Say that a response differs by htmx, so that no cache serves a fragment as a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response


class LeadToSignIn:
    """Take a whole window to the sign-in page, where htmx would follow the redirect and put that page into a corner.

    Afterwards one returns to the page one was on, not to the address of the button that was pressed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = getattr(request, "htmx", None)
        if not htmx or not response.headers.get("Location", "").startswith(reverse(settings.LOGIN_URL)):
            return response
        back = urlencode({REDIRECT_FIELD_NAME: htmx.current_url_abs_path or "/"})
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse(settings.LOGIN_URL)}?{back}"})


class EndRevokedEntry:
    """End a session whose entry code was taken back since: paper or a phone that was lost must open nothing more.

    A session rests on the code it began with, or on the code that gave the password it began with: that code goes on
    the request as `entry_code`, None where the person's own password stands behind it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code_id = request.session.get(ENTRY_KEY) or getattr(request.user, "password_code", None)
        code = None if code_id is None else EntryCode.objects.filter(pk=code_id, revoked_at=None).first()
        if code_id is not None and code is None:
            logout(request)
        request.entry_code = code  # type: ignore[attr-defined]  # SeatedRequest gives the type
        return self.get_response(request)


class KeepPrivate:
    """Let no cache keep what a signed-in person sees: on a shared computer "Back" must not bring names back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


class TakeSeat:
    """Put the seat that acts on the request: the chosen one, or the only one; None where a choice is owed.

    A session that rests on a unit's code has the seats of that unit only, whatever else its person holds.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held, code = self._held(request), request.entry_code  # type: ignore[attr-defined]  # SeatedRequest has the types
        request.units = frozenset(seat.organisation_id for seat in held)  # type: ignore[attr-defined]
        request.seats = [seat for seat in held if code is None or code.opens(seat.organisation_id)]  # type: ignore[attr-defined]
        request.seat = self._chosen(request)  # type: ignore[attr-defined]
        bring_deputations(request.seat, day_of(timezone.now()))  # type: ignore[attr-defined]
        return self.get_response(request)

    def _held(self, request: HttpRequest) -> list[Seat]:
        if not request.user.is_authenticated:
            return []
        today = day_of(timezone.now())
        held = Seat.objects.filter(person_id=request.user.pk).held_on(today)
        return list(telling_of_deputations(held, today).select_related("organisation", "post", "person").order_by("pk"))

    def _chosen(self, request: HttpRequest) -> Seat | None:
        seats: list[Seat] = request.seats  # type: ignore[attr-defined]
        wanted = request.session.get(SEAT_KEY)
        if len(seats) == 1:
            return seats[0]
        return next((seat for seat in seats if seat.pk == wanted), None)


class TranslateRefusals:
    """Turn what actions raise into pages; the JSON door has its own translator."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = not request.path.startswith("/api/")
        return self._explained(request, response) if response.status_code == 405 and is_page else response

    def _explained(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say what to do where a button's address was opened by itself, as happens after signing in anew."""
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its sentence and what cannot be seen with the one page for absent things."""
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            exception = OutcomeUnknown(  # an import of a whole city writes for longer than SQLite lets others wait
                "busy", _("Máy chủ đang ghi một việc lớn nên chưa nhận được việc này. Chờ một phút rồi làm lại.")
            )
        if isinstance(exception, Refusal):
            page = "refusal.html#notice" if getattr(request, "htmx", False) else "refusal.html"
            response = render(request, page, {"refusal": exception}, status=exception.status)
            add_never_cache_headers(response)  # a refusal is true of this moment, and its address may be an entry code
            return response
        if isinstance(exception, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        return None
