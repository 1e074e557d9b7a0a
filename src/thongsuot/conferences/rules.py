"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import day_of, hour_of
from thongsuot.kernel.errors import Refusal

MOST_HALF_DAYS = 12
MOST_QUESTIONS = 40
MOST_REASON = 500
MOST_AGENDA = 100
MOST_MATERIALS = 30


def check_sittings(half_days: Sequence[tuple[date, str]]) -> None:
    """Refuse a plan without a half day, with one named twice, or longer than any conference is."""
    if not half_days:
        raise Refusal("no_half_days", _("Ghi ít nhất một buổi họp: ngày nào, sáng hay chiều."))
    if len(set(half_days)) != len(half_days):
        raise Refusal("half_day_twice", _("Có buổi ghi hai lần. Bỏ bớt một dòng rồi lưu lại."))
    if len(half_days) > MOST_HALF_DAYS:
        message = _("Hội nghị có quá nhiều buổi. Ghi tối đa %(most)s buổi, phần còn lại lập hội nghị khác.")
        raise Refusal("too_many_half_days", message % {"most": MOST_HALF_DAYS})


def check_no_conference(is_planned: bool) -> None:
    """Refuse to join or to ask where the unit holds a conference of its own."""
    if is_planned:
        raise Refusal("planned_already", _("Đơn vị đã lên lịch hội nghị riêng. Sửa lịch ấy nếu ngày hoặc nơi họp đổi."))


def check_not_arranged(is_arranged: bool) -> None:
    """Refuse a second word beside the one that holds: one unit, one way."""
    if is_arranged:
        raise Refusal(
            "arranged_already", _("Đơn vị đã ghi dự ghép hoặc xin miễn. Rút lại điều đã ghi rồi chọn cách khác.")
        )


def check_above(is_issuer: bool) -> None:
    """Refuse that the unit which began the drive asks anybody to be excused from it."""
    if is_issuer:
        raise Refusal(
            "own_drive", _("Đợt này do đơn vị ban hành nên không có cấp trên nào xét miễn. Lên lịch hội nghị.")
        )


def check_reason(reason: str) -> None:
    """Refuse to ask, or to refuse, without saying why."""
    if not reason.strip():
        raise Refusal("reason_missing", _("Ghi lý do để đơn vị kia hiểu, rồi gửi lại."))
    if len(reason.strip()) > MOST_REASON:
        raise Refusal("reason_long", _("Lý do dài quá %(most)s chữ. Viết ngắn lại rồi gửi.") % {"most": MOST_REASON})


def check_undecided(state: str) -> None:
    """Refuse to answer what was answered already, or was never asked."""
    if state != "asked":
        raise Refusal("excuse_decided", _("Việc này đã được trả lời hoặc đơn vị đã rút lại. Tải lại trang để xem."))


def check_free_to_leave(has_marks: bool, reported_at: datetime | None) -> None:
    """Refuse to leave a conference at which people of the unit were marked already, or which was reported."""
    if has_marks or reported_at is not None:
        message = _("Người của đơn vị đã được điểm danh ở nơi ghép nên không rút lại được. Hỏi văn thư đơn vị chủ trì.")
        raise Refusal("conference_begun", message)


def check_unreported(reported_at: datetime | None) -> None:
    """Refuse to change what a report already told."""
    if reported_at is not None:
        raise Refusal("conference_reported", _("Hội nghị đã báo cáo nên không ghi thêm được. Hỏi văn phòng cấp trên."))


def check_unattended(has_marks: bool) -> None:
    """Refuse to change the half days once people were marked in them."""
    if has_marks:
        raise Refusal("conference_begun", _("Đã điểm danh nên không đổi buổi họp được. Sửa tên và địa điểm thì được."))


def check_marks(marks: Mapping[int, str], expected: Collection[int], statuses: Collection[str]) -> None:
    """Refuse an empty sheet, an unknown status, or somebody who is not on the list of delegates."""
    if not marks:
        raise Refusal("no_marks", _("Đánh dấu ít nhất một người rồi lưu lại."))
    if not set(marks) <= set(expected) or not set(marks.values()) <= set(statuses):
        raise Refusal("not_a_delegate", _("Có người không thuộc danh sách triệu tập. Tải lại trang rồi điểm danh lại."))


def check_ticked(is_ticked: bool) -> None:
    """Refuse in a hall what is not answered by ticking: there is one minute, and no keyboard."""
    if not is_ticked:
        message = _("Bài ở hội trường chỉ dùng câu chọn và câu đúng sai. Bỏ câu xếp thứ tự, câu trả lời ngắn.")
        raise Refusal("not_ticked", message)


