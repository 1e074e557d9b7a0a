"""What the head of a paper may say. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

INITIALS = re.compile(r"[A-ZĐ0-9][A-ZĐ0-9.&-]{0,29}")


def check_letterhead(name: str, initials: str) -> None:
    """Refuse a head without the body's own name, or with letters that no number has.

    Legal basis: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW năm 2018.
    """
    if not name.strip():
        raise Refusal("letterhead_name", _("Ghi tên cơ quan ban hành."))
    if initials and not INITIALS.fullmatch(initials):
        raise Refusal("letterhead_initials", _("Chữ viết tắt ghi chữ in hoa, như UBND, VP hoặc ĐU."))
