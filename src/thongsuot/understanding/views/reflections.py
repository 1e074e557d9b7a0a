"""The doors of reflections: set a task, write and hand in, read and grade."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.understanding.actions import reflections as actions
from thongsuot.understanding.forms import GradeForm, ReflectionForm, TaskForm
from thongsuot.understanding.queries import reflections as queries


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def set_task(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show the page of a new task, and set it."""
    page = queries.setting_page(dissemination_id, request.seat, timezone.now())
    form = TaskForm(request.POST or None, initial={"title": page.drive.title}, graders=page.graders)
    if request.method == "POST" and form.is_valid():
        task = actions.set_task(dissemination_id, plan=form.plan(), by=request.seat, now=timezone.now())
        return redirect("reflection", task.pk)
    return render(request, "understanding/set_task.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def reflection(request: SeatedRequest, task_id: int) -> HttpResponse:
    """Show one's own reflection, keep its draft, and hand it in."""
    page, now = queries.reflection_page(task_id, request.seat, timezone.now()), timezone.now()
    form = ReflectionForm(page.parts, page.reflection.edition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.save_reflection(task_id, answers=form.answers(), seen=form.seen(), by=request.seat, now=now)
        if "hand_in" in request.POST:
            actions.hand_in_reflection(task_id, by=request.seat, now=now)
        return redirect("reflection", task_id)
    return render(request, "understanding/reflection.html", {"page": page, "form": form})


@require_safe
@seated
def desk(request: SeatedRequest, task_id: int) -> HttpResponse:
    """List what waits for the grader."""
    return render(request, "understanding/desk.html", {"page": queries.grading_desk(task_id, request.seat)})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def grade(request: SeatedRequest, reflection_id: int) -> HttpResponse:
    """Show one reflection beside its rubric, and keep what the grader says."""
    page = queries.grading_page(reflection_id, request.seat)
    form = GradeForm(page.measured, page.reflection.comment, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"comment": form.cleaned_data["comment"], "by": request.seat, "now": timezone.now()}
        actions.grade_reflection(reflection_id, marks=form.marks(), **told)
        return (
            redirect("grade_reflection", page.after)
            if page.after
            else redirect("grading_desk", page.reflection.task_id)
        )
    return render(request, "understanding/grade.html", {"page": page, "form": form})


@require_POST
@seated
def give_back(request: SeatedRequest, reflection_id: int) -> HttpResponse:
    """Return a reflection with a word on what to add."""
    comment = request.POST.get("comment", "")[:4000]
    back = actions.return_reflection(reflection_id, comment=comment, by=request.seat, now=timezone.now())
    return redirect("grading_desk", back.task_id)
