"""Hours of presence as a workbook: the figures of the page, number for number. Pure: a page in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from thongsuot.orgs.workbook import plain_cell
from thongsuot.points.queries.hours import HoursPage

WIDTHS = (30, 26, 34, 12, 12, 16)


def workbook_of(page: HoursPage) -> bytes:
    """Write people on the first sheet and points on the second; whatever a name begins with, it is never a formula."""
    book = Workbook(write_only=True)
    _write(book, _("Người dự"), _people(page))
    _write(book, _("Điểm cầu"), _points(page))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(book: Any, title: str, lines: Iterable[list[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B3"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for line in lines:
        sheet.append([plain_cell(sheet, value) if isinstance(value, str) else value for value in line])


def _people(page: HoursPage) -> Iterable[list[Any]]:
    yield [page.conference.title]
    heads = [_("Họ và tên"), _("Chức vụ"), _("Đơn vị"), _("Số buổi dự"), _("Số buổi"), _("Số phút có mặt")]
    yield [*heads, *page.half_days]
    for each in page.people:
        seat, by_name = each.seat, {one.name: one for one in each.sittings}
        told = [seat.person.full_name, seat.post.name, seat.organisation.name, each.kept, each.called]
        cells = ["; ".join(one.spans) or _("có mặt") if (one := by_name.get(name)) else "" for name in page.half_days]
        yield [*told, each.stayed.total_seconds() // 60, *cells]


def _points(page: HoursPage) -> Iterable[list[Any]]:
    yield [page.conference.title]
    yield [_("Điểm cầu"), *page.half_days]
    for each in page.points:
        yield [each.point.name, *(number for _name, number in each.named)]
    yield [_("Có mặt, mỗi người tính một lần"), *(present for _name, present, _expected in page.came)]
