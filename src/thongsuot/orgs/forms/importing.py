"""A workbook handed in, judged cell by cell before anything changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import marked
from thongsuot.orgs.queries.importing import review
from thongsuot.orgs.rows import CellError, OrganisationRows

SHOWN = 200


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
            reading = review(file)
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
