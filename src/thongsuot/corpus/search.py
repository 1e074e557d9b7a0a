"""Find documents without minding marks: the one place of the corpus that knows how the database compares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, IntegerField, Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from vanban.text import unaccented

if TYPE_CHECKING:
    from thongsuot.corpus.models import WorkQuerySet

FOLDED_MAX = 1600
TITLE_MAX = 200
MARK, END = "\0[", "\0]"  # no text holds the sign zero
_GAPS = re.compile(r"[^a-z0-9]+")
_RUNS = re.compile(r"[0-9]+|[a-z]+")


def fold(*texts: str) -> str:
    """Return the words of the texts in ASCII small letters, a space before each: " 30 2020 nd cp ve cong tac van thu".

    The space in front lets a plain LIKE find words by their beginning, on SQLite and PostgreSQL alike.
    """
    words = _GAPS.sub(" ", unaccented(" ".join(texts))).strip()
    return f" {words}"[:FOLDED_MAX] if words else ""


def fold_number(number: str) -> str:
    """Return a number's words and its letters without their hyphen: "30/2020/NĐCP" must find "30/2020/NĐ-CP"."""
    letters = re.findall(r"[^\W\d_]+(?:[-/][^\W\d_]+)+", number)
    return fold(number, *(re.sub("[-/]", "", word) for word in letters))


def asked_words(words: str) -> tuple[str, ...]:
    """Return what is asked for, folded; a single letter is a word just begun and asks for nothing."""
    return tuple(dict.fromkeys(word for word in fold(words).split() if len(word) > 1 or word.isdigit()))


def matching(works: WorkQuerySet, words: str) -> WorkQuerySet:
    """Keep the works in which every word asked for begins a word of number, title, type or issuer, in any order.

    A word of letters and figures run together ("nd30") may also stand apart.
    """
    for word in asked_words(words):
        runs = _RUNS.findall(word)
        found = Q(folded__contains=f" {word}")
        if len(runs) > 1:
            found |= Q(*(("folded__contains", f" {run}") for run in runs))
        works = works.filter(found)
    return works


def marked(text: str, words: str) -> SafeString:
    """Write a text as safe HTML in which the words that a search for `words` found are marked."""
    asked = tuple(run for word in asked_words(words) for run in {word, *_RUNS.findall(word)})
    parts = re.split(r"(\w+)", text) if asked else [text]
    for place in range(1, len(parts), 2):
        if unaccented(parts[place]).startswith(asked):
            parts[place] = f"{MARK}{parts[place]}{END}"
    return SafeString(escape("".join(parts)).replace(MARK, "<mark>").replace(END, "</mark>"))


class Year(Func):
    """The year of a day, as both databases may keep it in a generated column."""

    template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps days as "2020-03-05"."""
        return super().as_sql(
            compiler, connection, template="CAST(SUBSTR(%(expressions)s, 1, 4) AS integer)", **context
        )


class LeadingNumber(Func):
    """The figures a number begins with, so that 9/2020 comes before 30/2020; at most nine of them."""

    template = "CAST(SUBSTRING(%(expressions)s FROM '^[0-9]{1,9}') AS integer)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite casts the figures a text begins with, and makes 0 of a text that begins with none."""
        template = "NULLIF(CAST(SUBSTR(%(expressions)s, 1, 9) AS integer), 0)"
        return super().as_sql(compiler, connection, template=template, **context)


NEWEST = (F("issued_on").desc(nulls_last=True), F("number"), F("id"))
