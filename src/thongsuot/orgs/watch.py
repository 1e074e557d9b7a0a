"""How long work tells how far it has come, and hears that it is to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Watch: TypeAlias = Callable[[str, int, int], None]  # phase, done, of how many; raises Cancelled to stop the work
EVERY = 2000


class Cancelled(Exception):
    """Say that whoever began the work wants it no more; nothing of it may stay."""


def unwatched(phase: str, done: int, total: int) -> None:
    """Watch nothing: for work that nobody waits for on a page. RuntimeError for numbers that make no sense."""
    if done < 0 or total < 0:
        raise RuntimeError(f"{phase}: {done} of {total}")


def watched(items: Iterable[T], watch: Watch, phase: str, total: int) -> Iterator[T]:
    """Walk `items` and tell every so often how many have passed."""
    for done, item in enumerate(items):
        if done % EVERY == 0:
            watch(phase, done, total)
        yield item
