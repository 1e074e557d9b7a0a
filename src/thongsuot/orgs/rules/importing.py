"""What must hold between the rows of an organisation before anything is taken in: pure, on loaded values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Level
from thongsuot.orgs.rows import SHEETS, CellError, OrganisationRows, PersonRow, UnitRow, of_person, of_unit
from thongsuot.orgs.rules.dated import dated_faults
from thongsuot.orgs.rules.heights import is_below
from thongsuot.orgs.rules.periods import overlap
from thongsuot.orgs.standing import Standing, StandingUnit


class NotImportable(Refusal):
    """Say that the rows contradict each other or what is already there; `errors` points at the cells."""

    def __init__(self, errors: list[CellError]) -> None:
        message = _("Danh sách còn %(count)d ô phải sửa nên chưa nhập gì. Sửa các ô đã nêu rồi nhập lại.")
        super().__init__("import_has_errors", message % {"count": len(errors)})
        self.errors = errors


def check_importable(rows: OrganisationRows, standing: Standing, today: date) -> None:
    """Refuse a list with any fault in it: an organisation comes in whole or not at all."""
    found = faults(rows, standing, today)
    if found:
        raise NotImportable(found)
    check_not_empty(rows)


def check_not_empty(rows: OrganisationRows) -> None:
    """Refuse a list without a line."""
    if not rows.units and not rows.people:
        raise Refusal(
            "import_is_empty", _("Danh sách chưa có dòng nào. Điền trang Đơn vị và trang Người rồi nhập lại.")
        )


def faults(rows: OrganisationRows, standing: Standing, today: date) -> list[CellError]:
    """Find every cell that forbids the import, in the order of sheets, lines and columns; empty means it may happen."""
    found = [*_unit_faults(rows, standing), *dated_faults(rows, standing, today), *_person_faults(rows, standing)]
    return in_order(found)


def check_as_shown(digest: str, shown: str) -> None:
    """Refuse to carry out anything but what was shown: the organisation may have changed since."""
    if shown and digest != shown:
        message = _("Tổ chức đã thay đổi từ lúc xem trước, nên chưa nhập gì. Xem lại những gì sẽ đổi rồi thực hiện.")
        raise Refusal("import_outdated", message)


def in_order(found: Iterable[CellError]) -> list[CellError]:
    """Put errors where a reader of the workbook meets them, each once."""
    titles = [sheet.title for sheet in SHEETS]
    return sorted(set(found), key=lambda each: (titles.index(each.sheet), int(each.cell[1:]), each.cell, each.message))


def _unit_faults(rows: OrganisationRows, standing: Standing) -> Iterator[CellError]:
    merged = {
        **standing.units,
        **{row.code: StandingUnit(row.level, row.kind, row.parent_code) for row in rows.units},
    }
    yield from _repeated_codes(rows.units)
    yield from _roots(rows, merged)
    for row in rows.units:
        yield from _dates_of_unit(row)
        if row.parent_code:
            yield from _parent_faults(row, merged, rows.unread_codes)
    yield from _levels_of_those_left(rows.units, merged, standing)


def _repeated_codes(units: tuple[UnitRow, ...]) -> Iterator[CellError]:
    first: dict[str, int] = {}
    for row in units:
        if row.code in first:
            message = _("Mã %(code)s đã có ở dòng %(row)d. Mỗi đơn vị một mã; sửa hoặc xóa một dòng.")
            yield of_unit(row, "code", message % {"code": row.code, "row": first[row.code]})
        first.setdefault(row.code, row.row)


def _roots(rows: OrganisationRows, merged: Mapping[str, StandingUnit]) -> Iterator[CellError]:
    """One installation holds one hierarchy: otherwise the office of one top unit could rewrite another's."""
    in_file = {row.code for row in rows.units}
    elsewhere = any(not unit.parent_code for code, unit in merged.items() if code not in in_file)
    top = [row for row in rows.units if not row.parent_code]
    for row in top if elsewhere else top[1:]:
        yield of_unit(row, "parent_code", _("Chỉ đơn vị cao nhất để trống ô này. Ghi mã đơn vị cấp trên."))
    for row in top[:1]:
        if row.level != Level.CITY:
            message = _("Đơn vị cao nhất phải ở cấp thành phố, tỉnh; nếu không, ghi mã đơn vị cấp trên.")
            yield of_unit(row, "level", message)


