"""From the fields that a delegate's page sends to the verb it asks for: the same for both doors of the hall."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.conferences import passes, permissions
from thongsuot.conferences.actions import hall as actions
from thongsuot.conferences.actions.hall import Kept
from thongsuot.conferences.forms import answers_from
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.kernel.errors import Refusal

PREFIX = "/hoi-nghi/tai-cho/"
CHECK_IN, READ, ANSWER = f"{PREFIX}co-mat/", f"{PREFIX}da-doc/", f"{PREFIX}tra-loi/"

Fields: TypeAlias = Mapping[str, Sequence[str]]
Verb: TypeAlias = Callable[["Pressed", Sitting, datetime], Kept]


class Garbled(Refusal):
    """Say that what came is no form of a delegate's page."""

    status = 400


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press on a delegate's page: who, the key that the page made, and the other fields as they came."""

    by: Pass
    key: UUID
    fields: Fields

    def number(self, name: str) -> int:
        """Read a field that holds an id; 0, which is nobody's, for anything else."""
        typed = first(self.fields, name)
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def pressed(fields: Fields) -> Pressed:
    """Read a press. Refuses a pass that is not ours, and a key that is none: without it nothing could be sent again."""
    held = passes.read(first(fields, "pass"), settings.PASS_KEYS)
    by = permissions.check_signed(held)
    try:
        key = UUID(first(fields, "key"))
    except ValueError:
        raise Garbled("key_missing", _("Trang gửi lên thiếu nội dung. Tải lại trang rồi bấm lại.")) from None
    return Pressed(by, key, fields)


def first(fields: Fields, name: str) -> str:
    """Give what a field that comes once holds."""
    return next(iter(fields.get(name, ())), "")


def check_in(press: Pressed, sitting: Sitting, now: datetime) -> Kept:
    """Take "tôi có mặt"."""
    half_day, device = press.number("half_day"), first(press.fields, "device")
    return actions.check_in(sitting, half_day=half_day, by=press.by, now=now, key=press.key, device=device)


def acknowledge(press: Pressed, sitting: Sitting, now: datetime) -> Kept:
    """Take "tôi đã đọc và tiếp thu"."""
    return actions.acknowledge_in_hall(sitting, by=press.by, now=now, key=press.key)


def answer(press: Pressed, sitting: Sitting, now: datetime) -> Kept:
    """Take the sheet of answers."""
    return actions.answer_in_hall(sitting, answers=answers_from(press.fields), by=press.by, now=now)


VERBS: Mapping[str, Verb] = {CHECK_IN: check_in, READ: acknowledge, ANSWER: answer}
