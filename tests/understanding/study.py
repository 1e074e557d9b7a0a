"""What the stories of checks over days begin from: a drive, questions about its text, and a check of two of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.factories import NOW, Four, make_dissemination, make_four
from thongsuot.cascade.models import Dissemination
from thongsuot.corpus.models import Expression
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.checks import CheckPlan, begin_attempt, hand_in_attempt, open_check
from thongsuot.understanding.actions.questions import Written, write_question
from thongsuot.understanding.models import Attempt, QuestionVersion, StudyCheck

TODAY = NOW.date()


@dataclass(frozen=True, slots=True)
class Study:
    """The four people, the drive, and its questions in the order written."""

    four: Four
    drive: Dissemination
    questions: tuple[QuestionVersion, ...]

    @property
    def text(self) -> Expression:
        return self.drive.texts.get(position=0).expression

    def plan(self, number: int = 2, *, tries: int = 2, minutes: int = 0, days: int = 3) -> CheckPlan:
        return CheckPlan("Bài để thử", (number,), TODAY, TODAY + timedelta(days=days), tries, minutes)

    def open(self, number: int = 2, *, tries: int = 2, minutes: int = 0) -> StudyCheck:
        """Let Cúc open a check for the city and all below it."""
        plan = self.plan(number, tries=tries, minutes=minutes)
        return open_check(self.drive.pk, plan=plan, by=self.four.cuc, now=NOW)

    def take(self, check: StudyCheck, seat: Seat, place: int, *, now: datetime = NOW) -> Attempt:
        """Let a seat begin a try and answer every question with the option at one place."""
        attempt = begin_attempt(check.pk, by=seat, now=now)
        return hand_in_attempt(attempt.pk, answers={one: [place] for one in attempt.drawn}, by=seat, now=now)


def make_study(questions: int = 4) -> Study:
    """Publish a drive and let its office write questions about article 1."""
    four = make_four()
    drive = make_dissemination(four.cuc)
    text = drive.texts.get(position=0).expression_id
    options, right = ("Để thử", "Để xem", "Để cất"), frozenset({0})
    written = [Written(text, "art_1", "single", f"Câu {at}?", options, right) for at in range(questions)]
    return Study(four, drive, tuple(write_question(each, by=four.cuc, now=NOW) for each in written))
