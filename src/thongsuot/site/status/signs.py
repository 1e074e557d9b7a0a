"""One line a part of the installation: how it is, in a sentence, and what to do next where it is not well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from thongsuot.cascade.jobs import remind_every_morning, send_refused_letters
from thongsuot.kernel.clock import HO_CHI_MINH, day_of
from thongsuot.ledger.jobs import verify_ledger
from thongsuot.ledger.vitals import CLOCK_TOLERANCE, Vitals
from thongsuot.site import backup_notes, wording
from thongsuot.site.checks import BACKUP_AGE, CARE, FINE, ROOM_MB, SCARCE_MB, WRONG

SLOW_MS = 500.0
MANY_WAITING = 1_000
LONG_WAIT_SECONDS = 600.0
OLD_VERIFICATION = timedelta(days=2)
MEGABYTES_IN_A_GIGABYTE = 1024
RESTART = "systemctl restart thongsuot"


@dataclass(frozen=True, slots=True)
class Sign:
    """How one part is: `level` fine, care or wrong; `next_step` and a command for the server where there is one."""

    part: str
    level: str
    found: str
    next_step: str = ""
    command: str = ""


def writer(vitals: Vitals) -> Sign:
    """Say whether what people do reaches the ledger, and how soon."""
    part, waiting = _("Ghi nhật ký"), vitals.waiting or 0
    if vitals.writer_ms is None:
        step = _("Người dùng chưa ghi được gì. Khởi động lại dịch vụ rồi xem tệp ghi lỗi của dịch vụ.")
        return Sign(part, WRONG, _("Tiến trình ghi nhật ký không trả lời."), step, RESTART)
    found = _("Trả lời sau %(ms)s ms, %(rows)s dòng đang chờ ghi.")
    said = found % {"ms": number_format(vitals.writer_ms, 0), "rows": wording.number(waiting)}
    if vitals.writer_ms > SLOW_MS or waiting > MANY_WAITING:
        return Sign(part, CARE, said, _("Máy đang bận hoặc ổ đĩa chậm. Xem lại sau năm phút; còn thế thì xem tải máy."))
    return Sign(part, FINE, said)


def queue(vitals: Vitals) -> Sign:
    """Say whether background work is done."""
    part = _("Việc nền")
    if not vitals.jobs:
        step = _("Lời nhắc, thư và việc nhập danh sách đứng lại. Khởi động lại dịch vụ.")
        return Sign(part, WRONG, _("Tiến trình làm việc nền không chạy."), step, RESTART)
    minutes = int((vitals.queue_seconds or 0) // 60)
    words = _("%(number)s việc đang đợi đến lượt, lâu nhất %(minutes)s phút.")
    said = words % {"number": wording.number(vitals.queue or 0), "minutes": wording.number(minutes)}
    if (vitals.queue_seconds or 0) > LONG_WAIT_SECONDS:
        return Sign(
            part, CARE, said, _("Có việc đang chạy lâu. Nếu một giờ sau vẫn thế, khởi động lại dịch vụ."), RESTART
        )
    return Sign(part, FINE, said if vitals.queue else _("Không có việc nào đang đợi."))


def disk(vitals: Vitals) -> Sign:
    """Say how much room is left beside the data."""
    free = vitals.disk_free_mb
    said = _("Ổ đĩa của dữ liệu còn %(free)s GB.") % {"free": number_format(free / MEGABYTES_IN_A_GIGABYTE, 1)}
    if free >= SCARCE_MB:
        return Sign(_("Ổ đĩa"), FINE, said)
    step = _("Chuyển các bản sao lưu cũ sang máy khác, hoặc thêm ổ đĩa. Hết chỗ thì không ai ghi được gì nữa.")
    return Sign(_("Ổ đĩa"), WRONG if free < ROOM_MB else CARE, said, step, "du -sh data/*")


def clock(vitals: Vitals) -> Sign:
    """Say whether this machine's clock is behind what it knows to have passed."""
    part, ahead = _("Đồng hồ"), vitals.clock_ahead_seconds
    if ahead is None:
        return Sign(part, FINE, _("Chưa có dấu niêm nào để so giờ."))
    if ahead > CLOCK_TOLERANCE.total_seconds():
        said = _("Đồng hồ máy chậm %(seconds)s giây so với dấu niêm mới nhất hoặc máy chủ cơ sở dữ liệu.")
        step = _("Bật đồng bộ giờ. Giờ sai làm sai hạn và giờ ghi trong nhật ký.")
        return Sign(part, WRONG, said % {"seconds": number_format(ahead, 0)}, step, "timedatectl set-ntp true")
    return Sign(part, FINE, _("Đồng hồ máy không chậm hơn dấu niêm mới nhất."))


