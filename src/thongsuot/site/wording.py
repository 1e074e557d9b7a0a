"""How the product writes numbers, days, shares and titles: one form each and language, never built by concatenation.

Vietnamese is the source; what English writes otherwise stands in the catalogue and in `site/formats/en`.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thongsuot.kernel.clock import day_of, hour_of

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
WEEKDAYS_SHORT = (
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("CN"),
)
SENTENCE_END = re.compile(r"(?<=[.?…])\s+")
SMALL = (
    gettext_lazy("không"),
    gettext_lazy("một"),
    gettext_lazy("hai"),
    gettext_lazy("ba"),
    gettext_lazy("bốn"),
    gettext_lazy("năm"),
    gettext_lazy("sáu"),
    gettext_lazy("bảy"),
    gettext_lazy("tám"),
    gettext_lazy("chín"),
    gettext_lazy("mười"),
)
COMPOUNDS = (
    "an toàn",
    "bảo vệ",
    "báo cáo",
    "bí mật",
    "ban hành",
    "cán bộ",
    "chi bộ",
    "chính trị",
    "công dân",
    "công tác",
    "công văn",
    "đảng viên",
    "điểm danh",
    "đơn thư",
    "đơn vị",
    "giải quyết",
    "hội nghị",
    "khiếu nại",
    "mật khẩu",
    "nghị định",
    "nghị quyết",
    "nhiệm vụ",
    "nội bộ",
    "quá hạn",
    "quán triệt",
    "quy định",
    "thông tư",
    "tiếp nhận",
    "tiếp thu",
    "tố cáo",
    "triển khai",
    "văn bản",
    "văn phòng",
    "văn thư",
    "xác nhận",
    "xử lý",
)


def number(value: float | None, places: int = 0) -> str:
    """Write 18960 as "18.960" and, with places, 4.71 as "4,7" (English "18,960", "4.7"); nothing at all for None."""
    if value is None:
        return ""
    if not places and -1000 < value < 1000:
        return f"{value:.0f}"  # no mark to look up, and the commonest of all
    marks = {",": get_format("THOUSAND_SEPARATOR"), ".": get_format("DECIMAL_SEPARATOR")}
    return f"{value:,.{places}f}".translate(str.maketrans(marks))


def words(value: int) -> str:
    """Write a small count in words as headings do ("sáu"), larger ones in figures."""
    return str(SMALL[value]) if 0 <= value < len(SMALL) else number(value)


def share(done: int, total: int) -> str:
    """Write numerator and denominator together: "52 / 94"; the line does not break inside."""
    return f"{number(done)}\u00a0/\u00a0{number(total)}"


def percent(done: int, total: int) -> str:
    """Write a share as "4,7 %" (English "4.7%"), and a dash where there is nothing to be a share of."""
    if not total:
        return "–"
    return (_("%(share)s %%") % {"share": number(100 * done / total, 1)}).replace(" ", "\u00a0")


def step(done: int, total: int) -> int:
    """Round a share to 0 … 100 for the classes p1 … p100, keeping "some" from 0 and "not all" from 100."""
    if done <= 0 or total <= 0:
        return 0
    if done >= total:
        return 100
    return min(99, max(1, round(100 * done / total)))


def day(value: date | datetime | None) -> str:
    """Write a day as "23/11/2026"; a moment gives its day in Hồ Chí Minh City."""
    return f"{day_only(value):%d/%m/%Y}" if value else ""


def weekday(value: date | datetime | None) -> str:
    """Write a day as "thứ Hai 23/11" (English "Monday 23/11/2026")."""
    if not value:
        return ""
    on = day_only(value)
    return f"{WEEKDAYS[on.weekday()]}\u00a0{short_day(on)}"


def weekday_short(value: date) -> str:
    """Write the weekday for the head of a narrow column: "T2" … "CN"."""
    return str(WEEKDAYS_SHORT[value.weekday()])


def full_day(value: date | datetime) -> str:
    """Write a day with its weekday and year: "thứ Hai 23/11/2026"."""
    return f"{WEEKDAYS[day_only(value).weekday()]}\u00a0{day(value)}"


def short_day(value: date) -> str:
    """Write a day near at hand as "23/11"; English keeps the year, or some would read the month first."""
    return date_format(value, "MONTH_DAY_FORMAT")


def moment(value: datetime | None) -> str:
    """Write a moment as "8:30 23/11/2026", on the clock of Hồ Chí Minh City."""
    if not value:
        return ""
    return f"{hour_of(value)}\u00a0{day_of(value):%d/%m/%Y}"


def fingerprint(value: bytes | memoryview | str, length: int = 8) -> str:
    """Write the first `length` hex digits of a hash in fours: "7c1e 90ab"."""
    digits = (value if isinstance(value, str) else bytes(value).hex())[:length]
    return "\u00a0".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def due_words(on: date, today: date | None = None) -> str:
    """Say how far a day is: "quá hạn 2 ngày", "hôm nay", "còn 3 ngày"."""
    days = (on - (today or today_here())).days
    if days == 0:
        return _("hôm nay")
    if days < 0:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -days) % {"days": number(-days)}
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}


def due_sentence(on: date, today: date | None = None) -> str:
    """Say a due day within a line: "hạn thứ Năm 26/11, còn 3 ngày"."""
    return _("hạn %(day)s, %(words)s") % {"day": weekday(on), "words": due_words(on, today)}


def unbroken(value: str) -> str:
    """Keep the compounds of a title together with no-break spaces: a balanced line must not cut a word."""
    for compound in COMPOUNDS:
        for written in (compound, capfirst(compound)):
            value = value.replace(written, written.replace(" ", "\u00a0"))
    return value


def first_sentence(value: object) -> str:
    """Give the first sentence without its full stop: what stands as a heading."""
    return SENTENCE_END.split(str(value), maxsplit=1)[0].strip().removesuffix(".")


def other_sentences(value: object) -> str:
    """Give what follows the first sentence: what stands under the heading."""
    return "".join(SENTENCE_END.split(str(value), maxsplit=1)[1:]).strip()


def today_here() -> date:
    """Give the calendar day it is now in Hồ Chí Minh City."""
    return day_of(timezone.now())


def day_only(value: date | datetime) -> date:
    """Give the day of a day or of a moment."""
    return day_of(value) if isinstance(value, datetime) else value