def check_drawable(number: int, is_drawn: bool) -> None:
    """Refuse an empty check, an endless one, and a second one: people may have answered the first."""
    if is_drawn:
        raise Refusal("check_drawn", _("Hội nghị này đã có bài kiểm tra. Người dự đang làm bài ấy."))
    if not 1 <= number <= MOST_QUESTIONS:
        raise Refusal("no_questions", _("Chọn từ một đến %(most)s câu hỏi.") % {"most": MOST_QUESTIONS})


def check_answered(answered: Collection[int], asked: Collection[int]) -> None:
    """Refuse a sheet with questions left open: nobody loses a try by a slip of the thumb."""
    missing = len(set(asked) - set(answered))
    if missing:
        raise Refusal(
            "answers_missing", _("Còn %(number)s câu chưa trả lời. Trả lời hết rồi nộp.") % {"number": missing}
        )


def check_begun(first_day: date | None, today: date) -> None:
    """Refuse to end or to attend a conference before its day."""
    if first_day is None or today < first_day:
        raise Refusal("conference_ahead", _("Hội nghị chưa đến ngày họp. Đến ngày ấy hãy ghi."))


def check_presented(texts: int) -> None:
    """Refuse to have read nothing."""
    if not texts:
        raise Refusal("no_texts", _("Hội nghị này chưa có văn bản nào để xác nhận. Hỏi văn thư đơn vị."))


def check_asked(questions: int) -> None:
    """Refuse answers where nothing was asked."""
    if not questions:
        raise Refusal(
            "check_not_drawn", _("Hội nghị này chưa có bài kiểm tra. Tải lại trang khi hội trường báo làm bài.")
        )


def check_today(day: date | None, today: date) -> None:
    """Refuse to say of oneself that one is there on any day but the half day's own."""
    if day is None:
        raise Refusal("half_day_gone", _("Buổi họp này không còn trong lịch. Tải lại trang để xem lịch mới."))
    if day != today:
        message = _("Buổi họp này không phải hôm nay. Hỏi văn thư đơn vị nếu cần ghi lại.")
        raise Refusal("half_day_not_today", message)


def check_held(ended_at: datetime | None) -> None:
    """Refuse to report a conference that has not ended."""
    if ended_at is None:
        raise Refusal("conference_not_ended", _("Hội nghị chưa bế mạc. Ghi bế mạc rồi lập báo cáo."))


def check_agenda(titles: Sequence[str]) -> None:
    """Refuse a line that says nothing, or more than fits, and an agenda that nobody would sit through."""
    if len(titles) > MOST_AGENDA:
        message = _("Chương trình dài quá %(most)s dòng. Gộp bớt các mục nhỏ rồi ghi lại.") % {"most": MOST_AGENDA}
        raise Refusal("agenda_long", message)
    if any(not title.strip() or len(title) > MOST_REASON for title in titles):
        message = _("Có mục thiếu nội dung, hoặc dài quá %(most)s chữ. Sửa dòng ấy rồi ghi lại.")
        raise Refusal("agenda_line", message % {"most": MOST_REASON})


def check_presenters(named: Collection[int], visible: Collection[int]) -> None:
    """Refuse to name a seat that is not in the unit or below it."""
    if not set(named) <= set(visible):
        raise Refusal("presenter_unknown", _("Có người trình bày không thuộc đơn vị. Ghi tên họ bằng chữ rồi ghi lại."))


def check_place(words: str) -> str:
    """Refuse a provision that no text of the drive has."""
    if not words:
        raise Refusal("place_unknown", _("Có điều khoản không nằm trong văn bản của đợt. Chọn lại điều khoản rồi ghi."))
    return words


def check_room_for_material(number: int) -> None:
    """Refuse more materials than anybody reads."""
    if number >= MOST_MATERIALS:
        message = _("Hội nghị đã có %(most)s tài liệu. Bỏ bớt tài liệu không dùng rồi gửi lại.")
        raise Refusal("too_many_materials", message % {"most": MOST_MATERIALS})


def check_material_open(not_before: datetime | None, now: datetime) -> None:
    """Refuse to open a material before its hour."""
    if not_before is not None and now < not_before:
        message = _("Tài liệu này mở lúc %(hour)s ngày %(day)s. Đến giờ ấy hãy mở lại.")
        day = f"{day_of(not_before):%d/%m/%Y}"
        raise Refusal("material_closed", message % {"hour": hour_of(not_before), "day": day})
