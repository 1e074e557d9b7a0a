"""Identifiers made here: the client-made keys that make a request repeatable."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

NAMESPACE = UUID("6f1d8f0e-5b0e-4f43-9d63-0a9b1d6b7c11")


def new_key() -> UUID:
    """Make a fresh idempotency key for one form or one request."""
    return uuid4()


def key_from(*parts: object) -> UUID:
    """Make the same key from the same parts, for callers that repeat themselves by design (imports, demo)."""
    return uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts))
