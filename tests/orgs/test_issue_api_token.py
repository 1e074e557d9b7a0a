"""Issue an API token: a key for another system, of one's own seat, whose text is shown once and kept nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cascade.doors import enter, few_queries, page
from tests.cascade.told import BOTH, expect_refusal, told
from tests.factories import NOW, Four, make_four
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.actions.tokens import issue_api_token
from thongsuot.orgs.models import ApiToken, Seat
from thongsuot.orgs.queries.tokens import seat_of
from thongsuot.people.actions import issue_entry_code

pytestmark = pytest.mark.django_db(**BOTH)
LAST = NOW.date() + timedelta(days=30)


@pytest.fixture
def four() -> Four:
    return make_four()


def test_a_token_acts_as_its_seat_until_the_end_of_its_day_and_is_recorded_without_its_text(four: Four) -> None:
    token, text = issue_api_token("Cổng tác nghiệp", expires_on=LAST, by=four.an, now=NOW)
    assert seat_of(text, NOW) == four.an
    assert seat_of(text, NOW + timedelta(days=30)) == four.an
    assert seat_of(text, NOW + timedelta(days=31)) is None
    assert seat_of(text[:-1], NOW) is None
    (entry,) = told("orgs.api_token.issued")
    assert entry.facts == {"token": token.pk, "expires_on": LAST.isoformat()}
    assert text not in entry.body.decode()
    assert text not in str(ApiToken.objects.values().get())


def test_a_token_ends_with_the_seat_and_with_the_account(four: Four) -> None:
    _token, text = issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW)
    Seat.objects.filter(pk=four.an.pk).update(valid_to=NOW.date())
    assert seat_of(text, NOW) is not None
    assert seat_of(text, NOW + timedelta(days=1)) is None
    Seat.objects.filter(pk=four.an.pk).update(valid_to=None)
    four.an.person.is_active = False
    four.an.person.save()
    assert seat_of(text, NOW) is None


def test_a_token_has_a_purpose_and_lasts_a_year_at_most(four: Four) -> None:
    for name, last, code in (
        (" ", LAST, "token_unnamed"),
        ("Cổng", NOW.date() - timedelta(days=1), "token_days"),
        ("Cổng", NOW.date() + timedelta(days=367), "token_days"),
    ):
        with expect_refusal(code):
            issue_api_token(name, expires_on=last, by=four.an, now=NOW)


def test_a_seat_holds_ten_at_most(four: Four) -> None:
    for number in range(10):
        issue_api_token(f"Cổng {number}", expires_on=LAST, by=four.an, now=NOW)
    with expect_refusal("too_many_tokens"):
        issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW)
    issue_api_token("Cổng", expires_on=LAST, by=four.binh, now=NOW)


def test_paper_makes_no_token_that_would_outlive_it(four: Four) -> None:
    code = issue_entry_code(four.an.person_id, by=None, now=NOW)
    with expect_refusal("token_not_by_code"):
        issue_api_token("Cổng", expires_on=LAST, by=four.an, now=NOW, code=code)


def test_the_page_shows_the_text_once(four: Four) -> None:
    client, address = enter(four.an), "/tai-khoan/ma-api/"
    with few_queries():
        assert "Chưa có mã API nào" in page(client, address)
    wrong = client.post(address, {"name": "Cổng", "expires_on": "mai"}).content.decode()
    assert "Ghi ngày theo dạng 26/11/2026." in wrong
    last = f"{day_of(timezone.now()) + timedelta(days=30):%d/%m/%Y}"
    made = client.post(address, {"name": "Cổng", "expires_on": last}).content.decode()
    assert "ts1_" in made
    again = page(client, address)
    assert "ts1_" not in again
    assert "Cổng" in again
    assert "Cổng" not in page(enter(four.binh), address)
