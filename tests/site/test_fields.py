"""A field written at one go is the field that Django writes."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from thongsuot.site.fields import WrittenAtOnce


class Everything(forms.Form):
    """One field of each kind that is written at one go, and one that is not."""

    words = forms.CharField(max_length=40, help_text="Ghi ngắn.")
    day = forms.DateField(required=False, widget=forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off"}))
    count = forms.IntegerField(min_value=0, max_value=9)
    letter = forms.EmailField(required=False)
    long = forms.CharField(widget=forms.Textarea({"rows": 2}))
    keep = forms.BooleanField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])


FILLED = {"words": 'a "b" <c> & d', "day": date(2026, 11, 5), "count": 0, "long": "<p>\n&", "keep": True, "seen": "x"}


@pytest.mark.parametrize("initial", [{}, FILLED, {"keep": False, "words": ""}])
@pytest.mark.parametrize("data", [None, {"words": "x" * 50, "day": "5.13", "count": "-1", "keep": "on", "long": "'"}])
def test_every_field_is_written_as_django_writes_it(initial: dict[str, object], data: dict[str, str] | None) -> None:
    ours, theirs = (Everything(data, initial=initial, renderer=one) for one in (WrittenAtOnce(), DjangoTemplates()))
    for name in Everything.base_fields:
        assert parsed(str(ours[name])) == parsed(str(theirs[name])), name


def parsed(html: str) -> object:
    """Read HTML as browsers do, so that the order of attributes does not count."""
    return parse_html(html)
