"""Sentences about what was done, for the pages and the command alike."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.orgs.actions.importing import ImportResult


def imported(result: ImportResult) -> str:
    """Say what an import did, each number with what it counts."""
    if not any(getattr(result, name) for name in ImportResult.__slots__):
        return _("Danh sách giống hệt những gì đã có, nên không có gì thay đổi.")
    made = _("Đã thêm %(units)s đơn vị, %(people)s người, %(seats)s vị trí") % {
        "units": dotted(result.units_made),
        "people": dotted(result.people_made),
        "seats": dotted(result.seats_made),
    }
    changed = _("sửa %(units)s đơn vị, %(people)s người, %(seats)s vị trí.") % {
        "units": dotted(result.units_changed),
        "people": dotted(result.people_changed),
        "seats": dotted(result.seats_changed),
    }
    return f"{made}; {changed}"


def changed(change: str) -> str:
    """Say that a unit was changed by hand."""
    return {
        "found": _("Đã thêm đơn vị. Các đợt quán triệt đang mở đã tính đến đơn vị mới."),
        "rename": _("Đã đổi tên đơn vị. Tên cũ còn trong phần Quá trình."),
        "move": _("Đã chuyển đơn vị cùng các đơn vị dưới. Số người phải học đã đếm lại theo chỗ mới."),
        "end": _("Đã ghi ngày kết thúc của đơn vị."),
        "acting": _("Đã giao quyền, phụ trách. Vị trí ấy tự thôi khi hết ngày cuối cùng."),
        "end_acting": _("Đã cho thôi. Vị trí ấy giữ đến hết hôm nay."),
    }[change]


def codes_changed(change: str, number: int) -> str:
    """Say what became of the codes of a unit."""
    words = {
        "renew": ngettext(
            "Đã đổi mã của %(people)s người. In lại và trao tận tay.",
            "Đã đổi mã của %(people)s người. In lại và trao tận tay.",
            number,
        ),
        "take_back": ngettext(
            "Đã thu hồi %(people)s mã. Ai cần vào thì cấp mã mới.",
            "Đã thu hồi %(people)s mã. Ai cần vào thì cấp mã mới.",
            number,
        ),
    }
    return words[change] % {"people": dotted(number)}


def dotted(number: int) -> str:
    """Write 18960 as 18.960 (English 18,960)."""
    return number_format(number, force_grouping=True)
