"""Build FRBR addresses after the Akoma Ntoso Naming Convention 1.0 (OASIS), in ASCII.

A work is `/akn/vn/act/<subtype>/<date>/<number>`; Party acts take the subtype `dang-<type>`, because the Party's
and the State's "quy định" are different things. A provision follows after `/~`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vanban import numbers
from vanban.lexicon import document_types
from vanban.text import slug, unaccented

UNDATED = "undated"


class WorkFacts(NamedTuple):
    """What an address is made of; `sha256` of the bytes stands in for a missing number."""

    type: str | None = None
    number: str | None = None
    issued_on: date | None = None
    name: str | None = None
    sha256: str | None = None


@lru_cache(maxsize=1_024)
def type_key(written: str | None) -> str | None:
    """Return the key of a type as written ("Luật An ninh mạng" → luat), None where no type stands at its beginning."""
    if not written:
        return None
    words = " ".join(written.lower().split())
    matches = [key for name, key in document_types().items() if words == name or words.startswith(name + " ")]
    return max(matches, key=len, default=None)


@lru_cache(maxsize=4_096)
def work_uri(facts: WorkFacts) -> str:
    """Return the address of a work; facts that are missing are said to be missing, never invented."""
    subtype = facts.type or "van-ban"
    if numbers.is_party(facts.number):
        subtype = f"dang-{subtype}"
    year = numbers.year_of(facts.number)
    day = facts.issued_on.isoformat() if facts.issued_on else str(year) if year else UNDATED
    return f"/akn/vn/act/{subtype}/{day}/{_last_part(facts)}"


def _last_part(facts: WorkFacts) -> str:
    if facts.number:
        return slug(facts.number)
    if facts.name:
        return slug(facts.name)
    return f"sha256-{facts.sha256[:16]}" if facts.sha256 else "unnumbered"


def provision_id(places: dict[str, str | None]) -> str | None:
    """Return the ASCII id of a provision from its part, chapter, article, clause and point, None when it has none."""
    shorts = (("article", "art"), ("clause", "cl"), ("point", "point"))
    if not places.get("article"):
        shorts = (("part", "part"), ("chapter", "chp"), ("clause", "cl"))
    steps = [f"{short}_{ascii_num(num)}" for kind, short in shorts if (num := places.get(kind))]
    return "__".join(steps) or None


@lru_cache(maxsize=4_096)
def ascii_num(num: str) -> str:
    """Return a number as part of an id: đ is dd, so that it stays apart from d."""
    low = num.lower().replace("đ", "dd")
    return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in unaccented(low)).strip("-")
