"""The bank of questions, the draw, and a delegate's own check."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.conferences.actions import checking
from thongsuot.conferences.forms import answers_from, number_from
from thongsuot.conferences.queries import understood as queries
from thongsuot.conferences.queries.pages import check_page, picked, questions_page
from thongsuot.conferences.rules import MOST_QUESTIONS
from thongsuot.conferences.views.onward import onward
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, seated
from thongsuot.understanding.actions.questions import write_question
from thongsuot.understanding.forms import QuestionForm


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def questions(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show the bank for a conference, and keep a question written for it."""
    page = questions_page(conference_id, request.seat)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_question(form.written(), by=request.seat, now=timezone.now())
        return redirect("check_questions", conference_id)
    return render(request, "conferences/questions.html", {"page": page, "form": form})


@require_safe
@seated
def understood(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show which articles of a drive were understood, in the unit and below it."""
    return render(request, "conferences/understood.html", {"page": queries.understood(dissemination_id, request.seat)})


@require_POST
@seated
def draw(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Make the check of the ticked questions, or of as many as asked for."""
    number = number_from(request.POST.get("number", ""), MOST_QUESTIONS)
    chosen = tuple(int(one) for one in request.POST.getlist("question") if one.isdecimal() and len(one) < 19)
    chosen = chosen or picked(conference_id, request.seat, number)
    checking.draw_check(conference_id, questions=chosen, by=request.seat, now=timezone.now())
    return onward(request, "conference", conference_id)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def check(request: SeatedRequest, conference_id: int) -> HttpResponse:
    """Show a delegate the check, take the sheet, and show the result."""
    if request.method == "POST":
        answers = answers_from(dict(request.POST.lists()))
        checking.answer_check(conference_id, answers=answers, by=request.seat, now=timezone.now())
        return redirect("take_check", conference_id)
    page = check_page(conference_id, request.seat)
    return render(request, "conferences/check.html", {"page": page, "key": new_key()})
