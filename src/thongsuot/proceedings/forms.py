"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models import Expression
from thongsuot.corpus.queries.destination import inside
from thongsuot.proceedings.actions.gathering import Raised


class PhotoForm(forms.Form):
    """One photograph and what it shows."""

    photo = forms.FileField(
        label=_("Ảnh"), help_text=_("JPG, PNG hoặc WebP, tối đa 10 MB. Vị trí chụp ghi trong tệp được bỏ đi.")
    )
    caption = forms.CharField(label=_("Ảnh chụp gì"), max_length=200)


class RaisedForm(forms.Form):
    """A question of the hall: about which text and article, its words, and the answer if there was one."""

    expression = forms.ChoiceField(label=_("Văn bản"))
    article = forms.CharField(
        label=_("Điều khoản"), max_length=200, required=False, help_text=_("Ví dụ 5, 12a hoặc Điều 5 khoản 2.")
    )
    text = forms.CharField(label=_("Câu hỏi"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    answer = forms.CharField(
        label=_("Trả lời tại hội nghị"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *values: Any, texts: Sequence[Expression] = (), **named: Any) -> None:
        super().__init__(*values, **named)
        self.fields["expression"].choices = [(each.sha256, str(each.work)) for each in texts]  # type: ignore[attr-defined]

    def raised(self) -> Raised:
        """Give the question as the action takes it."""
        data = self.cleaned_data
        typed = data["article"].strip().lower()
        eid = inside(typed)[0] or (f"art_{typed}" if typed else "")
        return Raised(data["expression"], eid, data["text"], data["answer"])
