"""The key under which questions are drawn and set in order: its own kind, so that no other key foretells a draw."""

from __future__ import annotations

from django.conf import settings

BEFORE = 0  # tries begun while the key of sessions served for this, too


def newest() -> int:
    """Give the id of the key that draws today."""
    return max(settings.DRAW_KEYS)


def draw_key(key_id: int) -> bytes:
    """Give a key by its id; one that was taken off the disk gives way to the newest, which changes an order only."""
    if key_id == BEFORE:
        return settings.SECRET_KEY.encode()
    return settings.DRAW_KEYS.get(key_id) or settings.DRAW_KEYS[newest()]
