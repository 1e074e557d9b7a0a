"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thongsuot.conferences.actions.attending import ROLL_CALL, RollCall
from thongsuot.conferences.actions.planning import ConferencePlan
from thongsuot.conferences.models import HalfDay
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day

MARK = "mark-"
ANSWER = "answer-"


class ConferenceForm(forms.Form):
    """When and where: up to two days by three halves, and the agenda a line an item."""

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
    agenda = forms.CharField(
        label=_("Chương trình"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Mỗi dòng một nội dung; người trình bày ghi sau dấu gạch đứng, ví dụ “Giới thiệu quy định | Trưởng ban”."
        ),
    )

    def plan(self) -> ConferencePlan:
        """Give what was set, half days in the order of the calendar."""
        data = self.cleaned_data
        return ConferencePlan(data["title"], data["place"], tuple(self._half_days()), tuple(_agenda(data["agenda"])))

    def _half_days(self) -> list[tuple[date, str]]:
        data = self.cleaned_data
        days = [(data["on"], half) for half in data["halves"]]
        if data["second_on"]:
            days += [(data["second_on"], half) for half in data["second_halves"] or data["halves"]]
        order = HalfDay.Half.values
        return sorted(days, key=lambda each: (each[0], order.index(each[1])))


def _agenda(typed: str) -> list[tuple[str, str]]:
    lines = [line.partition("|") for line in typed.splitlines() if line.strip()]
    return [(title.strip()[:500], presenter.strip()[:200]) for title, _bar, presenter in lines]


def roll_from(data: QueryDict, half_day: int) -> RollCall:
    """Read a roll: one field a delegate, `mark-<seat>`; whoever was left blank is not mentioned.

    The button for all who are left sends `rest`: it holds for whom the page named as `left` and nobody tapped.
    """
    rest = data.get("rest", "")
    typed = {str(seat): rest for seat in data.getlist("left") if rest}
    typed |= {name.removeprefix(MARK): data.get(name, "") for name in data if name.startswith(MARK)}
    marks = {int(seat): value for seat, value in typed.items() if value and seat.isdecimal() and len(seat) < 19}
    return RollCall(half_day, marks, ROLL_CALL)


def answers_from(data: Mapping[str, Sequence[str]]) -> dict[int, frozenset[int]]:
    """Read a sheet: `answer-<question>` holds the places of the options chosen."""
    answers: dict[int, frozenset[int]] = {}
    for name in data:
        number = name.removeprefix(ANSWER)
        if name.startswith(ANSWER) and number.isdecimal() and len(number) < 19:
            answers[int(number)] = frozenset(int(one) for one in data[name] if one.isdecimal() and len(one) < 4)
    return answers
