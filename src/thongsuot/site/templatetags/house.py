"""The small words of every page: marks, numbers, days, shares and fields, each in one form only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thongsuot.kernel.clock import hour_of
from thongsuot.site import wording

register = template.Library()
register.filter(wording.number)
register.filter(wording.words)
register.simple_tag(wording.share)
register.simple_tag(wording.percent)
register.filter(wording.day)
register.filter(wording.weekday)
register.filter(wording.weekday_short)
register.filter(wording.full_day)
register.filter(wording.moment)
register.filter("hour", hour_of)
register.filter(wording.fingerprint)
register.filter(wording.due_words)
register.filter(wording.due_sentence)
register.filter(wording.unbroken)
register.filter(wording.first_sentence)
register.filter(wording.other_sentences)

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
def state(key: str, words: str = "") -> SafeString:
    """Say a state with its mark and words; `words` replaces the usual ones."""
    drawing, usual = STATES[key]
    return format_html(
        '<span class="state is-{}"><svg viewBox="0 0 16 16" aria-hidden="true"><use href="#m-{}"/></svg>{}</span>',
        CLASSES.get(key, key),
        drawing,
        words or usual,
    )


@register.simple_tag
def meter(done: int, total: int) -> SafeString:
    """Draw a share as a bar that says its numbers; the page prints the numbers beside it as well."""
    label = _("%(done)s trên %(total)s") % {"done": wording.number(done), "total": wording.number(total)}
    part = wording.step(done, total)
    fill = format_html('<i class="p{}"></i>', part) if part else ""
    return format_html('<span class="meter" role="img" aria-label="{}">{}</span>', label, fill)


@register.simple_tag
def due(on: date, today: date | None = None) -> SafeString:
    """Say a due day as the second column of a line of work; late is the only red."""
    today = today or wording.today_here()
    if on > today:
        return format_html(
            '<p class="due"><b>{}</b> {}</p>', capfirst(wording.weekday(on)), wording.due_words(on, today)
        )
    short = pgettext("beside the distance", "hạn %(day)s") % {"day": wording.short_day(on)}
    late = " is-late" if on < today else ""
    return format_html('<p class="due{}"><b>{}</b> {}</p>', late, capfirst(wording.due_words(on, today)), short)


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
