"""What people type, translated into the values that actions take."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.tabletext import lines_of_file
from thongsuot.points.actions.placing import PointPlan
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import IN, TYPED, Passage, passage_from
from thongsuot.points.queries.roster import clerks

MOST_AT_ONCE = 60
MOST_QUEUE_BYTES = 8 * 1024 * 1024


class Unread(Refusal):
    """Say that what came is nothing that a door sends."""

    status = 400


class PointForm(forms.Form):
    """One connecting point: its name and place, how many it seats, who keeps its door, whose people it expects."""

    name = forms.CharField(label=_("Tên điểm cầu"), max_length=200, error_messages={"required": _("Ghi tên điểm cầu.")})
    place = forms.CharField(label=_("Địa điểm"), max_length=300, required=False)
    capacity = forms.IntegerField(label=_("Số chỗ ngồi"), min_value=1, max_value=100_000, required=False)
    username = forms.CharField(
        label=_("Tên đăng nhập của thư ký điểm cầu"),
        max_length=60,
        required=False,
        help_text=_("Người giữ cửa, thuộc đơn vị dự họp hoặc đơn vị bên dưới. Để trống thì văn thư đơn vị làm."),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị dự tại đây"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn đơn vị nào thì điểm cầu đón mọi người được triệu tập."),
    )

    def __init__(
        self, data: Any = None, *, units: Collection[int], day: date, point: ConnectingPoint | None = None
    ) -> None:
        super().__init__(data, initial=_typed(point) if point else None)
        self.candidates = clerks(units, day)
        named = Organisation.objects.filter(pk__in=units).order_by("name").values_list("pk", "name")
        choice = self.fields["units"]
        if isinstance(choice, forms.TypedMultipleChoiceField):
            choice.choices = list(named)

    def clean_username(self) -> Seat | None:
        """Find who is meant; nobody's name is shown for it."""
        typed = self.cleaned_data["username"].strip()
        if not typed:
            return None
        found = self.candidates.filter(person__username=typed).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(
                _("Không có ai đang giữ vị trí ở các đơn vị này với tên đăng nhập ấy. Xem lại danh sách đã nhập.")
            )
        return found

    def plan(self) -> PointPlan:
        """Give what was set."""
        said = self.cleaned_data
        clerk = said["username"].pk if said["username"] else None
        return PointPlan(said["name"], said["place"], said["capacity"], clerk, tuple(said["units"]))


def _typed(point: ConnectingPoint) -> dict[str, Any]:
    return {
        "name": point.name,
        "place": point.place,
        "capacity": point.capacity,
        "username": point.clerk.person.username if point.clerk else "",
        "units": [each.pk for each in point.units.all()],
    }


def batch_from(data: QueryDict) -> list[Passage]:
    """Read a part of a device's queue. Refuses what is none, or is longer than one request carries."""
    try:
        sent = json.loads(data.get("passages", ""))
        if len(sent) > MOST_AT_ONCE:
            raise Refusal(
                "too_many_passages", gettext("Máy gửi quá nhiều mục một lúc. Mở lại trang điểm cầu rồi gửi lại.")
            )
        return [passage_from(data.get("device", ""), each) for each in sent]
    except (ValueError, TypeError) as mistake:
        raise Unread(
            "garbled", gettext("Không đọc được những gì máy gửi lên. Tải lại trang điểm cầu rồi gửi lại.")
        ) from mistake


def typed_at_door(data: QueryDict, key: UUID, now: datetime) -> Passage:
    """Read the form of a page without script: a half day, a way and a code, all under the key of the page."""
    typed = {"n": 0, "clock": int(now.timestamp() * 1000), "method": TYPED, "direction": data.get("direction", IN)}
    half_day = data.get("half_day", "")
    code = data.get("code", "").strip()
    try:
        known = {**typed, "half_day": int(half_day) if half_day.isdecimal() else None, "code": code}
        return passage_from(f"form-{key.hex}", known)
    except ValueError as mistake:
        raise Unread("garbled", gettext("Nhập mã ghi dưới hình vuông trên thẻ, rồi bấm lại.")) from mistake


def queue_file(files: MultiValueDict[str, UploadedFile]) -> bytes:
    """Read the file of a device that was handed in."""
    file = files.get("queue")
    if file is None or (file.size or 0) > MOST_QUEUE_BYTES:
        raise Unread("no_queue", gettext("Chọn tệp mà máy ở điểm cầu đã lưu ra, rồi bấm lại."))
    content: bytes = file.read()
    return content


def list_text(data: QueryDict, files: MultiValueDict[str, UploadedFile]) -> str:
    """Take a signed list as text, from the file that was chosen or the field it was pasted into; empty for neither."""
    file = files.get("file")
    if file is None:
        return data.get("text", "").strip()
    if (file.size or 0) > MOST_QUEUE_BYTES:
        raise Unread("list_large", gettext("Tệp này lớn hơn mọi danh sách ký. Chọn lại tệp danh sách."))
    return lines_of_file(file.read())
