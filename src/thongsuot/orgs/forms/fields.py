"""What offices type everywhere: a day, and a unit by its code or name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.orgs.models import Organisation, OrganisationQuerySet

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
NOT_FOREVER = MaxValueValidator(date(2200, 12, 31), gettext_lazy("Chọn một ngày trước năm 2201."))
BETWEEN = " · "  # parts code and name in a suggestion
SUGGESTED = 300  # more makes the page heavy, and nobody reads on: whoever types a code or a name needs none


class Day(forms.DateField):
    """A day as people here write it, whatever language the page is read in."""

    default_error_messages = {"invalid": gettext_lazy("Ghi ngày theo dạng 26/11/2026.")}

    def __init__(self, **values: Any) -> None:
        widget = forms.DateInput(format=DAY_FORMATS[0], attrs={"autocomplete": "off", "inputmode": "numeric"})
        super().__init__(input_formats=DAY_FORMATS, widget=widget, **values)


class UnitChoice(forms.CharField):
    """One of some units, by its code or its name; a browser that can shows suggestions, and none is needed."""

    default_error_messages = {"required": gettext_lazy("Ghi mã hoặc tên đơn vị.")}

    def __init__(self, **values: Any) -> None:
        super().__init__(max_length=260, **values)
        self.candidates: OrganisationQuerySet = Organisation.objects.none()

    def clean(self, value: Any) -> Organisation | None:
        """Find the unit that is meant; a name that several bear asks for the code."""
        typed = super().clean(value)
        if not typed:
            return None
        code = typed.partition(BETWEEN)[0].strip().upper()
        found = list(self.candidates.filter(code=code)) or self._named(typed)
        if not found:
            raise forms.ValidationError(_("Không có đơn vị nào như vậy để chọn. Ghi mã, ví dụ AH-01."))
        if len(found) > 1:
            codes = ", ".join(unit.code for unit in found)
            raise forms.ValidationError(_("Nhiều đơn vị cùng tên ấy. Ghi một mã: %(codes)s.") % {"codes": codes})
        return found[0]

    def _named(self, typed: str) -> list[Organisation]:
        """Find units by name, whatever the capitals: SQLite folds those of English alone, so it is done here."""
        wanted = typed.casefold()
        names = self.candidates.order_by("code").values_list("pk", "name")
        return list(self.candidates.filter(pk__in=[pk for pk, name in names if name.casefold() == wanted][:4]))

    def suggestions(self) -> list[str]:
        """Give what the field may be filled with, or nothing where that would be too much to read."""
        rows = list(self.candidates.order_by("code").values_list("code", "name")[: SUGGESTED + 1])
        return [f"{code}{BETWEEN}{name}" for code, name in rows] if len(rows) <= SUGGESTED else []


def offer(field: forms.Field, candidates: OrganisationQuerySet, name: str) -> None:
    """Say which units a field may name, and under which id its suggestions stand on the page."""
    if not isinstance(field, UnitChoice):
        raise TypeError("only a field for units is offered units")
    field.candidates = candidates
    field.widget.attrs |= {"list": name, "autocomplete": "off"}


def day_from(typed: str) -> date | None:
    """Read a day out of an address; None for what is no day."""
    try:
        day: date | None = Day(required=False).clean(typed)
    except forms.ValidationError:
        return None
    return day
