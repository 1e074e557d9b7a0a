"""Write the fields of forms at one go: a page of many files has hundreds, and Django asks two templates for each."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets"
INPUTS = {f"{WIDGETS}/{name}.html" for name in ("text", "date", "hidden", "checkbox", "number", "email")}
TEXTAREA = f"{WIDGETS}/textarea.html"


class WrittenAtOnce(DjangoTemplates):
    """Django's own renderer, but for the plain fields, which come out the same without a template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Give the HTML of a field."""
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == TEXTAREA:
            widget = context["widget"]
            own = flatatt({"name": widget["name"], **widget["attrs"]})
            return format_html("<textarea{}>\n{}</textarea>", own, widget["value"] or "")
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    own = {"type": widget["type"], "name": widget["name"], "value": widget["value"], **widget["attrs"]}
    return format_html("<input{}>", flatatt(own))
