"""What a head says when having another act for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.orgs.actions.delegations import Grant, delegate
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day
from thongsuot.orgs.models import Power, Seat

PLACES = {
    "delegation_in_the_past": "valid_from",
    "delegation_ends_first": "valid_to",
    "delegation_too_long": "valid_to",
    "seat_ends_before": "valid_to",
    "delegation_of_nothing": "powers",
    "power_already_delegated": "powers",
    "delegation_without_basis": "basis",
}


class DelegationForm(forms.Form):
    """Who, what, from when to when, and by which paper."""

    refused_at: ClassVar[dict[str, str]] = PLACES

    deputy = forms.ChoiceField(label=_("Người làm thay"), error_messages={"required": _("Chọn người làm thay.")})
    powers = forms.MultipleChoiceField(
        label=_("Việc được làm thay"),
        choices=Power.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một việc để ủy quyền.")},
    )
    valid_from = Day(
        label=_("Từ ngày"), validators=[NOT_FOREVER], error_messages={"required": _("Ghi ngày bắt đầu làm thay.")}
    )
    valid_to = Day(
        label=_("Đến hết ngày"),
        validators=[NOT_FOREVER],
        error_messages={"required": _("Ghi ngày cuối cùng; hết ngày ấy ủy quyền tự thôi.")},
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Số, ngày của giấy ủy quyền hoặc quyết định."),
        error_messages={"required": _("Ghi số, ngày của giấy ủy quyền hoặc quyết định làm căn cứ.")},
    )

    def __init__(self, data: Any = None, *, candidates: Iterable[Seat], today: date) -> None:
        super().__init__(data, initial={"valid_from": today})
        people = [(str(seat.pk), f"{seat.person.full_name}, {seat.title}") for seat in candidates]
        deputy = self.fields["deputy"]
        if isinstance(deputy, forms.ChoiceField):
            deputy.choices = [("", "–"), *people]

    def done(self, by: Seat, now: datetime) -> bool:
        """Carry it out if the form is sound, or leave the refusal beside its question."""
        if not self.is_valid():
            return False
        said = self.cleaned_data
        grant = Grant(tuple(said["powers"]), said["valid_from"], said["valid_to"], said["basis"])
        try:
            delegate(int(said["deputy"]), grant=grant, by=by, now=now)
        except NotAllowed:
            raise
        except Refusal as refusal:
            self.add_error(self.refused_at.get(refusal.code), refusal.message)
        return not self.errors
