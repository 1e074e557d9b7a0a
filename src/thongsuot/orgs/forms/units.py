"""The forms that change the tree by hand; what an action refuses stays beside the question it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.orgs.actions import units as actions
from thongsuot.orgs.actions.acting import ActingSeat, appoint_acting
from thongsuot.orgs.cells import CODE
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day, UnitChoice, offer
from thongsuot.orgs.models import Level, Organisation, Post, Seat
from thongsuot.orgs.queries import changing
from thongsuot.people.models import Person

SINCE = _("Từ ngày")
NAME_WANTED = {"required": _("Ghi tên đầy đủ của đơn vị.")}
DAY_WANTED = {"required": _("Ghi ngày quyết định có hiệu lực.")}


class ChangeForm(forms.Form):
    """One change of one unit; `done` carries it out, or leaves the refusal in the form with what was typed."""

    places: ClassVar[dict[str, str]] = {}  # code of a refusal → the field it is about; others stand on top

    def __init__(self, *args: Any, unit: Organisation, by: Seat | Person, **values: Any) -> None:
        super().__init__(*args, **values)
        self.unit, self.by = unit, by

    def done(self, now: datetime) -> bool:
        """Carry the change out if the form is sound; who may not at all is told so on a page of its own."""
        if not self.is_valid():
            return False
        try:
            self.act(now)()
        except NotAllowed:
            raise
        except Refusal as refusal:
            self.add_error(self.places.get(refusal.code), refusal.message)
        return not self.errors

    def act(self, now: datetime) -> Callable[[], Organisation]:
        """Give the action with what was typed."""
        raise TypeError("a form of a change says which")


class FoundForm(ChangeForm):
    """A new unit below this one."""

    places: ClassVar[dict[str, str]] = {"code_taken": "code", "not_below": "level", "unit_does_not_stand": "founded_on"}

    code = forms.RegexField(
        CODE,
        label=_("Mã đơn vị mới"),
        max_length=40,
        help_text=_("Chữ không dấu, chữ số, dấu chấm, gạch nối; không đổi về sau."),
        error_messages={
            "required": _("Ghi mã của đơn vị mới, ví dụ AH-01."),
            "invalid": _("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối. Sửa lại, ví dụ AH-01."),
        },
    )
    new_name = forms.CharField(label=_("Tên đơn vị mới"), max_length=200, error_messages=NAME_WANTED)
    kind = forms.ChoiceField(label=_("Loại"), choices=Organisation.Kind.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    founded_on = Day(label=_("Thành lập ngày"), validators=[NOT_FOREVER], error_messages=DAY_WANTED)

    def __init__(self, data: Any = None, **values: Any) -> None:
        if data is not None:
            data = data.copy()
            data["code"] = data.get("code", "").strip().upper()
        super().__init__(data, **values)

    def act(self, now: datetime) -> Callable[[], Organisation]:
        said = self.cleaned_data
        unit = actions.NewUnit(said["code"], said["new_name"], said["kind"], said["level"], said["founded_on"])
        return lambda: actions.found_unit(self.unit.pk, unit=unit, by=self.by, now=now)


class RenameForm(ChangeForm):
    """Another name, perhaps another kind."""

    places: ClassVar[dict[str, str]] = {"not_below": "new_kind"} | dict.fromkeys(changing.OF_THE_DAY, "renamed_on")

    name = forms.CharField(label=_("Tên"), max_length=200, error_messages=NAME_WANTED)
    new_kind = forms.ChoiceField(label=_("Loại"), choices=Organisation.Kind.choices)
    renamed_on = Day(label=SINCE, error_messages=DAY_WANTED)

    def act(self, now: datetime) -> Callable[[], Organisation]:
        said = self.cleaned_data
        return lambda: actions.rename_unit(
            self.unit.pk, name=said["name"], kind=said["new_kind"], on=said["renamed_on"], by=self.by, now=now
        )


class MoveForm(ChangeForm):
    """Another unit above."""

    places: ClassVar[dict[str, str]] = {"not_below": "under", "unit_below_itself": "under"} | dict.fromkeys(
        changing.OF_THE_DAY, "moved_on"
    )

    under = UnitChoice(label=_("Đơn vị cấp trên mới"), help_text=_("Mã hoặc tên. Các đơn vị dưới đi theo."))
    moved_on = Day(label=SINCE, error_messages=DAY_WANTED)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        offer(self.fields["under"], changing.places_for(self.unit, self.by), "noi-chuyen-den")

    def act(self, now: datetime) -> Callable[[], Organisation]:
        said = self.cleaned_data
        return lambda: actions.move_unit(self.unit.pk, under=said["under"].pk, on=said["moved_on"], by=self.by, now=now)


class EndForm(ChangeForm):
    """A last day, and who takes over."""

    places: ClassVar[dict[str, str]] = {
        "not_below": "successor",
        "unit_below_itself": "successor",
        "units_stand_below": "successor",
        "handover_lies_ahead": "last_day",
    } | dict.fromkeys(changing.OF_THE_DAY, "last_day")

    last_day = Day(label=_("Ngày cuối cùng"), validators=[NOT_FOREVER], error_messages=DAY_WANTED)
    successor = UnitChoice(
        label=_("Đơn vị kế tục, nếu có"), required=False, help_text=_("Mã hoặc tên. Các đơn vị dưới chuyển sang đó.")
    )
    people_go = forms.BooleanField(label=_("Người của đơn vị cũng sang đó"), required=False)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        offer(self.fields["successor"], changing.heirs_for(self.unit, self.by), "noi-ke-tuc")

    def act(self, now: datetime) -> Callable[[], Organisation]:
        said = self.cleaned_data
        handover = actions.Handover(said["successor"].pk if said["successor"] else None, people_go=said["people_go"])
        return lambda: actions.end_unit(self.unit.pk, on=said["last_day"], handover=handover, by=self.by, now=now)


class ActingForm(ChangeForm):
    """Somebody in a post for a time."""

    places: ClassVar[dict[str, str]] = {
        "capacity_in_full": "capacity",
        "acting_days": "last_acting_day",
        "unit_does_not_stand": "acting_from",
        "holds_it_already": "username",
        "held_in_full": "capacity",
    }

    username = forms.CharField(
        label=_("Tên đăng nhập của người được giao"),
        max_length=60,
        help_text=_("Như trong danh sách đã nhập."),
        error_messages={"required": _("Ghi tên đăng nhập, như trong danh sách đã nhập.")},
    )
    post = forms.ModelChoiceField(
        label=_("Chức vụ"),
        queryset=Post.objects.none(),
        empty_label="–",
        error_messages={"required": _("Chọn chức vụ."), "invalid_choice": _("Chọn chức vụ.")},
    )
    capacity = forms.ChoiceField(label=_("Tư cách"), choices=Seat.Capacity.choices[1:])
    acting_from = Day(label=SINCE, error_messages=DAY_WANTED)
    last_acting_day = Day(
        label=_("Đến hết ngày"),
        validators=[NOT_FOREVER],
        error_messages={"required": _("Ghi ngày cuối cùng; hết ngày ấy tự thôi.")},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        post = self.fields["post"]
        if isinstance(post, forms.ModelChoiceField):
            post.queryset = changing.posts_for(self.unit)

    def clean_username(self) -> Person:
        """Find who is meant; nobody's name is shown for it."""
        found = changing.person_to_act(self.cleaned_data["username"], self.by, day_of(timezone.now()))
        if found is None:
            raise forms.ValidationError(
                _("Không có ai đang giữ vị trí với tên đăng nhập ấy. Xem lại danh sách đã nhập.")
            )
        return found

    def act(self, now: datetime) -> Callable[[], Organisation]:
        said = self.cleaned_data
        acting = ActingSeat(
            said["username"].pk, said["post"].pk, said["capacity"], said["acting_from"], said["last_acting_day"]
        )
        return lambda: appoint_acting(self.unit.pk, acting=acting, by=self.by, now=now).organisation


FORMS: dict[str, type[ChangeForm]] = {
    "found": FoundForm,
    "rename": RenameForm,
    "move": MoveForm,
    "end": EndForm,
    "acting": ActingForm,
}


def blank(page: changing.ChangePage, by: Seat | Person, today: date) -> dict[str, ChangeForm]:
    """Give the five forms with what is known already filled in."""
    unit = page.unit
    known = {
        "found": {"founded_on": today, **_likely_below(unit)},
        "rename": {"name": unit.name, "new_kind": unit.kind, "renamed_on": today},
        "move": {"moved_on": today},
        "end": {"last_day": today},
        "acting": {"acting_from": today},
    }
    return {name: form(initial=known[name], unit=unit, by=by) for name, form in FORMS.items()}


def _likely_below(unit: Organisation) -> dict[str, str]:
    if unit.level == Level.CITY:
        return {"kind": Organisation.Kind.WARD, "level": Level.WARD}
    return {"kind": Organisation.Kind.CELL, "level": Level.CELL}
