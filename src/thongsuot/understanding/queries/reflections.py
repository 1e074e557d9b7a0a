"""The pages of reflections: one's own, the grader's list, and one reflection beside its rubric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.cascade.models import Dissemination
from thongsuot.corpus.models import Expression
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat
from thongsuot.understanding import permissions
from thongsuot.understanding.models import Criterion, Reflection, ReflectionTask
from thongsuot.understanding.queries.pools import is_called

PEOPLE = ("grader__person", "grader__post", "organisation", "dissemination")


@dataclass(frozen=True, slots=True)
class SettingPage:
    """The page on which a task is set: the drive, and who of the unit may be named to grade."""

    drive: Dissemination
    graders: tuple[Seat, ...]


def setting_page(dissemination_id: int, seat: Seat, now: datetime) -> SettingPage:
    """Show the page to a keeper. Raises DoesNotExist for a drive one may not see."""
    permissions.check_set_task(seat)
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    return SettingPage(drive, _graders(seat, day_of(now)))


def _graders(seat: Seat, day: date) -> tuple[Seat, ...]:
    seats = Seat.objects.held_on(day).filter(organisation=seat.organisation_id).select_related("person", "post")
    return tuple(seats.order_by("person__full_name", "pk"))


@dataclass(frozen=True, slots=True)
class Measured:
    """One criterion with its article of the text, and how much was told, once that is known."""

    criterion: Criterion
    article: str
    href: str
    mark: int | None


@dataclass(frozen=True, slots=True)
class ReflectionPage:
    """One task before one person: what was written, whether it may be written on, and its result."""

    task: ReflectionTask
    reflection: Reflection
    measured: tuple[Measured, ...]
    may_write: bool
    is_grader: bool
    handed_in: int | None

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give each prompt with what was written to it."""
        return parts_of(self.reflection)


def parts_of(reflection: Reflection) -> list[tuple[str, str]]:
    """Give each prompt with what was written to it, nothing where nothing was."""
    prompts = reflection.task.prompts
    return list(zip(prompts, reflection.answers or [""] * len(prompts), strict=True))


def reflection_page(task_id: int, seat: Seat, now: datetime) -> ReflectionPage:
    """Show a task to whoever it reaches; a keeper reads how many handed in, never what. Raises DoesNotExist."""
    task = ReflectionTask.objects.visible_to(seat).select_related(*PEOPLE).get(pk=task_id)
    own = Reflection.objects.visible_to(seat).filter(task=task, seat=seat).first()
    reflection = own or Reflection(task=task, seat=seat, saved_at=now)
    reflection.task = task
    today = day_of(now)
    in_days = task.is_open(today) or (reflection.returned_at is not None and today < task.purge_on)
    writable = reflection.handed_in_at is None and not reflection.is_purged
    kept = task.is_kept_by(seat)
    return ReflectionPage(
        task=task,
        reflection=reflection,
        measured=measured(reflection),
        may_write=in_days and writable and is_called(task.dissemination, seat),
        is_grader=task.grader_id == seat.pk,
        handed_in=task.reflections.filter(handed_in_at__isnull=False).count() if kept else None,
    )


def measured(reflection: Reflection) -> tuple[Measured, ...]:
    """Give each criterion of a reflection's task with its article and mark."""
    criteria = reflection.task.criteria
    texts = Expression.objects.select_related("work").in_bulk({each.expression for each in criteria})
    marks = [*reflection.marks, *[None] * len(criteria)]
    return tuple(
        Measured(
            each,
            each.eid.removeprefix("art_"),
            f"{texts[each.expression].get_absolute_url()}~{each.eid}/" if each.expression in texts else "",
            mark,
        )
        for each, mark in zip(criteria, marks, strict=False)
    )


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What was handed in for one task before its grader, in the order it came; nothing is ranked."""

    task: ReflectionTask
    waiting: tuple[Reflection, ...]
    done: tuple[Reflection, ...]

    @property
    def number(self) -> int:
        """How many were handed in."""
        return len(self.waiting) + len(self.done)


def grading_desk(task_id: int, seat: Seat) -> DeskPage:
    """Show the grader what waits. Raises DoesNotExist for everybody else."""
    task = ReflectionTask.objects.visible_to(seat).graded_by(seat).select_related(*PEOPLE).get(pk=task_id)
    rows = _handed_in(task, seat)
    return DeskPage(task, tuple(r for r in rows if not r.graded_at), tuple(r for r in rows if r.graded_at))


def _handed_in(task: ReflectionTask, seat: Seat) -> list[Reflection]:
    rows = Reflection.objects.visible_to(seat).filter(task=task, handed_in_at__isnull=False)
    return list(rows.select_related("seat__person", "seat__post", "seat__organisation").defer("answers"))


@dataclass(frozen=True, slots=True)
class GradingPage:
    """One reflection beside its rubric, with the one before, the one after, and how far the grader is."""

    reflection: Reflection
    measured: tuple[Measured, ...]
    before: int | None
    after: int | None
    done: int
    number: int

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give each prompt with what was written to it."""
        return parts_of(self.reflection)


def grading_page(reflection_id: int, seat: Seat) -> GradingPage:
    """Show one reflection to the grader of its task. Raises DoesNotExist for everybody else."""
    graded = Reflection.objects.visible_to(seat).filter(task__grader=seat.pk, handed_in_at__isnull=False)
    reflection = graded.select_related("task", "seat__person", "seat__post", "seat__organisation").get(pk=reflection_id)
    rows = _handed_in(reflection.task, seat)
    order = [row.pk for row in rows]
    at = order.index(reflection.pk)
    return GradingPage(
        reflection=reflection,
        measured=measured(reflection),
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
        done=sum(row.graded_at is not None for row in rows),
        number=len(rows),
    )


def reflection_tasks(seat: Seat) -> tuple[ReflectionTask, ...]:
    """List the tasks that reach a seat, the newest first."""
    return tuple(ReflectionTask.objects.visible_to(seat).select_related("organisation"))
