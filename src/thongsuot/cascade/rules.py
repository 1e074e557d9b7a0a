"""May this happen now? Pure: loaded values and the moment, no queries, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal

if TYPE_CHECKING:
    from thongsuot.cascade.audience import AudienceRule
    from thongsuot.cascade.duties import Duty

REASON_MAX = 1000
NAMED_MOST = 200
FARTHEST = timedelta(days=366)
LABEL_MAX = 2000
PHOTO_MAX = 10 * 1024 * 1024
PHOTOS = {".jpg": (b"\xff\xd8\xff",), ".png": (b"\x89PNG\r\n\x1a\n",), ".pdf": (b"%PDF-",)}


class StaleDraft(Refusal):
    """Say no to somebody who would write over what a colleague saved meanwhile; what they typed is to be kept."""


def check_open(published_at: datetime | None, closed_at: datetime | None) -> None:
    """Refuse to act in a drive that has not begun or has ended."""
    if published_at is None:
        raise Refusal("dissemination_draft", _("Đợt này còn là bản nháp. Chờ văn phòng ban hành."))
    if closed_at is not None:
        raise Refusal("dissemination_closed", _("Đợt quán triệt này đã khép lại. Hỏi văn phòng nếu cần ghi thêm."))


def check_acknowledgeable(duty: Duty) -> None:
    """Refuse to acknowledge what was not opened, or is closed."""
    check_open(duty.dissemination.published_at, duty.dissemination.closed_at)
    if duty.state.opened_at is None:
        raise Refusal("not_opened", _("Hãy mở và đọc văn bản trước khi xác nhận."))


def check_declinable(duty: Duty, reason: str) -> None:
    """Refuse to decline without a reason, or after having acknowledged."""
    check_open(duty.dissemination.published_at, duty.dissemination.closed_at)
    if duty.is_done:
        raise Refusal("already_acknowledged", _("Đồng chí đã xác nhận tiếp thu; việc này đã xong."))
    check_worded(reason)


def check_reopenable(closed_at: datetime | None, withdrawn_at: datetime | None) -> None:
    """Refuse to reopen what is not closed, or was taken back for good."""
    if withdrawn_at is not None:
        raise Refusal("dissemination_withdrawn", _("Đợt này đã thu hồi nên không mở lại được. Lập đợt mới nếu cần."))
    if closed_at is None:
        raise Refusal("dissemination_open", _("Đợt này đang mở, không cần mở lại."))


def check_withdrawable(published_at: datetime | None, withdrawn_at: datetime | None) -> None:
    """Refuse to take back a draft, or twice."""
    if published_at is None:
        raise Refusal("dissemination_draft", _("Đợt này còn là bản nháp. Chờ văn phòng ban hành."))
    if withdrawn_at is not None:
        raise Refusal("dissemination_withdrawn", _("Đợt này đã thu hồi rồi."))


def check_extension(levels: Sequence[str], held: Mapping[str, date], wanted: Mapping[str, date], today: date) -> None:
    """Refuse days that are earlier than those held, none that is later, or days out of order."""
    if any(wanted[level] < held[level] for level in levels if level in held):
        raise Refusal("deadline_earlier", _("Gia hạn chỉ lùi hạn về sau. Chọn ngày từ hạn đang có trở đi."))
    if all(wanted[level] == held[level] for level in levels if level in held):
        raise Refusal("deadline_same", _("Chưa có hạn nào thay đổi. Chọn ngày muộn hơn cho ít nhất một cấp."))
    moved = [level for level in levels if wanted[level] != held.get(level)]
    if any(wanted[level] < today for level in moved):
        raise Refusal("deadline_past", _("Có hạn đã qua. Chọn ngày từ hôm nay trở đi."))
    if any(wanted[lower] < wanted[upper] for upper, lower in pairwise(levels)):
        raise Refusal("deadline_order", _("Hạn của cấp dưới đang sớm hơn cấp trên. Sửa rồi gửi lại."))


def check_replaceable(before: tuple[int, int], after: tuple[int, int], asked: Sequence[int]) -> None:
    """Refuse a wording of another work, or one that the drive asks for already; each is (work, expression)."""
    if before[0] != after[0]:
        raise Refusal("other_work", _("Bản mới phải là bản khác của chính văn bản ấy. Chọn lại trong kho."))
    if after[1] in asked:
        raise Refusal("same_wording", _("Đợt này đang học đúng bản ấy rồi. Chọn bản khác."))


def check_not_too_long(words: str, most: int = REASON_MAX) -> None:
    """Refuse an endless text; none at all is fine."""
    if words.strip():
        check_worded(words, most)


def check_sheet(signed_on: date, published_on: date, today: date) -> None:
    """Refuse a sheet signed before the drive was published, or in days to come."""
    if signed_on > today:
        raise Refusal("signed_ahead", _("Ngày trên danh sách chưa tới. Ghi đúng ngày đã ký."))
    if signed_on < published_on:
        raise Refusal("signed_before", _("Ngày trên danh sách trước ngày ban hành đợt này. Ghi đúng ngày đã ký."))


def check_photo(content: bytes, most: int = PHOTO_MAX) -> str:
    """Tell a photo or scan by its first bytes and give its ending. Refuses anything else, and what is too big."""
    if len(content) > most:
        raise Refusal("photo_too_big", _("Ảnh lớn hơn 10 MB. Chụp lại ở cỡ nhỏ hơn rồi gửi."))
    for ending, starts in PHOTOS.items():
        if any(content.startswith(start) for start in starts):
            return ending
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    raise Refusal("not_a_photo", _("Gửi ảnh chụp (JPG, PNG, WebP) hoặc bản quét PDF của danh sách đã ký."))


def check_somebody(people: int) -> None:
    """Refuse a sheet on which nobody is left to enter."""
    if not people:
        raise Refusal("nobody_ticked", _("Chưa đánh dấu ai còn phải xác nhận. Đánh dấu tên trên danh sách rồi ghi."))


def check_not_taken_back(taken_back_at: datetime | None) -> None:
    """Refuse to take a line back twice."""
    if taken_back_at is not None:
        raise Refusal("already_taken_back", _("Dòng này đã được rút lại rồi."))


def check_asked_on(asked_on: date | None, latest: date, today: date) -> None:
    """Refuse a unit's own day that is past, or later than the levels above ask for."""
    if asked_on is None:
        return
    if asked_on > latest:
        message = _("Ngày của đơn vị không được muộn hơn hạn cấp trên giao (%(day)s). Chọn ngày sớm hơn.")
        raise Refusal("later_than_above", message % {"day": latest.strftime("%d/%m/%Y")})
    if asked_on < today:
        raise Refusal("asked_past", _("Ngày đề nghị đã qua. Chọn ngày từ hôm nay trở đi."))


