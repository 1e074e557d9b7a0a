"""A form shows each question the same way, and what is to be mended stands at its place and on top."""

from __future__ import annotations

from django import forms
from django.template import Context, Template


class Planning(forms.Form):
    due_on = forms.DateField(label="Hạn", help_text="Sau ngày hội nghị.", error_messages={"invalid": "Chọn một ngày."})

    def clean(self) -> dict[str, object]:
        if "due_on" not in self.cleaned_data:
            self.add_error(None, "Sửa hạn rồi mới ban hành được.")
        return self.cleaned_data


def show(form: forms.Form) -> str:
    source = "{% load house %}{% errors form %}|{% field form.due_on %}"
    return Template(source).render(Context({"form": form}))


def test_an_untouched_form_shows_label_hint_and_no_error() -> None:
    top, _bar, shown = show(Planning()).partition("|")
    assert top.strip() == ""
    assert '<label for="id_due_on">Hạn</label>' in shown
    assert 'id="id_due_on_helptext"' in shown
    assert "field--bad" not in shown


def test_a_wrong_answer_is_kept_named_in_place_and_linked_from_the_top() -> None:
    top, _bar, shown = show(Planning({"due_on": "hôm kia"})).partition("|")
    assert '<a href="#id_due_on">Hạn</a>: Chọn một ngày.' in top
    assert "Sửa hạn rồi mới ban hành được." in top
    assert 'value="hôm kia"' in shown
    assert 'id="id_due_on_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "id_due_on_error" in shown.split("aria-describedby")[1].split(">")[0]
