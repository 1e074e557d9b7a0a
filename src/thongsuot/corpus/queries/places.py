"""Find one provision by its address: where it stands, on whichever sheet, and how another paper cites it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.corpus.queries.reading import wording
from thongsuot.corpus.queries.texts import act_of, rows_of
from thongsuot.corpus.setting.contents import Sheet, sheet_of, sheets
from thongsuot.corpus.setting.finding import MOST, WORDS_MAX, Hit, find
from thongsuot.corpus.setting.formal import Citation, citation, place_of
from thongsuot.corpus.setting.pieces import Row
from thongsuot.orgs.models import Seat

CITED = ("article", "clause", "point", "section", "chapter", "part", "subsection")


@dataclass(frozen=True, slots=True)
class Inside:
    """A provision within another: what it is called there, and the address of its own citation."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Quotable:
    """A document, or a place in it, ready to be cited. `permalink` stays whatever comes; `href` leads into the text."""

    work: Work
    citation: Citation
    place: str
    permalink: str
    href: str
    inside: tuple[Inside, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand in a document: each place with the way to it; `is_more` where there are more than are shown."""

    work: Work
    href: str
    words: str
    hits: tuple[tuple[Hit, str], ...]
    is_more: bool


def quotable(address: str, eid: str, seat: Seat) -> Quotable:
    """Return what the card of a provision says, of the whole document where `eid` is empty.

    Raises Work.DoesNotExist or Provision.DoesNotExist for what is not there or not to be seen by `seat`.
    """
    expression = wording(address, seat)
    base = _base(expression, address)
    act = act_of(expression.work)
    if not eid:
        return Quotable(expression.work, citation(act), "", base, base, ())
    rows = rows_of(expression.provisions.all(), words=False)
    at = _at(rows, eid)
    titles = [one.get("title") for one in expression.components]
    place = place_of(rows, at, titles)
    return Quotable(
        work=expression.work,
        citation=citation(act, place),
        place=place,
        permalink=f"{base}~{eid}/",
        href=_href(base, rows, at),
        inside=_inside(base, rows, at),
    )


def found_in(address: str, words: str, seat: Seat) -> Found:
    """Find words in a document; Work.DoesNotExist for what is not there or not to be seen by `seat`."""
    expression = wording(address, seat, with_text=True)
    rows = rows_of(expression.provisions.all(), words=False)
    titles = [one.get("title") for one in expression.components]
    base, laid = _base(expression, address), sheets(rows)
    hits = [*islice(find(expression.text, rows, titles, words[:WORDS_MAX]), MOST + 1)]
    at = {row.eid: place for place, row in enumerate(rows)}
    ways = {hit.eid: _way(base, rows, at[hit.eid], laid) for hit in hits}
    return Found(expression.work, base, words, tuple((hit, ways[hit.eid]) for hit in hits[:MOST]), len(hits) > MOST)


def place_href(address: str, eid: str, seat: Seat) -> str:
    """Return where a provision stands in its text: the page, its sheet where there are several, and the place on it."""
    expression = wording(address, seat)
    rows = rows_of(expression.provisions.all(), words=False)
    return _href(_base(expression, address), rows, _at(rows, eid))


def _base(expression: Expression, address: str) -> str:
    """Return the address of the wording where one was named, else of the document, which shows the newest."""
    return expression.get_absolute_url() if "@" in address else expression.work.get_absolute_url()


def _at(rows: list[Row], eid: str) -> int:
    found = next((at for at, row in enumerate(rows) if row.eid == eid), None)
    if found is None:
        raise Provision.DoesNotExist
    return found


def _href(base: str, rows: list[Row], at: int) -> str:
    return _way(base, rows, at, sheets(rows))


def _way(base: str, rows: list[Row], at: int, laid: tuple[Sheet, ...]) -> str:
    sheet = sheet_of(laid, at)
    return f"{base}{f'?trang={sheet.number}' if sheet.number > 1 else ''}#{rows[at].eid}"


def _inside(base: str, rows: list[Row], at: int) -> tuple[Inside, ...]:
    found = []
    for place in range(at + 1, len(rows)):
        if rows[place].depth <= rows[at].depth:
            break
        if rows[place].kind in CITED and rows[place].num:
            found.append(Inside(place_of(rows, place), f"{base}~{rows[place].eid}/trich-dan/"))
    return tuple(found)
