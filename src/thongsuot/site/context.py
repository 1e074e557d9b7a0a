"""What every page's frame needs: who sits here and which places this seat may go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus import permissions as corpus
from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs import permissions as orgs
from thongsuot.orgs.models import Seat
from thongsuot.site import appearance
from thongsuot.site import permissions as site

Names = Sequence[tuple[str, Any, str]]  # URL name, label, icon

MAIN: Names = (
    ("today", _("Hôm nay"), "sun"),
    ("documents", _("Văn bản"), "document-text"),
    ("disseminations", _("Quán triệt"), "megaphone"),
    ("conferences", _("Hội nghị"), "users"),
    ("my_unit", _("Đơn vị"), "building-office-2"),
)
WITHOUT_A_SEAT: Names = (("my_unit", _("Đơn vị"), "building-office-2"),)  # what an administrator has before any seat
MESSAGES = ("messages", _("Thông báo"), "bell")
LEDGER = ("ledger", _("Nhật ký"), "shield-check")
IMPORT = ("import_document", _("Nhập văn bản"), "document-plus")
IMPORT_ORGANISATION = ("import_organisation", _("Nhập đơn vị và người"), "user-plus")
STATUS = ("status", _("Tình trạng máy chủ"), "server-stack")
SWITCH = ("choose_seat", _("Đổi vị trí"), "arrows-right-left")
OWN = ("own_page", _("Của tôi"), "user-circle")
API = ("api_tokens", _("Mã API"), "code-bracket")
SESSIONS = ("sessions", _("Phiên đăng nhập"), "device-phone-mobile")
PASSWORD = ("account_change_password", _("Đổi mật khẩu"), "key")


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the rail; `current` is the value of aria-current, empty where the reader is elsewhere.

    `above` marks the main place over a current one that a phone hides behind "Thêm".
    """

    href: str
    label: str
    icon: str
    current: str
    above: bool = False


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its seat, the other seats, the places, and the layout for a page anyone may land on."""
    seat: Seat | None = getattr(request, "seat", None)
    return {
        "seat": seat,
        "seats": getattr(request, "seats", []),
        "places": _places(request.path, _low(request, seat), _main(request, seat)),
        "frame": _frame(request, seat),
        "appearance": appearance.chosen(request),
        "appearances": appearance.choices(request),
        "contact": getattr(settings, "OFFICE_CONTACT", ""),
    }


def _frame(request: HttpRequest, seat: Seat | None) -> str:
    """Choose what a page of refusal stands in: a fragment for htmx, the desk for who sits, else the public sheet."""
    if getattr(request, "htmx", False):
        return "layouts/fragment.html"
    return "layouts/desk.html" if seat or _is_administrator(request) else "layouts/public.html"


def _main(request: HttpRequest, seat: Seat | None) -> Names:
    if seat:
        return MAIN
    return WITHOUT_A_SEAT if _is_administrator(request) else ()


def _is_administrator(request: HttpRequest) -> bool:
    return getattr(request.user, "is_administrator", False)


def _low(request: HttpRequest, seat: Seat | None) -> list[tuple[str, Any, str]]:
    """Choose the further places: only those whose door would open."""
    low = [MESSAGES, LEDGER] if seat else []
    if seat and refusal_of(corpus.check_import, seat) is None:
        low.append(IMPORT)
    if request.user.is_authenticated and refusal_of(orgs.check_import, seat or request.user) is None:
        low.append(IMPORT_ORGANISATION)
    if request.user.is_authenticated and refusal_of(site.check_see_status, seat or request.user) is None:
        low.append(STATUS)
    if len(getattr(request, "seats", [])) > 1:
        low.append(SWITCH)
    return [*low, *([OWN, API] if seat else []), SESSIONS, PASSWORD]


def _places(path: str, low: Names, main: Names) -> dict[str, list[Place]]:
    """Give both lists; at most one place is current, the one whose address reaches furthest into `path`."""
    within = [href for name, _label, _icon in (*main, *low) if path == (href := reverse(name)) or _leads(href, path)]
    here = max(within, key=len, default="")
    listed = [replace(one, above=one.href != here and _leads(one.href, here)) for one in _listed(main, path, here)]
    return {"main": listed, "low": _listed(low, path, here)}


def _leads(href: str, path: str) -> bool:
    return href != "/" and path.startswith(href)


def _listed(names: Names, path: str, here: str) -> list[Place]:
    mark = "page" if path == here else "true"
    return [
        Place(href, label, icon, mark if here and href == here else "")
        for name, label, icon in names
        for href in (reverse(name),)
    ]
