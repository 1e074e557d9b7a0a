"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

import re
import unicodedata
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


MOST_PROMPTS, MOST_CRITERIA, MOST_MARK, MOST_WORDS, LONGEST_KEPT = 8, 8, 20, 20_000, 730
ABOUT_A_TEXT = re.compile(r"tư tưởng hồ chí minh|quan điểm chỉ đạo")
ATTITUDE = re.compile(
    r"\b(thái độ|lập trường|tư tưởng|quan điểm|bản lĩnh|niềm tin|trung thành|tâm tư|tình cảm|động cơ|tinh thần|"
    r"ý thức|nhiệt tình|gương mẫu|tín nhiệm)\b"
)


def check_prompts(prompts: Sequence[str]) -> None:
    """Refuse a task that asks nothing or too much."""
    if not 1 <= len(prompts) <= MOST_PROMPTS or any(len(each) > 500 for each in prompts):
        message = _("Ghi từ một đến %(most)s câu gợi ý, mỗi dòng một câu, mỗi câu không quá 500 chữ cái.")
        raise Refusal("prompts_missing", message % {"most": MOST_PROMPTS})


def check_rubric(criteria: Sequence[tuple[str, str, int]]) -> None:
    """Refuse a rubric without criteria, and any criterion (name, what is looked for, most) that is not of the text."""
    if not 1 <= len(criteria) <= MOST_CRITERIA or any(not 1 <= most <= MOST_MARK for _n, _w, most in criteria):
        message = _("Ghi từ một đến %(most)s tiêu chí, mức cao nhất của mỗi tiêu chí từ 1 đến %(mark)s.")
        raise Refusal("rubric_out_of_reach", message % {"most": MOST_CRITERIA, "mark": MOST_MARK})
    for name, looks_for, _most in criteria:
        check_of_the_text(f"{name} {looks_for}")


def check_of_the_text(words: str) -> None:
    """Refuse a criterion on what somebody thinks or feels: only knowledge of the text is looked at."""
    told = unicodedata.normalize("NFC", " ".join(words.split())).lower()
    found = ATTITUDE.search(ABOUT_A_TEXT.sub("", told))
    if found:
        message = _(
            "Tiêu chí chỉ xét mức nắm nội dung văn bản, không xét “%(word)s”. "
            "Ghi người viết cần nêu được điều gì của văn bản, rồi lưu lại."
        )
        raise Refusal("criterion_on_attitude", message % {"word": found[1]})


def check_criteria_found(missing: int) -> None:
    """Refuse criteria that name no provision of the texts of the drive."""
    if missing:
        message = _("Có tiêu chí ghi điều không có trong văn bản của đợt. Ghi số điều, ví dụ 5 hoặc 12a.")
        raise Refusal("criterion_without_article", message)


def check_kept_days(days: int) -> None:
    """Refuse to keep what people wrote for ever, or not long enough to read it."""
    if not 1 <= days <= LONGEST_KEPT:
        message = _("Bài được giữ từ 1 đến %(most)s ngày sau ngày đóng, rồi xóa.")
        raise Refusal("kept_out_of_reach", message % {"most": LONGEST_KEPT})


def check_draft(handed_in_at: datetime | None, is_purged: bool) -> None:
    """Refuse to write in what was handed in, or was deleted when its time was over."""
    if handed_in_at is not None or is_purged:
        raise Refusal(
            "reflection_closed", _("Bài đã nộp hoặc đã hết hạn giữ nên không sửa được. Tải lại trang để xem.")
        )


def check_answers(answers: Sequence[str], prompts: int) -> None:
    """Refuse more parts than prompts, and parts beyond any reflection."""
    if len(answers) != prompts or any(len(each) > MOST_WORDS for each in answers):
        message = _("Mỗi phần viết không quá %(most)s chữ cái. Rút ngắn rồi lưu lại.")
        raise Refusal("reflection_too_long", message % {"most": MOST_WORDS})


def check_same_edition(edition: int, seen: int) -> None:
    """Refuse to write over what was saved in another window since."""
    if edition != seen:
        message = _("Bài đã được lưu ở một cửa sổ khác. Đối chiếu với bản đã lưu rồi bấm lưu lại.")
        raise Refusal("reflection_changed", message)


def check_reflecting(days: tuple[date, date, date], today: date, was_returned: bool) -> None:
    """Refuse to write outside of the days (opens, closes, deleted); what was returned may come until it is deleted."""
    opens, closes, purged = days
    if not opens <= today <= closes and not (was_returned and today < purged):
        raise Refusal("task_not_open", _("Đề này chưa mở hoặc đã đóng. Xem ngày mở, ngày đóng trên trang của đề."))


def check_all_written(answers: Sequence[str]) -> None:
    """Refuse to take a reflection with a part left empty."""
    missing = sum(not each.strip() for each in answers)
    if missing or not answers:
        raise Refusal("reflection_empty", _("Còn phần chưa viết. Viết đủ các phần rồi nộp; bản nháp đã lưu vẫn còn."))


def check_not_graded(graded_at: datetime | None) -> None:
    """Refuse to decide twice about one reflection."""
    if graded_at is not None:
        raise Refusal("graded_already", _("Bài này đã có kết quả. Tải lại trang để xem."))


def check_marks(marks: Sequence[int], most: Sequence[int]) -> None:
    """Refuse marks that leave a criterion out, or go beyond what it gives."""
    if len(marks) != len(most) or any(not 0 <= mark <= top for mark, top in zip(marks, most, strict=False)):
        raise Refusal("marks_missing", _("Ghi mức đạt cho mọi tiêu chí, không quá mức cao nhất của tiêu chí ấy."))


def check_commented(comment: str) -> None:
    """Refuse to return a reflection without a word on what to add."""
    if not comment.strip():
        raise Refusal("comment_missing", _("Ghi cần viết thêm điều gì, rồi trả lại."))
