"""What a list would change, in words: the first of each kind for the page, all of it as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook

from thongsuot.orgs import plan as kinds
from thongsuot.orgs.models import Level, Organisation, Seat
from thongsuot.orgs.plan import ImportPlan, PersonChange, SeatChange, UnitChange
from thongsuot.orgs.rows import CellError
from thongsuot.orgs.standing import StandingSeat, StandingUnit
from thongsuot.orgs.watch import Watch, watched
from thongsuot.orgs.workbook import plain_cell

FIRST, FIRST_FAULTS, PLACES = 10, 200, 5
LABELS = {
    kinds.FOUNDED: gettext_lazy("Đơn vị mới"),
    kinds.RENAMED: gettext_lazy("Đơn vị đổi tên, loại hoặc cấp"),
    kinds.MOVED: gettext_lazy("Đơn vị chuyển chỗ"),
    kinds.ENDED: gettext_lazy("Đơn vị kết thúc"),
    kinds.CORRECTED: gettext_lazy("Đơn vị sửa ngày thành lập hoặc đơn vị kế tục"),
    kinds.JOINED: gettext_lazy("Người mới"),
    kinds.AMENDED: gettext_lazy("Người sửa họ tên, điện thoại"),
    kinds.SEATED: gettext_lazy("Vị trí mới"),
    kinds.SWAPPED: gettext_lazy("Đổi chức vụ hoặc đơn vị"),
    kinds.SECOND: gettext_lazy("Thêm vị trí, vẫn giữ vị trí cũ"),
    kinds.REVISED: gettext_lazy("Vị trí sửa vai trò hoặc ngày bắt đầu"),
    kinds.REOPENED: gettext_lazy("Giữ lại hoặc giữ thêm vị trí đã ghi ngày kết thúc"),
    kinds.STOPPED: gettext_lazy("Thôi giữ vị trí"),
    kinds.LEFT: gettext_lazy("Thôi giữ vị trí cuối cùng, không vào được nữa"),
}
ENDING = (kinds.ENDED, kinds.STOPPED, kinds.LEFT)
Line = tuple[str, str, str, str, str]  # code or user name, name, what it was, what it would be, from which day


def first_of_each(plan: ImportPlan) -> dict[str, list[Line]]:
    """Give the first lines of each kind of change, by kind."""
    found: dict[str, list[Line]] = {}
    for kind, line in lines(plan, most=FIRST):
        found.setdefault(kind, []).append(line)
    return found


def lines(plan: ImportPlan, *, most: int = 0) -> Iterator[tuple[str, Line]]:
    """Walk all changes in words, kind by kind as they stand in the plan; no more than `most` of a kind, 0 for all."""
    seen: Counter[str] = Counter()
    for kind, line in _all_lines(plan):
        seen[kind] += 1
        if not most or seen[kind] <= most:
            yield kind, line()


def _all_lines(plan: ImportPlan) -> Iterator[tuple[str, Callable[[], Line]]]:
    """Walk all changes; what is not wanted is never put into words."""
    for unit in plan.units:
        for kind in unit.kinds:
            yield kind, partial(_unit, unit, kind, plan.names)
    for person in plan.people:
        yield person.kind, partial(_person, person)
    for seat in plan.seats:
        yield seat.kind, partial(_seat, seat, plan.names)


def write_changes(plan: ImportPlan, out: IO[bytes], watch: Watch) -> None:
    """Write every change as a line of a workbook."""
    book = Workbook(write_only=True)
    target = book.create_sheet(_("Thay đổi"))
    target.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (34, 18, 36, 48, 48, 14), strict=True):
        target.column_dimensions[letter].width = width
    target.append([_("Thay đổi"), _("Mã, tên đăng nhập"), _("Tên"), _("Trước"), _("Sau"), _("Từ ngày")])
    labels = {kind: str(label) for kind, label in LABELS.items()}
    total = sum(plan.counts.values())
    for kind, line in watched(lines(plan), watch, "listing", total):
        target.append([_safe(target, value) for value in (labels[kind], *line)])
    book.save(out)


def faults(errors: Sequence[CellError]) -> list[tuple[str, list[str], int]]:
    """Put faults of one sentence together: the sentence, the first places of it, and how many there are in all."""
    grouped: dict[str, list[str]] = {}
    for error in errors:
        grouped.setdefault(error.message, []).append(f"{error.sheet}!{error.cell}")
    return [(message, places[:PLACES], len(places)) for message, places in grouped.items()][:FIRST_FAULTS]


def _safe(target: Any, value: str) -> Any:
    return plain_cell(target, value) if value.startswith("=") else value


def _unit(change: UnitChange, kind: str, names: Mapping[str, str]) -> Line:
    was, is_now = change.was, change.now
    before, after = ("", _standing(is_now, names))
    if was is not None and kind == kinds.RENAMED:
        before, after = _called(was), _called(is_now)
    elif was is not None and kind == kinds.MOVED:
        before, after = _under(was.parent_code, names), _under(is_now.parent_code, names)
    elif kind == kinds.ENDED:
        before, after = _until(was.valid_to if was else None), _until(is_now.valid_to)
    elif was is not None:
        before, after = _since(was), _since(is_now)
    ends = kind == kinds.ENDED and is_now.valid_to
    return change.code, is_now.name, before, after, _written(is_now.valid_to if ends else change.on)


def _person(change: PersonChange) -> Line:
    was = change.was
    if was is None:
        return change.username, change.full_name, "", change.phone or _("chưa có số điện thoại"), ""
    before, after = (
        ", ".join(filter(None, pair)) for pair in ((was.full_name, was.phone), (change.full_name, change.phone))
    )
    return change.username, change.full_name, before, after, ""


def _seat(change: SeatChange, names: Mapping[str, str]) -> Line:
    where = f"{change.post}, {_named(change.unit_code, names)}"
    now = StandingSeat(0, change.role, change.valid_from, change.valid_to)
    day = change.valid_to if change.kind in ENDING else change.valid_from
    if change.was is None:
        role = Seat.Role(change.role).label
        after = f"{role}, {_until(change.valid_to)}" if change.valid_to else role
        return change.username, change.full_name, "", f"{where}; {after}", _written(day)
    return change.username, change.full_name, f"{where}; {_held(change.was)}", f"{where}; {_held(now)}", _written(day)


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{names[code]} ({code})" if code in names else code


def _called(unit: StandingUnit) -> str:
    return f"{unit.name} ({Organisation.Kind(unit.kind).label}, {Level(unit.level).label})"


def _standing(unit: StandingUnit, names: Mapping[str, str]) -> str:
    return f"{_called(unit)}; {_under(unit.parent_code, names)}" if unit.parent_code else _called(unit)


def _under(code: str, names: Mapping[str, str]) -> str:
    return _("dưới %(unit)s") % {"unit": _named(code, names)}


def _until(day: date | None) -> str:
    return _("đến hết %(day)s") % {"day": _written(day)} if day else _("đang hoạt động")


def _since(unit: StandingUnit) -> str:
    said = {"day": _written(unit.valid_from), "code": unit.heir}
    return (_("thành lập %(day)s, kế tục là %(code)s") if unit.heir else _("thành lập %(day)s")) % said


def _held(seat: StandingSeat) -> str:
    role = Seat.Role(seat.role).label
    days = _("từ %(day)s") % {"day": _written(seat.valid_from)}
    return f"{role}, {days}, {_until(seat.valid_to)}" if seat.valid_to else f"{role}, {days}"


def _written(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
