"""Who may see how the installation itself is, and who may set its work going again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat
from thongsuot.people.models import Person


def check_see_status(by: Seat | Person) -> None:
    """Let the administrator see how the server is, and an auditor, who asks whether the record can be believed."""
    if _is_administrator(by) or (isinstance(by, Seat) and by.audits):
        return
    raise NotAllowed(
        "status_not_yours",
        _("Tình trạng máy chủ do người quản trị và người làm thanh tra, kiểm tra xem. Thấy máy lạ thì báo họ."),
    )


def check_operate(by: Seat | Person) -> None:
    """Let nobody but the administrator set work going again."""
    if not _is_administrator(by):
        raise NotAllowed("administrator_only", _("Chỉ người quản trị máy chủ cho chạy lại việc nền được."))


def _is_administrator(by: Seat | Person) -> bool:
    return (by.person if isinstance(by, Seat) else by).is_administrator
