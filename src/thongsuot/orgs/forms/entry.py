"""What stands before every seat: one entry code, typed or scanned."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.queries.codes import holds_seat_on
from thongsuot.people import codes
from thongsuot.people.actions import enter_with_code
from thongsuot.people.models import Person


class EntryForm(forms.Form):
    """One code, typed or scanned; after `is_valid()` its `person` has entered, else `status` says how it failed.

    `code_id` names the code to the session, which ends when the code is taken back.
    """

    code = forms.CharField(
        label=gettext_lazy("Mã vào"),
        max_length=60,
        help_text=gettext_lazy(
            "Sáu nhóm, mỗi nhóm bốn ký tự. Chữ hoa hay thường, có gạch hay không đều được; "
            "số 0 và chữ O, số 1 và chữ I, L coi như nhau."
        ),
        error_messages={
            "required": gettext_lazy("Nhập mã in trên giấy, hoặc quét khung vuông bằng máy ảnh."),
            "max_length": gettext_lazy("Mã chỉ có 24 ký tự. Nhập lại đúng một mã."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.person: Person | None = None
        self.code_id: int | None = None
        self.status = HTTPStatus.CONFLICT

    def clean_code(self) -> str:
        """Exchange the code; a wrong one is a mistake of this field, and what was typed stays in it."""
        code, now = self.cleaned_data["code"], timezone.now()
        may_enter = holds_seat_on(day_of(now))
        try:
            self.person = enter_with_code(code, address=self.address, may_enter=may_enter, now=now)
        except Refusal as refusal:
            self.status = HTTPStatus(refusal.status)
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        named = codes.read(code, settings.ENTRY_KEYS)
        self.code_id = named.code_id if named else None
        return str(code)
