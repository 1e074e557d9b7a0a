"""Who leaves has access to the end of that day and not a moment longer, whatever session is still open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_four
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.actions.importing import import_organisation
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import Seat
from thongsuot.orgs.rows import OrganisationRows, PersonRow
from thongsuot.people.actions import issue_entry_code

pytestmark = pytest.mark.django_db


def leave(days: int) -> tuple[Client, int]:
    """Open a session for An, have the list say that An's last day is so many days from today, and ask again."""
    four, now = make_four(), timezone.now()
    client = Client()
    client.force_login(four.an.person)
    assert client.get("/don-vi/").status_code == 200
    last = day_of(now) + timedelta(days=days)
    row = PersonRow(2, *("an", "Trần Văn An", "", "AH-01-03", "Đảng viên", "", ""), four.an.valid_from, last)
    import_organisation(OrganisationRows((), (row,)), by=None, now=now)
    return client, client.get("/don-vi/").status_code


def test_a_live_session_opens_nothing_once_the_last_day_is_over() -> None:
    client, status = leave(-1)
    assert status == 404
    for path in ("/", "/quan-triet/", "/don-vi/AH-01-03/"):
        assert client.get(path).status_code in (302, 404), path
        assert "Chi bộ Khu phố 3" not in client.get(path, follow=True).content.decode()


def test_the_last_day_itself_still_counts() -> None:
    assert leave(0)[1] == 200


def test_a_token_for_another_system_opens_nothing_from_the_day_after_on() -> None:
    four, now = make_four(), timezone.now()
    _token, text = issue_api_token("Hệ thống", expires_on=day_of(now) + timedelta(days=30), by=four.an, now=now)
    ask = {"Authorization": f"Bearer {text}"}
    Seat.objects.filter(pk=four.an.pk).update(valid_to=day_of(now))
    assert Client().get("/api/v1/units", headers=ask).status_code == 200
    Seat.objects.filter(pk=four.an.pk).update(valid_to=day_of(now) - timedelta(days=1))
    assert Client().get("/api/v1/units", headers=ask).status_code == 401


def test_a_code_on_paper_no_longer_lets_in_who_left() -> None:
    four, now = make_four(), timezone.now()
    code = issue_entry_code(four.an.person_id, by=four.binh, now=now, unit_id=four.cell.pk)
    Seat.objects.filter(pk=four.an.pk).update(valid_to=day_of(now) - timedelta(days=1))
    assert Client().post("/vao/", {"code": code.text}).status_code == 409


def test_a_session_that_is_open_on_a_phone_shows_nothing_from_the_day_after_on() -> None:
    four, now = make_four(), timezone.now()
    code = issue_entry_code(four.an.person_id, by=four.binh, now=now, unit_id=four.cell.pk)
    phone = Client()
    assert phone.post("/vao/", {"code": code.text}).status_code == 302
    assert phone.get("/don-vi/").status_code == 200
    Seat.objects.filter(pk=four.an.pk).update(valid_to=day_of(now) - timedelta(days=1))
    assert phone.get("/don-vi/").status_code == 404
    assert "Chi bộ Khu phố 3" not in phone.get("/", follow=True).content.decode()
