"""Under which name a sheet that was set for reading is kept, so that nothing else is ever shown in its place.

The name is made of everything the sheet is made of: the wording, what was read in it, what it cites and where that
leads today, and the code that sets it. Whatever changes, the name changes; what is kept never has to be called back.
Who may read is asked before, of the wording itself.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Manager, Max, OuterRef, QuerySet, Subquery

from thongsuot.corpus.facts.known import newest_of
from thongsuot.corpus.models import Citation, Expression, ExpressionQuerySet, Provision

MADE_BY = ("setting/*.py", "queries/*.py", "markup.py", "templates/corpus/*.html", "../locale/*/LC_MESSAGES/django.mo")


def with_marks(expressions: ExpressionQuerySet) -> ExpressionQuerySet:
    """Add the last of each kind of row that a text is set from: rows are made anew, never rewritten."""
    last = {"last_provision": Provision.objects, "last_citation": Citation.objects}
    return expressions.annotate(**{name: Subquery(_last(rows)) for name, rows in last.items()})


def text_key(expression: Expression, asked: tuple[str, ...]) -> str:
    """Name what all sheets of a wording that came `with_marks` are made of.

    `asked` is what else their pages are made of: the address and the format of the file.
    """
    work = expression.work
    said = (work.pk, work.type_key, work.number, expression.pk, expression.sha256)
    read = (expression.articles, expression.chapters, expression.components, expression.warnings)
    marks = (expression.last_provision, expression.last_citation)  # type: ignore[attr-defined]  # by `with_marks`
    return sha256(repr((_code(), asked, said, read, marks, _leads(expression))).encode()).hexdigest()


def _last(rows: Manager[Any]) -> QuerySet[Any]:
    own = rows.filter(expression=OuterRef("pk")).order_by().values("expression").annotate(last=Max("pk"))
    last: QuerySet[Any] = own.values("last")
    return last


def _leads(expression: Expression) -> list[tuple[object, ...]]:
    """Say for each document that is named what the corpus has of it today."""
    named = expression.cited_works.order_by("position").annotate(newest=newest_of("work"))
    of_work = ("uri", "type_key", "number", "title", "issued_on", "issuer")
    return list(named.values_list("pk", "newest", *(f"work__{name}" for name in of_work)))


@lru_cache(maxsize=1)
def _code() -> str:
    """Give the fingerprint of the code, templates and translations that set a text."""
    room = Path(apps.get_app_config("corpus").path)
    found = sha256()
    for pattern in MADE_BY:
        for path in sorted(room.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()
