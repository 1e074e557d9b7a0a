"""From the fields that a delegate's page sends to the verb it asks for: the same for both doors of the hall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.conferences import passes, permissions
from thongsuot.conferences.actions import hall as actions
from thongsuot.conferences.passes import Pass
from thongsuot.conferences.queries.sittings import Sitting
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.entries import Receipt

PREFIX = "/hoi-nghi/tai-cho/"
CHECK_IN = f"{PREFIX}co-mat/"

Fields: TypeAlias = Mapping[str, str]
Verb: TypeAlias = Callable[["Pressed", Sitting, datetime], Receipt]


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
        typed = self.fields.get(name, "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def pressed(fields: Fields) -> Pressed:
    """Read a press. Refuses a pass that is not ours, and a key that is none: without it nothing could be sent again."""
    held = passes.read(fields.get("pass", ""), settings.PASS_KEYS)
    by = permissions.check_signed(held)
    try:
        key = UUID(fields.get("key", ""))
    except ValueError:
        raise Garbled("key_missing", _("Trang gửi lên thiếu nội dung. Tải lại trang rồi bấm lại.")) from None
    return Pressed(by, key, fields)


def check_in(press: Pressed, sitting: Sitting, now: datetime) -> Receipt:
    """Say "tôi có mặt"."""
    return actions.check_in(sitting, half_day=press.number("half_day"), by=press.by, now=now, key=press.key)


VERBS: Mapping[str, Verb] = {CHECK_IN: check_in}
