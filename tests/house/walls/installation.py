"""The settings of one installation: nothing from outside, nothing inline, nothing open by oversight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

INSIDE = {"'self'", "'none'", "data:"}
FIXED: dict[str, Any] = {
    "DEBUG": False,
    "SESSION_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "X_FRAME_OPTIONS": "DENY",
    "LANGUAGE_CODE": "vi",
    "TIME_ZONE": "Asia/Ho_Chi_Minh",
    "USE_TZ": True,
}
OVER_HTTPS: dict[str, Any] = {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True}
MUST_STAND = (
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "csp.middleware.CSPMiddleware",
    "thongsuot.site.middleware.TranslateRefusals",
)


def violations(settings: Mapping[str, Any]) -> list[str]:
    """Name every setting that opens what should be shut; `settings` is the module's names and values."""
    return [*_policy(settings), *_fixed(settings), *_hosts(settings), *_databases(settings)]


def _policy(settings: Mapping[str, Any]) -> Iterator[str]:
    directives = settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    for name, values in directives.items():
        for value in values if isinstance(values, list | tuple | set) else [values]:
            if str(value) not in INSIDE:
                yield f"CONTENT_SECURITY_POLICY: {name} allows {value}. Only 'self' and 'none' are inside the house."
    for name in ("default-src", "script-src", "style-src", "form-action", "base-uri", "frame-ancestors"):
        if name not in directives:
            yield f"CONTENT_SECURITY_POLICY: {name} is missing."


def _fixed(settings: Mapping[str, Any]) -> Iterator[str]:
    wanted = FIXED | (OVER_HTTPS if str(settings["PUBLIC_URL"]).startswith("https://") else {})
    for name, value in wanted.items():
        if settings.get(name) != value:
            yield f"{name} is {settings.get(name)!r}; it must be {value!r}."
    if settings.get("SESSION_COOKIE_SAMESITE", "Lax") not in {"Lax", "Strict"}:
        yield "SESSION_COOKIE_SAMESITE lets other sites send the cookie."
    if OVER_HTTPS.items() <= wanted.items() and not settings.get("SECURE_HSTS_SECONDS"):
        yield "SECURE_HSTS_SECONDS is 0 although the public address is https."


def _hosts(settings: Mapping[str, Any]) -> Iterator[str]:
    if "*" in settings["ALLOWED_HOSTS"]:
        yield "ALLOWED_HOSTS takes any host."
    for name in MUST_STAND:
        if name not in settings["MIDDLEWARE"]:
            yield f"MIDDLEWARE lacks {name}."


def _databases(settings: Mapping[str, Any]) -> Iterator[str]:
    for alias, database in settings["DATABASES"].items():
        options = database.get("OPTIONS", {})
        writes = "query_only" not in options.get("init_command", "")
        if "sqlite3" not in database["ENGINE"] or not writes:
            continue
        if options.get("transaction_mode") != "IMMEDIATE":
            yield f"DATABASES[{alias}] begins DEFERRED: four of five concurrent writers would fail."
        if "synchronous=FULL" not in options.get("init_command", ""):
            yield f"DATABASES[{alias}] may lose what it answered when the power goes: set synchronous=FULL."
