"""What a list may say of days: changes have theirs, what ended stays so, nobody hangs below what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs.rows import CellError, OrganisationRows, UnitRow, of_person, of_unit
from thongsuot.orgs.rules import units as rules
from thongsuot.orgs.rules.heights import is_below
from thongsuot.orgs.standing import Standing, StandingUnit

ONE_DAY = timedelta(days=1)


def changed_on(row: UnitRow, was: StandingUnit, today: date) -> date:
    """Give the day from which a change holds: as the list says, else today, or the first day of a unit to come."""
    return row.changed_on or max(today, was.since)


def dated_faults(rows: OrganisationRows, standing: Standing, today: date) -> Iterator[CellError]:
    """Find every cell whose day cannot be."""
    merged = {**standing.units, **{row.code: _wanted(row) for row in rows.units}}
    for row in rows.units:
        was = standing.units.get(row.code)
        yield from _successor_faults(row, merged, today)
        yield from _parent_gone(row, merged)
        if was is not None:
            yield from _change_faults(row, was, today)
            yield from _end_faults(row, was, rows, standing)
    for person in rows.people:
        unit = merged.get(person.unit_code)
        if unit and unit.valid_to and person.valid_from > unit.valid_to:
            message = _("Ngày này đơn vị đã kết thúc (%(day)s). Ghi đơn vị khác, hoặc sửa ngày.")
            yield of_person(person, "valid_from", message % {"day": _written(unit.valid_to)})


def _wanted(row: UnitRow) -> StandingUnit:
    return StandingUnit(row.level, row.kind, row.parent_code, row.name, row.valid_from, row.valid_to)


def _change_faults(row: UnitRow, was: StandingUnit, today: date) -> Iterator[CellError]:
    is_other = (was.name, was.kind, was.level, was.parent_code) != (row.name, row.kind, row.level, row.parent_code)
    on = changed_on(row, was, today)
    refusal = refusal_of(rules.check_changed_on, on, since=was.since, today=max(today, was.since))
    if is_other and refusal:
        yield of_unit(row, "changed_on", refusal.message)
    if is_other and was.valid_to and on > was.valid_to:
        message = _("Đơn vị đã kết thúc ngày %(day)s. Ghi một ngày không sau ngày ấy, hoặc bỏ dòng này.")
        yield of_unit(row, "changed_on", message % {"day": _written(was.valid_to)})
    if was.parent_code != row.parent_code and not (was.parent_code and row.parent_code):
        yield of_unit(row, "parent_code", _("Đơn vị cao nhất chỉ đổi tên được, không chuyển và không kết thúc."))
    if was.since > was.valid_from < row.valid_from:
        message = _("Đơn vị đã có tên, chỗ đứng ghi từ %(day)s. Giữ ngày thành lập ấy hoặc một ngày trước đó.")
        yield of_unit(row, "valid_from", message % {"day": _written(was.valid_from)})


def _end_faults(row: UnitRow, was: StandingUnit, rows: OrganisationRows, standing: Standing) -> Iterator[CellError]:
    if was.valid_to and row.valid_to is None:
        message = _("Đơn vị này đã kết thúc ngày %(day)s. Ghi ngày ấy vào ô này, hoặc bỏ dòng khỏi danh sách.")
        yield of_unit(row, "valid_to", message % {"day": _written(was.valid_to)})
    if row.valid_to is None or row.valid_to == was.valid_to:
        return
    if not row.parent_code:
        yield of_unit(row, "valid_to", _("Đơn vị cao nhất chỉ đổi tên được, không chuyển và không kết thúc."))
        return
    in_file = {each.code for each in rows.units}
    left = [
        code
        for code, unit in standing.units.items()
        if unit.parent_code == row.code and code not in in_file and unit.stands_on(row.valid_to + ONE_DAY)
    ]
    if left and not row.successor_code:
        message = ngettext(
            "Còn %(units)d đơn vị ở dưới. Ghi mã đơn vị kế tục, hoặc đưa các đơn vị ấy vào tệp với chỗ mới.",
            "Còn %(units)d đơn vị ở dưới. Ghi mã đơn vị kế tục, hoặc đưa các đơn vị ấy vào tệp với chỗ mới.",
            len(left),
        )
        yield of_unit(row, "valid_to", message % {"units": len(left)})


def _successor_faults(row: UnitRow, merged: Mapping[str, StandingUnit], today: date) -> Iterator[CellError]:
    if not row.successor_code:
        return
    heir = merged.get(row.successor_code)
    if row.valid_to is None:
        yield of_unit(row, "successor_code", _("Chỉ đơn vị kết thúc mới có đơn vị kế tục. Ghi ngày kết thúc."))
    elif heir is None:
        message = _("Không có đơn vị nào mang mã %(code)s. Thêm đơn vị ấy vào trang Đơn vị hoặc sửa mã.")
        yield of_unit(row, "successor_code", message % {"code": row.successor_code})
    elif not heir.stands_on(row.valid_to + ONE_DAY) or _is_within(row.successor_code, row.code, merged):
        message = _("Đơn vị kế tục phải còn hoạt động hôm sau và không nằm dưới đơn vị này. Chọn đơn vị khác.")
        yield of_unit(row, "successor_code", message)
    elif refusal := refusal_of(rules.check_handed_over, row.valid_to, today):
        yield of_unit(row, "valid_to", refusal.message)
    else:
        yield from _too_high(row, heir, merged)


def _too_high(row: UnitRow, heir: StandingUnit, merged: Mapping[str, StandingUnit]) -> Iterator[CellError]:
    for code, unit in merged.items():
        if unit.parent_code == row.code and unit.valid_to is None and not is_below(unit.level, unit.kind, heir.level):
            message = _("Đơn vị %(code)s đang ở dưới không thấp hơn đơn vị kế tục. Chọn đơn vị kế tục ở cấp cao hơn.")
            yield of_unit(row, "successor_code", message % {"code": code})
            return


def _parent_gone(row: UnitRow, merged: Mapping[str, StandingUnit]) -> Iterator[CellError]:
    parent = merged.get(row.parent_code)
    if parent and parent.valid_to and (row.valid_to is None or row.valid_to > parent.valid_to):
        message = _("Đơn vị %(code)s kết thúc ngày %(day)s. Ghi đơn vị cấp trên khác.")
        yield of_unit(row, "parent_code", message % {"code": row.parent_code, "day": _written(parent.valid_to)})


def _is_within(code: str, top: str, merged: Mapping[str, StandingUnit]) -> bool:
    """Tell whether a unit is another or stands somewhere below it; circles are somebody else's fault to find."""
    seen: set[str] = set()
    while code and code not in seen:
        if code == top:
            return True
        seen.add(code)
        code = merged[code].parent_code if code in merged else ""
    return False


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
