"""The small words of every page: marks, numbers, days, shares and fields, each in one form only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thongsuot.kernel.clock import HO_CHI_MINH, day_of

register = template.Library()

STATES = {
    "none": ("none", gettext_lazy("chưa có lịch")),
    "planned": ("planned", gettext_lazy("đã lên lịch")),
    "held": ("held", gettext_lazy("đã tổ chức")),
    "reported": ("reported", gettext_lazy("đã báo cáo")),
    "late": ("late", gettext_lazy("trễ hạn")),
    "exempt": ("exempt", gettext_lazy("được miễn")),
    "done": ("reported", gettext_lazy("xong")),
    "donelate": ("donelate", gettext_lazy("xong trễ hạn")),
    "open": ("open", gettext_lazy("đang làm, còn hạn")),
    "over": ("late", gettext_lazy("quá hạn, chưa xong")),
}
CLASSES = {"exempt": "none"}
WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
SMALL = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
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
    "phường xã",
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


@register.simple_tag
def mark(state: str) -> SafeString:
    """Draw the mark of a state, silent for screen readers; its words must stand beside it."""
    drawing, _words = STATES[state]
    return format_html(
        '<svg class="is-{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#m-{}"/></svg>',
        CLASSES.get(state, state),
        drawing,
    )


@register.simple_tag
def state(key: str, words: str = "", *, box: bool = False) -> SafeString:
    """Say a state with its mark and words; `words` replaces the usual ones, `box` is for tables of mixed states."""
    drawing, usual = STATES[key]
    return format_html(
        '<span class="state{} is-{}"><svg viewBox="0 0 16 16" aria-hidden="true"><use href="#m-{}"/></svg>{}</span>',
        " state--box" if box else "",
        CLASSES.get(key, key),
        drawing,
        words or usual,
    )


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """Write 18960 as "18.960" and, with places, 4.71 as "4,7"; nothing at all for None."""
    if value is None:
        return ""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


@register.filter
def words(value: int) -> str:
    """Write a small count in words as headings do ("sáu"), larger ones in figures."""
    return SMALL[value] if 0 <= value < len(SMALL) else number(value)


@register.simple_tag
def share(done: int, total: int) -> str:
    """Write numerator and denominator together: "52 / 94"; the line does not break inside."""
    return f"{number(done)}\u00a0/\u00a0{number(total)}"


@register.simple_tag
def percent(done: int, total: int) -> str:
    """Write a share as "4,7 %", and a dash where there is nothing to be a share of."""
    return f"{number(100 * done / total, 1)}\u00a0%" if total else "–"


@register.filter
def step(done: int, total: int) -> int:
    """Round a share to 0 … 100 for the classes p1 … p100, keeping "some" from 0 and "not all" from 100."""
    if done <= 0 or total <= 0:
        return 0
    if done >= total:
        return 100
    return min(99, max(1, round(100 * done / total)))


@register.simple_tag
def meter(done: int, total: int) -> SafeString:
    """Draw a share as a bar that says its numbers; the page prints the numbers beside it as well."""
    label = _("%(done)s trên %(total)s") % {"done": number(done), "total": number(total)}
    part = step(done, total)
    fill = format_html('<i class="p{}"></i>', part) if part else ""
    return format_html('<span class="meter" role="img" aria-label="{}">{}</span>', label, fill)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as "23/11/2026"; a moment gives its day in Hồ Chí Minh City."""
    return f"{_date(value):%d/%m/%Y}" if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Write a day as "thứ Hai 23/11"."""
    if not value:
        return ""
    on = _date(value)
    return f"{WEEKDAYS[on.weekday()]}\u00a0{on:%d/%m}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as "8:30 23/11/2026", on the clock of Hồ Chí Minh City."""
    if not value:
        return ""
    at = value.astimezone(HO_CHI_MINH)
    return f"{at.hour}:{at:%M}\u00a0{at:%d/%m/%Y}"


@register.filter
def fingerprint(value: bytes | memoryview | str, length: int = 8) -> str:
    """Write the first `length` hex digits of a hash in fours: "7c1e 90ab"."""
    digits = (value if isinstance(value, str) else bytes(value).hex())[:length]
    return "\u00a0".join(digits[place : place + 4] for place in range(0, len(digits), 4))


@register.filter
def due_words(on: date, today: date | None = None) -> str:
    """Say how far a day is: "quá hạn 2 ngày", "hôm nay", "còn 3 ngày"."""
    days = (on - (today or _today())).days
    if days == 0:
        return _("hôm nay")
    if days < 0:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -days) % {"days": number(-days)}
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}


@register.filter
def due_sentence(on: date, today: date | None = None) -> str:
    """Say a due day within a line: "hạn thứ Năm 26/11, còn 3 ngày"."""
    return _("hạn %(day)s, %(words)s") % {"day": weekday(on), "words": due_words(on, today)}


@register.simple_tag
def due(on: date, today: date | None = None) -> SafeString:
    """Say a due day as the second column of a line of work; late is the only red."""
    today = today or _today()
    if on > today:
        return format_html('<p class="due"><b>{}</b> {}</p>', capfirst(weekday(on)), due_words(on, today))
    short = _("hạn %(day)s") % {"day": f"{on:%d/%m}"}
    late = " is-late" if on < today else ""
    return format_html('<p class="due{}"><b>{}</b> {}</p>', late, capfirst(due_words(on, today)), short)


@register.filter
def unbroken(value: str) -> str:
    """Keep the compounds of a title together with no-break spaces: a balanced line must not cut a word."""
    for compound in COMPOUNDS:
        for written in (compound, capfirst(compound)):
            value = value.replace(written, written.replace(" ", "\u00a0"))
    return value


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, short: bool = False) -> dict[str, Any]:
    """Show one question of a form: label above, hint below, its error in place, what was typed kept."""
    css = "input input--short" if short else "input"
    return {"field": bound, "widget": bound.as_widget(attrs={"class": css})}


@register.inclusion_tag("components/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Show what is to be mended on top of a form, each line a link to its field; nothing where all is well."""
    wrong = [bound for bound in form.visible_fields() if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong, "whole": form.non_field_errors() if form.is_bound else []}


@register.simple_tag(takes_context=True)
def back(context: template.Context) -> str:
    """Give the page the reader came from, when it is one of ours and not this very address; otherwise nothing."""
    request = context.get("request")
    if request is None:
        return ""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}):
        return ""
    return "" if came == request.build_absolute_uri() else came


def _today() -> date:
    return day_of(timezone.now())


def _date(value: date | datetime) -> date:
    return day_of(value) if isinstance(value, datetime) else value
