"""What the stories of reflections begin from: a task of two prompts, and a colleague who grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from thongsuot.cascade.models import Dissemination
from thongsuot.orgs.models import Seat
from thongsuot.understanding.actions.reflections import TaskPlan, hand_in_reflection, save_reflection, set_task
from thongsuot.understanding.models import Criterion, Reflection, ReflectionTask

TODAY = NOW.date()
CRITERIA = (Criterion("Phạm vi", "Nêu đúng ai phải làm", "art_1", 5), Criterion("Hiệu lực", "Từ ngày nào", "art_2", 3))
WRITTEN = ["Quy định áp dụng cho mọi đơn vị.", "Có hiệu lực ngay."]


@dataclass(frozen=True, slots=True)
class Thinking:
    """The four people, the drive, and the seat that grades."""

    four: Four
    drive: Dissemination
    grader: Seat

    def plan(self, criteria: tuple[Criterion, ...] = CRITERIA, *, days: int = 3, keep: int = 30) -> TaskPlan:
        prompts = ("Quy định áp dụng cho ai?", "Có hiệu lực từ khi nào?")
        return TaskPlan("Đề để thử", prompts, criteria, self.grader.pk, TODAY, TODAY + timedelta(days=days), keep)

    def set(self, *, days: int = 3) -> ReflectionTask:
        return set_task(self.drive.pk, plan=self.plan(days=days), by=self.four.cuc, now=NOW)

    def hand_in(self, task: ReflectionTask, seat: Seat) -> Reflection:
        save_reflection(task.pk, answers=WRITTEN, seen=0, by=seat, now=NOW)
        return hand_in_reflection(task.pk, by=seat, now=NOW)


def make_thinking() -> Thinking:
    """Publish a drive, and seat a colleague in the office who keeps nothing."""
    four = make_four()
    drive = make_dissemination(four.cuc)
    return Thinking(four, drive, make_seat(make_person("Người xem bài"), four.city))
