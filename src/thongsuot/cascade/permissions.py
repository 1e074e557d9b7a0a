"""May this seat? Nobody acknowledges for another, whatever their rank; on behalf (paper) is its own verb."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.cascade.duties import Called, Duty
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Power, Seat


def check_draft(seat: Seat) -> None:
    """Let only a committee's office work on notices and drafts."""
    if seat.role != Seat.Role.OFFICE:
        raise NotAllowed("office_only", _("Việc này do văn phòng cấp ủy làm. Nhờ văn phòng của đơn vị mình."))


def check_approve(seat: Seat) -> None:
    """Let only the head of a unit, or whom they entrusted with it, say whether its office may publish."""
    if not seat.may(Power.APPROVAL):
        raise NotAllowed("head_only", _("Việc này do người đứng đầu đơn vị quyết định. Trình người đứng đầu."))


def check_choose_approval(seat: Seat) -> None:
    """Let only the head themselves choose whether the office has to ask at all."""
    if seat.role != Seat.Role.HEAD:
        raise NotAllowed("head_only", _("Việc này do người đứng đầu đơn vị quyết định. Trình người đứng đầu."))


def check_keep(seat: Seat, power: Power) -> None:
    """Let only clerk, head and office act for their unit, and whom the head entrusted with this power."""
    if not seat.may(power):
        raise NotAllowed("keeper_only", _("Việc này do văn thư hoặc người đứng đầu đơn vị làm. Nhờ họ giúp."))


def check_own(seat: Seat, duty: Duty) -> None:
    """Let a seat answer only for itself."""
    if duty.seat.pk != seat.pk:
        raise NotAllowed("not_your_duty", _("Mỗi người tự xác nhận phần của mình."))


def check_called(called: Called) -> None:
    """Let only who is reached by the drive answer in a hall."""
    if not called.counts_for:
        raise NotAllowed(
            "not_reached", _("Đợt này không giao cho vị trí của đồng chí. Hỏi văn thư đơn vị nếu cần ghi.")
        )
