"""Coverage as a workbook: the figures of the page, number for number, and no name of anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from thongsuot.cascade.models import StudyText
from thongsuot.cascade.queries.cells import UnitRow
from thongsuot.cascade.queries.sieve import STATES
from thongsuot.orgs.workbook import plain_cell

WIDTHS = (14, 46, 22, 12, 24, 12)


def workbook_of(title: str, texts: Sequence[StudyText], rows: Sequence[UnitRow]) -> bytes:
    """Write rows, the unit looked at first; whatever a name begins with, it is never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Độ phủ"))
    sheet.freeze_panes = "C4"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for line in [[title], *_heads(texts), *(_line(row) for row in rows)]:
        sheet.append([plain_cell(sheet, value) if isinstance(value, str) else value for value in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _heads(texts: Sequence[StudyText]) -> Iterator[list[str]]:
    of_text = [_("Đã mở"), _("Phải mở"), _("Đã tiếp thu"), _("Phải tiếp thu")]
    of_text += [_("Quá hạn"), _("Tiếp thu sau hạn"), _("Báo chưa tiếp thu")]
    names = [name for text in texts for name in (str(text.work), *[""] * (len(of_text) - 1))]
    yield [""] * len(WIDTHS) + names
    first = [_("Mã đơn vị"), _("Đơn vị"), _("Cấp"), _("Hạn"), _("Tình trạng"), _("Người phải học")]
    yield first + of_text * len(texts)


def _line(row: UnitRow) -> list[Any]:
    unit = row.organisation
    told = [unit.code, unit.name, unit.get_level_display(), row.due_on, str(STATES[row.state]), row.obliged]
    for opened, read in zip(row.cells[::2], row.cells[1::2], strict=True):
        told += [opened.done, opened.obliged, read.done, read.obliged, read.overdue, read.late, read.declined]
    return told
