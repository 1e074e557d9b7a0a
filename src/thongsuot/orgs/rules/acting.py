"""May somebody hold a post for a time, acting or in charge? Pure, on loaded values."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat

MOST_DAYS = 2 * 366


def check_capacity(capacity: str) -> None:
    """Refuse an appointment in full: that comes with the list, and has no last day of its own."""
    if capacity not in (Seat.Capacity.ACTING, Seat.Capacity.IN_CHARGE):
        raise Refusal("capacity_in_full", _("Chọn quyền hoặc phụ trách. Bổ nhiệm chính thức thì nhập vào danh sách."))


def check_term(first: date, last: date) -> None:
    """Refuse days that are turned round or more than two years apart."""
    if not first <= last <= first + timedelta(days=MOST_DAYS):
        raise Refusal("acting_days", _("Ngày cuối cùng phải sau ngày đầu và trong vòng hai năm. Ghi lại ngày."))


def check_is_free(*, holds_it: bool, held_in_full: bool, capacity: str) -> None:
    """Refuse a second seat of the same person in the same post, and an acting head where there is one in full."""
    if holds_it:
        raise Refusal(
            "holds_it_already", _("Người ấy đã giữ chức vụ này trong những ngày ấy. Chọn ngày hoặc người khác.")
        )
    if held_in_full and capacity == Seat.Capacity.ACTING:
        message = _("Chức vụ này đang có người giữ chính thức. Chọn phụ trách, hoặc ghi ngày người ấy thôi giữ trước.")
        raise Refusal("held_in_full", message)
