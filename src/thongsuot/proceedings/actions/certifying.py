"""Certify who was there: one certificate a person, each committed to the ledger by an entry of its own."""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thongsuot.conferences import permissions
from thongsuot.conferences.models import Conference
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs.models import Power, Seat
from thongsuot.proceedings import rules
from thongsuot.proceedings.certificates import commitment_of
from thongsuot.proceedings.models import Certificate
from thongsuot.proceedings.queries.certificates import came_of


@transaction.atomic
def issue_certificates(conference_id: int, *, by: Seat, now: datetime) -> int:
    """Certify everybody who came to an ended conference; who has a certificate of the same half days keeps that one.

    Answers with how many are new.
    """
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    rules.check_over(conference.ended_at)
    before = {each.seat_id: each for each in Certificate.objects.newest().filter(conference=conference)}
    made = [
        _certify(conference, seat, half_days, (before[seat.pk].ordinal + 1 if seat.pk in before else 1, by, now))
        for seat, half_days in came_of(conference)
        if seat.pk not in before or before[seat.pk].half_days != half_days
    ]
    Certificate.objects.bulk_create(made)
    return len(made)


def _certify(
    conference: Conference, seat: Seat, half_days: Sequence[str], issue: tuple[int, Seat, datetime]
) -> Certificate:
    ordinal, by, now = issue
    code, name = b32encode(secrets.token_bytes(15)).decode().lower(), seat.person.full_name
    commitment = commitment_of(code, conference.ref, name, half_days)
    facts: dict[str, Json] = {"commitment": commitment}
    key = ledger.record(
        "proceedings.certificate.issued", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts
    )
    return Certificate(
        conference=conference,
        seat=seat,
        ordinal=ordinal,
        code=code,
        name=name,
        half_days=list(half_days),
        commitment=commitment,
        key=key,
        issued_at=now,
        issued_by=by.pk,
    )
