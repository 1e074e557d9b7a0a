"""Set a task to reflect, keep a draft, hand it in, return or grade it, and delete what was written in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.cascade.models import Dissemination
from thongsuot.corpus.models import Provision
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Actor, Json
from thongsuot.notices.actions import tell
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Power, Seat
from thongsuot.understanding import permissions, rules
from thongsuot.understanding.models import Criterion, Reflection, ReflectionTask
from thongsuot.understanding.queries.pools import is_called


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task as set: prompts, rubric, who grades (a seat's id), its days, and how long what was written is kept."""

    title: str
    prompts: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    grader: int
    opens_on: date
    closes_on: date
    keep_days: int


@transaction.atomic
def set_task(dissemination_id: int, *, plan: TaskPlan, by: Seat, now: datetime) -> ReflectionTask:
    """Set a task for the unit and all below it; every criterion is tied to a provision of the texts of the drive."""
    permissions.check_set_task(by)
    drive = Dissemination.objects.visible_to(by).published().get(pk=dissemination_id)
    rules.check_window(plan.opens_on, plan.closes_on, day_of(now))
    rules.check_kept_days(plan.keep_days)
    rules.check_prompts(plan.prompts)
    rules.check_rubric([(each.name, each.looks_for, each.most) for each in plan.criteria])
    grader = Seat.objects.held_on(day_of(now)).filter(organisation=by.organisation_id).get(pk=plan.grader)
    task = ReflectionTask.objects.create(
        organisation=by.organisation,
        dissemination=drive,
        title=plan.title.strip() or drive.title,
        prompts=list(plan.prompts),
        rubric=[asdict(each) for each in _tied(plan.criteria, drive)],
        grader=grader,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        purge_on=plan.closes_on + timedelta(days=plan.keep_days),
        set_at=now,
        set_by=by.pk,
    )
    facts: dict[str, Json] = {"dissemination": drive.pk, "grader": grader.pk, "purge_on": task.purge_on.isoformat()}
    ledger.record("understanding.task.set", subject=task.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    return task


def _tied(criteria: Sequence[Criterion], drive: Dissemination) -> list[Criterion]:
    wordings = list(drive.texts.order_by("position").values_list("expression", flat=True))
    rows = Provision.objects.filter(expression__in=wordings, eid__in=[each.eid for each in criteria])
    found = dict(sorted(rows.values_list("eid", "expression"), key=lambda row: -wordings.index(row[1])))
    rules.check_criteria_found(sum(each.eid not in found for each in criteria))
    return [replace(each, expression=found[each.eid]) for each in criteria]


@transaction.atomic
def save_reflection(task_id: int, *, answers: Sequence[str], seen: int, by: Seat, now: datetime) -> Reflection:
    """Keep a draft over the edition it was `seen` at, so that two windows lose nothing; the same is no news."""
    task = ReflectionTask.objects.visible_to(by).select_for_update(of=("self",)).get(pk=task_id)
    own = Reflection.objects.visible_to(by).filter(task=task, seat=by).first()
    reflection = own or Reflection(task=task, seat=by, saved_at=now)
    if list(answers) == (reflection.answers or [""] * len(task.prompts)) and not reflection.is_purged:
        return reflection
    permissions.check_called(is_called(task.dissemination, by))
    rules.check_draft(reflection.handed_in_at, reflection.is_purged)
    _check_days(task, reflection, now)
    rules.check_answers(answers, len(task.prompts))
    rules.check_same_edition(reflection.edition, seen)
    reflection.answers, reflection.edition, reflection.saved_at = list(answers), seen + 1, now
    reflection.save()
    facts: dict[str, Json] = {"task": task.pk, "edition": reflection.edition}
    ledger.record("understanding.reflection.saved", subject=reflection.ref, by=by.actor(), at=now, facts=facts)
    return reflection


def _check_days(task: ReflectionTask, reflection: Reflection, now: datetime) -> None:
    days = (task.opens_on, task.closes_on, task.purge_on)
    rules.check_reflecting(days, day_of(now), reflection.returned_at is not None)


@transaction.atomic
def hand_in_reflection(task_id: int, *, by: Seat, now: datetime) -> Reflection:
    """Hand in what was saved; from now on the named grader reads it, too. Twice is once."""
    own = Reflection.objects.visible_to(by).filter(seat=by).select_related("task")
    reflection = own.select_for_update(of=("self",)).get(task=task_id)
    if reflection.handed_in_at is not None:
        return reflection
    rules.check_draft(reflection.handed_in_at, reflection.is_purged)
    _check_days(reflection.task, reflection, now)
    rules.check_all_written(reflection.answers)
    reflection.handed_in_at, reflection.handed_in_by = now, by.pk
    reflection.save(update_fields=["handed_in_at", "handed_in_by"])
    facts: dict[str, Json] = {"task": reflection.task_id}
    ledger.record("understanding.reflection.handed_in", subject=reflection.ref, by=by.actor(), at=now, facts=facts)
    return reflection


def _to_decide(reflection_id: int, by: Seat) -> Reflection:
    """Lock what the grader was handed. Raises DoesNotExist for everybody else, the author as well."""
    rows = Reflection.objects.visible_to(by).filter(task__grader=by.pk, handed_in_at__isnull=False)
    reflection = rows.select_related("task").select_for_update(of=("self",)).get(pk=reflection_id)
    rules.check_not_graded(reflection.graded_at)
    return reflection


@transaction.atomic
def return_reflection(reflection_id: int, *, comment: str, by: Seat, now: datetime) -> Reflection:
    """Give a reflection back with a word on what to add; it may be handed in again until it is deleted."""
    reflection = _to_decide(reflection_id, by)
    rules.check_commented(comment)
    reflection.comment, reflection.handed_in_at, reflection.handed_in_by = comment.strip(), None, None
    reflection.returned_at, reflection.returned_by = now, by.pk
    reflection.save(update_fields=["comment", "handed_in_at", "handed_in_by", "returned_at", "returned_by"])
    facts: dict[str, Json] = {"task": reflection.task_id}
    ledger.record("understanding.reflection.returned", subject=reflection.ref, by=by.actor(), at=now, facts=facts)
    _tell(reflection, _("Viết thêm bài thu hoạch được trả lại: %(title)s"), by, now)
    return reflection


@transaction.atomic
def grade_reflection(reflection_id: int, *, marks: Sequence[int], comment: str, by: Seat, now: datetime) -> Reflection:
    """Say for each criterion how much of the text was told; the ledger hears that it was done, never the marks."""
    reflection = _to_decide(reflection_id, by)
    rules.check_marks(marks, [each.most for each in reflection.task.criteria])
    reflection.marks, reflection.comment = list(marks), comment.strip()
    reflection.graded_at, reflection.graded_by = now, by.pk
    reflection.save(update_fields=["marks", "comment", "graded_at", "graded_by"])
    facts: dict[str, Json] = {"task": reflection.task_id}
    ledger.record("understanding.reflection.graded", subject=reflection.ref, by=by.actor(), at=now, facts=facts)
    _tell(reflection, _("Xem kết quả bài thu hoạch: %(title)s"), by, now)
    return reflection


def _tell(reflection: Reflection, said: str, by: Seat, now: datetime) -> None:
    """Tell the author once for each edition that there is an answer; what it is stands on their own page alone."""
    task = reflection.task
    message = Message(
        seat_id=reflection.seat_id,
        thing=f"{reflection.ref}:{reflection.edition}",
        kind=Message.Kind.NEW,
        due_on=task.purge_on,
        title=said % {"title": task.title},
        href=reverse("reflection", args=[task.pk]),
        told_on=day_of(now),
    )
    tell([message], by=by.actor(), now=now)


def purge_reflections(*, by: Actor, now: datetime) -> int:
    """Delete all that was written for tasks whose day has come, comments and drafts as well, and say how many."""
    due = ReflectionTask.objects.filter(purge_on__lte=day_of(now), reflections__is_purged=False).distinct()
    return sum(_purge(task, by, now) for task in due)


@transaction.atomic
def _purge(task: ReflectionTask, by: Actor, now: datetime) -> int:
    number = task.reflections.filter(is_purged=False).update(answers=[], comment="", is_purged=True)
    if number:
        facts: dict[str, Json] = {"reflections": number}
        ledger.record("understanding.reflections.purged", subject=task.ref, by=by, at=now, facts=facts)
    return number
