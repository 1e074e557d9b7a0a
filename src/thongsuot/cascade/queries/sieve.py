"""Which units a reader of coverage asks for: those in one state."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STATES = {
    "late": _("Có người quá hạn"),
    "planned": _("Chưa ai bắt đầu"),
    "held": _("Đang làm"),
    "reported": _("Đã xong"),
    "none": _("Không ai phải học"),
}
