"""How allauth is told the house rules of accounts."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Let nobody make an account for themselves: accounts come with the organisation's import."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
