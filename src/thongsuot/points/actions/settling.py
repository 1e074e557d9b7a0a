"""Settle what a person had to look at, and take in a queue that came as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import key_from
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.points import keys, permissions, rules
from thongsuot.points.actions.noting import KEPT, Outcome, note_passages
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.passages import Passage, passage_from
from thongsuot.points.queries.door import is_shut_out
from thongsuot.points.queries.settling import SETTLED, kept_conference, open_findings

A_PART = 60


def settle_finding(conference_id: int, *, finding: str, note: str = "", by: Seat, now: datetime) -> None:
    """Write down that a keeper looked at a finding and what they found; the entries themselves stay as they are.

    When another entry joins a finding, it is a new one and open again. Twice the same is kept once.
    """
    conference = kept_conference(conference_id, by)
    left, _lines, _settled = open_findings(conference)
    found = next((each for each in left if each.key == finding), None)
    rules.check_open(is_open=found is not None)
    facts: dict[str, Json] = {"finding": finding}
    ledger.append(
        SETTLED,
        key=key_from("settled", conference.pk, finding),
        by=by.actor(Power.MEETINGS),
        at=now,
        subject=conference.ref,
        facts=facts,
        private=note.strip()[:500],
    )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A queue as a device saved it: of which point, on whose pass, and its passages."""

    point: int
    signed: str
    passages: tuple[Passage, ...]


def hand_over_queue(content: bytes, *, by: Seat, now: datetime) -> list[Outcome]:
    """Take in the file of a device whose network never came; what the device brings later by itself is not doubled.

    Whoever keeps the point hands it in; its entries name the clerk whose device wrote them down.
    """
    handed = _read(content)
    held = permissions.check_signed(keys.read_pass(handed.signed, settings.POINT_KEYS))
    point = ConnectingPoint.objects.visible_to(by).select_related("conference").get(pk=handed.point)
    permissions.check_run(by, is_run=point.is_run_by(by))
    outcomes: list[Outcome] = []
    for first in range(0, len(handed.passages), A_PART):
        part = handed.passages[first : first + A_PART]
        outcomes += note_passages(point.pk, passages=part, by=held, now=now, is_carried=True)
    kept = sum(1 for each in outcomes if each.said == KEPT)
    with transaction.atomic():
        facts: dict[str, Json] = {"passages": len(outcomes), "kept": kept, "shut_out": is_shut_out(held)}
        ledger.record("points.queue.handed_over", subject=point.ref, by=by.actor(), at=now, facts=facts)
    return outcomes


def _read(content: bytes) -> HandedOver:
    try:
        data: Any = json.loads(content)
        if data["kind"] != "thongsuot-diem-cau" or data["version"] != 1:
            raise ValueError("another kind of file")
        passages = tuple(passage_from(str(data["device"]), each) for each in data["passages"])
        return HandedOver(int(data["point"]), str(data["pass"]), passages)
    except (ValueError, KeyError, TypeError) as mistake:
        message = _(
            "Tệp này không phải tệp điểm cầu lưu ra. Trên máy ở điểm cầu, bấm “Lưu ra tệp để mang về” rồi thử lại."
        )
        raise Refusal("not_a_queue", message) from mistake
