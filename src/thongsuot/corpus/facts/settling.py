"""Set one fact of a kept document right: the column, the address made of it, the correction beside, the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from thongsuot.corpus import rules
from thongsuot.corpus.citing.resolution import resolve
from thongsuot.corpus.facts.known import free_address, identity_as_it_stands, known_work
from thongsuot.corpus.facts.stated import text_of, value_of
from thongsuot.corpus.models import Correction, Expression, FormerAddress, Work
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Json
from thongsuot.orgs.models import Seat

OF_WORDING = (Correction.Field.IN_FORCE.value,)
IN_ADDRESS = ("type_key", "number", "issued_on")


@dataclass(frozen=True, slots=True)
class Fixes:
    """What a person sets right: the text of each fact by its name, and after what ("theo bản giấy")."""

    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


NOTHING_FIXED = Fixes()


def standing(expression: Expression) -> dict[str, str]:
    """Give the facts of a kept wording as they stand, corrections included, as texts."""
    return {name: text_of(getattr(_bearer(expression, name), name)) for name in Correction.Field.values}


def settled(expression: Expression) -> set[str]:
    """Name the facts of a wording and its work that a person set right: they have the last word."""
    return set(Correction.objects.of(expression).values_list("field", flat=True))


def settle(expression: Expression, fixes: Fixes, *, by: Seat | None, now: datetime) -> None:
    """Set facts of a wording and its work right, inside the caller's transaction, and keep each as a correction.

    Raises Refusal `work_exists` when the work would then be another one that the corpus has.
    """
    before = standing(expression)
    stand(expression, fixes.values)
    for name, value in fixes.values.items():
        read = _read(expression, name, before[name])
        _write_down(expression, name, (read, value), reason=fixes.reason, by=by, now=now)


def stand(expression: Expression, texts: Mapping[str, str]) -> None:
    """Let facts of a wording and its work stand: columns, address, and what cites them. Refusal `work_exists`."""
    before, work = expression.work.uri, expression.work
    for name, text in texts.items():
        setattr(_bearer(expression, name), name, value_of(name, text))
    if set(IN_ADDRESS) & set(texts):
        _check_apart(work)
        _readdress(work)
    if not work.expressions.filter(ordinal__gt=expression.ordinal).exists():
        work.in_force_from = expression.in_force_from
    work.save()
    expression.save(update_fields=["in_force_from"])
    if work.uri != before:
        FormerAddress.objects.filter(uri=work.uri).delete()
        FormerAddress.objects.create(work=work, uri=before)
    resolve(work)


def _read(expression: Expression, name: str, before: str) -> str:
    """Give what the machine read of a fact: kept with the wording, or what stood where none was kept."""
    if expression.facts:
        return str(expression.facts.get(name, ""))
    earlier = Correction.objects.of(expression).filter(field=name).first()
    return earlier.read if earlier else before


def _check_apart(work: Work) -> None:
    if work.number:
        rules.check_apart(known_work(identity_as_it_stands(work), among=Work.objects.exclude(pk=work.pk)))


def _bearer(expression: Expression, name: str) -> Work | Expression:
    return expression if name in OF_WORDING else expression.work


def _readdress(work: Work) -> None:
    """Let the address follow what it is made of: citations find a work by it."""
    first = work.expressions.order_by("ordinal").values_list("sha256", flat=True).get(ordinal=1)
    work.uri = free_address(identity_as_it_stands(work), first, own=work)


def _write_down(
    expression: Expression, name: str, told: tuple[str, str], *, reason: str, by: Seat | None, now: datetime
) -> None:
    """Keep what was read and what stands now, beside the fact and in the ledger; the same request twice is one."""
    read, value = told
    of = expression if name in OF_WORDING else None
    earlier = Correction.objects.of(expression).filter(field=name).last()
    if earlier is not None and (earlier.read, earlier.value) == (read, value):
        return  # the same request came twice
    Correction.objects.create(
        work=expression.work,
        expression=of,
        field=name,
        read=read,
        value=value,
        reason=reason,
        corrected_at=now,
        corrected_by=by.pk if by else None,
    )
    facts: Mapping[str, Json] = {
        "work": expression.work_id,
        "expression": expression.sha256,
        "field": name,
        "read": read,
        "value": value,
    }
    actor, subject = by.actor() if by else SYSTEM, f"corpus.expression:{expression.pk}"
    ledger.record("corpus.fact.corrected", subject=subject, by=actor, at=now, facts=facts, private=reason)
