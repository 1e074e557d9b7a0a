"""A list handed in as a file or pasted; judged from outside here, cell by cell in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.orgs import lists
from thongsuot.orgs.actions.intakes import hand_in_list
from thongsuot.orgs.models import Intake, Seat
from thongsuot.people.models import Person

PASTED_MAX = 5_000_000  # characters: some 40,000 lines


class ImportForm(forms.Form):
    """One file, or one table pasted from a sheet; `handed_in` keeps it for reading."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy("Tệp Excel (.xlsx) hoặc CSV, nhiều nhất 25 MB."),
        required=False,
        error_messages={"empty": gettext_lazy("Tệp này rỗng. Chọn tệp khác.")},
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Dán từ Excel"),
        help_text=gettext_lazy("Chép các ô của trang Đơn vị hoặc trang Người vào đây, có hay không có dòng đầu cột."),
        required=False,
        strip=False,
        max_length=PASTED_MAX,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, by: Seat | Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("file") and not said.get("pasted", "").strip():
            self.add_error("file", _("Chọn tệp trên máy, hoặc dán các ô vào khung bên dưới, rồi bấm “Xem trước”."))
        return said

    def handed_in(self, now: datetime) -> Intake | None:
        """Keep the list for reading, or leave in the form why it cannot be."""
        if not self.is_valid():
            return None
        file, pasted = self.cleaned_data["file"], self.cleaned_data["pasted"]
        content = file or lists.from_paste(pasted)
        try:
            return hand_in_list(content, language=get_language() or "vi", by=self.by, now=now)
        except NotAllowed:
            raise
        except Refusal as refusal:
            place = None if refusal.code == "import_is_running" else "file" if file else "pasted"
            self.add_error(place, refusal.message)
        return None
