"""One's own keys for other systems: the list, a new one shown once, and taking one back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs import permissions
from thongsuot.orgs.actions import tokens as actions
from thongsuot.orgs.forms.tokens import TokenForm
from thongsuot.orgs.models import ApiToken
from thongsuot.orgs.seated import SeatedRequest, seated


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seated
def api_tokens(request: SeatedRequest) -> HttpResponse:
    """Show the seat's tokens; POST makes one and shows its text, this once."""
    now, form, text = timezone.now(), TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        _token, text = actions.issue_api_token(
            wanted["name"], expires_on=wanted["expires_on"], by=request.seat, now=now, code=request.entry_code
        )
    valid = ApiToken.objects.visible_to(request.seat).valid_on(day_of(now))
    refusal = refusal_of(permissions.check_issue_token, request.entry_code)
    return render(request, "orgs/api_tokens.html", {"tokens": valid, "form": form, "text": text, "refusal": refusal})


@seated
@require_POST
def revoke_token(request: SeatedRequest, token_id: int) -> HttpResponse:
    actions.revoke_api_token(token_id, by=request.seat, now=timezone.now())
    return redirect("api_tokens")