def check_reportable(*, is_accepted: bool, is_reported: bool) -> None:
    """Refuse to report what was not accepted, or twice."""
    if not is_accepted:
        raise Refusal("not_accepted", _("Tiếp nhận đợt này cho đơn vị trước rồi mới báo cáo."))
    if is_reported:
        raise Refusal("already_reported", _("Đơn vị đã báo cáo đợt này rồi."))


def check_worded(words: str, most: int = REASON_MAX) -> None:
    """Refuse an empty or endless text from a person: nothing that somebody typed is cut behind their back."""
    if not words.strip():
        raise Refusal("words_missing", _("Ghi ít nhất một câu rồi gửi lại."))
    if len(words.strip()) > most:
        raise Refusal("words_too_long", _("Viết gọn lại trong %(max)d ký tự rồi gửi lại.") % {"max": most})


def check_found(number: str, found: int) -> None:
    """Refuse a number typed by hand that names no text of the corpus, or more than one."""
    if found == 0:
        message = _("Kho chưa có văn bản số %(number)s. Xem lại số, hoặc nhập văn bản vào kho rồi chọn.")
        raise Refusal("text_not_found", message % {"number": number.strip()[:80]})
    if found > 1:
        raise Refusal("text_not_sure", _("Kho có nhiều văn bản mang số này. Chọn trong danh sách bên cạnh."))


def check_same_question(kept: tuple[object, ...], asked: tuple[object, ...]) -> None:
    """Refuse a key that already carried other content: the ledger answers the same way for acts."""
    if kept != asked:
        raise Refusal("key_reused", _("Nội dung gửi lại khác với lần trước. Hãy tải lại trang rồi làm lại."))


def check_unanswered(answered_at: datetime | None) -> None:
    """Refuse a second answer: people have read the first one."""
    if answered_at is not None:
        raise Refusal("already_answered", _("Câu hỏi này đã có trả lời. Tải lại trang để xem."))


def check_editable(published_at: datetime | None) -> None:
    """Refuse to change a drive that units have already received."""
    if published_at is not None:
        raise Refusal("already_published", _("Đợt này đã ban hành nên không sửa được nữa. Lập đợt mới nếu cần."))


def check_deadlines(levels: Sequence[str], deadlines: Mapping[str, date], today: date) -> None:
    """Refuse a level without a day, a day already past, or a lower level due before the one above it.

    `levels` are those reached, highest first.
    """
    last: date | None = None
    for level in levels:
        due = deadlines.get(level)
        if due is None:
            raise Refusal("deadline_missing", _("Còn cấp chưa có hạn. Ghi hạn cho từng cấp rồi mới ban hành được."))
        if due < today:
            raise Refusal("deadline_past", _("Có hạn đã qua. Chọn ngày từ hôm nay trở đi rồi mới ban hành được."))
        if last is not None and due < last:
            raise Refusal("deadline_order", _("Hạn của cấp dưới đang sớm hơn cấp trên. Sửa rồi mới ban hành được."))
        last = due


