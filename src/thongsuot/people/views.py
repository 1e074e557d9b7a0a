"""One's own open sessions: what is signed in where, and the buttons that end it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thongsuot.people.actions import end_sessions as end
from thongsuot.people.queries import others_of, said_of_ending, sessions_of
from thongsuot.people.sessions import current


@require_safe
def sessions(request: Any) -> HttpResponse:
    """Show where the reader is signed in."""
    lines = sessions_of(request.user, current(request), timezone.now())
    return render(request, "people/sessions.html", {"lines": lines})


@require_POST
def end_sessions(request: Any) -> HttpResponse:
    """End the session named, or all others where none is."""
    wanted, now = request.POST.get("phien", ""), timezone.now()
    chosen = others_of(request.user, current(request), wanted, now)
    end(chosen, by=request.user, now=now)
    messages.success(request, said_of_ending(bool(chosen)))
    return redirect("sessions")
