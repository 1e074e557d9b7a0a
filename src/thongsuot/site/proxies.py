"""Who really asks, behind a proxy: only a proxy that is configured is believed, so that nobody can lend an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

Network: TypeAlias = IPv4Network | IPv6Network


def networks(text: str) -> tuple[Network, ...]:
    """Read `THONGSUOT_PROXIES`: addresses or networks between commas; ImproperlyConfigured for anything else."""
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"THONGSUOT_PROXIES: {wrong}. Write addresses such as 127.0.0.1, 10.0.0.0/8"
        ) from wrong


def caller(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Give the address of who asks: `peer`, or, behind trusted proxies, the first that is none of them.

    `forwarded` grows to the right at each proxy, so it is read from the right and no further than the first address
    that is not ours: what stands left of it was written by whoever wanted to be somebody else.
    """
    address = peer
    for step in reversed(forwarded.split(",")):
        if not _is_trusted(address, trusted):
            return address
        try:
            address = str(ip_address(step.strip()))
        except ValueError:
            return address
    return address


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        return any(ip_address(address) in network for network in trusted)
    except ValueError:
        return False


class NameTheCaller:
    """Put the address of who really asks where all look for it: the brakes on guessing must not count a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            peer = request.META.get("REMOTE_ADDR", "")
            request.META["REMOTE_ADDR"] = caller(peer, forwarded, settings.TRUSTED_PROXIES)
        return self.get_response(request)