def backup(now: datetime) -> Sign:
    """Say when the newest backup was made and whether it was ever read again."""
    part, note = _("Sao lưu"), backup_notes.newest(settings.DATA)
    if note is None:
        step = _("Sao lưu ngay và đem cất nơi khác: ổ đĩa này hỏng thì mất hết.")
        return Sign(part, WRONG, _("Chưa có bản sao lưu nào."), step, "thongsuot backup")
    if note.proven_at is None:
        said = _("Bản gần nhất lúc %(at)s, chưa ai đọc lại.") % {"at": wording.moment(note.made_at)}
    else:
        words = _("Bản gần nhất lúc %(at)s, đã đọc lại và khớp lúc %(proven)s.")
        said = words % {"at": wording.moment(note.made_at), "proven": wording.moment(note.proven_at)}
    if now - note.made_at > BACKUP_AGE:
        step = _("Bản ấy đã quá một tuần. Sao lưu lại, và đặt lịch để máy tự làm hằng đêm.")
        return Sign(part, CARE, said, step, "thongsuot backup")
    if note.proven_at is None:
        step = _("Đọc lại để chắc là khôi phục được.")
        return Sign(part, CARE, said, step, f"thongsuot backup --check {_where(note.file)}")
    return Sign(part, FINE, said)


def _where(file: str) -> str:
    return f"backups/{file}" if (settings.DATA / "backups" / file).is_file() else file


def verification(now: datetime) -> Sign:
    """Say when the whole ledger was last computed again, and what did not agree."""
    part = _("Kiểm tra nhật ký")
    last = DBTaskResult.objects.finished().filter(task_path=verify_ledger.module_path).order_by("finished_at").last()
    if last is None or last.finished_at is None:
        step = _("Máy kiểm tra mỗi ngày một lần khi đang chạy. Muốn biết ngay thì chạy lệnh này.")
        return Sign(part, CARE, _("Chưa kiểm tra lần nào."), step, "thongsuot ledger verify")
    at = {"at": wording.moment(last.finished_at)}
    if last.status == "FAILED":
        step = _("Chạy lệnh này trên máy chủ để xem vì sao.")
        return Sign(part, WRONG, _("Lần kiểm tra lúc %(at)s không chạy hết.") % at, step, "thongsuot ledger verify")
    if last.return_value:
        step = _(
            "Giữ nguyên máy và bản sao lưu, báo người làm thanh tra, kiểm tra, rồi chạy lệnh này để có đủ các câu."
        )
        said = _("Kiểm tra lúc %(at)s: %(found)s") % {**at, "found": last.return_value[0]}
        return Sign(part, WRONG, said, step, "thongsuot ledger verify")
    said = _("Tính lại toàn bộ lúc %(at)s, tất cả khớp.") % at
    if now - last.finished_at > OLD_VERIFICATION:
        step = _("Đã quá hai ngày: việc hằng ngày không chạy. Khởi động lại dịch vụ.")
        return Sign(part, CARE, said, step, RESTART)
    return Sign(part, FINE, said)


def mail(now: datetime) -> Sign:
    """Say whether letters leave, and how many the mail server refused today."""
    part = _("Máy chủ thư")
    if not settings.EMAIL_HOST:
        step = _("Đặt THONGSUOT_SMTP nếu muốn nhắc việc bằng thư; lời nhắc trong trang web vẫn đủ.")
        return Sign(part, CARE, _("Chưa có máy chủ thư: thư chỉ in ra ở máy chủ."), step)
    runs = [value for value in _todays_letters(now) if isinstance(value, dict)]
    sent, refused = sum(run.get("sent", 0) for run in runs), runs[-1].get("refused", 0) if runs else 0
    said = ngettext("Hôm nay gửi %(sent)s thư.", "Hôm nay gửi %(sent)s thư.", sent) % {"sent": wording.number(sent)}
    if not refused:
        return Sign(part, FINE, said)
    words = ngettext("%(refused)s thư bị từ chối.", "%(refused)s thư bị từ chối.", refused)
    step = _("Máy thử lại nửa giờ một lần đến tối. Kiểm tra THONGSUOT_SMTP và tài khoản gửi; tệp ghi lỗi có loại lỗi.")
    return Sign(part, CARE, f"{said} {words % {'refused': wording.number(refused)}}", step)


def _todays_letters(now: datetime) -> Iterator[Any]:
    begin = datetime.combine(day_of(now), datetime.min.time(), tzinfo=HO_CHI_MINH)
    paths = (remind_every_morning.module_path, send_refused_letters.module_path)
    done = DBTaskResult.objects.successful().filter(task_path__in=paths, finished_at__gte=begin)
    return iter(done.order_by("finished_at").values_list("return_value", flat=True))
