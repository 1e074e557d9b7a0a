"""One's own messages, the address for letters, and the link by which a letter is stopped."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from thongsuot.ledger.entries import Actor
from thongsuot.notices import actions, mailing
from thongsuot.notices.forms import AddressForm
from thongsuot.notices.models import Mailbox, Message
from thongsuot.orgs.seated import SeatedRequest, seated

MOST = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seated
def messages(request: SeatedRequest) -> HttpResponse:
    """Show what this seat was told; POST gives, changes or takes back the address for letters."""
    box = Mailbox.objects.filter(person_id=request.seat.person_id).first()
    form = AddressForm(request.POST or None, initial={"address": box.address if box else ""})
    if request.method == "POST" and form.is_valid():
        actions.set_address(form.cleaned_data["address"], by=request.seat, now=timezone.now())
        return redirect("messages")
    told = Message.objects.visible_to(request.seat)[:MOST]
    return render(request, "notices/messages.html", {"told": told, "form": form, "box": box})


@csrf_exempt  # a mail program presses it by itself (RFC 8058); the signed link is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before stopping, since programs open links of letters by themselves; POST stops."""
    box = mailing.box_of(token)
    if request.method == "POST":
        box = actions.stop_mail(box.pk, by=Actor(None, box.person_id, ""), now=timezone.now())
    return render(request, "notices/stop.html", {"box": box, "token": token})
