"""What may be done with a list that was handed in: pure, on loaded values."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Intake


def check_turn_is_free(since: datetime | None) -> None:
    """Refuse a second list while one is worked on; `since` is the moment that one was handed in."""
    if since is not None:
        message = _("Đang có một lượt nhập từ %(time)s. Chờ lượt ấy xong rồi thử lại.")
        raise Refusal("import_is_running", message % {"time": f"{since.astimezone(HO_CHI_MINH):%H:%M}"})


def check_carried_out(state: str, *, is_stuck: bool, is_kept: bool) -> None:
    """Refuse to go on with a list that is under way, over, or no longer kept."""
    ready = state in (Intake.State.SHOWN, Intake.State.REFUSED) or is_stuck
    if not ready or not is_kept:
        message = _("Lượt nhập này đang chạy, đã xong hoặc đã hết hạn giữ. Đưa danh sách vào lại nếu còn cần.")
        raise Refusal("import_not_ready", message)


def check_droppable(state: str) -> None:
    """Refuse to drop what has already been taken in, or was dropped."""
    if state in (Intake.State.DONE, Intake.State.DROPPED):
        raise Refusal("import_is_over", _("Lượt nhập này đã kết thúc nên không bỏ được nữa. Tải lại trang để xem."))
