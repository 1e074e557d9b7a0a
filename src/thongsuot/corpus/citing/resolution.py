"""Find in the corpus what wordings cite: one UPDATE over the keys, whichever of the two came first.

A document is taken only where exactly one fits; the reader is never sent to a guess. By number the rules are those by
which two texts are told to be one work (`identity.is_same_work`); a number that names its year and a central office
needs no issuer. By name alone a law must have been in force on the day the citing text was issued.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Coalesce, StrIndex

from thongsuot.corpus.citing.standing import restate
from thongsuot.corpus.models import CitedWork, Expression, Relation, Work

ENDS = (Relation.Kind.REPLACES, Relation.Kind.REPEALS)


def resolve(work: Work) -> None:
    """Decide anew what the wordings of `work` cite, and what may cite it; in one transaction with what changed it.

    Numbers first: a law that is found to end another of its name then decides which of the two a name means. What
    named the work before its facts were put right is asked again, too.
    """
    own = list(work.expressions.values_list("pk", flat=True))
    here = Q(expression__in=own) | Q(work=work)
    _by_number(here | Q(number_key=work.number_key) if work.number_key else here)
    names = _names(work, own)
    _by_name(here | Q(name_key__in=names))
    touched = Q(pk=work.pk) | Q(name_key__in=names) | Q(cited_in__expression__in=own)
    restate(touched | Q(number_key=work.number_key) if work.number_key else touched)


def _names(work: Work, own: list[int]) -> set[str]:
    """Return the name of the work, and those of the laws that its wordings end."""
    ends = CitedWork.objects.filter(expression__in=own, citations__relations__kind__in=ENDS, work__name_key__gt="")
    return {work.name_key, *ends.values_list("work__name_key", flat=True)} - {""}


def _by_number(which: Q) -> None:
    rows = CitedWork.objects.filter(which, number_key__gt="")
    works = _agreeing(_admitted(Work.objects.filter(number_key=OuterRef("number_key"))))
    rows.update(work=Subquery(_only(works, "number_key")))


def _by_name(which: Q) -> None:
    rows = CitedWork.objects.filter(which, number_key="", name_key__gt="")
    named = _of_its_time(_admitted(Work.objects.filter(name_key=OuterRef("name_key"))))
    alive = named.filter(~Exists(_ends_by_the_day()))
    rows.update(work=Coalesce(Subquery(_only(named, "name_key")), Subquery(_only(alive, "name_key"))))


def _only(works: QuerySet[Work], key: str) -> QuerySet[Any, Any]:
    """Return the id of the one work there is, nothing where there are several."""
    counted: QuerySet[Any, Any] = works.order_by().values(key).annotate(several=Count("pk"), one=Min("pk"))
    return counted.filter(several=1).values("one")


def _admitted(works: QuerySet[Work]) -> QuerySet[Work]:
    """Keep a text written in place of another for those who are such texts themselves; take along who cites and when.

    All annotations are of the citing row: its date and issuer as said, and the day the citing work was issued.
    """
    citing = Expression.objects.filter(pk=OuterRef(OuterRef("expression_id")))
    works = works.annotate(
        said_on=ExpressionWrapper(OuterRef("issued_on"), DateField()),
        said_year=ExpressionWrapper(OuterRef("year"), IntegerField()),
        said_issuer=ExpressionWrapper(OuterRef("issuer_key"), TextField()),
        needs_proof=ExpressionWrapper(OuterRef("needs_proof"), BooleanField()),
        citing_on=Subquery(citing.values("work__issued_on"), output_field=DateField()),
        citing_stands_in=Subquery(citing.values("work__is_stand_in"), output_field=BooleanField()),
    )
    return works.filter(Q(is_stand_in=False) | Q(citing_stands_in=True))


def _agreeing(works: QuerySet[Work]) -> QuerySet[Work]:
    """Keep the works whose date and issuer do not contradict; where the number needs proof one of them must agree."""
    works = works.annotate(in_own=StrIndex(F("issuer_key"), F("said_issuer")), own_in=_own_in_said())
    one_office = ~Q(issuer_key="") & ~Q(said_issuer="") & (Q(in_own__gt=0) | Q(own_in__gt=0))
    other_office = ~Q(issuer_key="") & ~Q(said_issuer="") & Q(in_own=0, own_in=0)
    proven = Q(needs_proof=False) | (~other_office & (one_office | Q(issued_on=F("said_on"))))
    return works.filter(_of_one_day(), proven)


def _own_in_said() -> StrIndex:
    return StrIndex(F("said_issuer"), F("issuer_key"))


def _of_one_day() -> Q:
    return Q(said_on=None) | Q(issued_on=None) | Q(issued_on=F("said_on"))


def _of_its_time(works: QuerySet[Work]) -> QuerySet[Work]:
    """Keep the laws that the citing words can mean: of the day or year they say, else in force on the citing day."""
    year = Q(said_year=None) | Q(issued_on=None) | Q(year=F("said_year"))
    undated = Q(citing_on=None)
    issued = undated | Q(issued_on=None) | Q(issued_on__lte=F("citing_on"))
    in_force = undated | Q(in_force_from=None) | Q(in_force_from__lte=F("citing_on"))
    told = Q(said_on__isnull=False) | Q(said_year__isnull=False)
    return works.filter(_of_one_day(), year, issued, told | in_force)


def _ends_by_the_day() -> QuerySet[Relation]:
    """Return what wordings say that ends a law as a whole by the day on which the citing text was issued."""
    whole = Q(citation__part="", citation__chapter="", citation__article="", citation__clause="", citation__point="")
    by = Relation.objects.annotate(on=Coalesce("expression__in_force_from", "expression__work__issued_on"))
    return by.filter(whole, kind__in=ENDS, citation__cited__work=OuterRef("pk"), on__lte=OuterRef("citing_on"))
