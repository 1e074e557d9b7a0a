"""The doors of checks over days: what waits, the builder, one's own tries, and the figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.understanding.actions import checks as actions
from thongsuot.understanding.forms import CheckForm, TrainerForm
from thongsuot.understanding.queries import checks as queries


@require_safe
@seated
def studies(request: SeatedRequest) -> HttpResponse:
    """List what there is to do to understand."""
    return render(request, "understanding/studies.html", {"page": queries.studies(request.seat)})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def build(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show the builder, and open a check."""
    page = queries.builder(dissemination_id, request.seat)
    form = CheckForm(request.POST or None, initial={"title": page.drive.title})
    if request.method == "POST" and form.is_valid():
        plan = form.plan(len(page.parts))
        check = actions.open_check(dissemination_id, plan=plan, by=request.seat, now=timezone.now())
        return redirect("study_check", check.pk)
    return render(request, "understanding/build.html", {"page": page, "form": form})


@require_safe
@seated
def check(request: SeatedRequest, check_id: int) -> HttpResponse:
    """Show one person a check."""
    page = queries.try_page(check_id, request.seat, timezone.now())
    return render(request, "understanding/check.html", {"page": page})


@require_POST
@seated
def begin(request: SeatedRequest, check_id: int) -> HttpResponse:
    """Begin a try."""
    actions.begin_attempt(check_id, by=request.seat, now=timezone.now())
    return redirect("study_check", check_id)


@require_POST
@seated
def hand_in(request: SeatedRequest, attempt_id: int) -> HttpResponse:
    """Take a try in."""
    answers = queries.answers_from(queries.own_attempt(attempt_id, request.seat), request.POST)
    attempt = actions.hand_in_attempt(attempt_id, answers=answers, by=request.seat, now=timezone.now())
    return redirect("study_check", attempt.check_up_id)


@require_safe
@seated
def figures(request: SeatedRequest, check_id: int) -> HttpResponse:
    """Show what the answers to a check say."""
    page = queries.check_figures(check_id, request.seat)
    return render(request, "understanding/figures.html", {"page": page})


@require_POST
@seated
def trainer(request: SeatedRequest, check_id: int) -> HttpResponse:
    """Name the trainer of a check, or nobody."""
    chosen = TrainerForm(request.POST).chosen()
    actions.name_trainer(check_id, trainer=chosen, by=request.seat, now=timezone.now())
    return redirect("study_check", check_id)


@require_safe
@seated
def training(request: SeatedRequest, check_id: int) -> HttpResponse:
    """Show the trainer what people of one check answered wrong; the opening is written down first."""
    check = actions.read_attempts(check_id, by=request.seat, now=timezone.now())
    return render(request, "understanding/training.html", {"page": queries.trainer_page(check, request.seat)})
