"""What makes every screen of the demo alive: a report waiting for review, a question, a refusal, a draft."""

from __future__ import annotations

from datetime import timedelta

from thongsuot.cascade.actions import drafting, notices, reading
from thongsuot.cascade.models import Finding
from thongsuot.kernel.ids import key_from
from thongsuot.orgs.models import Seat
from thongsuot.site.demo import city
from thongsuot.site.demo.sources import TYPED_REPORT, typed
from thongsuot.site.demo.story import Telling

FOLLOW_UP = """Bản tin bổ sung, {day:%d-%m-%Y} (hư cấu)

"""


def add_life(telling: Telling) -> None:
    """Add what a working day leaves behind, each through its action."""
    _ask_and_decline(telling)
    _leave_half_reviewed(telling)
    drafting.draft_dissemination(None, by=telling.office, now=telling.now - timedelta(hours=3))


def _ask_and_decline(telling: Telling) -> None:
    """Let two members of the played cell speak: one asks about an article, one declines with a reason."""
    drive = telling.drive
    if drive is None:
        return
    text = drive.texts.select_related("expression").order_by("position").first()
    cell = Seat.objects.get(person__username=city.MEMBER).organisation
    others = Seat.objects.filter(organisation=cell).exclude(person__username__in=(city.MEMBER, city.HEAD))
    two = list(others.select_related("organisation", "post", "person").order_by("pk")[:2])
    if text is None or len(two) < 2:
        return
    at, sha256 = telling.now - timedelta(hours=5), text.expression.sha256
    article = text.expression.provisions.filter(kind="article").order_by("position").first()
    asked = reading.Words(sha256, "Chi bộ họp buổi tối thì gửi biên bản vào ngày nào?", article.eid if article else "")
    for seat in two:
        reading.open_text(drive.pk, expression=sha256, by=seat, now=at)
    reading.ask(drive.pk, words=asked, by=two[0], now=at, key=key_from("demo-ask", two[0].pk))
    said = reading.Words(sha256, "Tôi nhận bản giấy bị thiếu trang, xin nhận lại bản đủ rồi mới xác nhận.")
    reading.decline(drive.pk, words=said, by=two[1], now=at, key=key_from("demo-decline", two[1].pk))


def _leave_half_reviewed(telling: Telling) -> None:
    """Receive the typed report once more under another day and decide only its first findings."""
    report = typed(TYPED_REPORT)
    content = FOLLOW_UP.format(day=telling.now).encode() + report.content
    upload = notices.Upload(content, "ban-tin-bo-sung.txt")
    notice = notices.receive_notice(upload, by=telling.office, now=telling.now - timedelta(hours=4))
    accepted = notices.Decision(Finding.Decision.ACCEPTED)
    for finding in notice.findings.order_by("position")[:2]:
        notices.decide_finding(finding.pk, decision=accepted, by=telling.office, now=telling.now - timedelta(hours=4))
