"""What the ledger page shows: how long the ledger is, its newest signed head, and what the reader's own seat did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.desk import permissions
from thongsuot.ledger import entries
from thongsuot.ledger.models import Entry, Frontier, SignedHead
from thongsuot.orgs.models import Delegation, Organisation, Seat

MOST = 50
WALKED = 1_000  # of one holder, to find what they did in another's place
STRETCH = 50_000  # entries that one page of a unit walks at most
EVENTS = {
    "cascade.approval.chosen": _("Đặt nền nếp duyệt trước khi ban hành"),
    "cascade.dissemination.approved": _("Duyệt đợt quán triệt trước khi ban hành"),
    "cascade.dissemination.ordered": _("Đặt giờ ban hành đợt quán triệt"),
    "cascade.exception.made": _("Thêm hoặc miễn một người theo tên trong bản nháp"),
    "cascade.exception.dropped": _("Bỏ một ngoại lệ theo tên trong bản nháp"),
    "cascade.publishing.moved": _("Đổi giờ ban hành đợt quán triệt"),
    "cascade.publishing.cancelled": _("Hủy hẹn ban hành đợt quán triệt"),
    "cascade.dissemination.proposed": _("Trình duyệt đợt quán triệt"),
    "cascade.dissemination.returned": _("Trả lại đợt quán triệt để sửa"),
    "cascade.dissemination.closed": _("Khép lại đợt quán triệt"),
    "cascade.dissemination.extended": _("Gia hạn đợt quán triệt"),
    "cascade.dissemination.reopened": _("Mở lại đợt quán triệt"),
    "cascade.dissemination.withdrawn": _("Thu hồi đợt quán triệt"),
    "cascade.question.answered": _("Trả lời câu hỏi"),
    "cascade.reading.entered": _("Ghi người đã ký giấy"),
    "cascade.reading.taken_back": _("Rút lại một dòng ký giấy"),
    "cascade.relay.accepted": _("Tiếp nhận đợt quán triệt cho đơn vị"),
    "cascade.relay.reported": _("Báo cáo đơn vị đã xong"),
    "cascade.text.amended": _("Thay văn bản đang học bằng bản mới"),
    "cascade.text.corrected": _("Đính chính văn bản đang học"),
    "cascade.dissemination.drafted": _("Soạn đợt quán triệt"),
    "cascade.dissemination.planned": _("Đặt đối tượng và hạn của đợt quán triệt"),
    "cascade.dissemination.published": _("Ban hành đợt quán triệt"),
    "cascade.finding.added": _("Thêm chi tiết vào bản tin"),
    "cascade.finding.decided": _("Duyệt một chi tiết của bản tin"),
    "cascade.findings.accepted": _("Nhận các chi tiết còn lại của bản tin"),
    "cascade.findings.dropped": _("Bỏ các chi tiết còn lại cùng loại của bản tin"),
    "cascade.notice.received": _("Nhận bản tin hội nghị"),
    "cascade.question.asked": _("Gửi câu hỏi"),
    "cascade.reading.acknowledged": _("Xác nhận đã đọc và tiếp thu"),
    "cascade.reading.declined": _("Báo chưa tiếp thu được, có nêu lý do"),
    "cascade.text.opened": _("Mở văn bản để đọc"),
    "corpus.expression.imported": _("Nhập văn bản"),
    "corpus.expression.reread": _("Đọc lại tệp gốc của văn bản"),
    "corpus.fact.corrected": _("Sửa một chi tiết của văn bản"),
    "corpus.manifestation.added": _("Thêm tệp cho văn bản đã có"),
    "proceedings.certificate.issued": _("Lập giấy xác nhận tham dự"),
    "proceedings.delegates.invited": _("Báo mời người dự hội nghị"),
    "proceedings.photo.attached": _("Đính ảnh vào hội nghị"),
    "proceedings.photo.dropped": _("Bỏ một ảnh của hội nghị"),
    "proceedings.paper.written": _("Ghi giấy tờ của hội nghị"),
    "files.file.kept": _("Lưu tệp gốc"),
    "files.file.opened": _("Mở tệp gốc"),
    "ledger.private.erased": _("Xóa phần chữ riêng của một dòng"),
    "orgs.organisation.imported": _("Nhập danh sách đơn vị và người"),
    "orgs.acting.begun": _("Giao quyền, phụ trách một chức vụ"),
    "orgs.acting.ended": _("Cho thôi quyền, phụ trách"),
    "orgs.delegation.granted": _("Ủy quyền cho người khác làm thay"),
    "orgs.delegation.ended": _("Cho thôi ủy quyền"),
    "orgs.seats.changed": _("Đổi người giữ vị trí"),
    "orgs.unit.ended": _("Kết thúc đơn vị"),
    "orgs.letterhead.set": _("Ghi đầu văn bản của đơn vị"),
    "orgs.unit.founded": _("Thêm đơn vị"),
    "orgs.unit.moved": _("Chuyển đơn vị"),
    "orgs.api_token.issued": _("Lập mã API"),
    "orgs.api_token.revoked": _("Thu hồi mã API"),
    "conferences.agenda.set": _("Ghi chương trình hội nghị"),
    "conferences.material.attached": _("Gửi tài liệu hội nghị"),
    "conferences.material.dropped": _("Bỏ tài liệu hội nghị"),
    "conferences.conference.planned": _("Lên lịch hội nghị"),
    "conferences.conference.joined": _("Dự ghép hội nghị của đơn vị khác"),
    "conferences.excuse.asked": _("Xin miễn tổ chức hội nghị"),
    "conferences.excuse.decided": _("Trả lời đơn vị xin miễn tổ chức hội nghị"),
    "conferences.arrangement.taken_back": _("Rút lại việc dự ghép hoặc xin miễn"),
    "conferences.conference.ended": _("Ghi bế mạc hội nghị"),
    "conferences.conference.reported": _("Báo cáo kết quả hội nghị"),
    "conferences.attendance.marked": _("Điểm danh"),
    "points.point.added": _("Lập điểm cầu"),
    "points.point.changed": _("Sửa điểm cầu"),
    "points.finding.settled": _("Xem lại một chỗ lạ khi vào cửa"),
    "points.queue.handed_over": _("Nhận tệp của điểm cầu mất mạng"),
    "points.roster.taken": _("Lấy danh sách của điểm cầu về máy"),
    "points.device.ended": _("Ngắt một máy khỏi điểm cầu"),
    "points.passage.unmatched": _("Ghi một lượt qua cửa chưa rõ là ai"),
    "conferences.question.written": _("Soạn câu hỏi kiểm tra"),
    "understanding.check.opened": _("Mở bài kiểm tra nhiều ngày"),
    "understanding.trainer.named": _("Ghi người hướng dẫn của bài kiểm tra"),
    "understanding.attempts.opened": _("Người hướng dẫn xem các lượt làm bài"),
    "understanding.attempt.begun": _("Bắt đầu một lượt làm bài"),
    "understanding.attempt.handed_in": _("Nộp một lượt làm bài"),
    "understanding.task.set": _("Ra đề thu hoạch"),
    "understanding.reflection.saved": _("Lưu bản nháp bài thu hoạch"),
    "understanding.reflection.handed_in": _("Nộp bài thu hoạch"),
    "understanding.reflection.returned": _("Trả lại một bài thu hoạch"),
    "understanding.reflection.graded": _("Ghi kết quả một bài thu hoạch"),
    "understanding.reflections.purged": _("Xóa phần viết của các bài thu hoạch hết hạn giữ"),
    "understanding.question.written": _("Soạn câu hỏi cho ngân hàng"),
    "understanding.question.edited": _("Sửa câu hỏi trong ngân hàng"),
    "understanding.questions.imported": _("Nhập câu hỏi từ tệp"),
    "understanding.question.retired": _("Cho thôi dùng một câu hỏi"),
    "conferences.check.drawn": _("Lập bài kiểm tra"),
    "conferences.check.answered": _("Nộp bài kiểm tra"),
    "notices.address.set": _("Đặt địa chỉ nhận thư"),
    "notices.mail.stopped": _("Ngừng nhận thư"),
    "notices.messages.told": _("Báo việc cho người phải làm"),
    "orgs.intake.handed_in": _("Đưa một danh sách đơn vị, người vào để xem trước"),
    "orgs.intake.ordered": _("Cho thực hiện một danh sách đã xem trước"),
    "orgs.intake.dropped": _("Bỏ một danh sách đã đưa vào"),
    "orgs.unit.renamed": _("Đổi tên đơn vị"),
    "people.administrator.made": _("Lập tài khoản quản trị"),
    "people.entry_codes.issued": _("Cấp mã vào cho nhiều người"),
    "people.entry_code.revoked": _("Thu hồi mã vào"),
    "people.sessions.ended": _("Kết thúc phiên đăng nhập"),
    "people.password.set": _("Đặt mật khẩu"),
    "site.job.run_again": _("Cho chạy lại một việc nền"),
    "people.person.entered": _("Vào hệ thống"),
}
OF_PEOPLE = (
    "cascade.reading.acknowledged",
    "cascade.reading.declined",
    "cascade.text.opened",
    "cascade.question.asked",
    "conferences.check.answered",
    "understanding.attempt.",
    "understanding.reflection.",
    "notices.",
    "people.person.",
    "people.sessions.",
    "people.password.",
)
OPEN_TO_AUDIT = tuple(event for event in EVENTS if not event.startswith(OF_PEOPLE))
SUBJECTS = {
    "conference": _("hội nghị số %(id)s"),
    "arrangement": _("dự ghép, xin miễn số %(id)s"),
    "intake": _("danh sách số %(id)s"),
    "seat": _("vị trí số %(id)s"),
    "delegation": _("ủy quyền số %(id)s"),
    "dissemination": _("đợt quán triệt số %(id)s"),
    "entry_code": _("mã vào số %(id)s"),
    "entry_codes": _("nhiều mã vào"),
    "expression": _("bản văn bản số %(id)s"),
    "file": _("tệp số %(id)s"),
    "finding": _("chi tiết số %(id)s"),
    "mailbox": _("hộp thư số %(id)s"),
    "notice": _("bản tin số %(id)s"),
    "organisation": _("đơn vị số %(id)s"),
    "job": _("việc nền %(id)s"),
    "person": _("người số %(id)s"),
}


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One entry of the reader's own seat: `what` in words, `subject` the thing it was done to, `leaf` in hex.

    `delegation` numbers the one that the act rested on, if it was done in another's place.
    An entry whose bytes are no longer those that were written has only its number: nothing it says can be believed.
    """

    seq: int
    at: datetime | None = None
    what: Any = ""
    subject: str = ""
    leaf: str = ""
    delegation: int | None = None

    @property
    def is_readable(self) -> bool:
        """Say whether the bytes still give the leaf that was written with them."""
        return bool(self.leaf)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Counts and the newest signed head (None before the first signature); `lines` newest first, at most 50."""

    size: int
    head: SignedHead | None
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One entry of somebody in a unit: what was done, in which post and unit; never by name."""

    line: OwnLine
    post: str
    unit: str


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """The newest entries of a unit and those below it, at most 50; `before` leads to older ones, None at the first."""

    unit: Organisation
    lines: tuple[UnitLine, ...]
    before: int | None