def check_publishable(text_count: int, rule: AudienceRule, obliged: int) -> None:
    """Refuse to publish a drive with nothing to study or nobody to study it."""
    if text_count == 0:
        raise Refusal("no_texts", _("Chọn ít nhất một văn bản phải học rồi mới ban hành được."))
    if not rule.levels:
        raise Refusal("no_audience", _("Chọn ai phải học rồi mới ban hành được."))
    if obliged == 0:
        raise Refusal("nobody_reached", _("Quy tắc này chưa chạm tới ai. Chọn thêm cấp hoặc nhóm chức vụ."))


def check_unchanged(seen: str, current: str, editor: str, at: str) -> None:
    """Refuse to write over what a colleague saved meanwhile; "" is somebody who saw nothing before (a command)."""
    if seen and seen != current:
        message = _(
            "%(editor)s đã lưu bản nháp này lúc %(at)s, sau khi trang này mở ra. Chữ vừa gõ vẫn còn bên dưới và chưa "
            "lưu: mở bản đã lưu để so, hoặc bấm lưu lần nữa để thay bằng chữ bên dưới."
        )
        raise StaleDraft("draft_changed", message % {"editor": editor, "at": at})


def check_proposable(*, is_needed: bool, has_head: bool, waits_with: str, current: str) -> None:
    """Refuse to lay a draft before a head who is not asked or not there, and the same draft twice."""
    if not is_needed:
        raise Refusal("approval_not_needed", _("Đơn vị này ban hành không cần duyệt. Bấm ban hành là xong."))
    if not has_head:
        message = _("Đơn vị chưa có người đứng đầu để duyệt. Nhờ người quản trị ghi người giữ vị trí ấy rồi trình.")
        raise Refusal("no_head", message)
    if waits_with == current:
        raise Refusal("already_proposed", _("Bản nháp này đã trình và đang chờ duyệt."))


def check_decidable(decision: str, waiting: str) -> None:
    """Refuse to decide what was decided already, or overtaken by a change of the draft."""
    if decision != waiting:
        raise Refusal("proposal_decided", _("Lần trình này không còn chờ duyệt. Tải lại trang để xem bản mới nhất."))


def check_seen(seen: str, current: str) -> None:
    """Refuse a yes to another draft than the one that was read."""
    if seen != current:
        raise Refusal("draft_changed_since", _("Bản nháp đã đổi sau khi mở trang này. Tải lại, đọc lại rồi duyệt."))


def check_approved(*, is_needed: bool, approved: Sequence[str], current: str) -> None:
    """Refuse to publish without the head's yes to this very draft, where the unit asks for one."""
    if not is_needed or current in approved:
        return
    if approved:
        message = _("Bản nháp đã đổi sau khi duyệt. Trình lại để người đứng đầu duyệt bản đang có.")
        raise Refusal("changed_after_approval", message)
    raise Refusal("not_approved", _("Đơn vị này ban hành sau khi người đứng đầu duyệt. Trình duyệt trước."))


def check_hour(at: datetime, now: datetime) -> None:
    """Refuse to publish at an hour that is past, or more than a year away."""
    if at <= now:
        raise Refusal("hour_past", _("Giờ hẹn đã qua. Chọn giờ sau lúc này, hoặc ban hành ngay."))
    if at > now + FARTHEST:
        raise Refusal("hour_too_far", _("Giờ hẹn xa quá một năm. Chọn ngày gần hơn; bản nháp vẫn được giữ."))


def check_not_ordered(is_live: bool) -> None:
    """Refuse to change or order again what is to go out at an hour, or is going out."""
    if is_live:
        message = _("Đợt này đã hẹn giờ ban hành. Đổi giờ hoặc hủy hẹn ở trang của đợt rồi mới sửa được.")
        raise Refusal("already_ordered", message)


def check_movable(state: str, waiting: str) -> None:
    """Refuse to move what is going out at this moment."""
    if state != waiting:
        raise Refusal("publishing_now", _("Đợt này đang được ban hành nên không đổi giờ được nữa."))


def check_exceptional(kind: str, *, is_reached: bool, is_level_reached: bool, named: int) -> None:
    """Refuse to name a seat by hand where the rule says the same already, on a level left out, or far too many."""
    if named >= NAMED_MOST:
        message = _("Một đợt ghi tên nhiều nhất %(most)d người. Sửa cấp hoặc nhóm chức vụ thì gọn hơn.")
        raise Refusal("too_many_named", message % {"most": NAMED_MOST})
    if kind == "added" and is_reached:
        raise Refusal("already_reached", _("Người này đã thuộc diện học theo cấp và nhóm chức vụ."))
    if kind == "added" and not is_level_reached:
        message = _("Đợt này chưa gọi cấp của người này nên chưa có hạn. Chọn cấp ấy trong bản nháp rồi thêm tên.")
        raise Refusal("level_not_reached", message)
    if kind == "excluded" and not is_reached:
        raise Refusal("not_reached", _("Người này không thuộc diện học nên không cần miễn."))
