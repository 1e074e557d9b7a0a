"""What the stories of this room begin from: a drive of Cúc's, and the conference that Bình's cell holds for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.models import Dissemination
from thongsuot.conferences.actions.agenda import set_agenda
from thongsuot.conferences.actions.attending import RollCall, mark_attendance
from thongsuot.conferences.actions.checking import draw_check
from thongsuot.conferences.actions.planning import ConferencePlan, end_conference, plan_conference
from thongsuot.conferences.agenda import Line
from thongsuot.conferences.models import ComprehensionCheck, Conference, HalfDay
from thongsuot.corpus.models import Expression
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.questions import Written, write_question
from thongsuot.understanding.models import QuestionVersion

TODAY = NOW.date()
AGENDA = (Line("Giới thiệu quy định", "Bí thư chi bộ"), Line("Thảo luận"))


def plan(
    *half_days: tuple[date, str], title: str = "Hội nghị để thử", place: str = "Hội trường tầng 2"
) -> ConferencePlan:
    """Make a plan of one morning, today, unless told otherwise."""
    return ConferencePlan(title, place, half_days or ((TODAY, "morning"),))


@dataclass(frozen=True, slots=True)
class Meeting:
    """The four people, the drive, and the cell's conference."""

    four: Four
    drive: Dissemination
    conference: Conference

    @property
    def half_day(self) -> HalfDay:
        return self.conference.half_days.get(position=0)

    @property
    def text(self) -> Expression:
        return self.drive.texts.get(position=0).expression

    def mark(self, seat: Seat, status: str, *, now: object = NOW) -> None:
        """Let Bình say of one seat how it stands."""
        call = RollCall(self.half_day.pk, {seat.pk: status})
        mark_attendance(self.conference.pk, call=call, by=self.four.binh, now=now, key=new_key())

    def ask(self, text: str = "Quy định này soạn để làm gì?", *, kind: str = "single") -> QuestionVersion:
        """Let Bình write a question about article 1 whose first option is right."""
        right = frozenset({0, 1}) if kind == "multiple" else frozenset({0})
        options = ("Để thử", "Để xem", "Để cất")
        written = Written(self.text.pk, "art_1", kind, text, options, right)
        return write_question(written, by=self.four.binh, now=NOW)

    def draw(self, *questions: QuestionVersion) -> ComprehensionCheck:
        """Let Bình draw a check of these questions."""
        return draw_check(self.conference.pk, questions=tuple(one.pk for one in questions), by=self.four.binh, now=NOW)

    def end(self) -> Conference:
        """Let Bình write down that it is over."""
        return end_conference(self.conference.pk, by=self.four.binh, now=NOW)


def make_meeting(*half_days: tuple[date, str]) -> Meeting:
    """Publish a drive and let the secretary of the cell plan its conference."""
    four = make_four()
    drive = make_dissemination(four.cuc)
    held = plan_conference(drive.pk, plan=plan(*half_days), by=four.binh, now=NOW)
    set_agenda(held.pk, lines=AGENDA, by=four.binh, now=NOW)
    return Meeting(four, drive, held)
