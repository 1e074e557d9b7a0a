"""Revoke an API token: one's own, at once, and a second time changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from tests.cascade.doors import enter
from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_four
from thongsuot.orgs.actions.tokens import issue_api_token, revoke_api_token
from thongsuot.orgs.models import ApiToken
from thongsuot.orgs.queries.tokens import seat_of

pytestmark = pytest.mark.django_db(**BOTH)
LAST = NOW.date() + timedelta(days=30)


def test_a_token_taken_back_opens_nothing_from_that_moment() -> None:
    four = make_four()
    token, text = issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        revoke_api_token(token.pk, by=four.binh, now=NOW)
    assert revoke_api_token(token.pk, by=four.an, now=NOW).revoked_by == four.an.pk
    assert seat_of(text, NOW) is None
    assert revoke_api_token(token.pk, by=four.an, now=NOW + timedelta(days=1)).revoked_at == NOW
    assert len(told("orgs.api_token.revoked")) == 1


def test_the_button_takes_it_back_and_nobody_elses_button_does() -> None:
    four = make_four()
    token, text = issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW)
    address = f"/tai-khoan/ma-api/{token.pk}/thu-hoi/"
    assert enter(four.binh).post(address).status_code == 404
    assert seat_of(text, NOW) is not None
    assert enter(four.an).post(address).status_code == 302
    assert seat_of(text, NOW) is None


def test_the_database_itself_keeps_who_and_when_together() -> None:
    four = make_four()
    issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.update(revoked_at=NOW)
