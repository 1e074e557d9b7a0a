"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.actions.attending import ROLL_CALL, RollCall
from thongsuot.conferences.actions.materials import NewMaterial
from thongsuot.conferences.actions.planning import ConferencePlan
from thongsuot.conferences.models import HalfDay
from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.cells import tidy
from thongsuot.orgs.delimited import lines_of
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day
from thongsuot.orgs.lists import check_unclassified
from thongsuot.orgs.tabletext import lines_of_file

MARK = "mark-"
ANSWER = "answer-"
ADDED = ("hour", "topic", "presenter", "place", "minutes")  # the cells of one line put together by hand
MOST_AGENDA_BYTES = 2 * 1024 * 1024


class ConferenceForm(forms.Form):
    """When and where: up to two days by three halves."""

    title = forms.CharField(label=_("Tên hội nghị"), max_length=500)
    place = forms.CharField(label=_("Địa điểm"), max_length=300, required=False)
    on = Day(label=_("Ngày họp"), validators=[NOT_FOREVER])
    halves = forms.MultipleChoiceField(
        label=_("Buổi"), choices=HalfDay.Half.choices, widget=forms.CheckboxSelectMultiple
    )
    second_on = Day(label=_("Ngày thứ hai, nếu có"), required=False, validators=[NOT_FOREVER])
    second_halves = forms.MultipleChoiceField(
        label=_("Buổi của ngày thứ hai"),
        choices=HalfDay.Half.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def plan(self) -> ConferencePlan:
        """Give what was set, half days in the order of the calendar."""
        data = self.cleaned_data
        return ConferencePlan(data["title"], data["place"], tuple(self._half_days()))

    def _half_days(self) -> list[tuple[date, str]]:
        data = self.cleaned_data
        days = [(data["on"], half) for half in data["halves"]]
        if data["second_on"]:
            days += [(data["second_on"], half) for half in data["second_halves"] or data["halves"]]
        order = HalfDay.Half.values
        return sorted(days, key=lambda each: (each[0], order.index(each[1])))


class MaterialForm(forms.Form):
    """One file for the delegates: what people call it, and from when it may be opened."""

    file = forms.FileField(
        label=_("Tệp"), help_text=_("Word, PDF có chữ, văn bản thường. Bài trình chiếu thì xuất ra PDF trước.")
    )
    title = forms.CharField(label=_("Tên tài liệu"), max_length=200, required=False, help_text=_("Để trống: tên tệp."))
    on = Day(label=_("Mở từ ngày, nếu chưa cho xem ngay"), required=False, validators=[NOT_FOREVER])
    hour = forms.TimeField(
        label=_("Mở từ giờ"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"invalid": _("Ghi giờ theo dạng 7:30.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that belongs to no day."""
        data = super().clean() or {}
        if data.get("hour") and not data.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Ghi cả ngày mở, hoặc bỏ trống giờ."))
        return data

    def material(self) -> NewMaterial:
        """Give the file as the action takes it."""
        data = self.cleaned_data
        hour = data["hour"] or time(0, 0)
        not_before = datetime.combine(data["on"], hour, tzinfo=HO_CHI_MINH) if data["on"] else None
        return NewMaterial(data["file"].read(), data["file"].name, data["title"], not_before)


def agenda_text(data: QueryDict, files: MultiValueDict[str, UploadedFile]) -> str:
    """Take an agenda as text: from the file that was chosen, else the box, with the line that was put together below.

    A file whose cells are parted by a comma or a semicolon is told by its first line.
    """
    file = files.get("file")
    if file is not None and (file.size or 0) > MOST_AGENDA_BYTES:
        raise Refusal("list_large", gettext("Tệp này lớn hơn mọi chương trình. Chọn lại tệp, hoặc dán vào ô."))
    typed = _table(lines_of_file(file.read())) if file else data.get("text", "").strip("\r\n")
    added = [data.get(name, "").replace("|", " ").strip() for name in ADDED]
    line = " | ".join(added).rstrip(" |") if data.get("topic", "").strip() else ""
    whole = "\n".join(part for part in (typed, line) if part.strip())
    check_unclassified([line.split("\t") for line in whole.splitlines()[:5]])
    return whole


def _table(text: str) -> str:
    """Part the cells of a file by tabs, whatever parted them."""
    if "\t" in text:
        return text
    return "\n".join("\t".join(tidy(cell) for cell in line) for line in lines_of(text))


def roll_from(data: QueryDict, half_day: int) -> RollCall:
    """Read a roll: one field a delegate, `mark-<seat>`; whoever was left blank is not mentioned.

    The button for all who are left sends `rest`: it holds for whom the page named as `left` and nobody tapped.
    """
    rest = data.get("rest", "")
    typed = {str(seat): rest for seat in data.getlist("left") if rest}
    typed |= {name.removeprefix(MARK): data.get(name, "") for name in data if name.startswith(MARK)}
    marks = {int(seat): value for seat, value in typed.items() if value and seat.isdecimal() and len(seat) < 19}
    return RollCall(half_day, marks, ROLL_CALL)


def number_from(typed: str, most: int) -> int:
    """Read how many are asked for: 0 for what is no number, `most` for more."""
    return min(int(typed), most) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0


def answers_from(data: Mapping[str, Sequence[str]]) -> dict[int, frozenset[int]]:
    """Read a sheet: `answer-<question>` holds the places of the options chosen."""
    answers: dict[int, frozenset[int]] = {}
    for name in data:
        number = name.removeprefix(ANSWER)
        if name.startswith(ANSWER) and number.isdecimal() and len(number) < 19:
            answers[int(number)] = frozenset(int(one) for one in data[name] if one.isdecimal() and len(one) < 4)
    return answers
