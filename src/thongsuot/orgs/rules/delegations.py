"""May this be entrusted now? Pure, on loaded values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Power

MOST_DAYS = 366


def check_days(first: date, last: date, today: date) -> None:
    """Refuse days that are over, turned round, or more than a year: what lasts longer is a post, not a delegation."""
    if first < today:
        raise Refusal(
            "delegation_in_the_past", _("Ghi ngày bắt đầu từ hôm nay trở đi; việc đã làm không ủy quyền lùi.")
        )
    if last < first:
        raise Refusal("delegation_ends_first", _("Ngày cuối cùng phải từ ngày bắt đầu trở đi. Ghi lại ngày."))
    if last > first + timedelta(days=MOST_DAYS):
        raise Refusal("delegation_too_long", _("Ủy quyền nhiều nhất một năm. Ghi ngày gần hơn, hết hạn thì lập lại."))


def check_powers(powers: Collection[str], held_by_others: Iterable[str]) -> None:
    """Refuse nothing at all, what is no power, and what another does in these days: one pair of hands a thing."""
    if not powers or set(powers) - set(Power.values):
        raise Refusal("delegation_of_nothing", _("Chọn ít nhất một việc để ủy quyền."))
    doubled = [str(Power(power).label) for power in Power.values if power in powers and power in set(held_by_others)]
    if doubled:
        message = _("Trong những ngày ấy đã có người khác được ủy quyền %(powers)s. Cho thôi ủy quyền ấy trước.")
        raise Refusal("power_already_delegated", message % {"powers": ", ".join(doubled)})


def check_stays(valid_to: date | None, last: date) -> None:
    """Refuse a delegation longer than either seat is held."""
    if valid_to is not None and valid_to < last:
        message = _("Vị trí ấy chỉ giữ đến %(day)s. Chọn ngày cuối cùng không sau ngày đó.")
        raise Refusal("seat_ends_before", message % {"day": f"{valid_to:%d/%m/%Y}"})


def check_based(basis: str) -> None:
    """Refuse a delegation that names no paper: it is the paper that binds, this is its record."""
    if not basis.strip():
        raise Refusal("delegation_without_basis", _("Ghi số, ngày của giấy ủy quyền hoặc quyết định làm căn cứ."))
