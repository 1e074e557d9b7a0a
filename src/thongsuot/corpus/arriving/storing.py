"""Write a text into the corpus: its work, its wording with every provision, its file, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.corpus import permissions, rules
from thongsuot.corpus.arriving import rows
from thongsuot.corpus.arriving.reception import Damaged
from thongsuot.corpus.citing.cite import cite
from thongsuot.corpus.facts.identity import Identity, identity_of
from thongsuot.corpus.facts.known import bringer_of_work, free_address, known_work
from thongsuot.corpus.facts.settling import NOTHING_FIXED, Fixes, settle
from thongsuot.corpus.facts.stated import Facts, facts_from, read_facts
from thongsuot.corpus.fingerprint import fingerprint
from thongsuot.corpus.models import Expression, Manifestation, Provision, Work
from thongsuot.files import actions as files
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Actor, Json
from thongsuot.orgs.models import Seat
from vanban.model import Document


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document on its way in, read and found to bear no stamp."""

    content: bytes
    name: str
    document: Document
    by: Seat | None
    now: datetime
    is_stand_in: bool = False
    fixes: Fixes = NOTHING_FIXED

    @property
    def sha256(self) -> str:
        return fingerprint(self.document.text, self.document.source.format)

    @property
    def facts(self) -> Facts:
        """The facts as they are to stand: what was read, and over it what a person set right before keeping."""
        return facts_from({**read_facts(self.document).texts(), **self.fixes.values})

    @property
    def identity(self) -> Identity:
        return identity_of(self.facts, is_stand_in=self.is_stand_in)

    @property
    def actor(self) -> Actor:
        return self.by.actor() if self.by else SYSTEM

    @property
    def seat_id(self) -> int | None:
        return self.by.pk if self.by else None


def kept_aside(content: bytes, damaged: Damaged, *, name: str, by: Seat | None, now: datetime) -> Refusal:
    """Keep a damaged file, flagged, and give the refusal that says so."""
    with transaction.atomic():
        files.keep_file(content, name=name, by=by, now=now, flaw=damaged.flaw)
    kept = _("%(flaw)s Tệp được giữ lại ở cuối trang Nhập văn bản.") % {"flaw": damaged.flaw}
    return Refusal("unreadable_kept", kept)


def store_once(arrival: Arrival) -> tuple[Expression, bool]:
    """Keep a text and answer with its wording and whether that is new; the same text again gives the first."""
    try:
        return _store(arrival)
    except IntegrityError:
        return _store(arrival)  # another hand imported the same text a moment ago: the second look finds it


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
    if known is None and arrival.fixes.values:
        settle(expression, arrival.fixes, by=arrival.by, now=arrival.now)
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
    work = known_work(read, among=Work.objects.select_for_update())
    if work is None:
        uri = free_address(read, arrival.sha256)
        work = Work(uri=uri, type_key=read.type_key, number=read.number, is_stand_in=read.is_stand_in)
    return _filled_in(work, arrival.facts)


def _filled_in(work: Work, facts: Facts) -> Work:
    """Take from a text what the work does not know yet; what a person set right is known, be it that nothing is."""
    settled = set(work.corrections.values_list("field", flat=True)) if work.pk else set()
    for name in ("title", "issuer", "issued_on"):
        if name not in settled:
            setattr(work, name, getattr(work, name) or getattr(facts, name))
    work.save()
    return work


def _new_expression(work: Work, arrival: Arrival) -> Expression:
    document = arrival.document
    newest = work.expressions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    if newest:
        permissions.check_new_wording(arrival.by, bringer_of_work(work))
    work.in_force_from = document.in_force_from
    work.save(update_fields=["in_force_from"])
    expression = Expression.objects.create(
        work=work,
        ordinal=newest + 1,
        sha256=arrival.sha256,
        text=document.text,
        in_force_from=document.in_force_from,
        facts=read_facts(document).texts(),
        **rows.extent(document),
        read_at=arrival.now,
        read_by=arrival.seat_id,
    )
    provisions = rows.provisions(expression, document)
    rules.check_provisions(len(provisions))
    Provision.objects.bulk_create(provisions, batch_size=rows.BATCH)
    cite(expression, document)
    return expression