def _dates_of_unit(row: UnitRow) -> Iterator[CellError]:
    if row.valid_to is not None and row.valid_to < row.valid_from:
        yield of_unit(row, "valid_to", _("Ngày kết thúc đứng trước ngày thành lập. Sửa một trong hai ngày."))


def _parent_faults(row: UnitRow, merged: Mapping[str, StandingUnit], unread: frozenset[str]) -> Iterator[CellError]:
    parent = merged.get(row.parent_code)
    if parent is None:
        if row.parent_code not in unread:
            message = _("Không có đơn vị nào mang mã %(code)s. Thêm đơn vị ấy vào trang Đơn vị hoặc sửa mã.")
            yield of_unit(row, "parent_code", message % {"code": row.parent_code})
    elif _is_in_circle(row.code, merged):
        message = _("Đi ngược lên cấp trên lại gặp chính %(code)s. Chọn đơn vị cấp trên khác.")
        yield of_unit(row, "parent_code", message % {"code": row.code})
    elif not is_below(row.level, row.kind, parent.level):
        message = _("Cấp này không thấp hơn cấp của %(code)s. Chọn cấp thấp hơn hoặc đơn vị cấp trên khác.")
        yield of_unit(row, "level", message % {"code": row.parent_code})


def _is_in_circle(code: str, merged: Mapping[str, StandingUnit]) -> bool:
    seen: set[str] = set()
    at = merged[code].parent_code
    while at and at in merged and at not in seen:
        if at == code:
            return True
        seen.add(at)
        at = merged[at].parent_code
    return False


def _levels_of_those_left(
    units: tuple[UnitRow, ...], merged: Mapping[str, StandingUnit], standing: Standing
) -> Iterator[CellError]:
    """A unit that is not in the file must still stand below a unit whose level the file changes."""
    in_file = {row.code: row for row in units}
    for code, unit in standing.units.items():
        row = in_file.get(unit.parent_code)
        if code in in_file or row is None or is_below(unit.level, unit.kind, merged[unit.parent_code].level):
            continue
        message = _("Đơn vị %(code)s đang ở dưới đơn vị này và không thấp hơn cấp mới. Đưa cả %(code)s vào tệp.")
        yield of_unit(row, "level", message % {"code": code})


def _person_faults(rows: OrganisationRows, standing: Standing) -> Iterator[CellError]:
    known = {row.code for row in rows.units} | standing.units.keys() | rows.unread_codes
    for row in rows.people:
        if row.unit_code not in known:
            message = _("Không có đơn vị nào mang mã %(code)s. Sửa mã, hoặc thêm đơn vị vào trang Đơn vị.")
            yield of_person(row, "unit_code", message % {"code": row.unit_code})
        if row.valid_to is not None and row.valid_to < row.valid_from:
            yield of_person(row, "valid_to", _("Ngày kết thúc đứng trước ngày bắt đầu. Sửa một trong hai ngày."))
    yield from _two_names(rows.people)
    yield from _two_kinds(rows.people, standing)
    yield from _twice_in_one_seat(rows.people)


def _two_names(people: tuple[PersonRow, ...]) -> Iterator[CellError]:
    first: dict[str, PersonRow] = {}
    for row in people:
        other = first.setdefault(row.username, row)
        if other.full_name != row.full_name:
            message = _("Tên đăng nhập %(name)s ở dòng %(row)d thuộc người khác họ tên. Dùng tên đăng nhập khác.")
            yield of_person(row, "username", message % {"name": row.username, "row": other.row})


def _two_kinds(people: tuple[PersonRow, ...], standing: Standing) -> Iterator[CellError]:
    kinds: dict[str, str] = dict(standing.posts)
    for row in people:
        if row.post_kind and kinds.setdefault(row.post, row.post_kind) != row.post_kind:
            message = _("Chức vụ “%(post)s” đã thuộc nhóm khác. Chọn cùng nhóm, hoặc ghi tên chức vụ khác.")
            yield of_person(row, "post_kind", message % {"post": row.post})


def _twice_in_one_seat(people: tuple[PersonRow, ...]) -> Iterator[CellError]:
    held: dict[tuple[str, str, str], list[PersonRow]] = {}
    for row in people:
        earlier = held.setdefault((row.username, row.unit_code, row.post), [])
        clash = next((other for other in earlier if overlap(row, other)), None)
        if clash is not None:
            message = _("Người này đã giữ đúng vị trí này ở dòng %(row)d trong cùng thời gian. Xóa một dòng.")
            yield of_person(row, "valid_from", message % {"row": clash.row})
        earlier.append(row)
