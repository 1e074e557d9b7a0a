"""The member's doors: read a text, acknowledge, decline, ask."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade.actions import reading as actions
from thongsuot.cascade.duties import Duty
from thongsuot.cascade.forms import typed, words_from
from thongsuot.cascade.models import StudyText
from thongsuot.cascade.queries.novelty import newest_in_place_of
from thongsuot.cascade.queries.reading import asked, duty_page, duty_status
from thongsuot.corpus.queries.reading import sheet_asked
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.seated import SeatedRequest, key_of, seated


@require_GET
@seated
def read(request: SeatedRequest, dissemination_id: int, expression: str) -> HttpResponse:
    """Show the text and what is owed to it; showing it is recorded as opened, once."""
    try:
        duty = actions.open_text(dissemination_id, expression=expression, by=request.seat, now=timezone.now())
    except StudyText.DoesNotExist:
        return redirect("read_text", dissemination_id, newest_in_place_of(dissemination_id, expression))
    page = duty_page(duty, request.seat, request.GET.get("dieu", ""), sheet_asked(request.GET.get("trang", "")))
    return render(request, "cascade/reading.html", {"page": page, "status": page.status, "questions": page.questions})


@require_POST
@seated
def acknowledge(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Take "Tôi đã đọc và tiếp thu" for exactly the wording that was on the page."""
    expression = request.POST.get("expression", "")
    duty = actions.acknowledge(
        dissemination_id, expression=expression, by=request.seat, now=timezone.now(), key=key_of(request)
    )
    return _answered(request, duty)


@require_POST
@seated
def decline(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Take "Tôi chưa tiếp thu" with its reason."""
    words = words_from(request.POST)
    duty = actions.decline(dissemination_id, words=words, by=request.seat, now=timezone.now(), key=key_of(request))
    return _answered(request, duty)


@require_POST
@seated
def ask(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Take a question about an article."""
    words = words_from(request.POST)
    question = actions.ask(dissemination_id, words=words, by=request.seat, now=timezone.now(), key=key_of(request))
    if request.htmx:
        questions = asked(request.seat, dissemination_id, question.expression_id)
        return render(request, "cascade/reading.html#asked", {"questions": questions, "ask_key": new_key()})
    return redirect(f"{reverse('read_text', args=[dissemination_id, words.expression])}#asked")


@require_POST
@seated
def answer(request: SeatedRequest, question_id: int) -> HttpResponse:
    """Take the answer of who keeps the unit."""
    text = typed(request.POST, "text")
    question = actions.answer_question(question_id, text=text, by=request.seat, now=timezone.now())
    return redirect(f"{reverse('dissemination', args=[question.dissemination_id])}#hoi-{question.pk}")


def _answered(request: SeatedRequest, duty: Duty) -> HttpResponse:
    if request.htmx:
        return render(request, "cascade/reading.html#status", {"status": duty_status(duty)})
    return redirect("read_text", duty.dissemination.pk, duty.expression.sha256)
