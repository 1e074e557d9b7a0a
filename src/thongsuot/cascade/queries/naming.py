"""Looking for a person of the tree by name, and whom a draft names beside its rule.

Names below one's own unit are shown to the office alone, only in answer to a name that it typed, ten at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from thongsuot.cascade import permissions
from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.models import AudienceException, Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Organisation, Seat, SeatQuerySet
from vanban.text import unaccented

MOST = 10
WORDS_AT_LEAST = 2
MARKED: Final = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđ"  # all letters that take marks
)
_GAPS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One seat that bears the name asked for, and whether the rule reaches it."""

    seat: Seat
    is_reached: bool
    is_named: bool


@dataclass(frozen=True, slots=True)
class NamingPage:
    """A draft's exceptions, and who was found by the name that was typed."""

    dissemination: Dissemination
    exceptions: tuple[AudienceException, ...]
    asked: str
    is_too_short: bool
    found: tuple[Found, ...]
    may_change: bool

    @property
    def added(self) -> int:
        return sum(1 for one in self.exceptions if one.kind == AudienceException.Kind.ADDED)

    @property
    def excluded(self) -> int:
        return len(self.exceptions) - self.added


def naming_page(drive: Dissemination, asked: str, seat: Seat, now: datetime) -> NamingPage:
    """Build the page of a draft's exceptions. Raises NotAllowed for whoever is no office."""
    permissions.check_draft(seat)
    exceptions = exceptions_of(drive, seat)
    words = _words(asked)
    may_change = drive.published_at is None and not drive.orders.live().exists()
    found = _found(words, seat, day_of(now)) if may_change and len(words) >= WORDS_AT_LEAST else []
    rule, named = rule_from(drive.audience), {one.seat_id for one in exceptions}
    return NamingPage(
        dissemination=drive,
        exceptions=exceptions,
        asked=asked.strip(),
        is_too_short=bool(asked.strip()) and len(words) < WORDS_AT_LEAST,
        found=tuple(
            Found(one, rule.reaches_kind(one.organisation.level, one.post.kind), one.pk in named) for one in found
        ),
        may_change=may_change,
    )


def exceptions_of(drive: Dissemination, seat: Seat) -> tuple[AudienceException, ...]:
    """List whom a drive names beside its rule, for the office and its head."""
    rows = AudienceException.objects.visible_to(seat).filter(dissemination=drive)
    return tuple(rows.select_related("seat__person", "seat__organisation", "seat__post"))


def seats_below(by: Seat, day: date) -> SeatQuerySet:
    """Keep the seats held at and below an office's unit, in units that stand."""
    standing = Organisation.objects.below(by.organisation_id).standing_on(day)
    return Seat.objects.held_on(day).filter(organisation__in=standing.values("pk"))


def _found(words: list[str], by: Seat, day: date) -> list[Seat]:
    """Find by the beginnings of the words of a name, in any order, whatever the marks."""
    rows = seats_below(by, day)
    for word in words:
        rows = rows.filter(person__full_name__iregex=rf"(^| ){_any_marks(word)}")
    return list(rows.select_related("person", "organisation", "post").order_by("person__full_name", "pk")[:MOST])


def _words(asked: str) -> list[str]:
    return [word for word in _GAPS.split(unaccented(asked)) if word]


def _any_marks(word: str) -> str:
    """Write a plain word as a pattern that any marks and capitals fit, alike on both databases."""
    return "".join(_CLASSES.get(letter, letter) for letter in word)


def _classes() -> dict[str, str]:
    by_plain: dict[str, str] = {}
    for letter in MARKED:
        plain = unaccented(letter)
        by_plain[plain] = by_plain.get(plain, "") + letter + letter.upper()
    return {plain: f"[{letters}]" for plain, letters in by_plain.items()}


_CLASSES: Final = _classes()
