"""Go straight to what a person types: "khoản 2 điều 15 luật cư trú", "dieu 5 nghi dinh 30/2020/nd-cp"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from thongsuot.corpus.models import Provision, Work
from thongsuot.corpus.naming import NAMED, plain
from thongsuot.orgs.models import Seat
from vanban.lexicon import vocabulary
from vanban.text import normalise, slug, unaccented
from vanban.uris import provision_id

_PLACE = re.compile(
    r"\b(?P<kind>diem|khoan|dieu|chuong|phan)\s+(?:thu\s+)?(?P<num>\d{1,3}[a-z]{0,2}|[ivxlc]{1,7}|[a-z]{1,2}\d?)\b"
)
_KINDS = {"diem": "point", "khoan": "clause", "dieu": "article", "chuong": "chapter", "phan": "part"}
_NUMBER = re.compile(r"\b\d{1,5}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z][a-z0-9&]*(?:\s?[/_-]\s?[a-z][a-z0-9]*)*\b")
_YEAR = re.compile(r"(?:\s+nam)?\s+((?:19|20)\d\d)$")
_BETWEEN = re.compile(r"\b(?:so|cua|tai|o|theo)\b|[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a person typed: the place inside, the number or name, and the year behind a name."""

    eid: str
    article: str
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    year: int | None


def destination(words: str, seat: Seat) -> str | None:
    """Return the address of the one document, or of its provision, that the words name; None where they name none.

    With or without marks, in capitals or small letters. A place that the newest wording does not have gives its
    article, else the document; two documents of one number or name give nothing: a list then says more.
    """
    asked = _asked(words)
    if asked is None:
        return None
    works = Work.objects.visible_to(seat)
    works = works.filter(number_key__in=asked.numbers) if asked.numbers else works.filter(name_key__in=asked.names)
    if asked.year:
        works = works.filter(issued_on__year=asked.year)
    found = list(works.only("uri")[:2])
    if len(found) != 1:
        return None
    inner = _inner(found[0], asked)
    return f"{found[0].get_absolute_url()}{f'~{inner}/' if inner else ''}"


def inside(words: str) -> tuple[str, str]:
    """Return the address of the place that words name within a document, and in plain letters what else they say."""
    places, rest = _places(words)
    return provision_id({**places}) or "", plain(_BETWEEN.sub(" ", rest))


def _places(words: str) -> tuple[dict[str, str], str]:
    text = normalise(words)
    view = unaccented(text)
    places = {_KINDS[match["kind"]]: text[slice(*match.span("num"))] for match in _PLACE.finditer(view)}
    return places, _PLACE.sub(" ", view)


def _asked(words: str) -> _Asked | None:
    places, rest = _places(words)
    number = _NUMBER.search(rest)
    kinds = _types()
    if number:
        before = plain(_BETWEEN.sub(" ", rest[: number.start()] + rest[number.end() :]))
        if before and before not in kinds:
            return None
        types = [kinds[before]] if before else list(kinds.values())
        last = slug(number[0].replace(" ", ""))
        return _made(places, [f"{party}{key} {last}" for key in types for party in ("", "dang-")], [], None)
    year = _YEAR.search(rest.rstrip())
    name = plain(_BETWEEN.sub(" ", rest[: year.start()] if year else rest))
    names = _names(name, is_inside=bool(places))
    return _made(places, [], names, int(year[1]) if year else None) if names else None


def _made(places: dict[str, str], numbers: list[str], names: list[str], year: int | None) -> _Asked:
    article = provision_id({"article": places.get("article")}) or ""
    return _Asked(provision_id({**places}) or "", article, tuple(numbers), tuple(names), year)


def _names(name: str, *, is_inside: bool) -> list[str]:
    """Return the spellings of a law's name; without its first word only behind a place: "điều 15 cư trú"."""
    kinds = [plain(vocabulary("types")["names"][key]) for key in NAMED]
    if not name:
        return []
    if any(f"{name} ".startswith(f"{kind} ") for kind in kinds):
        return [name]
    return [f"{kind} {name}" for kind in kinds] if is_inside else []


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    return {plain(name): key for key, name in vocabulary("types")["names"].items()}


def _inner(work: Work, asked: _Asked) -> str:
    if not asked.eid:
        return ""
    newest = work.expressions.order_by("-ordinal").values("pk")[:1]
    there = Provision.objects.filter(expression=newest, eid__in={asked.eid, asked.article} - {""})
    return max(there.values_list("eid", flat=True), key=len, default="")
