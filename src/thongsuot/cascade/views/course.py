"""The office's doors to the course of a drive: extend, close, reopen, withdraw, replace a text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.cascade.actions import course as actions
from thongsuot.cascade.forms import ExtensionForm, replacement_from, typed
from thongsuot.cascade.queries.course import changes_of, course_page
from thongsuot.cascade.queries.pages import visible_dissemination
from thongsuot.orgs.seated import SeatedRequest, seated


@require_GET
@seated
def course(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show what the office may change in a running drive, and what was changed before."""
    page = course_page(dissemination_id, request.seat, timezone.now())
    return render(request, "cascade/course.html", {"page": page, "form": ExtensionForm(initial=page.initial)})


@require_GET
@seated
def changes(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Show everybody whom the drive reaches what was changed in it, and why."""
    drive = visible_dissemination(dissemination_id, request.seat)
    shown = {"dissemination": drive, "changes": changes_of(drive.pk)}
    return render(request, "cascade/changes.html", shown)


@require_POST
@seated
def extend(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Give levels a later day."""
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        page = course_page(dissemination_id, request.seat, timezone.now())
        return render(request, "cascade/course.html", {"page": page, "form": form}, status=422)
    days, reason = form.days(), form.cleaned_data["reason"]
    actions.extend_dissemination(dissemination_id, deadlines=days, reason=reason, by=request.seat, now=timezone.now())
    return _done(request, dissemination_id, _("Đã gia hạn. Mọi đơn vị thấy hạn mới và lý do."))


@require_POST
@seated
def close(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """End the drive."""
    actions.close_dissemination(
        dissemination_id, by=request.seat, now=timezone.now(), reason=typed(request.POST, "reason")
    )
    return _done(request, dissemination_id, _("Đã khép lại đợt này. Số liệu giữ nguyên."))


@require_POST
@seated
def reopen(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Let a closed drive go on."""
    reason = typed(request.POST, "reason")
    actions.reopen_dissemination(dissemination_id, reason=reason, by=request.seat, now=timezone.now())
    return _done(request, dissemination_id, _("Đã mở lại. Ai chưa xác nhận thì xác nhận tiếp được."))


@require_POST
@seated
def withdraw(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Take the drive back for good."""
    reason = typed(request.POST, "reason")
    actions.withdraw_dissemination(dissemination_id, reason=reason, by=request.seat, now=timezone.now())
    return _done(request, dissemination_id, _("Đã thu hồi đợt này. Mọi đơn vị đọc được lý do."))


@require_POST
@seated
def replace(request: SeatedRequest, dissemination_id: int) -> HttpResponse:
    """Put another wording in the place of one."""
    wanted = replacement_from(request.POST)
    actions.replace_text(dissemination_id, replacement=wanted, by=request.seat, now=timezone.now())
    done = _("Đã đính chính. Ai đã xác nhận thì không phải xác nhận lại.")
    again = _("Đã thay bằng bản mới. Mọi người được hỏi lại và thấy điều nào mới.")
    return _done(request, dissemination_id, done if wanted.is_correction else again)


def _done(request: SeatedRequest, dissemination_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("dissemination", dissemination_id)
