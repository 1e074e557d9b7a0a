"""What a person types to make a key for another system."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.forms.fields import NOT_FOREVER, Day


class TokenForm(forms.Form):
    """For which system, and until when."""

    name = forms.CharField(label=_("Mã dùng cho hệ thống nào"), max_length=120)
    expires_on = Day(label=_("Ngày cuối cùng"), validators=[NOT_FOREVER])
