"""The form by which a unit sets the head of its papers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.queries.letterheads import Lettered
from thongsuot.orgs.rules.letterheads import INITIALS

FORMS = (("party", _("Văn bản của Đảng")), ("state", _("Văn bản hành chính của Nhà nước")))


class LetterheadForm(forms.Form):
    """Whose form, the body above, the unit's own name, the letters of its numbers, and where it writes."""

    form = forms.ChoiceField(label=_("Thể thức"), choices=FORMS)
    parent = forms.CharField(
        label=_("Tên cơ quan cấp trên"), max_length=200, required=False, help_text=_("Dòng trên cùng. Để trống thì bỏ.")
    )
    name = forms.CharField(
        label=_("Tên cơ quan ban hành"), max_length=200, error_messages={"required": _("Ghi tên cơ quan ban hành.")}
    )
    initials = forms.RegexField(
        INITIALS,
        label=_("Chữ viết tắt trong số, ký hiệu"),
        max_length=30,
        required=False,
        help_text=_("Ví dụ UBND, VP hoặc ĐU. Số do văn thư ghi khi vào sổ."),
        error_messages={"invalid": _("Chữ viết tắt ghi chữ in hoa, như UBND, VP hoặc ĐU.")},
    )
    place = forms.CharField(
        label=_("Nơi ban hành"), max_length=100, required=False, help_text=_("Tên phường, xã, thành phố.")
    )

    def head(self) -> Lettered:
        """Give what was set."""
        data = self.cleaned_data
        return Lettered(data["form"] == "party", data["parent"], data["name"], data["initials"], data["place"])


def first_values(head: Lettered) -> dict[str, str]:
    """Give the form's values of a head."""
    return {
        "form": "party" if head.is_party else "state",
        "parent": head.parent,
        "name": head.name,
        "initials": head.initials,
        "place": head.place,
    }
