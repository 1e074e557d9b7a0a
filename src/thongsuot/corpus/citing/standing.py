"""What the texts themselves say of whether a document is in force: read, never judged.

A reader filters by it and sees it in the list, always with the words "theo lời văn bản"; whether a rule binds anybody
is for a lawyer to say.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from thongsuot.corpus.models import Relation, Work

WHOLE = Q(citation__part="", citation__chapter="", citation__article="", citation__clause="", citation__point="")
ENDS = Q(WHOLE, kind__in=(Relation.Kind.REPLACES, Relation.Kind.REPEALS))
AMENDS = Q(kind=Relation.Kind.AMENDS) | Q(~WHOLE, kind=Relation.Kind.REPEALS)
LONG_AGO = date(1945, 9, 2)  # where the text that ends another says no day of its own


class Standing(StrEnum):
    """The values of the filter; they stand in addresses, so they stay as they are."""

    BEGUN = "da-den-ngay"
    COMING = "chua-den-ngay"
    ENDED = "bi-thay"
    UNSTATED = "khong-ghi"


AMENDED = "duoc-sua"  # stands beside the others: what was amended is in force all the same
LABELS = {
    Standing.BEGUN: _("Đã đến ngày có hiệu lực"),
    Standing.COMING: _("Chưa đến ngày có hiệu lực"),
    Standing.ENDED: _("Bị văn bản trong kho thay thế, bãi bỏ"),
    Standing.UNSTATED: _("Không ghi ngày có hiệu lực"),
    AMENDED: _("Được văn bản trong kho sửa đổi"),
}


def conditions(today: date) -> dict[str, Q]:
    """Give for each standing what a work of it fulfils: exactly one of the four, and `AMENDED` beside it."""
    lasts = Q(ended_on=None) | Q(ended_on__gt=today)
    return {
        Standing.BEGUN: lasts & Q(in_force_from__lte=today),
        Standing.COMING: lasts & Q(in_force_from__gt=today),
        Standing.ENDED: Q(ended_on__lte=today),
        Standing.UNSTATED: lasts & Q(in_force_from=None),
        AMENDED: Q(amended_on__lte=today),
    }


def restate(touched: Q) -> None:
    """Write down anew since when a text of the corpus ends or amends the works whose citations were decided again."""
    works = Work.objects.filter(touched).values("pk")
    Work.objects.filter(pk__in=works).update(ended_on=Subquery(_since(ENDS)), amended_on=Subquery(_since(AMENDS)))


def _since(what: Q) -> QuerySet[Relation, date]:
    """Return the first day on which another text does that to a work, as that text says it of itself."""
    acting = (
        Relation.objects.filter(what, citation__cited__work=OuterRef("pk"))
        .exclude(expression__work=OuterRef("pk"))
        .order_by()
    )
    day = Coalesce("expression__in_force_from", "expression__work__issued_on", Value(LONG_AGO))
    return acting.values("citation__cited__work").annotate(since=Min(day)).values_list("since", flat=True)
