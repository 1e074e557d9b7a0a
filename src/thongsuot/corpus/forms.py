"""What people type about a document, translated into the values that actions take; mistakes of form stay here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.actions.reviewing import Choice
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.corpus.facts.stated import NAMES, facts_from, text_of
from thongsuot.corpus.models import Correction
from thongsuot.corpus.queries.review import WaitingFile
from thongsuot.corpus.rules import MOST_SIGNS
from thongsuot.files.staging import TOKEN, new_token
from thongsuot.orgs.forms.fields import NOT_FOREVER, Day
from vanban.lexicon import vocabulary

REASON_MAX = 300
TOKEN_FIELD = "luot"  # noqa: S105  # the name of a field, not a secret


@lru_cache(maxsize=1)
def _types() -> list[tuple[str, Any]]:
    names = sorted(vocabulary("types")["names"].items(), key=lambda pair: pair[1])
    return [("", _("Chưa rõ")), *((key, capfirst(name)) for key, name in names)]


class LongSelect(forms.Select):
    """Many choices that a page shows many times: written at one go, where Django asks a template for each of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Give the list with what stands chosen in it."""
        own = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        choices = tuple((str(key), str(label)) for key, label in self.choices)
        return format_html("<select{}>{}</select>", own, _options(choices, "" if value is None else str(value)))


@lru_cache(maxsize=128)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    options = ((key, " selected" if key == chosen else "", label) for key, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)


class FactsForm(forms.Form):
    """The six facts of a document as they should stand, and after what they were set right."""

    type_key = forms.ChoiceField(label=Correction.Field.TYPE.label, choices=_types, required=False, widget=LongSelect)
    number = forms.CharField(label=Correction.Field.NUMBER.label, required=False, max_length=MOST_SIGNS["number"])
    issued_on = Day(label=Correction.Field.ISSUED.label, required=False, validators=[NOT_FOREVER])
    issuer = forms.CharField(label=Correction.Field.ISSUER.label, required=False, max_length=MOST_SIGNS["issuer"])
    title = forms.CharField(
        label=Correction.Field.TITLE.label,
        required=False,
        max_length=MOST_SIGNS["title"],
        widget=forms.Textarea({"rows": 2}),
    )
    in_force_from = Day(label=Correction.Field.IN_FORCE.label, required=False, validators=[NOT_FOREVER])
    reason = forms.CharField(
        label=_("Sửa theo đâu"),
        required=False,
        max_length=REASON_MAX,
        help_text=_("Ví dụ: theo bản giấy có dấu. Ghi kèm mỗi chỗ sửa."),
    )

    def clean_number(self) -> str:
        """Leave blanks out: no number has any."""
        return "".join(self.cleaned_data["number"].split())

    def clean_title(self) -> str:
        """Set a title on one line, as it is kept."""
        return " ".join(self.cleaned_data["title"].split())

    def texts(self) -> dict[str, str]:
        """Give the facts as typed, in the form in which they are kept."""
        return {name: text_of(self.cleaned_data[name]) for name in NAMES}

    def fixes(self) -> Fixes:
        """Give what an action takes."""
        return Fixes(self.texts(), self.cleaned_data["reason"])


class WaitingForm(FactsForm):
    """The facts of one waiting file, whether it is to be kept, and what its reader was shown."""

    keep = forms.BooleanField(required=False)
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def choice(self) -> Choice:
        """Give what the person decided about the file."""
        return Choice(self.texts(), self.cleaned_data["reason"], self.cleaned_data["seen"])


@dataclass(frozen=True, slots=True)
class Decided:
    """One waiting file with its form."""

    file: WaitingFile
    form: WaitingForm

    @property
    def place(self) -> int:
        """Say which file of the import this is."""
        return self.file.candidate.place

    @property
    def is_open(self) -> bool:
        """Say whether the fields stand open: something is missing, or was typed wrongly."""
        facts = self.file.facts
        return bool(self.form.errors) or not (facts.type_key and facts.number and facts.issued_on and facts.title)


def with_forms(files: Iterable[WaitingFile], data: QueryDict | None = None) -> list[Decided]:
    """Lay a form beside each file, filled with what would stand, or with what was sent."""
    return [Decided(one, _form(one, data)) for one in files]


def choices_of(decided: Iterable[Decided]) -> dict[int, Choice] | None:
    """Give what was decided about each file to be kept; None where a form of one is wrong."""
    chosen = [one for one in decided if one.form.is_valid() and one.form.cleaned_data["keep"]]
    wrong = [one for one in decided if one.form.data.get(f"{one.form.prefix}-keep") and not one.form.is_valid()]
    return None if wrong else {one.place: one.form.choice() for one in chosen}


def token_of(data: QueryDict) -> str:
    """Take the token that the page made; a hand-made request without one gets a fresh one."""
    token = data.get(TOKEN_FIELD, "")
    return token if TOKEN.fullmatch(token) else new_token()


def _form(file: WaitingFile, data: QueryDict | None) -> WaitingForm:
    facts = facts_from(file.texts)
    initial = {name: getattr(facts, name) for name in NAMES}
    shown = {"keep": file.is_chosen, "seen": file.target.seen, "reason": file.candidate.reason}
    return WaitingForm(data, prefix=f"t{file.candidate.place}", initial={**initial, **shown})
