"""Where typed words lead without a list: the one document or provision they name, with its name for people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import resolve

from thongsuot.corpus.models import Work
from thongsuot.corpus.queries.destination import destination
from thongsuot.orgs.models import Seat

LEVELS = {"part": "Phần", "chp": "Chương", "art": "Điều", "cl": "khoản", "point": "điểm"}  # words of the law itself
_STEP = re.compile(r"(part|chp|art|cl|point)_([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Straight:
    """The address of what the words name, and its name: "Khoản 2 Điều 15 Luật Cư trú"."""

    href: str
    label: str


def straight(words: str, seat: Seat) -> Straight | None:
    """Find the one thing the words name, None where they name nothing or more than one."""
    href = destination(words, seat) if words else None
    if href is None:
        return None
    named = resolve(href).kwargs
    work = Work.objects.visible_to(seat).get(uri=f"/{named['address']}")
    return Straight(href, _label(work, named.get("eid", "")))


def straight_on_enter(words: str, seat: Seat) -> str:
    """Give the address where the Enter key leads at once, empty where a list says more.

    A bare name ("luật cư trú") may be meant for a search; with a figure in it a citation is meant.
    """
    found = destination(words, seat) if any(sign.isdigit() for sign in words) else None
    return found or ""


def _label(work: Work, inner: str) -> str:
    place = " ".join(f"{LEVELS[level]} {_num(num)}" for level, num in reversed(_STEP.findall(inner)))
    name = f"{work.type_label} {work.number}".strip()
    return f"{place[:1].upper()}{place[1:]} {name}".strip()


def _num(num: str) -> str:
    return "đ" if num == "dd" else num.upper() if num.isalpha() and len(num) > 1 else num
