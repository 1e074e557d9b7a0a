"""A document comes into the corpus, and the second text of a known number becomes its next wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.corpus import permissions, rows, rules
from thongsuot.corpus.citing import cite
from thongsuot.corpus.fingerprint import fingerprint
from thongsuot.corpus.identity import Identity, address_beside, address_of, identity_of, is_same_work
from thongsuot.corpus.models import Expression, Manifestation, Provision, Work
from thongsuot.corpus.reception import Damaged, receive
from thongsuot.files import actions as files
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Json
from thongsuot.orgs.models import Seat
from vanban.model import Document


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file at the door: the name its sender gave and its open stream, closed (and so removed) once it was read."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the wording it is now, or the refusal that is shown beside its name."""

    name: str
    expression: Expression | None
    refusal: Refusal | None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document on its way in, read and found to bear no stamp."""

    content: bytes
    name: str
    document: Document
    sha256: str
    identity: Identity
    by: Seat | None
    now: datetime

    @property
    def actor(self) -> Actor:
        return self.by.actor() if self.by else SYSTEM

    @property
    def seat_id(self) -> int | None:
        return self.by.pk if self.by else None


def import_document(
    content: bytes, *, name: str, by: Seat | None, now: datetime, is_stand_in: bool = False
) -> Expression:
    """Take a document into the corpus and answer with its wording; the same text again answers with the first.

    A new text of a known number is the work's next wording. `by` is None for the administrator at the machine;
    `is_stand_in` marks a text written by us in place of one we do not have. Nothing is stored or logged of a file that
    bears a secrecy stamp (Refusal `classified`). A damaged file is kept aside, flagged (Refusal `unreadable_kept`);
    hostile ones, and those in which a stamp could hide, are not (`unreadable`).
    """
    permissions.check_import(by)
    expression, _is_new = _take_in(content, name=name, by=by, now=now, is_stand_in=is_stand_in)
    return expression


def _take_in(
    content: bytes, *, name: str, by: Seat | None, now: datetime, is_stand_in: bool = False
) -> tuple[Expression, bool]:
    received = receive(content, name)
    if isinstance(received, Damaged):
        with transaction.atomic():
            files.keep_file(content, name=name, by=by, now=now, flaw=received.flaw)
        kept = _("%(flaw)s Tệp được giữ lại ở cuối trang Nhập văn bản.") % {"flaw": received.flaw}
        raise Refusal("unreadable_kept", kept)
    identity = identity_of(received, is_stand_in=is_stand_in)
    sha256 = fingerprint(received.text, received.source.format)
    arrival = Arrival(content, name, received, sha256, identity, by, now)
    try:
        return _store(arrival)
    except IntegrityError:
        return _store(arrival)  # another hand imported the same text a moment ago: the second look finds it


def import_each(incoming: Iterable[Incoming], *, by: Seat | None, now: datetime) -> Iterator[Outcome]:
    """Import several files one by one; a file that is refused stops no other and is answered with its sentence."""
    permissions.check_import(by)
    for one in incoming:
        try:
            expression, is_new = _take_in(_drained(one.stream), name=one.name, by=by, now=now)
        except Refusal as refusal:
            yield Outcome(one.name, None, refusal)
        else:
            yield Outcome(one.name, expression, None, is_new)


def _drained(stream: IO[bytes]) -> bytes:
    """Read a stream up to one byte over the limit and close it: a temporary file of an upload is removed by that."""
    try:
        return stream.read(settings.UPLOAD_MAX_BYTES + 1)
    finally:
        stream.close()


@transaction.atomic
def _store(arrival: Arrival) -> tuple[Expression, bool]:
    known = Expression.objects.filter(sha256=arrival.sha256).select_related("work").first()
    expression = known or _new_expression(_work_of(arrival), arrival)
    file = files.keep_file(arrival.content, name=arrival.name, by=arrival.by, now=arrival.now)
    held, is_new_file = Manifestation.objects.get_or_create(
        expression=expression,
        file=file,
        defaults={
            "format": arrival.document.source.format,
            "imported_at": arrival.now,
            "imported_by": arrival.seat_id,
        },
    )
    if is_new_file:
        event = "corpus.manifestation.added" if known else "corpus.expression.imported"
        _record(event, held, arrival)
    return expression, known is None


def _record(event: str, held: Manifestation, arrival: Arrival) -> None:
    expression = held.expression
    facts: Mapping[str, Json] = {
        "work": expression.work_id,
        "expression": expression.sha256,
        "ordinal": expression.ordinal,
        "file": held.file.sha256,
        "is_stand_in": expression.work.is_stand_in,
    }
    ledger.record(event, subject=f"corpus.expression:{expression.pk}", by=arrival.actor, at=arrival.now, facts=facts)


def _work_of(arrival: Arrival) -> Work:
    """Find the work a text is a wording of, filling in what earlier wordings did not say, or make it."""
    read = arrival.identity
    candidates = (
        Work.objects.select_for_update().filter(number=read.number, type_key=read.type_key) if read.number else ()
    )
    for work in candidates:
        known = Identity(work.type_key, work.number, work.issuer, work.issued_on, work.is_stand_in)
        if is_same_work(known, read):
            return _filled_in(work, arrival)
    uri = address_of(read, arrival.sha256)
    own, place = uri, 0
    while Work.objects.filter(uri=own).exists():
        place += 1
        own = address_beside(uri, read, place)
    work = Work(uri=own, type_key=read.type_key, number=read.number, is_stand_in=read.is_stand_in)
    return _filled_in(work, arrival)


def _filled_in(work: Work, arrival: Arrival) -> Work:
    work.title = work.title or (arrival.document.title or "")[:1000]
    work.issuer = work.issuer or arrival.identity.issuer
    work.issued_on = work.issued_on or arrival.identity.issued_on
    work.save()
    return work


def _new_expression(work: Work, arrival: Arrival) -> Expression:
    document = arrival.document
    earlier = list(work.expressions.order_by("ordinal").values_list("ordinal", "read_by"))
    if earlier:
        permissions.check_new_wording(arrival.by, _unit_of(earlier[0][1]))
    work.in_force_from = document.in_force_from
    work.save(update_fields=["in_force_from"])
    expression = Expression.objects.create(
        work=work,
        ordinal=earlier[-1][0] + 1 if earlier else 1,
        sha256=arrival.sha256,
        text=document.text,
        in_force_from=document.in_force_from,
        **rows.extent(document),
        read_at=arrival.now,
        read_by=arrival.seat_id,
    )
    provisions = rows.provisions(expression, document)
    rules.check_provisions(len(provisions))
    Provision.objects.bulk_create(provisions, batch_size=rows.BATCH)
    cite(expression, document)
    return expression


def _unit_of(seat_id: int | None) -> int | None:
    return Seat.objects.filter(pk=seat_id).values_list("organisation_id", flat=True).first() if seat_id else None
