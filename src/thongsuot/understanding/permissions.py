"""May this seat? Keepers write the bank and read what their unit's answers say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Power, Seat


def check_keep_bank(seat: Seat) -> None:
    """Let only those who answer for their unit's meetings write and edit questions."""
    if not seat.may(Power.MEETINGS):
        raise NotAllowed(
            "keepers_only", _("Câu hỏi do văn thư hoặc người đứng đầu đơn vị soạn. Gửi câu hỏi để họ ghi giúp.")
        )


def check_called(is_called: bool) -> None:
    """Let only those whom the drive asks to study take its check."""
    if not is_called:
        raise NotAllowed("not_called", _("Đợt này không yêu cầu vị trí của đồng chí học nên không có bài để làm."))


def check_set_task(seat: Seat) -> None:
    """Let only those who answer for their unit's meetings set a task to reflect."""
    if not seat.may(Power.MEETINGS):
        raise NotAllowed("keepers_set_tasks", _("Đề thu hoạch do văn thư hoặc người đứng đầu đơn vị ra."))
