"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thongsuot.cascade.actions.course import Replacement
from thongsuot.cascade.actions.drafting import DisseminationPlan
from thongsuot.cascade.actions.naming import Named
from thongsuot.cascade.actions.notices import Addition, Decision, Upload
from thongsuot.cascade.actions.paper import SignedSheet
from thongsuot.cascade.actions.reading import Words
from thongsuot.cascade.actions.relay import OwnWords
from thongsuot.cascade.audience import KINDS, LEVELS, AudienceRule, everybody, key_cadres, rule_from
from thongsuot.cascade.models import AudienceException, Finding
from thongsuot.cascade.queries.ordering import hour_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day

PASTED = "ban-tin.txt"
MESSAGE_MAX = 4000
NUMBER = re.compile(r"[0-9]{1,18}")  # what fits a key of both databases; "²" is a digit to Python, too
NAMES_NOTHING = -1
NUMBER_MAX = 80


class NoticeForm(forms.Form):
    """A report as a file, or pasted."""

    file = forms.FileField(label=_("Tệp bản tin (.txt, .md, .docx)"), required=False)
    text = forms.CharField(label=_("Hoặc dán bản tin vào đây"), required=False, widget=forms.Textarea)
    published_on = Day(label=_("Ngày đăng, nếu bản tin không ghi năm"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and say the size limit in the place where it matters."""
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Chọn một tệp hoặc dán bản tin rồi gửi lại."))
        if data.get("file") and data["file"].size > settings.UPLOAD_MAX_BYTES:
            self.add_error("file", _("Tệp quá lớn. Gửi tệp dưới 50 MB."))
        return data

    def upload(self) -> Upload:
        """Give the report's bytes; a pasted text becomes a text file."""
        data, file = self.cleaned_data, self.cleaned_data["file"]
        if file:
            return Upload(file.read(), file.name, data["published_on"])
        return Upload(data["text"].encode(), PASTED, data["published_on"])


class SentNumbers(forms.TypedMultipleChoiceField):
    """Numbers sent by a list of ticks; whether they name anything is for the action to find out."""

    def valid_value(self, value: Any) -> bool:
        return NUMBER.fullmatch(str(value)) is not None


COMMON = (
    ("", _("theo các ô dưới đây")),
    ("city", _("cán bộ chủ chốt cấp thành phố, tỉnh")),
    ("ward", _("cán bộ chủ chốt từ cấp xã trở lên")),
    ("cell", _("cán bộ chủ chốt từ chi bộ trở lên")),
    ("everybody", _("mọi người ở mọi cấp")),
)


def _common(chosen: str) -> AudienceRule | None:
    """Give the rule that people ask for by name; None where the ticks say it."""
    if not chosen:
        return None
    return everybody() if chosen == "everybody" else key_cadres(chosen)


class PlanForm(forms.Form):
    """The builder: texts, audience ticks `level:kind`, one day a level, words."""

    title = forms.CharField(
        label=_("Tên đợt"), max_length=500, error_messages={"required": _("Đặt tên cho đợt rồi lưu lại.")}
    )
    message = forms.CharField(
        label=_("Lời nhắn kèm theo"), required=False, widget=forms.Textarea({"rows": 4}), max_length=MESSAGE_MAX
    )
    expressions = SentNumbers(label=_("Học văn bản nào"), required=False, coerce=int)
    reaches = forms.MultipleChoiceField(
        label=_("Ai phải học"),
        required=False,
        choices=[(f"{level}:{kind}", f"{level}:{kind}") for level in LEVELS for kind in KINDS],
    )
    common = forms.ChoiceField(
        label=_("Chọn nhanh"),
        required=False,
        choices=COMMON,
        help_text=_("Lưu thì các ô dưới đổi theo lựa chọn này."),
    )
    due_city = Day(label=_("Cấp thành phố, tỉnh"), required=False, validators=[NOT_FOREVER])
    due_ward = Day(label=_("Cấp phường, xã"), required=False, validators=[NOT_FOREVER])
    due_cell = Day(label=_("Cấp chi bộ"), required=False, validators=[NOT_FOREVER])
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def plan(self) -> DisseminationPlan:
        """Give the draft's new contents."""
        data = self.cleaned_data
        kinds: dict[str, list[str]] = {}
        for reach in data["reaches"]:
            level, kind = reach.split(":")
            kinds.setdefault(level, []).append(kind)
        days: dict[str, date | None] = {level: data[f"due_{level}"] for level in LEVELS}
        return DisseminationPlan(
            title=data["title"],
            message=data["message"],
            expressions=tuple(data["expressions"]),
            audience=_common(data["common"]) or rule_from(kinds),
            deadlines={level: day for level, day in days.items() if day is not None},
            seen=data["seen"],
        )


class HourForm(forms.Form):
    """A day and an hour on the clocks of the country."""

    on = Day(label=_("Ngày ban hành"), validators=[NOT_FOREVER], error_messages={"required": _("Ghi ngày ban hành.")})
    hour = forms.TimeField(
        label=_("Giờ"),
        input_formats=["%H:%M", "%H.%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Ghi giờ ban hành."), "invalid": _("Ghi giờ theo dạng 7:30.")},
    )

    def moment(self) -> datetime:
        """Give the moment that was typed."""
        return hour_of(self.cleaned_data["on"], self.cleaned_data["hour"])


class ExtensionForm(forms.Form):
    """Later days for the levels of a running drive, and why."""

    due_city = Day(label=_("Cấp thành phố, tỉnh"), required=False, validators=[NOT_FOREVER])
    due_ward = Day(label=_("Cấp phường, xã"), required=False, validators=[NOT_FOREVER])
    due_cell = Day(label=_("Cấp chi bộ"), required=False, validators=[NOT_FOREVER])
    reason = forms.CharField(
        label=_("Lý do"), max_length=1000, error_messages={"required": _("Ghi lý do, mọi đơn vị sẽ đọc.")}
    )

    def days(self) -> dict[str, date]:
        """Give the days that were filled in."""
        found = {level: self.cleaned_data[f"due_{level}"] for level in LEVELS}
        return {level: day for level, day in found.items() if day is not None}


class SheetForm(forms.Form):
    """A signed sheet: who is ticked, for which texts, the day on it and its photo."""

    seats = SentNumbers(
        label=_("Ai đã ký"), coerce=int, error_messages={"required": _("Đánh dấu ít nhất một người trên danh sách.")}
    )
    texts = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    signed_on = Day(
        label=_("Ngày ghi trên danh sách"), error_messages={"required": _("Ghi ngày ghi trên danh sách đã ký.")}
    )
    photo = forms.FileField(
        label=_("Ảnh chụp hoặc bản quét danh sách (JPG, PNG, WebP, PDF; dưới 10 MB)"),
        error_messages={"required": _("Chọn ảnh chụp hoặc bản quét của danh sách đã ký.")},
    )

    def sheet(self) -> SignedSheet:
        """Give the sheet as it was sent."""
        data = self.cleaned_data
        photo, texts = data["photo"], tuple(str(text) for text in data["texts"] or ())
        return SignedSheet(photo.read(), photo.name, data["signed_on"], tuple(data["seats"]), texts)


def own_words_from(data: QueryDict) -> OwnWords:
    """Read a unit's words and day. Raises Refusal for what is no day."""
    day = typed(data, "asked_on").strip()
    try:
        asked_on = Day(required=False).clean(day)
    except forms.ValidationError as mistake:
        raise Refusal("no_day", mistake.messages[0]) from mistake
    return OwnWords(typed(data, "note"), asked_on)


def replacement_from(data: QueryDict) -> Replacement:
    """Read which wording takes the place of which; an unknown word asks again, so that nobody is passed over."""
    before, after = _id(data.get("before")) or NAMES_NOTHING, _id(data.get("after")) or NAMES_NOTHING
    return Replacement(before, after, data.get("kind") == "corrected", typed(data, "reason"))


def words_from(data: QueryDict) -> Words:
    """Read what a member typed about one wording."""
    return Words(expression=typed(data, "expression"), text=typed(data, "text"), eid=typed(data, "eid"))


def decision_from(data: QueryDict) -> Decision:
    """Read a decision; an unknown word lets the finding wait again, so that nothing is taken that nobody took."""
    wanted = data.get("decision", "")
    known = wanted if wanted in Finding.Decision.values else Finding.Decision.OPEN.value
    return Decision(known, typed(data, "label"), _id(data.get("text")), typed(data, "number")[:NUMBER_MAX])


def group_from(data: QueryDict) -> tuple[str, bool]:
    """Read which kind is decided as a whole, and whether it is left out."""
    kind = data.get("kind", "")
    return kind if kind in Finding.Kind.values else Finding.Kind.AUDIENCE.value, data.get("decision") == "dropped"


def named_from(data: QueryDict) -> Named:
    """Read whom the office names, as what, and why."""
    kind = data.get("kind", "")
    known = kind if kind in AudienceException.Kind.values else AudienceException.Kind.EXCLUDED.value
    return Named(_id(data.get("seat")) or NAMES_NOTHING, known, typed(data, "reason"))


def addition_from(data: QueryDict) -> Addition:
    """Read a fact added by hand."""
    kind = data.get("kind", "")
    known = kind if kind in Finding.Kind.values else Finding.Kind.INSTRUCTION.value
    return Addition(kind=known, label=typed(data, "label"), expression=_id(data.get("text")))


def typed(data: QueryDict, name: str) -> str:
    """Take a text as typed; no keyboard makes the sign zero, and PostgreSQL keeps none."""
    return data.get(name, "").replace("\0", "")


def _id(value: str | None) -> int | None:
    """Read an id: None where nothing was chosen; what is no number names nothing, and so is not found."""
    if not value:
        return None
    return int(value) if NUMBER.fullmatch(value) else NAMES_NOTHING
