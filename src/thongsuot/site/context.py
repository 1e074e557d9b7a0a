"""What every page's frame needs: who sits here and which places this seat may go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.models import Seat

MAIN = (
    ("today", _("Hôm nay"), "sun"),
    ("documents", _("Văn bản"), "document-text"),
    ("disseminations", _("Quán triệt"), "megaphone"),
    ("my_unit", _("Đơn vị"), "building-office-2"),
)
LEDGER = ("ledger", _("Nhật ký"), "shield-check")
IMPORT = ("import_document", _("Nhập văn bản"), "arrow-up-tray")
SWITCH = ("choose_seat", _("Đổi vị trí"), "arrows-right-left")
PASSWORD = ("account_change_password", _("Đổi mật khẩu"), "key")


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the rail; `current` is the value of aria-current, empty where the reader is elsewhere."""

    href: str
    label: str
    icon: str
    current: str


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its seat, the other seats, the places, and the layout for a page anyone may land on."""
    seat: Seat | None = getattr(request, "seat", None)
    seats: list[Seat] = getattr(request, "seats", [])
    return {
        "seat": seat,
        "seats": seats,
        "places": {"main": _places(request, MAIN if seat else ()), "low": _places(request, _low(seat, seats))},
        "frame": _frame(request, seat),
        "contact": getattr(settings, "OFFICE_CONTACT", ""),
    }


def _frame(request: HttpRequest, seat: Seat | None) -> str:
    """Choose what a page of refusal stands in: a fragment for htmx, the desk for who sits, else the public sheet."""
    if getattr(request, "htmx", False):
        return "layouts/fragment.html"
    return "layouts/desk.html" if seat else "layouts/public.html"


def _low(seat: Seat | None, seats: list[Seat]) -> list[tuple[str, Any, str]]:
    low = [LEDGER] if seat else []
    if seat and seat.role in (Seat.Role.OFFICE, Seat.Role.CLERK):
        low.append(IMPORT)
    if len(seats) > 1:
        low.append(SWITCH)
    return [*low, PASSWORD]


def _places(request: HttpRequest, names: Any) -> list[Place]:
    return [
        Place(href, label, icon, _current(request.path, href)) for name, label, icon in names if (href := _href(name))
    ]


def _href(name: str) -> str:
    """Give the address of a place, empty where this house does not have that door (a test's own URLs, say)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(path: str, href: str) -> str:
    if path == href:
        return "page"
    return "true" if href != "/" and path.startswith(href) else ""
