"""What the texts themselves say of whether a document is in force: read, never judged.

A reader filters by it and sees it in the list, always with the words "theo lời văn bản"; whether a rule binds anybody
is for a lawyer to say.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Standing(StrEnum):
    """The values of the filter; they stand in addresses, so they stay as they are."""

    BEGUN = "da-den-ngay"
    COMING = "chua-den-ngay"
    UNSTATED = "khong-ghi"


LABELS = {
    Standing.BEGUN: _("Đã đến ngày có hiệu lực"),
    Standing.COMING: _("Chưa đến ngày có hiệu lực"),
    Standing.UNSTATED: _("Không ghi ngày có hiệu lực"),
}


def conditions(today: date) -> dict[Standing, Q]:
    """Give for each standing what a work of it fulfils; every work fulfils one."""
    return {
        Standing.BEGUN: Q(in_force_from__lte=today),
        Standing.COMING: Q(in_force_from__gt=today),
        Standing.UNSTATED: Q(in_force_from=None),
    }
