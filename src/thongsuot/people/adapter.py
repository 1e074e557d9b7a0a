"""How allauth is told the house rules of accounts."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thongsuot.people import actions, sessions
from thongsuot.people.models import Person


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Let nobody make an account for themselves: accounts come with the organisation's import."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, hoặc vào bằng mã."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, hoặc vào bằng mã."),
        "too_many_login_attempts": _("Đã thử nhiều lần liền nhau. Chờ năm phút rồi thử lại, hoặc vào bằng mã."),
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng. Gõ lại."),
        "incorrect_password": _("Mật khẩu chưa đúng. Gõ lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin the session, and write down that it is open."""
        super().login(request, user)
        sessions.begin(request, user, user.password_code)

    def set_password(self, user: Person, password: str) -> None:
        """Change a password by the action: the ledger keeps that it was done, the account which code it rests on."""
        code = self.request.entry_code  # `EndRevokedEntry` puts it on every request
        changed = actions.set_password(user.pk, password=password, by=user, now=timezone.now(), code=code)
        sessions.end_others(self.request, user)
        user.password, user.password_code = changed.password, changed.password_code
