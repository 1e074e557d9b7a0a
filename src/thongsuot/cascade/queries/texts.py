"""Which text of the library a report means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thongsuot.cascade.models import Finding
from thongsuot.corpus.models import Expression
from thongsuot.corpus.search import fold
from vanban.noticed import NoticedWork


def candidates(number: str | None) -> list[Expression]:
    """List the newest wordings of the works that carry this number, as written with or without blanks."""
    return candidates_by_number([number]).get(plain(number), []) if number else []


def candidates_by_number(numbers: Iterable[str | None]) -> dict[str, list[Expression]]:
    """List the same for several numbers in one query, by the number without blanks."""
    wanted = {plain(number) for number in numbers if number}
    found = Expression.objects.filter(work__number__in=wanted).without_text()
    newest = {one.work_id: one for one in found.order_by("work__issued_on", "work_id", "ordinal")}
    listed: dict[str, list[Expression]] = {}
    for expression in newest.values():
        listed.setdefault(expression.work.number, []).append(expression)
    return listed


def plain(number: str | None) -> str:
    """Write a number without the blanks that reports put into it."""
    return "".join((number or "").split())


def best_match(work: NoticedWork) -> Expression | None:
    """Give the one text that fits a noticed work, None when there is no text or a person has to choose."""
    fitting = [one for one in candidates(work.number) if work.date in (None, one.work.issued_on)]
    return fitting[0] if len(fitting) == 1 else None


def likely(finding: Finding, library: Sequence[Expression], most: int = 12) -> tuple[Expression, ...]:
    """Give the texts of the library that share most words with what was read; the newest first where none does."""
    read = set(fold(finding.label, finding.values.get("title") or "").split())
    shared = [len(read & set(fold(str(one.work), one.work.title, one.work.type_label).split())) for one in library]
    ranked = sorted(range(len(library)), key=lambda place: -shared[place])
    return tuple(library[place] for place in ranked[:most])
