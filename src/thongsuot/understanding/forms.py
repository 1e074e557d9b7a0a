"""What people type, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.orgs.forms.fields import NOT_FOREVER, Day
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.checks import CheckPlan
from thongsuot.understanding.actions.questions import Written
from thongsuot.understanding.actions.reflections import TaskPlan
from thongsuot.understanding.exchange import gift, sheet
from thongsuot.understanding.exchange.rows import Reading, Row
from thongsuot.understanding.models import Criterion, QuestionVersion
from thongsuot.understanding.queries.reflections import Measured

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


class TaskForm(forms.Form):
    """A task to reflect: a prompt a line, a criterion a line, who reads it, its days."""

    title = forms.CharField(label=_("Tên đề"), max_length=300)
    prompts = forms.CharField(
        label=_("Các câu gợi ý"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Mỗi dòng một câu. Hỏi về nội dung văn bản."),
    )
    rubric = forms.CharField(
        label=_("Tiêu chí"),
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Mỗi dòng một tiêu chí: tên | cần nêu được gì | điều | mức cao nhất. "
            "Ví dụ: Phạm vi | Nêu đúng ai phải làm | 1 | 5."
        ),
    )
    grader = forms.ChoiceField(
        label=_("Người xem bài"),
        help_text=_("Chỉ người này và người viết đọc được bài. Người viết thấy tên trước khi viết."),
    )
    opens_on = Day(label=_("Mở từ ngày"), validators=[NOT_FOREVER])
    closes_on = Day(label=_("Đóng sau ngày"), validators=[NOT_FOREVER])
    keep_days = forms.IntegerField(label=_("Số ngày giữ bài sau ngày đóng"), initial=90, min_value=1)

    def __init__(self, *args: Any, graders: Sequence[Seat], **kwargs: Any) -> None:
        """Offer the seats of the unit."""
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each.person.full_name} ({each.post.name})") for each in graders]
        self.fields["grader"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above

    def clean_rubric(self) -> tuple[Criterion, ...]:
        """Read the rubric, a criterion a line."""
        lines = [line for line in self.cleaned_data["rubric"].splitlines() if line.strip()]
        rows = [[part.strip() for part in line.split("|")] for line in lines]
        for at, row in enumerate(rows, 1):
            if len(row) != 4 or not (row[3].isdecimal() and len(row[3]) < 4):
                message = _("Dòng %(line)s cần đủ bốn phần cách nhau bằng dấu |, phần cuối là số.")
                raise forms.ValidationError(message % {"line": at})
        return tuple(Criterion(name, looks, _eid(article), int(most)) for name, looks, article, most in rows)

    def plan(self) -> TaskPlan:
        """Give what was set."""
        data = self.cleaned_data
        prompts = tuple(line.strip() for line in data["prompts"].splitlines() if line.strip())
        days = (data["opens_on"], data["closes_on"], data["keep_days"])
        return TaskPlan(data["title"], prompts, data["rubric"], int(data["grader"]), *days)


def _eid(article: str) -> str:
    told = article.removeprefix("Điều").strip().lower()
    return told if "_" in told else f"art_{told}"


class ReflectionForm(forms.Form):
    """What one person writes: a part for each prompt, over the edition that the page showed."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, parts: Sequence[tuple[str, str]], edition: int, data: Any = None) -> None:
        """Ask for a part for each prompt; what was typed over an older edition is kept and compared."""
        super().__init__(data, initial={"edition": edition})
        self.current = edition
        self.names = [f"part-{at}" for at in range(len(parts))]
        for name, (prompt, written) in zip(self.names, parts, strict=True):
            area = forms.Textarea({"rows": 8})
            self.fields[name] = forms.CharField(
                label=prompt, initial=written, required=False, max_length=20_000, widget=area, strip=False
            )

    def clean(self) -> dict[str, Any]:
        """Hold back what was typed over an older edition: both are shown, and saved again it stands."""
        data = super().clean() or self.cleaned_data
        if data.get("edition") != self.current:
            self.data = {**{name: self.data.get(name, "") for name in self.names}, "edition": str(self.current)}
            raise forms.ValidationError(
                _("Bài đã được lưu ở một cửa sổ khác. Đối chiếu với bản đã lưu rồi bấm lưu lại.")
            )
        return data

    def answers(self) -> list[str]:
        """Give each part as typed."""
        return [self.cleaned_data[name].replace("\r\n", "\n") for name in self.names]

    def seen(self) -> int:
        """Give the edition this was written over."""
        return int(self.cleaned_data["edition"])

    def questions(self) -> list[forms.BoundField]:
        """Give the parts as the page shows them."""
        return [self[name] for name in self.names]


class GradeForm(forms.Form):
    """How much each criterion of a rubric was told, and a comment."""

    def __init__(self, measured: Sequence[Measured], comment: str, data: Any = None) -> None:
        """Ask once for each criterion, never more than it gives."""
        super().__init__(data, initial={"comment": comment})
        self.names = [f"mark-{at}" for at in range(len(measured))]
        for name, each in zip(self.names, measured, strict=True):
            most = each.criterion.most
            self.fields[name] = forms.IntegerField(
                label=each.criterion.name,
                initial=each.mark,
                min_value=0,
                max_value=most,
                help_text=each.criterion.looks_for,
            )
        area = forms.Textarea({"rows": 4})
        self.fields["comment"] = forms.CharField(label=_("Nhận xét"), max_length=4000, required=False, widget=area)

    def marks(self) -> list[int]:
        """Give the marks in the order of the rubric."""
        return [self.cleaned_data[name] for name in self.names]

    def lines(self) -> list[forms.BoundField]:
        """Give the criteria as the page shows them."""
        return [self[name] for name in self.names]
