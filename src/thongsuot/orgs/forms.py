"""What people hand in: an entry code, and a workbook that is judged cell by cell before anything changes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import marked, queries
from thongsuot.orgs.rows import CellError, OrganisationRows
from thongsuot.people import codes
from thongsuot.people.actions import enter_with_code
from thongsuot.people.models import Person

SHOWN = 200


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
        may_enter = queries.holds_seat_on(day_of(now))
        try:
            self.person = enter_with_code(code, address=self.address, may_enter=may_enter, now=now)
        except Refusal as refusal:
            self.status = HTTPStatus(refusal.status)
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        named = codes.read(code, settings.ENTRY_KEYS)
        self.code_id = named.code_id if named else None
        return str(code)


class ImportForm(forms.Form):
    """One file; after `is_valid()` either `rows` may be taken in or `cell_errors` say what stands in the way."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel đã điền theo mẫu"),
        help_text=gettext_lazy("Tệp .xlsx, nhiều nhất 25 MB. Còn một ô sai thì chưa có gì thay đổi."),
        error_messages={
            "required": gettext_lazy("Chọn tệp .xlsx trên máy rồi bấm “Kiểm tra và nhập”."),
            "empty": gettext_lazy("Tệp này rỗng. Chọn tệp khác."),
        },
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = OrganisationRows((), ())
        self.cell_errors: list[CellError] = []

    def clean_file(self) -> Any:
        """Read the workbook; a refusal of the file as a whole is a mistake of this field."""
        file = self.cleaned_data["file"]
        try:
            reading = queries.review(file)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        self.rows, self.cell_errors = reading.rows, reading.errors
        if self.cell_errors:
            message = _("Còn %(count)d ô phải sửa nên chưa nhập gì. Sửa các ô nêu dưới đây rồi nhập lại.")
            raise forms.ValidationError(message % {"count": len(self.cell_errors)}, code="import_has_errors")
        return file

    def keep_marked_copy(self) -> str:
        """Keep the marked copy of what was handed in and give its name for the session."""
        file = self.files["file"]
        if not isinstance(file, UploadedFile):
            raise RuntimeError("the form takes one file")
        return marked.keep(file, self.cell_errors)

    @property
    def shown_errors(self) -> list[CellError]:
        """The first errors: more than these nobody reads on a page, the marked copy has them all."""
        return self.cell_errors[:SHOWN]
