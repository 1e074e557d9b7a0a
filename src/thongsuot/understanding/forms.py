"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.forms.fields import NOT_FOREVER, Day
from thongsuot.understanding.actions.checks import CheckPlan
from thongsuot.understanding.actions.questions import Written
from thongsuot.understanding.exchange import gift, sheet
from thongsuot.understanding.exchange.rows import Reading, Row
from thongsuot.understanding.models import QuestionVersion

ALL_RIGHT = ("order", "short")
PASTED_MAX = 1_000_000


class QuestionForm(forms.Form):
    """One question: about which text and article, its words, its options a line each, the right ones starred."""

    expression = forms.IntegerField(label=_("Văn bản"))
    article = forms.CharField(label=_("Điều"), max_length=40, required=False, help_text=_("Ví dụ 5 hoặc 12a."))
    kind = forms.ChoiceField(label=_("Loại câu"), choices=QuestionVersion.Kind.choices)
    text = forms.CharField(label=_("Câu hỏi"), max_length=1000, widget=forms.Textarea({"rows": 2}))
    options = forms.CharField(
        label=_("Các lựa chọn"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Mỗi dòng một lựa chọn; đặt dấu * trước lựa chọn đúng. Câu xếp thứ tự ghi đúng thứ tự, câu trả lời ngắn "
            "ghi các cách trả lời được nhận; hai loại này không cần dấu *."
        ),
    )
    is_folded = forms.BooleanField(
        label=_("Câu trả lời ngắn: nhận cả khi gõ không dấu, không phân biệt chữ hoa"), required=False
    )

    def written(self) -> Written:
        """Give the question as the action takes it."""
        data = self.cleaned_data
        lines = [line.strip() for line in data["options"].splitlines() if line.strip()]
        starred = frozenset(at for at, line in enumerate(lines) if line.startswith("*"))
        article = data["article"].strip().removeprefix("Điều").strip().lower()
        return Written(
            expression=data["expression"],
            eid=article if "_" in article else f"art_{article}" if article else "",
            kind=data["kind"],
            text=data["text"],
            options=tuple(line.removeprefix("*").strip() for line in lines),
            right=frozenset(range(len(lines))) if data["kind"] in ALL_RIGHT else starred,
            is_folded=data["is_folded"],
        )


def typed_again(version: QuestionVersion, newest: int) -> dict[str, Any]:
    """Give a question as its editor would have typed it, tied to the newest wording."""
    star = "" if version.kind in ALL_RIGHT else "* "
    lines = [f"{star if option['is_right'] else ''}{option['text']}" for option in version.options]
    is_article = version.eid.startswith("art_") and "_" not in version.eid.removeprefix("art_")
    return {
        "expression": newest,
        "article": version.eid.removeprefix("art_") if is_article else version.eid,
        "kind": version.kind,
        "text": version.text,
        "options": "\n".join(lines),
        "is_folded": version.is_folded,
    }


class ImportForm(forms.Form):
    """A file of questions, or GIFT text pasted."""

    file = forms.FileField(
        label=_("Tệp câu hỏi"),
        help_text=_("Tệp Excel theo mẫu (.xlsx), hoặc tệp GIFT của Moodle (.txt, .gift)."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.txt,.gift"}),
    )
    pasted = forms.CharField(
        label=_("Hoặc dán nội dung GIFT"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )

    def reading(self, known: frozenset[str]) -> Reading:
        """Read what was handed in."""
        file = self.cleaned_data["file"]
        if file is None:
            return gift.read(self.cleaned_data["pasted"], known)
        if file.name.lower().endswith(".xlsx"):
            return sheet.read(file, known)
        return gift.read(file.read(PASTED_MAX).decode("utf-8", "replace"), known)


def written_from(rows: Iterable[Row], expression: int) -> list[Written]:
    """Give the rows of a file as the action takes them."""
    return [Written(expression, row.eid, row.kind, row.text, row.options, row.right, row.is_folded) for row in rows]


class CheckForm(forms.Form):
    """A check over days: its name, its days, tries and minutes; the numbers of each chapter come beside it."""

    title = forms.CharField(label=_("Tên bài"), max_length=300)
    opens_on = Day(label=_("Mở từ ngày"), validators=[NOT_FOREVER])
    closes_on = Day(label=_("Đóng sau ngày"), validators=[NOT_FOREVER])
    tries = forms.IntegerField(label=_("Số lượt mỗi người"), initial=2, min_value=1)
    minutes = forms.IntegerField(
        label=_("Số phút mỗi lượt"), initial=0, min_value=0, help_text=_("Ghi 0 nếu không tính giờ.")
    )

    def plan(self, parts: int) -> CheckPlan:
        """Give what was set, with as many numbers as there are parts."""
        data = self.cleaned_data
        typed = (self.data.get(f"part-{at}", "") for at in range(parts))
        numbers = tuple(int(one) if one.isdecimal() and len(one) < 4 else 0 for one in typed)
        return CheckPlan(data["title"], numbers, data["opens_on"], data["closes_on"], data["tries"], data["minutes"])


class TrainerForm(forms.Form):
    """Which seat of the unit is to be the trainer of a check; nothing chosen means nobody."""

    trainer = forms.IntegerField(required=False, min_value=1)

    def chosen(self) -> int | None:
        """Give the id of the seat."""
        return self.cleaned_data.get("trainer") if self.is_valid() else None
