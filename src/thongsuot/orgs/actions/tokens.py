"""Keys for other systems: made for one's own seat, shown once, and taken back."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.orgs import permissions
from thongsuot.orgs.models import ApiToken, Seat
from thongsuot.orgs.queries.tokens import digest
from thongsuot.orgs.rules import tokens as rules
from thongsuot.people.models import EntryCode

PREFIX = "ts1_"
BYTES = 32


@transaction.atomic
def issue_api_token(
    name: str, *, expires_on: date, by: Seat, now: datetime, code: EntryCode | None = None
) -> tuple[ApiToken, str]:
    """Make a token that acts as `by` until the end of a day, and answer with its text, which is kept nowhere.

    `code` is the entry code that the session rests on, None where the person's own password does.
    """
    permissions.check_issue_token(code)
    rules.check_token(name, expires_on, day_of(now))
    rules.check_tokens(ApiToken.objects.visible_to(by).valid_on(day_of(now)).count())
    text = PREFIX + secrets.token_urlsafe(BYTES)
    token = ApiToken.objects.create(
        seat=by, name=name.strip()[:120], sha256=digest(text), expires_on=expires_on, issued_at=now, issued_by=by.pk
    )
    facts: dict[str, Json] = {"token": token.pk, "expires_on": expires_on.isoformat()}
    ledger.record("orgs.api_token.issued", subject=f"orgs.seat:{by.pk}", by=by.actor(), at=now, facts=facts)
    return token, text


@transaction.atomic
def revoke_api_token(token_id: int, *, by: Seat, now: datetime) -> ApiToken:
    """End a token of one's own seat from this moment on; a second time changes nothing."""
    token = ApiToken.objects.visible_to(by).select_for_update().get(pk=token_id)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now, by.pk
        token.save(update_fields=["revoked_at", "revoked_by"])
        facts: dict[str, Json] = {"token": token.pk}
        ledger.record("orgs.api_token.revoked", subject=f"orgs.seat:{by.pk}", by=by.actor(), at=now, facts=facts)
    return token
