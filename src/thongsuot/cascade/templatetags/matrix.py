"""The rows of a coverage table in one go: a template takes several times as long, and there may be hundreds."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_micro

from thongsuot.cascade.queries.cells import Cell, UnitRow
from thongsuot.kernel.clock import day_of

register = template.Library()

CELL = (
    '<td data-label="{}"><span class="cell is-{}"><svg viewBox="0 0 16 16" aria-hidden="true"><use href="#m-{}"/></svg>'
    '<b>{}</b>{}<span class="meter"><i class="p{}"></i></span></span></td>'
)


ROW = (
    '<tr class="{}"><th scope="row">{}{}</th>{}<td data-label="{}"><span class="cell">'
    '<time datetime="{}">{}</time></span></td></tr>'
)
TOTAL, OWN, LISTED = "total", "own", "listed"


@register.simple_tag
def unit_row(row: UnitRow, drive: int, which: str = "", open_day: str = "") -> SafeString:
    """Draw one row: the unit, which opens what is below it, how it was passed on, its cells, its day.

    `which` is "total" for the unit looked at, "own" for its own people alone, and "listed" for one of a whole level,
    which is told from its namesakes by the unit above it; `open_day` leads to that day's tables.
    """
    css = "open" if which == TOTAL else "lvl-1"
    above = row.organisation.parent.name if which == LISTED and row.organisation.parent else ""
    sub = " · ".join(filter(None, (above, _passed_on(row, which))))
    told = format_html('<span class="sub">{}</span>', sub) if sub else ""
    due = (_("Hạn"), row.due_on.isoformat(), f"{row.due_on:%d/%m}")
    return format_html(ROW, css, _named(row, drive, which, open_day), told, _cells(row), *due)


def _named(row: UnitRow, drive: int, which: str, open_day: str) -> SafeString | str:
    name = row.organisation.name
    if which == OWN:
        return format_html("{} {}", _("Riêng cơ quan"), name)
    if which == TOTAL or not row.has_below:
        return name
    address = reverse("coverage_day" if open_day else "unit_coverage", args=(drive, row.organisation.code))
    day_of_it = f"?ngay={quote(open_day)}" if open_day else ""
    return format_html('<a href="{}{}">{}{}</a>', address, day_of_it, _chevron(), name)


def _passed_on(row: UnitRow, which: str) -> str:
    is_one_of_many = which in ("", LISTED)
    if is_one_of_many and row.reported_at:
        return _("báo cáo xong %(day)s") % {"day": f"{day_of(row.reported_at):%d/%m/%Y}"}
    if is_one_of_many and row.accepted_at:
        return _("đã tiếp nhận %(day)s") % {"day": f"{day_of(row.accepted_at):%d/%m/%Y}"}
    return _("chưa có văn thư") if row.obliged and not row.has_keeper and which != OWN else ""


@lru_cache(maxsize=1)
def _chevron() -> SafeString:
    attributes: dict[str, Any] = {"class": "i-s", "aria_hidden": "true"}
    return mark_safe(heroicon_micro("chevron-right", **attributes))  # noqa: S308  # ours


def _cells(row: UnitRow) -> SafeString:
    """Draw every cell of a row: its mark, both sides of its fraction, who is past the day, a thin bar."""
    drawn = ((cell.label, (state := cell.state), state, cell.fraction, _late(cell), cell.share) for cell in row.cells)
    return format_html_join("", CELL, drawn)


def _late(cell: Cell) -> SafeString | str:
    if not cell.overdue:
        return ""
    return format_html(
        "<em>{}</em>", _("%(people)s trễ") % {"people": number_format(cell.overdue, force_grouping=True)}
    )
