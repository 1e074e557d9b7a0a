"""`thongsuot disseminate`: from a report or from texts to a published drive, through the same actions as the pages."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HELP = "từ bản tin hoặc văn bản đến đợt quán triệt đã ban hành"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files, who acts, the city's day, and whether to stop at the draft."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="bản tin hội nghị, hoặc văn bản phải học")
    parser.add_argument("--by", required=True, metavar="USERNAME", help="người của văn phòng cấp ủy đứng tên ban hành")
    parser.add_argument(
        "--due", type=date.fromisoformat, metavar="YYYY-MM-DD", help="hạn cấp thành phố; dưới: +15, +30"
    )
    parser.add_argument("--draft", action="store_true", help="dừng ở bản nháp để xem lại trên trang web")


def run(arguments: argparse.Namespace) -> int:
    """Import the texts, read the report, draft, plan, and publish unless told to stop before; print one JSON line."""
    from django.utils import timezone

    from thongsuot.cascade.actions import drafting
    from thongsuot.corpus.actions.importing import import_document
    from thongsuot.site.sources import source_from

    now, by = timezone.now(), _office(arguments.by)
    sources = [source_from(Path(name)) for name in arguments.files]
    texts = [import_document(each.content, name=each.name, by=by, now=now) for each in sources if not each.is_report]
    reports = [each for each in sources if each.is_report]
    notice_id, missing = _reviewed(reports[0], by, now) if reports else (None, [])
    drive = drafting.draft_dissemination(notice_id, by=by, now=now)
    drive = drafting.plan_dissemination(drive.pk, plan=_plan(drive, texts, arguments.due, now), by=by, now=now)
    if missing:
        sys.stderr.write(
            f"Chưa có toàn văn của {', '.join(missing)}. Nhập văn bản ấy rồi chạy lại; bản nháp đã được giữ.\n"
        )
    elif not arguments.draft:
        drive = drafting.publish_dissemination(drive.pk, by=by, now=now)
    print(json.dumps(_answer(drive), ensure_ascii=False))
    return 1 if missing else 0


def _office(username: str) -> Any:
    from django.utils import timezone

    from thongsuot.kernel.clock import day_of
    from thongsuot.orgs.models import Seat

    held = Seat.objects.filter(person__username=username, role=Seat.Role.OFFICE).held_on(day_of(timezone.now()))
    return held.select_related("organisation", "post", "person").order_by("pk")[:1].get()


def _reviewed(report: Any, by: Any, now: Any) -> tuple[int, list[str]]:
    """Accept everything that was read; name the texts the report means and the library does not hold."""
    from thongsuot.cascade.actions import notices
    from thongsuot.cascade.models import Finding

    notice = notices.receive_notice(notices.Upload(report.content, report.name), by=by, now=now)
    notices.accept_findings(notice.pk, by=by, now=now)
    lacking = notice.findings.filter(kind=Finding.Kind.WORK, expression=None).order_by("position")
    return notice.pk, list(lacking.values_list("label", flat=True))


def _plan(drive: Any, texts: list[Any], due: date | None, now: Any) -> Any:
    from thongsuot.cascade.actions.drafting import DisseminationPlan
    from thongsuot.cascade.audience import rule_from, suggested_deadlines
    from thongsuot.kernel.clock import day_of

    named = list(drive.texts.values_list("expression_id", flat=True))
    return DisseminationPlan(
        title=drive.title if named or not texts else f"Quán triệt {', '.join(str(text.work) for text in texts)}",
        message=drive.message,
        expressions=tuple(dict.fromkeys([*named, *(text.pk for text in texts)])),
        audience=rule_from(drive.audience),
        deadlines=suggested_deadlines(due or day_of(now) + timedelta(days=7)),
    )


def _answer(drive: Any) -> dict[str, Any]:
    duties = list(drive.duties.filter(organisation_id=drive.organisation_id))
    return {
        "dissemination": drive.pk,
        "title": drive.title,
        "published": drive.published_at is not None,
        "units": drive.duties.count(),
        "seats": duties[0].obliged_below if duties else 0,
    }
