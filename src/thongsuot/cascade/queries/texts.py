"""Which text of the library a report means."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.corpus.models import Expression
from vanban.model import NoticedWork


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
