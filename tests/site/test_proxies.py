"""Who really asks: only a configured proxy is believed, and only as far as its own word goes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from thongsuot.people import throttle
from thongsuot.site.proxies import caller, networks

OURS = networks("127.0.0.1, 10.0.0.0/8, fd00::/8")


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 10.2.0.4", "203.0.113.9"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.8", "10.0.0.8"),
        ("", "203.0.113.9", ""),
        ("fd00::1", "2001:db8::5", "2001:db8::5"),
    ],
)
def test_the_first_address_from_the_right_that_is_not_ours_asks(peer: str, forwarded: str, expected: str) -> None:
    assert caller(peer, forwarded, OURS) == expected


def test_without_configured_proxies_nobody_is_believed() -> None:
    assert caller("127.0.0.1", "203.0.113.9", networks("")) == "127.0.0.1"


def test_a_slip_in_the_setting_stops_the_start_with_its_name() -> None:
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_PROXIES"):
        networks("proxy.local")


@pytest.mark.django_db
def test_one_who_guesses_behind_the_proxy_shuts_out_nobody_else(settings: Any) -> None:
    settings.TRUSTED_PROXIES = networks("127.0.0.1")
    cache.clear()
    for _try in range(throttle.FAILURES):
        throttle.count_failure("203.0.113.9")
    typed = {"code": "0000-0000-0000-0000-0000-0000"}
    guesser, other = (Client(headers={"X-Forwarded-For": address}) for address in ("203.0.113.9", "203.0.113.8"))
    assert guesser.post("/vao/", typed).status_code == 429
    assert other.post("/vao/", typed).status_code == 409
    cache.clear()
