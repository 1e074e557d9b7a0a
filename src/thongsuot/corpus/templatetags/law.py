"""The text of a law in a template: `{% law reading ask_url %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from thongsuot.corpus.markup import law_html
from thongsuot.corpus.queries.reading import Reading

register = template.Library()


@register.simple_tag
def law(reading: Reading, ask_url: str = "") -> SafeString:
    """Write the sheet of a reading; `ask_url` hangs "Hỏi về điều này" on every article."""
    return law_html(reading.pieces, reading.address, ask_url)