def unit_record(code: str, seat: Seat, before: int | None = None) -> UnitRecord:
    """Read what was done in a unit at or below the auditor's own. DoesNotExist for every other unit.

    What people read, answered, asked and how they signed in is nobody's to look through: such entries are left out. One
    page walks a bounded stretch of the ledger, however long that is.
    """
    permissions.check_audit(seat)
    unit = Organisation.objects.visible_to(seat).get(code=code)
    last = before or (Frontier.objects.values_list("size", flat=True).first() or 0) + 1
    within = Q(unit=unit.path) | Q(unit__startswith=f"{unit.path}/")
    stretch = Entry.objects.filter(within, seq__lt=last, seq__gte=last - STRETCH, event__in=OPEN_TO_AUDIT)
    rows = list(stretch.order_by("-seq").values_list("seq", "body", "leaf", "seat")[:MOST])
    seats = Seat.objects.select_related("post", "organisation").in_bulk({row[3] for row in rows if row[3]})
    lines = tuple(_unit_line(_line(*row[:3]), seats.get(row[3])) for row in rows)
    older = rows[-1][0] if len(rows) == MOST else max(0, last - STRETCH)
    return UnitRecord(unit, lines, older if older > 1 else None)


@dataclass(frozen=True, slots=True)
class DelegatedRecord:
    """What was done under one delegation, newest first, at most 50 of its holder's last entries."""

    delegation: Delegation
    lines: tuple[OwnLine, ...]


