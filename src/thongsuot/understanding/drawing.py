"""Which questions one person gets at one try: pure, and the same again for whoever holds the key and looks into it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a blueprint: so many questions of a pool (versions), which is a chapter of a text."""

    name: str
    number: int
    pool: tuple[int, ...]


def order_of(key: bytes, *parts: object) -> Random:
    """Give the order that belongs to a person and a try; without the key nobody can foretell it."""
    told = "\x1f".join(str(part) for part in parts).encode()
    return Random(hmac.digest(key, told, hashlib.sha256))  # noqa: S311  # the seed is the secret, not the shuffling


def drawn(blueprint: Sequence[Part], order: Random) -> list[int]:
    """Draw each part's number out of its pool, all of them in one mixed order."""
    chosen = [one for part in blueprint for one in order.sample(part.pool, min(part.number, len(part.pool)))]
    order.shuffle(chosen)
    return chosen
