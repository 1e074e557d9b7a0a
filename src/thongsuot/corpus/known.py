"""Which work of the corpus a text belongs to, and how a new one is addressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from thongsuot.corpus.facts import text_of, value_of
from thongsuot.corpus.identity import Identity, address_beside, address_of, is_same_work
from thongsuot.corpus.models import Correction, FormerAddress, Work, WorkQuerySet
from thongsuot.orgs.models import Seat

IDENTITY = ("type_key", "number", "issuer", "issued_on")


def known_work(read: Identity, *, among: WorkQuerySet) -> Work | None:
    """Find the work that a text is a wording of; `among` may lock what it finds.

    A work whose facts were set right is also found by what was read in it before, for the next file of it is likely
    misread in the same way: then the day must agree.
    """
    if not read.number:
        return None
    for work in among.filter(number=read.number, type_key=read.type_key):
        if is_same_work(identity_as_it_stands(work), read):
            return work
    misread = Correction.objects.filter(field__in=IDENTITY, work__in=_once_read_so(read)).order_by("-pk")
    for work_id, earlier in _by_work(misread).items():
        found = among.filter(pk=work_id).first()
        if found is not None and is_same_work(_as_read(found, earlier), read) and _same_day(found, earlier, read):
            return found
    return None


def identity_as_it_stands(work: Work) -> Identity:
    """Give what names a work in the corpus today."""
    return Identity(work.type_key, work.number, work.issuer, work.issued_on, work.is_stand_in)


def free_address(identity: Identity, sha256: str, *, own: Work | None = None) -> str:
    """Give an address that no other work has or had; the one of `own` counts as free."""
    uri = address_of(identity, sha256)
    return next(one for one in _candidates(uri, identity) if not _is_taken(one, own))


def first_unit_of(work: Work) -> int | None:
    """Give the unit whose seat brought the first wording in; None where that was the machine."""
    seat_id = work.expressions.order_by("ordinal").values_list("read_by", flat=True).first()
    return Seat.objects.filter(pk=seat_id).values_list("organisation_id", flat=True).first() if seat_id else None


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


def _once_read_so(read: Identity) -> WorkQuerySet:
    """Keep the works that have this number, or in which it was read before somebody set it right."""
    numbered = Correction.objects.filter(field=Correction.Field.NUMBER, read=read.number).values("work")
    return Work.objects.filter(number=read.number) | Work.objects.filter(pk__in=numbered)


def _by_work(corrections: Iterable[Correction]) -> dict[int, dict[str, str]]:
    """Give for each work what was read in each fact, newest correction first in, first reading last and so standing."""
    found: dict[int, dict[str, str]] = {}
    for one in corrections:
        found.setdefault(one.work_id, {})[one.field] = one.read
    return found


def _as_read(work: Work, earlier: Mapping[str, str]) -> Identity:
    values = {name: value_of(name, earlier[name]) for name in IDENTITY if name in earlier}
    return replace(identity_as_it_stands(work), **values)  # type: ignore[arg-type]  # values by the names of the columns


def _same_day(work: Work, earlier: Mapping[str, str], read: Identity) -> bool:
    day = text_of(read.issued_on)
    return bool(day) and day in (text_of(work.issued_on), earlier.get("issued_on", ""))
