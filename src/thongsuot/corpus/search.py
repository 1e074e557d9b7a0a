"""Find documents without minding marks: the one place of the corpus that knows how the database compares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.text import unaccented

if TYPE_CHECKING:
    from thongsuot.corpus.models import WorkQuerySet

FOLDED_MAX = 1600
_GAPS = re.compile(r"[^a-z0-9]+")


def fold(*texts: str) -> str:
    """Return the words of the texts in ASCII small letters, a space before each: " 30 2020 nd cp ve cong tac van thu".

    The space in front lets a plain LIKE find words by their beginning, on SQLite and PostgreSQL alike.
    """
    words = _GAPS.sub(" ", unaccented(" ".join(texts))).strip()
    return f" {words}"[:FOLDED_MAX] if words else ""


def matching(works: WorkQuerySet, words: str) -> WorkQuerySet:
    """Keep the works in which every word asked for begins a word of number, title, type or issuer."""
    for word in fold(words).split():
        works = works.filter(folded__contains=f" {word}")
    return works
