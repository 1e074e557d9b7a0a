"""What a document says of itself: six facts, as read by the machine or as a person says they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from vanban.model import Document

DAYS = ("issued_on", "in_force_from")
# Signs that turn the reading order: with them "fdp.exe" shows as "exe.pdf", and no Vietnamese word needs any.
_TURNS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True, slots=True)
class Facts:
    """Type, number, day, issuer, title and the day it comes into force; empty and None where the text does not say.

    The names are those of the columns on the work and, for `in_force_from`, on the wording.
    """

    type_key: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    in_force_from: date | None = None

    def texts(self) -> dict[str, str]:
        """Give each fact as text, days as 2026-10-12: the form in which corrections and the reader's facts are kept."""
        return {name: text_of(getattr(self, name)) for name in NAMES}


NAMES = tuple(field.name for field in fields(Facts))


def read_facts(document: Document) -> Facts:
    """Return what a document says of itself; blanks inside a number ("31 /2019") are no part of it."""
    return Facts(
        type_key=document.type or "",
        number="".join(text_of(document.number).split())[:80],
        issued_on=document.issued_on,
        issuer=text_of(document.issuer)[:300],
        title=text_of(document.title)[:1000],
        in_force_from=document.in_force_from,
    )


def facts_from(texts: Mapping[str, str]) -> Facts:
    """Take facts back from their texts; what is missing was not said."""
    return Facts(**{name: value_of(name, texts.get(name, "")) for name in NAMES})  # type: ignore[arg-type]  # by name


def value_of(name: str, text: str) -> str | date | None:
    """Turn the text of a fact into the value of its column."""
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    return text


def text_of(value: str | date | None) -> str:
    """Turn the value of a column into the text of a fact, without signs that would turn its reading order."""
    return value.isoformat() if isinstance(value, date) else (value or "").translate(_TURNS)
