"""When somebody is told of one thing: as it comes, 7 and 3 days before its day, on its day; after it, their head."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Final, TypeAlias

from thongsuot.notices.models import Message

STAGES: Final = ((Message.Kind.WEEK, 7), (Message.Kind.NEAR, 3), (Message.Kind.DUE, 0))
IsOff: TypeAlias = Callable[[date], bool]
ONE: Final = timedelta(days=1)


def told_on(due_on: date, before: int, is_off: IsOff) -> date:
    """Give the day on which one is told that something is due in `before` days: a day off moves to the one before."""
    day = due_on - timedelta(days=before)
    while is_off(day):
        day -= ONE
    return day


def kind_for_reader(day: date, due_on: date, told: Collection[str], is_off: IsOff) -> str:
    """Say which message a person gets on `day`, "" for none: the last one that has come, never an earlier or a second.

    `told` are the kinds already told of this thing with this day.
    """
    if is_off(day) or day > due_on:
        return ""
    come = [Message.Kind.NEW, *(kind for kind, before in STAGES if told_on(due_on, before, is_off) <= day)]
    return "" if come[-1] in told else come[-1].value


def kind_for_head(day: date, due_on: date, told: Collection[str], is_off: IsOff) -> str:
    """Say whether the head is told on `day` that people are past their day: once, on the first working day after it."""
    if is_off(day) or day <= due_on or Message.Kind.LATE in told:
        return ""
    return Message.Kind.LATE.value
