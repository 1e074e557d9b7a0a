"""The doors of the bank: which works have questions, the questions of one, and the editor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.understanding.actions import questions as actions
from thongsuot.understanding.forms import QuestionForm, typed_again
from thongsuot.understanding.queries import bank as queries


@require_safe
@seated
def banks(request: SeatedRequest) -> HttpResponse:
    """List the works with questions."""
    return render(request, "understanding/banks.html", {"page": queries.banks(request.seat)})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def bank(request: SeatedRequest, work_id: int) -> HttpResponse:
    """Show the questions of one work, and keep a new one."""
    page = queries.bank(work_id, request.seat)
    form = QuestionForm(request.POST or None, initial={"expression": page.newest.pk})
    if request.method == "POST" and form.is_valid():
        actions.write_question(form.written(), by=request.seat, now=timezone.now())
        return redirect("bank", work_id)
    return render(request, "understanding/bank.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def question(request: SeatedRequest, question_id: int) -> HttpResponse:
    """Show one question to its editor, and keep a new version of it."""
    page = queries.question_page(question_id, request.seat)
    form = QuestionForm(request.POST or None, initial=typed_again(page.version, page.newest.pk))
    if request.method == "POST" and form.is_valid():
        actions.edit_question(question_id, written=form.written(), by=request.seat, now=timezone.now())
        return redirect("bank", page.question.work_id)
    return render(request, "understanding/question.html", {"page": page, "form": form})


@require_POST
@seated
def retire(request: SeatedRequest, question_id: int) -> HttpResponse:
    """Take a question out of use."""
    kept = actions.retire_question(question_id, by=request.seat, now=timezone.now())
    return redirect("bank", kept.work_id)
