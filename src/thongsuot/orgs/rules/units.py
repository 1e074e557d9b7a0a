"""What must hold before the tree is changed by hand: pure, on loaded values."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.rules.heights import is_below


def check_code_is_free(code: str, *, is_taken: bool) -> None:
    """Refuse a code that another unit bears, also one that ended: a code names one unit for good."""
    if is_taken:
        message = _("Mã %(code)s đã thuộc một đơn vị, kể cả đơn vị đã kết thúc. Chọn mã khác.")
        raise Refusal("code_taken", message % {"code": code})


def check_below(level: str, kind: str, above: str) -> None:
    """Refuse a place that is not higher than the unit that is to stand there."""
    if not is_below(level, kind, above):
        raise Refusal("not_below", _("Đơn vị cấp trên phải ở cấp cao hơn đơn vị này. Chọn đơn vị cấp trên khác."))


def check_stands(valid_from: date, valid_to: date | None, on: date) -> None:
    """Refuse a unit that does not stand on the day of a change, as what is changed or as where it goes."""
    if on < valid_from or (valid_to is not None and on > valid_to):
        message = _("Ngày %(day)s đơn vị ấy chưa thành lập hoặc đã kết thúc. Chọn ngày khác hoặc đơn vị khác.")
        raise Refusal("unit_does_not_stand", message % {"day": _written(on)})


def check_changed_on(on: date, *, since: date, today: date) -> None:
    """Refuse a day before what holds now began, which would rewrite the past, and a day that has not come."""
    if on > today:
        raise Refusal(
            "change_lies_ahead", _("Ghi ngày không sau hôm nay. Quyết định có hiệu lực sau thì ghi vào ngày ấy.")
        )
    if on < since:
        message = _("Đơn vị mang tên và đứng ở chỗ này từ %(day)s. Ghi ngày ấy để sửa, hoặc một ngày sau đó.")
        raise Refusal("change_before_last", message % {"day": _written(since)})


def check_not_top(parent: int | None) -> None:
    """Refuse to move or end the one unit on top."""
    if parent is None:
        raise Refusal("unit_is_top", _("Đơn vị cao nhất chỉ đổi tên được, không chuyển và không kết thúc."))


def check_outside(path: str, other: str) -> None:
    """Refuse to hang a unit, or what it leaves, below itself; paths as "1/5/9"."""
    if f"{other}/".startswith(f"{path}/"):
        raise Refusal("unit_below_itself", _("Đơn vị ấy là chính đơn vị này hoặc nằm dưới nó. Chọn đơn vị khác."))


def check_endable(below: int, *, has_heir: bool) -> None:
    """Refuse to end a unit that others stand below, unless somebody takes them over."""
    if below and not has_heir:
        message = ngettext(
            "Còn %(units)d đơn vị ở dưới. Chọn đơn vị kế tục, hoặc chuyển các đơn vị ấy trước.",
            "Còn %(units)d đơn vị ở dưới. Chọn đơn vị kế tục, hoặc chuyển các đơn vị ấy trước.",
            below,
        )
        raise Refusal("units_stand_below", message % {"units": below})


def check_handed_over(on: date, today: date) -> None:
    """Refuse a last day that has not come where a successor takes over: what goes over goes at once."""
    if on > today:
        message = _("Có đơn vị kế tục thì ngày cuối không sau hôm nay. Quyết định có hiệu lực sau thì ghi vào ngày ấy.")
        raise Refusal("handover_lies_ahead", message)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
