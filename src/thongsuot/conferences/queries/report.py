"""Everything the result report of a conference tells, taken from the same figures as its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.cascade.models import Question, StudyText
from thongsuot.conferences.models import Conference, HalfDay
from thongsuot.conferences.queries.agenda import held_agenda
from thongsuot.conferences.queries.delegates import units_of
from thongsuot.conferences.queries.figures import Presence, answers_at, methods, presences, standing
from thongsuot.corpus.models import Provision
from thongsuot.orgs.queries.letterheads import letterhead_of
from thongsuot.understanding.suppression import Told

METHODS = {
    "roll_call": "điểm danh",
    "paper": "danh sách ký tên",
    "own_phone": "tự ghi bằng điện thoại",
    "scan": "quét mã cá nhân",
    "typed": "gõ tên tại cửa",
    "hall_code": "quét mã trên màn hình",
    "spoken_code": "mã đọc tại điểm cầu",
}


def method_name(method: str) -> str:
    """Say by which method presence was noted."""
    return METHODS.get(method, method)


def methods_told(by_method: Iterable[tuple[str, int]]) -> str:
    """Say in one line how many were noted by which method."""
    return ", ".join(f"{method_name(method)} {number}" for method, number in by_method)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One half day in figures: its name, the four counts, and how many were noted by which method."""

    half_day: str
    expected: int
    present: int
    excused: int
    missing: int
    by_method: Sequence[tuple[str, int]] = ()

    @property
    def methods(self) -> str:
        """Say in words by which methods presence was noted."""
        return methods_told(self.by_method)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One line of the agenda that held: what, by whom, at what hour, about which provision; any but the first empty."""

    title: str
    presenter: str = ""
    hour: str = ""
    provision: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the check as it may be told: words, provision, sheets counted, share of wrong ones in words."""

    text: str
    provision: str
    answered: int
    share: str


@dataclass(frozen=True, slots=True)
class ResultReport:
    """Everything a result report tells; the same figures that the page shows."""

    unit: str
    parent: str
    is_party: bool
    written_on: date
    title: str
    place: str
    texts: Sequence[str]
    agenda: Sequence[AgendaRow]
    attendance: Sequence[AttendanceRow]
    absent: Sequence[tuple[str, str, str]]
    questions: Sequence[QuestionRow]
    asked: int = 0  # questions of the check, told of or not
    answered: int = 0  # people who handed it in
    to_brief: Sequence[tuple[str, str]] = ()  # article, share of wrong answers in words
    called: int = 0
    came: int = 0
    raised: Sequence[tuple[str, str, str]] = ()  # provision, question, answer: nobody's name
    initials: str = ""
    written_in: str = ""


def result_report(conference: Conference, today: date) -> ResultReport:
    """Collect the report of a conference as of `today`."""
    unit = conference.organisation
    held, noted, head = standing(conference), methods(conference), letterhead_of(unit)
    found = presences(conference, held)
    questions, answers = answers_at(conference)
    names = _articles({(each.expression_id, each.eid) for each in questions if each.eid})
    texts = StudyText.objects.filter(dissemination=conference.dissemination).named()
    return ResultReport(
        unit=head.name,
        parent=head.parent,
        is_party=head.is_party,
        initials=head.initials,
        written_in=head.place,
        written_on=today,
        title=conference.title,
        place=conference.place,
        texts=[str(text.expression.work) for text in texts],
        agenda=[
            AgendaRow(each.title, each.presenter, each.clock, each.where) for each in held_agenda(conference).lines
        ],
        attendance=[_row(each, noted) for each in found],
        absent=list(_absent(found)),
        questions=[_question(each, names) for each in answers.told],
        asked=len(questions),
        answered=len(held.right),
        to_brief=[(each.name, str(each.share)) for each in answers.articles(names) if each.is_to_brief],
        called=len({seat.pk for each in found for seat in each.called}),
        came=len({seat.pk for each in found for seat in each.came}),
        raised=raised_at(conference),
    )


def half_day_name(half_day: HalfDay) -> str:
    """Name a half day as people say it: "Sáng 26/11/2026"."""
    return f"{half_day.get_half_display()} {half_day.on:%d/%m/%Y}".capitalize()


def half_day_names(half_days: Iterable[HalfDay]) -> str:
    """Name several half days in one line."""
    return ", ".join(half_day_name(each) for each in half_days)


def _row(presence: Presence, noted: dict[tuple[str, int], str]) -> AttendanceRow:
    by_method = Counter(noted[presence.half_day.item, seat.pk] for seat in presence.came)
    return AttendanceRow(
        half_day_name(presence.half_day),
        presence.expected,
        presence.present,
        len(presence.excused),
        len(presence.missing),
        tuple(sorted(by_method.items())),
    )


def _absent(found: Sequence[Presence]) -> Iterator[tuple[str, str, str]]:
    for presence in found:
        name = half_day_name(presence.half_day)
        for seat in presence.excused:
            yield seat.person.full_name, seat.post.name, f"{name}, có lý do"
        for seat in presence.missing:
            yield seat.person.full_name, seat.post.name, f"{name}, không lý do"


def raised_at(conference: Conference) -> list[tuple[str, str, str]]:
    """Give what people of the unit and of its guests asked about the texts, in the order it was asked."""
    rows = Question.objects.filter(
        dissemination=conference.dissemination_id, seat__organisation__in=units_of(conference)
    )
    asked = list(rows.order_by("asked_at", "pk").only("expression_id", "eid", "text", "answer"))
    about = [(each.expression_id, each.eid.split("__")[0]) for each in asked]
    names = _articles({one for one in about if one[1]})
    return [(names.get(one, ""), each.text, each.answer) for one, each in zip(about, asked, strict=True)]


def _question(told: Told, names: Mapping[tuple[int, str], str]) -> QuestionRow:
    question = told.question
    where = names.get((question.expression_id, question.eid), question.eid)
    return QuestionRow(question.text, where, told.answered, str(told.share))


def _articles(eids: set[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Name articles as people do: "Điều 5"."""
    rows = Provision.objects.filter(expression__in={one for one, _eid in eids}, eid__in={eid for _one, eid in eids})
    named = rows.filter(kind="article").values_list("expression_id", "eid", "num") if eids else ()
    return {(expression, eid): f"Điều {num}" for expression, eid, num in named}
