"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

MOST_OPTIONS = 8
MOST_ASKED, MOST_TRIES, MOST_MINUTES = 60, 5, 240


def check_worded(text: str, options: Sequence[str], right: Collection[int], least: int = 2) -> None:
    """Refuse a question that cannot be answered: no words, too few options, or none of them right."""
    if not text.strip():
        raise Refusal("question_empty", _("Ghi câu hỏi rồi lưu lại."))
    if not least <= len(options) <= MOST_OPTIONS or any(not option.strip() for option in options):
        message = _("Ghi từ %(least)s đến %(most)s lựa chọn, mỗi lựa chọn một dòng.")
        raise Refusal("options_missing", message % {"least": least, "most": MOST_OPTIONS})
    if len({" ".join(option.split()) for option in options}) != len(options):
        raise Refusal("option_twice", _("Có hai lựa chọn giống nhau. Bỏ bớt một dòng rồi lưu lại."))
    if not right or not set(right) <= set(range(len(options))):
        raise Refusal("no_right_option", _("Đánh dấu lựa chọn đúng rồi lưu lại."))


def check_one_right(kind: str, right: Collection[int], options: int) -> None:
    """Refuse two right options where a person may choose only one, and a wrong one where there is nothing to choose."""
    if kind in ("single", "true_false") and len(right) != 1:
        raise Refusal(
            "one_right_option", _("Câu chọn một thì chỉ có một lựa chọn đúng. Đổi thành câu chọn nhiều nếu cần.")
        )
    if kind in ("order", "short") and len(right) != options:
        message = _("Câu xếp thứ tự và câu trả lời ngắn không có lựa chọn sai. Bỏ dòng sai rồi lưu lại.")
        raise Refusal("wrong_option_unused", message)


def check_in_use(retired_at: datetime | None) -> None:
    """Refuse to edit what was taken out of use."""
    if retired_at is not None:
        raise Refusal("question_retired", _("Câu hỏi này đã thôi dùng. Soạn câu mới nếu cần hỏi lại."))


def check_same_work(is_same: bool) -> None:
    """Refuse to carry a question over to another document: its answers would speak of two texts."""
    if not is_same:
        raise Refusal("question_of_another_work", _("Câu hỏi gắn với một văn bản. Soạn câu mới cho văn bản kia."))


def least_options(kind: str) -> int:
    """Give the fewest options that a question of a kind needs: one accepted answer is enough for a short one."""
    return 1 if kind == "short" else 2


def check_some(number: int) -> None:
    """Refuse to take in nothing."""
    if not number:
        raise Refusal("no_questions", _("Tệp chưa có câu hỏi nào. Ghi ít nhất một câu rồi nhập lại."))


def check_window(opens_on: date, closes_on: date, today: date) -> None:
    """Refuse a window that ends before it begins, or that is over already."""
    if closes_on < opens_on or closes_on < today:
        raise Refusal("window_over", _("Ngày đóng phải sau ngày mở và chưa qua. Sửa ngày rồi lưu lại."))


def check_blueprint(wanted: Sequence[int], held: Sequence[int]) -> None:
    """Refuse a blueprint that asks nothing, too much, or more of a chapter than the bank holds."""
    if any(number > most for number, most in zip(wanted, held, strict=True)):
        raise Refusal("pool_too_small", _("Có chương lấy nhiều câu hơn số câu đang có. Giảm số câu hoặc soạn thêm."))
    if not 1 <= sum(wanted) <= MOST_ASKED:
        message = _("Chọn từ một đến %(most)s câu cho mỗi lượt.")
        raise Refusal("blueprint_empty", message % {"most": MOST_ASKED})


def check_tries(tries: int, minutes: int) -> None:
    """Refuse what is no number of tries or of minutes."""
    if not (1 <= tries <= MOST_TRIES and 0 <= minutes <= MOST_MINUTES):
        message = _("Cho từ một đến %(tries)s lượt, mỗi lượt tối đa %(minutes)s phút; 0 phút là không tính giờ.")
        raise Refusal("tries_out_of_reach", message % {"tries": MOST_TRIES, "minutes": MOST_MINUTES})


def check_open_today(opens_on: date, closes_on: date, today: date) -> None:
    """Refuse a try outside of the days of the check."""
    if not opens_on <= today <= closes_on:
        raise Refusal("check_not_open", _("Bài này chưa mở hoặc đã đóng. Xem ngày mở, ngày đóng trên trang của bài."))


def check_try_left(used: int, tries: int) -> None:
    """Refuse a try beyond those given."""
    if used >= tries:
        raise Refusal("tries_used", _("Đồng chí đã dùng hết lượt. Mở lại điều khoản của câu sai để đọc."))


def check_in_time(began_at: datetime, minutes: int, now: datetime) -> None:
    """Refuse a sheet that comes after its time; a minute is left for a slow line."""
    if is_over(began_at, minutes, now):
        raise Refusal("time_over", _("Lượt này đã hết giờ. Làm lượt khác nếu còn lượt."))


def check_not_handed_in(handed_in_at: datetime | None) -> None:
    """Refuse to hand in what was handed in."""
    if handed_in_at is not None:
        raise Refusal("handed_in_already", _("Lượt này đã nộp. Tải lại trang để xem kết quả."))


def check_all_answered(missing: int) -> None:
    """Refuse a sheet with questions left open: nobody loses a try by a slip of the thumb."""
    if missing:
        message = _("Còn %(number)s câu chưa trả lời. Trả lời hết rồi nộp.")
        raise Refusal("answers_missing", message % {"number": missing})


def is_over(began_at: datetime, minutes: int, now: datetime) -> bool:
    """Tell whether the time of a try is up."""
    return bool(minutes) and now > began_at + timedelta(minutes=minutes + 1)
