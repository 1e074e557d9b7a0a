"""A delegate's own page, reached by a personal code without entering the house; and the doors for pages without script.

What the script of the page sends is answered before Django, in `site/serving/hall.py`, by the same verbs.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from thongsuot.conferences import hall, passes, permissions
from thongsuot.conferences.queries.delegate import delegate_page, pass_of_code, pass_of_seat
from thongsuot.conferences.queries.sittings import read_sitting
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.people import throttle
from thongsuot.people.models import EntryCode


def told_to_nobody(response: HttpResponse) -> HttpResponse:
    """Keep the address, which is as good as the pass, out of what the browser tells other houses."""
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@login_not_required
@require_safe
def come_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Lead whoever scans their personal code to their page of today's conference; nothing is written."""
    throttle.check_ours(code, settings.ENTRY_KEYS, request.META.get("REMOTE_ADDR", ""))
    try:
        held = pass_of_code(code, timezone.now())
    except ObjectDoesNotExist:
        return told_to_nobody(render(request, "conferences/nothing_today.html", status=404))
    return told_to_nobody(redirect("delegate", held))


@never_cache
@seated
@require_safe
def come(request: SeatedRequest) -> HttpResponse:
    """Lead whoever has signed in to their page of today's conference."""
    return told_to_nobody(redirect("delegate", pass_of_seat(request.seat, timezone.now(), request.entry_code)))


@never_cache
@login_not_required
@require_safe
def delegate(request: HttpRequest, held: str) -> HttpResponse:
    """Show the three steps of a delegate."""
    now, one = timezone.now(), permissions.check_signed(passes.read(held, settings.PASS_KEYS))
    permissions.check_pass(one, one.conference, now)
    permissions.check_standing(is_taken_back=EntryCode.objects.is_taken_back(one.code))
    return told_to_nobody(render(request, "conferences/delegate.html", {"page": delegate_page(held, one, now)}))


@csrf_exempt  # the signed pass in the form gives the right, no cookie does
@login_not_required
@require_POST
def press(request: HttpRequest, verb: str) -> HttpResponse:
    """Take a press of a page without script, and show the page again."""
    return take(dict(request.POST.lists()), hall.VERBS[verb])


def take(fields: hall.Fields, verb: hall.Verb) -> HttpResponse:
    """Do what a form with a delegate's pass asks for, and lead back to the page of that pass."""
    pressed = hall.pressed(fields)
    permissions.check_standing(is_taken_back=EntryCode.objects.is_taken_back(pressed.by.code))
    verb(pressed, read_sitting(pressed.by.conference), timezone.now())
    return told_to_nobody(redirect("delegate", hall.first(fields, "pass")))
