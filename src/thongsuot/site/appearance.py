"""How pages look to one reader: as the device asks, or as they chose, kept in a cookie of that device alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "giao-dien"
A_YEAR = 365 * 24 * 3600
BY_DEVICE = ""
NAMES = {
    BY_DEVICE: _("Theo máy"),
    "light": _("Sáng"),
    "dark": _("Tối"),
    "contrast": _("Tương phản cao"),
}  # the tokens of the style sheet know the same names


@dataclass(frozen=True, slots=True)
class Choice:
    """One way pages may look, and whether this reader has chosen it."""

    value: str
    label: str | Promise
    is_chosen: bool


def chosen(request: HttpRequest) -> str:
    """Give what this device chose; empty where it chose nothing we know."""
    value = request.COOKIES.get(COOKIE, BY_DEVICE)
    return value if value in NAMES else BY_DEVICE


def choices(request: HttpRequest) -> Sequence[Choice]:
    """List the ways pages may look."""
    now = chosen(request)
    return [Choice(value, label, value == now) for value, label in NAMES.items()]


def keep(response: HttpResponse, value: str, *, secure: bool) -> None:
    """Have the device remember the choice for a year; the device's own way and an unknown one forget it."""
    if value in NAMES and value != BY_DEVICE:
        response.set_cookie(COOKIE, value, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
