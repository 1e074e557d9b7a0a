"""Decline: somebody does not acknowledge and says why, in words that stay erasable."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import connections

from tests.cascade.told import BOTH, assert_proven, counted, expect_refusal, hash_of, read, told, told_in_all
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_seat
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import Words, decline
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.duties import duty_of
from thongsuot.cascade.rules import REASON_MAX
from thongsuot.kernel.errors import Refusal
from thongsuot.kernel.ids import new_key
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry, PrivateText

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.reading.declined"
REASON = "Tôi vắng mặt vì chuyến đò ngang bị hoãn."


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def words(drive: Dissemination, text: str = REASON) -> Words:
    return Words(hash_of(drive), text)


def everything_stored(alias: str) -> str:
    """Write out every row of one database, but for the private texts."""
    out = StringIO()
    call_command("dumpdata", database=alias, exclude=["ledger.privatetext"], stdout=out)
    return json.dumps(json.loads(out.getvalue()), ensure_ascii=False)


def test_declining_is_recorded_and_asks_no_opening_before(four: Four, drive: Dissemination) -> None:
    duty = decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())
    assert (duty.state.answer, duty.state.answered_at, duty.is_done) == ("declined", NOW, False)
    assert duty == duty_of(four.an, drive.pk, hash_of(drive), NOW)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.an.actor(), drive.ref)
    assert entry.facts == {"expression": hash_of(drive), "seats": [[four.an.pk, four.cell.path]]}
    assert counted(drive, four.city, "declined") == (1, 0)
    assert_proven()


@pytest.mark.slow
def test_the_reason_stands_nowhere_but_in_the_private_text(
    four: Four, drive: Dissemination, caplog: pytest.LogCaptureFixture
) -> None:
    decline(drive.pk, words=words(drive, f"  {REASON} "), by=four.an, now=NOW, key=new_key())
    assert PrivateText.objects.get().text == REASON
    bodies = [bytes(row.body).decode() for row in Entry.objects.all()]
    for place in (*map(everything_stored, connections), caplog.text, *bodies):
        assert "chuyến đò" not in place


def test_the_reason_can_be_erased_and_the_ledger_still_verifies(four: Four, drive: Dissemination) -> None:
    decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())
    (entry,) = told(EVENT)
    ledger.erase_private(entry.seq, by=four.cuc.actor(), at=NOW)
    assert not PrivateText.objects.exists()
    assert told(EVENT) == [entry]
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).state.answer == "declined"
    assert_proven()


def test_the_same_key_and_words_change_nothing_and_other_words_are_refused(four: Four, drive: Dissemination) -> None:
    key = new_key()
    first = decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=key)
    before = told_in_all()
    assert decline(drive.pk, words=words(drive), by=four.an, now=NOW + timedelta(hours=1), key=key) == first
    assert told_in_all() == before
    with expect_refusal("key_reused"):
        decline(drive.pk, words=words(drive, "Lý do khác."), by=four.an, now=NOW, key=key)


def test_declining_twice_keeps_both_reasons_and_counts_once_from_the_first(four: Four, drive: Dissemination) -> None:
    first = decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())
    later = NOW + timedelta(days=1)
    second = decline(drive.pk, words=words(drive, "Vẫn chưa rõ."), by=four.an, now=later, key=new_key())
    assert second.state == first.state == duty_of(four.an, drive.pk, hash_of(drive), later).state
    assert PrivateText.objects.count() == 2
    assert counted(drive, four.city, "declined") == (1, 0)


@pytest.mark.parametrize(
    ("text", "code"), [("", "words_missing"), (" \n ", "words_missing"), ("x" * (REASON_MAX + 1), "words_too_long")]
)
def test_without_words_or_with_too_many_nothing_is_kept(four: Four, drive: Dissemination, text: str, code: str) -> None:
    with expect_refusal(code):
        decline(drive.pk, words=words(drive, text), by=four.an, now=NOW, key=new_key())
    assert not PrivateText.objects.exists()


def test_who_has_acknowledged_can_no_longer_decline(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    with expect_refusal("already_acknowledged"):
        decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())
    assert counted(drive, four.city) == (1, 0)


def test_a_closed_drive_takes_no_reasons(four: Four, drive: Dissemination) -> None:
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        decline(drive.pk, words=words(drive), by=four.an, now=NOW, key=new_key())


def test_a_stranger_and_an_unknown_text_find_nothing(four: Four, drive: Dissemination) -> None:
    stranger = make_seat()
    for seat, asked in ((stranger, words(drive)), (four.an, Words(make_expression().sha256, REASON))):
        with pytest.raises(ObjectDoesNotExist):
            decline(drive.pk, words=asked, by=seat, now=NOW, key=new_key())
    assert told(EVENT) == []


def test_an_acknowledgement_holds_nothing_private_to_erase(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    (entry,) = told("cascade.reading.acknowledged")
    with pytest.raises(Refusal) as refused:
        ledger.erase_private(entry.seq, by=four.cuc.actor(), at=NOW)
    assert refused.value.code == "nothing_to_erase"
