"""Pages that look across rooms and change nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thongsuot.desk import own, queries, record
from thongsuot.orgs.seated import SeatedRequest, seated


@require_safe
@seated
def today(request: SeatedRequest) -> HttpResponse:
    """Show at most seven things this seat has to do, the late ones first."""
    return render(request, "desk/today.html", {"page": queries.today(request.seat, timezone.now())})


@require_safe
@seated
def own_page(request: SeatedRequest) -> HttpResponse:
    """Show the reader what is kept of them: seats, texts given to study, ways in; nobody else's."""
    return render(request, "desk/own.html", {"page": own.own_page(request.seat, timezone.now())})


@require_safe
@seated
def unit_ledger(request: SeatedRequest, code: str) -> HttpResponse:
    """Show an auditor what was done in a unit and below it, by post and never by name."""
    typed = request.GET.get("truoc", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None
    return render(request, "desk/unit_ledger.html", {"page": record.unit_record(code, request.seat, before)})


@require_safe
@seated
def delegated_ledger(request: SeatedRequest, delegation_id: int) -> HttpResponse:
    """Show a head what was done in their place."""
    return render(request, "desk/delegated_ledger.html", {"page": record.delegated_record(delegation_id, request.seat)})


@require_safe
@seated
def ledger(request: SeatedRequest) -> HttpResponse:
    """Show the ledger's newest signed head and what the reader's own seat did, never another's."""
    return render(request, "desk/ledger.html", {"page": record.ledger_page(request.seat)})
