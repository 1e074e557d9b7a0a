"""How letters leave: on the console, or through the mail server that one environment variable names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends."
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Mail:
    """One way to send letters; without a host they are printed."""

    backend: str = BACKENDS + "console.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_ssl: bool = False


def mail_settings(url: str) -> Mail:
    """Read smtp:// (encrypted by STARTTLS, unless the server is this machine) or smtps://. ValueError for others."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("THONGSUOT_SMTP is smtp://name:password@host:587 or smtps://name:password@host:465")
    return Mail(
        backend=BACKENDS + "smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp" and parts.hostname not in LOOPBACK,
        is_ssl=parts.scheme == "smtps",
    )
