"""The outline of a wording: which places it has, what each is called, and which of them typed words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thongsuot.corpus.models import Expression
from thongsuot.corpus.naming import plain
from thongsuot.corpus.queries.destination import inside
from thongsuot.corpus.queries.places import CITED
from thongsuot.corpus.queries.texts import rows_of
from thongsuot.corpus.setting.formal import place_of
from thongsuot.corpus.setting.pieces import Row

LABEL_MAX = 120


@dataclass(frozen=True, slots=True)
class Outline:
    """One wording (with its work) and its places in their order."""

    expression: Expression
    rows: tuple[Row, ...]

    def words(self, eid: str) -> str:
        """Name a place as people say it ("khoản 2 Điều 5"); empty for what is not in this wording."""
        at = next((at for at, row in enumerate(self.rows) if row.eid == eid and _is_cited(row)), None)
        return "" if at is None else self._named(at)

    @property
    def articles(self) -> Iterator[tuple[str, str]]:
        """Give the places one picks from: the articles with their headings, else what the text has."""
        kinds = {row.kind for row in self.rows}
        kind = next((each for each in CITED if each in kinds), "")
        for at, row in enumerate(self.rows):
            if row.kind == kind and row.num:
                name = self._named(at)
                yield row.eid, f"{name}. {row.heading}"[:LABEL_MAX] if row.heading else name

    def _named(self, at: int) -> str:
        return place_of(self.rows, at, [one.get("title") for one in self.expression.components])

    def spelled(self, words: str) -> str:
        """Find the place that is called exactly so; empty where there is none."""
        wanted = plain(words)
        cited = (at for at, row in enumerate(self.rows) if _is_cited(row))
        return next((self.rows[at].eid for at in cited if plain(self._named(at)) == wanted), "")


def outlines(expressions: Iterable[Expression]) -> tuple[Outline, ...]:
    """Read the outlines of wordings, one query each; none of their words are read."""
    return tuple(Outline(each, tuple(rows_of(each.provisions.all(), words=False))) for each in expressions)


def places_named(words: str, known: Sequence[Outline]) -> list[tuple[Outline, str]]:
    """Find the places that typed words mean: "Điều 5 khoản 2", "khoản 2 Điều 5 Quy định 15-QĐ/TW".

    Where several documents have such a place and the words name none of them, all are given.
    """
    eid, rest = inside(words)
    fitting = [each for each in known if not rest or _is_named(rest, each.expression)]
    found = [(each, eid) for each in fitting if eid and each.words(eid)]
    return found or [(each, spelled) for each in known if (spelled := each.spelled(words))]


def _is_named(rest: str, expression: Expression) -> bool:
    work = expression.work
    number, name = plain(work.number), work.name_key
    whole = plain(f"{work.type_label} {work.number}")
    return bool(number and number in rest) or bool(name and name in rest) or whole.startswith(rest)


def _is_cited(row: Row) -> bool:
    return row.kind in CITED and bool(row.num)
