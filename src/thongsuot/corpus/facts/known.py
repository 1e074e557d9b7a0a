"""Which work of the corpus a text belongs to, and how a new one is addressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from thongsuot.corpus.facts.identity import Identity, address_beside, address_of, is_same_work
from thongsuot.corpus.facts.stated import text_of, value_of
from thongsuot.corpus.models import Correction, Expression, FormerAddress, Manifestation, Work, WorkQuerySet
from thongsuot.corpus.permissions import Bringer
from thongsuot.orgs.models import Seat

IDENTITY = ("type_key", "number", "issuer", "issued_on")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The works among which some texts may belong; `corrections` are theirs, the newest first."""

    works: Sequence[Work] = ()
    corrections: Mapping[int, Sequence[Correction]] = field(default_factory=dict)

    def settled(self, work: Work) -> frozenset[str]:
        """Name the facts of a work that a person set right."""
        return frozenset(one.field for one in self.corrections.get(work.pk, ()) if one.expression_id is None)

    def holds(self, read: Identity) -> Work | None:
        """Find the work that a text is a wording of.

        A work whose facts were set right is also found by what was read in it before, for the next file of it is
        likely misread in the same way: then the day must agree.
        """
        for work in self.works:
            if is_same_work(identity_as_it_stands(work), read):
                return work
        for work in self.works:
            earlier = {one.field: one.read for one in self.corrections.get(work.pk, ()) if one.field in IDENTITY}
            if earlier and _same_day(work, earlier, read) and is_same_work(_as_read(work, earlier), read):
                return work
        return None


def shelf_for(reads: Iterable[Identity], *, among: WorkQuerySet) -> Shelf:
    """Load the works to which texts of these numbers may belong, in two queries; `among` may lock what it finds."""
    numbers = {read.number for read in reads if read.number}
    if not numbers:
        return Shelf()
    misread = Correction.objects.filter(field=Correction.Field.NUMBER, read__in=numbers).values("work")
    works = list(among.filter(Q(number__in=numbers) | Q(pk__in=misread)).order_by("pk"))
    found: dict[int, list[Correction]] = {}
    for one in Correction.objects.filter(work__in=works).order_by("-pk"):
        found.setdefault(one.work_id, []).append(one)
    return Shelf(works, found)


def known_work(read: Identity, *, among: WorkQuerySet) -> Work | None:
    """Find the work that one text is a wording of."""
    return shelf_for([read], among=among).holds(read)


def identity_as_it_stands(work: Work) -> Identity:
    """Give what names a work in the corpus today."""
    return Identity(work.type_key, work.number, work.issuer, work.issued_on, work.is_stand_in)


def free_address(identity: Identity, sha256: str, *, own: Work | None = None) -> str:
    """Give an address that no other work has or had; the one of `own` counts as free."""
    uri = address_of(identity, sha256)
    return next(one for one in _candidates(uri, identity) if not _is_taken(one, own))


def newest_of(work: str, column: str = "pk") -> Subquery:
    """Give a column of the newest wording of a work; `work` is the work's column in the rows that are annotated."""
    return Subquery(Expression.objects.filter(work=OuterRef(work)).order_by("-ordinal").values(column)[:1])


def first_format() -> Subquery:
    """Give the format in which a wording first came."""
    return Subquery(Manifestation.objects.filter(expression=OuterRef("pk")).order_by("pk").values("format")[:1])


def brought_by(work: str) -> dict[str, Subquery]:
    """Annotate with path and name of the unit whose seat brought the first wording in; `work` is the work's column."""
    first = Expression.objects.filter(work=OuterRef(OuterRef(work))).order_by("ordinal").values("read_by")[:1]
    seat = Seat.objects.filter(pk=Subquery(first))
    return {f"brought_{name}": Subquery(seat.values(f"organisation__{name}")[:1]) for name in ("path", "name")}


def bringer_of(annotated: Any) -> Bringer | None:
    """Give the unit that brought a document in, of a row that has `brought_by`; None where that was the machine."""
    return Bringer(annotated.brought_path, annotated.brought_name) if annotated.brought_path else None


def bringer_of_work(work: Work) -> Bringer | None:
    """Ask which unit brought one document in."""
    return bringer_of(Work.objects.annotate(**brought_by("pk")).only("pk").get(pk=work.pk))


def _candidates(uri: str, identity: Identity) -> Iterator[str]:
    yield uri
    place = 0
    while True:
        place += 1
        yield address_beside(uri, identity, place)


def _is_taken(uri: str, own: Work | None) -> bool:
    works, former = Work.objects.filter(uri=uri), FormerAddress.objects.filter(uri=uri)
    if own is not None:
        works, former = works.exclude(pk=own.pk), former.exclude(work=own)
    return works.exists() or former.exists()


def _as_read(work: Work, earlier: Mapping[str, str]) -> Identity:
    """Give what named a work when it was read: the oldest correction of a fact stands last in `earlier`."""
    values = {name: value_of(name, text) for name, text in earlier.items()}
    return replace(identity_as_it_stands(work), **values)  # type: ignore[arg-type]  # values by the names of the columns


def _same_day(work: Work, earlier: Mapping[str, str], read: Identity) -> bool:
    day = text_of(read.issued_on)
    return bool(day) and day in (text_of(work.issued_on), earlier.get("issued_on", ""))
