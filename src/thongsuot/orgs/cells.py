"""One line of a workbook, value by value: a cell is understood, or leaves an error that points at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.orgs.models import Level, Organisation, Post, Seat
from thongsuot.orgs.rows import CellError, Sheet

# The workbook is Vietnamese whoever downloads it: a file filled in by one office is handed in by another.
with override(settings.LANGUAGE_CODE):
    CHOICES: Mapping[str, Mapping[str, str]] = {
        "kind": {str(label): value for value, label in Organisation.Kind.choices},
        "level": {str(label): value for value, label in Level.choices},
        "post_kind": {str(label): value for value, label in Post.Kind.choices},
        "role": {str(label): value for value, label in Seat.Role.choices},
    }
CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}")
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
PHONE = re.compile(r"[0-9+ .()-]{0,20}")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
NO_DAY = date.min


class RowReader:
    """Read the values of one line by column name and collect what is wrong in `errors`."""

    def __init__(self, sheet: Sheet, number: int, values: Sequence[Any], errors: list[CellError]) -> None:
        self.sheet, self.number, self.errors = sheet, number, errors
        self.is_sound = True
        names = [column.name for column in sheet.columns]
        self._values = dict(zip(names, [*values, *[None] * len(names)], strict=False))

    def text(self, name: str, *, longest: int, required: bool = True) -> str:
        """Take a text of at most `longest` characters, composed (NFC) and without stray blanks."""
        found = tidy(self._values[name])
        if not found and required:
            heading = next(column.heading for column in self.sheet.columns if column.name == name)
            self._wrong(name, _("Ô này còn trống. Ghi %(heading)s.") % {"heading": heading[:1].lower() + heading[1:]})
        if len(found) > longest:
            self._wrong(name, _("Dài hơn %(longest)d ký tự. Viết gọn lại.") % {"longest": longest})
        return found

    def code(self, name: str, *, required: bool = True) -> str:
        """Take a unit code; letters are raised so that "p01" and "P01" are one unit."""
        found = self.text(name, longest=40, required=required).upper()
        if found and not CODE.fullmatch(found):
            self._wrong(name, _("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối. Sửa lại, ví dụ AH-01."))
        return found

    def username(self, name: str) -> str:
        """Take a sign-in name, lowered so that nobody is two people by capitals."""
        found = self.text(name, longest=60).lower()
        if found and not USERNAME.fullmatch(found):
            message = _("Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, từ hai ký tự.")
            self._wrong(name, message)
        return found

    def phone(self, name: str) -> str:
        """Take an optional telephone number as written."""
        found = self.text(name, longest=20, required=False)
        if not PHONE.fullmatch(found):
            self._wrong(name, _("Số điện thoại chỉ gồm chữ số và dấu cách. Sửa lại hoặc để trống."))
        return found

    def choice(self, name: str, *, required: bool = True) -> str:
        """Take one of the listed words, by its label or its key; gives the key."""
        found = self.text(name, longest=120, required=required).casefold()
        options = CHOICES[name]
        for label, value in options.items():
            if found in (label.casefold(), value):
                return value
        if found:
            self._wrong(name, _("Chọn một trong: %(options)s.") % {"options": "; ".join(options)})
        return ""

    def day(self, name: str) -> date:
        """Take a date that must be there."""
        found = self.day_or_none(name)
        if found is None:
            self._wrong(name, _("Ô này cần một ngày. Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return found or NO_DAY

    def day_or_none(self, name: str) -> date | None:
        """Take a date cell or a written day/month/year; an empty cell is None."""
        found = self._values[name]
        if found in (None, ""):
            return None
        day = day_in(found)
        if day is None:
            self._wrong(name, _("Không đọc được ngày này. Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
            return NO_DAY
        return day

    def _wrong(self, name: str, message: str) -> None:
        self.is_sound = False
        self.errors.append(CellError(self.sheet.title, self.sheet.cell(name, self.number), message))


def tidy(value: Any) -> str:
    """Write a cell as composed text with single blanks; whole numbers lose the ".0" that Excel gives them.

    Characters without a shape (soft hyphens, zero widths, turns of direction) go: what looks alike must be alike.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", str(value))).split())


def day_in(value: Any) -> date | None:
    """Read a date cell, "1/7/2025" or "2025-07-01"; None for anything else, and for years no office has seen."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if 1900 <= value.year <= 2200 else None
    text = tidy(value)
    written = WRITTEN_DAY.fullmatch(text)
    try:
        day = date(*(int(part) for part in reversed(written.groups()))) if written else date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None
