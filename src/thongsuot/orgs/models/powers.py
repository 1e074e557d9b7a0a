"""What a head may entrust to another: the named powers of a seat."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Power(models.TextChoices):
    """One thing that a seat does for its unit (quyền hạn) and its head may have another do; reading is never one."""

    CODES = "codes", _("cấp, đổi và thu hồi mã vào")
    RELAY = "relay", _("tiếp nhận, triển khai và báo cáo đợt quán triệt")
    PAPER = "paper", _("ghi danh sách ký giấy")
    ANSWERS = "answers", _("trả lời câu hỏi về văn bản")
    APPROVAL = "approval", _("duyệt hoặc trả lại đợt quán triệt trước khi ban hành")
    MEETINGS = "meetings", _("tổ chức hội nghị, điểm danh và báo cáo hội nghị")


OF_HEADS = frozenset({Power.APPROVAL})  # what clerk and office do not do by themselves
WITH_NAMES = frozenset({Power.CODES, Power.PAPER, Power.MEETINGS})  # not to be used without the names of the unit
