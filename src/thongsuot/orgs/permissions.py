"""Which seat may change the organisation and hand out entry codes."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Delegation, Level, Organisation, Power, Seat
from thongsuot.people.models import EntryCode, Person


def check_import(by: Seat | Person | None) -> None:
    """Refuse everyone but the administrator and the top unit's office; None is the keeper at the machine itself."""
    person = by.person if isinstance(by, Seat) else by
    if person is None or person.is_administrator:
        return
    if isinstance(by, Seat) and by.role == Seat.Role.OFFICE and by.organisation.parent_id is None:
        return
    raise NotAllowed(
        "import_not_yours",
        _("Việc nhập tổ chức do văn phòng cấp ủy cao nhất làm. Gửi danh sách cho văn phòng để nhập."),
    )


def check_change_below(by: Seat | Person) -> None:
    """Refuse the tree below a unit to all but its office and the administrator.

    Which units a seat may reach at all is for `visible_to`: its own and those below.
    """
    if _is_administrator(by) or (isinstance(by, Seat) and by.role == Seat.Role.OFFICE):
        return
    raise NotAllowed(
        "tree_not_yours",
        _("Cây đơn vị do văn phòng cấp ủy giữ. Gửi quyết định thành lập, sáp nhập cho văn phòng để ghi."),
    )


def check_change_unit(by: Seat | Person, unit: Organisation) -> None:
    """Refuse a unit to its own office: a unit is named, moved and ended by the one above it; the top one by itself."""
    check_change_below(by)
    if _is_administrator(by) or not isinstance(by, Seat) or unit.parent_id is None:
        return
    if by.organisation_id == unit.pk:
        raise NotAllowed(
            "unit_changed_from_above", _("Tên và chỗ đứng của đơn vị do văn phòng cấp trên ghi. Gửi quyết định lên đó.")
        )


def _is_administrator(by: Seat | Person) -> bool:
    return (by.person if isinstance(by, Seat) else by).is_administrator


def check_hand_out_codes(by: Seat, unit: Organisation) -> None:
    """Refuse entry codes to those who keep neither this unit nor, where it is a cell, the unit right above it.

    A code opens the door in its holder's name, so that nobody further away hands it out.
    """
    is_own_cell = unit.level == Level.CELL and unit.parent_id == by.organisation_id
    if not by.may(Power.CODES) or not (by.organisation_id == unit.pk or is_own_cell):
        raise NotAllowed(
            "codes_not_yours",
            _(
                "Mã vào do văn thư hoặc người đứng đầu của chính đơn vị cấp; của chi bộ thì đảng ủy cấp trên trực tiếp "
                "cũng cấp được. Hỏi văn thư của đơn vị ấy."
            ),
        )


def check_delegates(by: Seat, unit: Organisation) -> None:
    """Let only the head of a unit, in their own right, have another act for them: nobody delegates further."""
    if by.role != Seat.Role.HEAD or by.organisation_id != unit.pk:
        raise NotAllowed("head_only", _("Chỉ người đứng đầu đơn vị ủy quyền được, và người nhận không ủy quyền tiếp."))


def check_delegate(by: Seat, deputy: Seat) -> None:
    """Let a head have another of the same unit act for them, and nobody else."""
    check_delegates(by, by.organisation)
    if deputy.organisation_id != by.organisation_id or deputy.person_id == by.person_id:
        raise NotAllowed("not_a_deputy", _("Chọn một người khác đang giữ vị trí trong chính đơn vị này."))
    if deputy.audits:
        raise NotAllowed(
            "auditor_acts_for_nobody",
            _("Người làm thanh tra, kiểm tra không làm thay việc của đơn vị. Chọn người khác."),
        )


def check_entrustable(deputy: Seat, powers: Collection[str]) -> None:
    """Refuse to have the office approve: it would say yes to what it wrote itself."""
    if Power.APPROVAL in powers and deputy.role == Seat.Role.OFFICE:
        raise NotAllowed(
            "office_approves_itself", _("Văn phòng soạn nên không duyệt thay. Chọn người khác cho việc duyệt.")
        )


def check_end_delegation(by: Seat, delegation: Delegation) -> None:
    """Let a head of the unit take a delegation back, and who holds it hand it back."""
    is_head = by.role == Seat.Role.HEAD and by.organisation_id == delegation.seat.organisation_id
    if not is_head and by.pk != delegation.deputy_id:
        raise NotAllowed("delegation_not_yours", _("Ủy quyền này do người đứng đầu đơn vị hoặc người nhận cho thôi."))


def check_set_password(code: EntryCode | None, units: Collection[int]) -> None:
    """Refuse a password to a session that rests on a unit's code, when its person also sits in other units (ids)."""
    if code is not None and not all(code.opens(unit) for unit in units):
        raise NotAllowed(
            "password_not_by_this_code",
            _(
                "Đồng chí giữ vị trí ở nhiều đơn vị, còn phiên này mở bằng mã của một đơn vị nên chưa đặt mật khẩu "
                "được. Đăng nhập bằng mật khẩu riêng, hoặc xin người quản trị máy chủ một mã cho mọi vị trí."
            ),
        )


def check_issue_token(code: EntryCode | None) -> None:
    """Refuse a token to a session that rests on an entry code: the token would outlive the paper it came from."""
    if code is not None:
        raise NotAllowed(
            "token_not_by_code",
            _("Phiên này mở bằng mã vào nên chưa lập mã API được. Đăng nhập bằng mật khẩu riêng rồi lập."),
        )


def check_set_letterhead(by: Seat, unit: Organisation) -> None:
    """Let a unit's own keepers set how it heads its papers."""
    if by.organisation_id != unit.pk or not by.may(Power.MEETINGS):
        raise NotAllowed(
            "letterhead_not_yours", _("Đầu văn bản do văn thư hoặc người đứng đầu của chính đơn vị ghi. Nhờ họ ghi.")
        )
