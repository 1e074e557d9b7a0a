"""The office's doors to a conference report: receive it, review what was read, draft from it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.cascade import permissions
from thongsuot.cascade.actions import drafting
from thongsuot.cascade.actions import notices as actions
from thongsuot.cascade.forms import NoticeForm, addition_from, decision_from, group_from
from thongsuot.cascade.models import Notice
from thongsuot.cascade.queries.review import finding_page, group_page, review_page
from thongsuot.orgs.seated import SeatedRequest, seated


@require_http_methods(["GET", "POST"])
@seated
def receive(request: SeatedRequest) -> HttpResponse:
    """Show the form for a report, or keep the report and go to its review."""
    permissions.check_draft(request.seat)
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        notice = actions.receive_notice(form.upload(), by=request.seat, now=timezone.now())
        return redirect("review_notice", notice.pk)
    recent = Notice.objects.visible_to(request.seat).defer("text")[:10]
    return render(request, "cascade/receive_notice.html", {"form": form, "recent": recent})


@require_GET
@seated
def review(request: SeatedRequest, notice_id: int) -> HttpResponse:
    """Show the source with what was found in it, and beside it the findings to decide."""
    return render(request, "cascade/review_notice.html", {"page": review_page(notice_id, request.seat)})


@require_POST
@seated
def decide(request: SeatedRequest, finding_id: int) -> HttpResponse:
    """Accept, correct or drop one finding."""
    decision = decision_from(request.POST)
    finding = actions.decide_finding(finding_id, decision=decision, by=request.seat, now=timezone.now())
    if request.htmx:
        return render(request, "cascade/_finding.html", {"answer": finding_page(finding)})
    return redirect(f"{reverse('review_notice', args=[finding.notice_id])}#ct-{finding.pk}")


@require_POST
@seated
def accept_open(request: SeatedRequest, notice_id: int) -> HttpResponse:
    """Accept everything that nobody has decided yet."""
    actions.accept_findings(notice_id, by=request.seat, now=timezone.now())
    return redirect("review_notice", notice_id)


@require_POST
@seated
def decide_group(request: SeatedRequest, notice_id: int) -> HttpResponse:
    """Accept or leave out what still waits of one kind."""
    kind, is_dropped = group_from(request.POST)
    act = actions.drop_findings if is_dropped else actions.accept_findings
    act(notice_id, kind=kind, by=request.seat, now=timezone.now())
    if request.htmx:
        return render(request, "cascade/_group.html", {"answer": group_page(notice_id, kind, request.seat)})
    return redirect(f"{reverse('review_notice', args=[notice_id])}#nhom-{kind}")


@require_POST
@seated
def add(request: SeatedRequest, notice_id: int) -> HttpResponse:
    """Add what the reading missed."""
    addition = addition_from(request.POST)
    actions.add_finding(notice_id, addition=addition, by=request.seat, now=timezone.now())
    return redirect("review_notice", notice_id)


@require_POST
@seated
def draft(request: SeatedRequest, notice_id: int) -> HttpResponse:
    """Make a draft drive from what was accepted."""
    drive = drafting.draft_dissemination(notice_id, by=request.seat, now=timezone.now())
    return redirect("dissemination", drive.pk)
