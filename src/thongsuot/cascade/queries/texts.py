"""Which text of the library a report means."""

from __future__ import annotations

from thongsuot.corpus.models import Expression
from vanban.model import NoticedWork


def candidates(number: str | None) -> list[Expression]:
    """List the newest wordings of the works that carry this number, as written with or without blanks."""
    if not number:
        return []
    wanted = "".join(number.split())
    found = Expression.objects.filter(work__number=wanted).select_related("work").defer("text", "warnings")
    newest: dict[int, Expression] = {}
    for expression in found.order_by("work__issued_on", "work_id", "ordinal"):
        newest[expression.work_id] = expression
    return list(newest.values())


def best_match(work: NoticedWork) -> Expression | None:
    """Give the one text that fits a noticed work, None when there is no text or a person has to choose."""
    fitting = [one for one in candidates(work.number) if work.date in (None, one.work.issued_on)]
    return fitting[0] if len(fitting) == 1 else None