def delegated_record(delegation_id: int, seat: Seat) -> DelegatedRecord:
    """Read what somebody did in a head's place. DoesNotExist unless the reader heads that unit, or is who did it."""
    mine = Q(deputy=seat)
    if seat.role == Seat.Role.HEAD:
        mine |= Q(seat__organisation=seat.organisation_id)
    delegation = Delegation.objects.filter(mine).to_show().get(pk=delegation_id)
    entries_of = Entry.objects.filter(seat=delegation.deputy_id, at__gte=delegation.granted_at).order_by("-seq")
    rows = entries_of.values_list("seq", "body", "leaf")[:WALKED]
    lines = [line for line in (_line(*row) for row in rows) if line.delegation == delegation.pk]
    return DelegatedRecord(delegation, tuple(lines[:MOST]))


def _unit_line(line: OwnLine, seat: Seat | None) -> UnitLine:
    return UnitLine(line, seat.title, seat.organisation.name) if seat else UnitLine(line, "", "")


def ledger_page(seat: Seat) -> LedgerPage:
    """Read the page in three queries; of entries, only those of `seat` are ever loaded."""
    size = Frontier.objects.values_list("size", flat=True).first() or 0
    own = Entry.objects.filter(seat=seat.pk).order_by("-seq").values_list("seq", "body", "leaf")[:MOST]
    lines = tuple(_line(*row) for row in own)
    return LedgerPage(size, SignedHead.objects.order_by("-size", "-at").first(), lines)


def _line(seq: int, body: object, leaf: object) -> OwnLine:
    """Read one entry; columns of a file that somebody changed may hold anything, also text or a number."""
    if not isinstance(body, bytes | memoryview) or not isinstance(leaf, bytes | memoryview):
        return OwnLine(seq)
    try:
        entry = entries.read_entry(bytes(body))
    except ValueError:
        return OwnLine(seq)
    if (entry.seq, entry.leaf) != (seq, bytes(leaf)):
        return OwnLine(seq)
    what, subject = EVENTS.get(entry.event, entry.event), _subject(entry.subject)
    return OwnLine(entry.seq, entry.at, what, subject, entry.leaf.hex(), entry.by.delegation)


def _subject(ref: str) -> str:
    name, _colon, number = ref.partition(":")
    noun = name.rpartition(".")[2]
    return SUBJECTS[noun] % {"id": number} if noun in SUBJECTS else ref
