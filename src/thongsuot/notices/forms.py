"""What a person types to be told by e-mail as well."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """One address, or none."""

    address = forms.EmailField(label=_("Địa chỉ thư điện tử công vụ"), max_length=254, required=False)
