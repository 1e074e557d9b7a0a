"""Refusals: the answers of the product that are not a yes, each with a sentence that says what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


class Refusal(Exception):
    """Say no to what was asked, for a reason the reader may know.

    `code` is for machines and never changes; `message` is a Vietnamese sentence
    that carries no data the reader may not see.
    """

    status = 409

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refusal):
    """Say no because of who asks; used only where the thing itself may be seen."""

    status = 403


class OutcomeUnknown(Refusal):
    """Say that the writer did not answer: the same request with the same key may be sent again safely."""

    status = 503


def refusal_of(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Refusal | None:
    """Ask a check without acting: a grey button shows the same sentence that the action would raise."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    return None
