"""A kept original is read once more by today's reader; the words, and what people set right, stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.corpus import permissions
from thongsuot.corpus.arriving import rows
from thongsuot.corpus.arriving.reception import read_unclassified
from thongsuot.corpus.citing.cite import cite_again
from thongsuot.corpus.facts.known import bringer_of_work
from thongsuot.corpus.facts.settling import settled, stand, standing
from thongsuot.corpus.facts.stated import read_facts
from thongsuot.corpus.fingerprint import fingerprint
from thongsuot.corpus.models import Expression, Manifestation, Provision
from thongsuot.files import disk
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import SYSTEM, Json
from thongsuot.orgs.models import Seat
from vanban.model import Document

SAME, UPDATED, LEFT = "same", "updated", "left"
KEPT = ("eid", "component", "position", "depth", "kind", "num", "heading", "text", "start", "end")


@dataclass(frozen=True, slots=True)
class Reread:
    """What a second reading of one wording brought: `changes` from name to before and after.

    `state` is same, updated, or left (as it was: `refusal` says why in a sentence).
    """

    expression: Expression
    state: str
    changes: Mapping[str, tuple[str, str]]
    refusal: Refusal | None = None


def reread(expression_id: int, *, by: Seat | None, now: datetime, is_trial: bool = False) -> Reread:
    """Read the original of a wording again and take over its provisions, counts, warnings, citations and facts.

    Only where the words are the same: acknowledgements bind to them, so a text that is now read otherwise is said and
    left. What a person set right stays; a fact that is no longer read is not emptied. `is_trial` only says what would
    change. `by` is None for the administrator at the machine.
    """
    expression = Expression.objects.select_related("work").get(pk=expression_id)
    permissions.check_correct(by, bringer_of_work(expression.work))
    try:
        document = _read_again(expression)
        with transaction.atomic():
            changes = _taken_over(expression_id, document)
            if changes and not is_trial:
                _record(expression, changes, by, now)
            transaction.set_rollback(is_trial)
    except Refusal as refusal:
        return Reread(expression, LEFT, {}, refusal)
    return Reread(expression, UPDATED if changes else SAME, changes)


def _read_again(expression: Expression) -> Document:
    """Read the file in which the wording first came. Refusal where it is gone, unreadable, or its words are others."""
    held = Manifestation.objects.filter(expression=expression).select_related("file").order_by("pk").first()
    stream = disk.take(held.file.sha256, held.file.size) if held else None
    if held is None or stream is None:
        raise Refusal("file_missing", _("Tệp gốc không còn trên máy chủ. Khôi phục từ bản sao lưu rồi đọc lại."))
    with stream:
        document = read_unclassified(stream.read(), held.file.name)
    if fingerprint(document.text, document.source.format) != expression.sha256:
        message = _(
            "Máy nay đọc ra lời khác với bản đã giữ, nên bản ấy được giữ nguyên: người đã tiếp thu theo lời ấy. "
            "Muốn dùng lời mới thì nhập lại tệp, thành bản mới."
        )
        raise Refusal("text_changed", message)
    return document


def _taken_over(expression_id: int, document: Document) -> dict[str, tuple[str, str]]:
    expression = Expression.objects.select_for_update(of=("self",)).select_related("work").get(pk=expression_id)
    before, old = _picture(expression), _rows(expression)
    for name, value in {**rows.extent(document), "text": document.text}.items():
        setattr(expression, name, value)
    expression.facts = read_facts(document).texts()
    expression.save()
    fresh = rows.provisions(expression, document)
    if [_values(one) for one in fresh] != old:
        expression.provisions.all().delete()
        Provision.objects.bulk_create(fresh, batch_size=rows.BATCH)
    stand(expression, _fresh_facts(expression))
    cite_again(expression, document)
    after = _picture(expression)
    found = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    differing = set(old) ^ {_values(one) for one in fresh}
    return found | ({"provisions": _told(old, fresh)} if differing else {})


def _fresh_facts(expression: Expression) -> dict[str, str]:
    """Give the facts that today's reading says otherwise than they stand, where no person has the last word."""
    texts, held = standing(expression), settled(expression)
    earlier = list(expression.work.expressions.order_by("ordinal").values_list("pk", "facts"))
    read = {name: expression.facts[name] if name == "in_force_from" else _first(earlier, name) for name in texts}
    return {name: text for name, text in read.items() if text and text != texts[name] and name not in held}


def _first(wordings: list[tuple[int, Mapping[str, str]]], name: str) -> str:
    """Give the first reading of a fact among the wordings; nothing where an earlier one was not read anew yet."""
    for _pk, facts in wordings:
        if not facts:
            return ""
        if facts.get(name):
            return facts[name]
    return ""


def _picture(expression: Expression) -> dict[str, str]:
    """Say how a wording is held, in figures and facts."""
    return {
        "chapters": str(expression.chapters),
        "articles": str(expression.articles),
        "citations": str(expression.citations.count()),
        "warnings": str(len(expression.warnings)),
        **standing(expression),
    }


def _rows(expression: Expression) -> list[tuple[object, ...]]:
    return [_values(one) for one in expression.provisions.order_by("position")]


def _values(one: Provision) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in KEPT)


def _told(old: list[tuple[object, ...]], fresh: list[Provision]) -> tuple[str, str]:
    """Say how many provisions there were and are, and how many addresses lead nowhere any more."""
    gone = {row[0] for row in old} - {one.eid for one in fresh}
    return str(len(old)), f"{len(fresh)} (-{len(gone)})" if gone else str(len(fresh))


def _record(expression: Expression, changes: Mapping[str, tuple[str, str]], by: Seat | None, now: datetime) -> None:
    told: Mapping[str, Json] = {name: list(pair) for name, pair in changes.items()}
    facts: Mapping[str, Json] = {"work": expression.work_id, "expression": expression.sha256, "changes": told}
    actor, subject = by.actor() if by else SYSTEM, f"corpus.expression:{expression.pk}"
    ledger.record("corpus.expression.reread", subject=subject, by=actor, at=now, facts=facts)
