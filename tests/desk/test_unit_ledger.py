"""An auditor reads what was done in the unit and below it: by post, never by name, and nothing of one's own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cascade.told import BOTH, hash_of
from tests.factories import NOW, Four, make_dissemination, make_four, make_person, make_seat
from tests.orgs.test_delegate import GRANT
from thongsuot.cascade.actions.reading import open_text
from thongsuot.cascade.models import Dissemination, PaperSheet, Question
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.desk import record
from thongsuot.kernel.errors import NotAllowed
from thongsuot.ledger import actions as ledger
from thongsuot.orgs.actions.codes import hand_out_codes
from thongsuot.orgs.actions.delegations import delegate
from thongsuot.orgs.models import Organisation, Seat

pytestmark = pytest.mark.django_db(**BOTH)
URL = "/nhat-ky/don-vi/"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def auditor(four: Four) -> Seat:
    """Em, who audits the ward with its cell."""
    return make_seat(make_person("Đỗ Thị Em"), four.ward, role=Seat.Role.AUDITOR)


def as_holder(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person)
    return client


def test_it_says_what_was_done_in_which_post_and_names_nobody(four: Four, auditor: Seat) -> None:
    hand_out_codes(four.cell.pk, by=four.binh, now=NOW)
    ledger.drain()
    page = as_holder(auditor).get(f"{URL}AH-01/").content.decode()
    assert "Cấp mã vào cho nhiều người" in page
    assert "Bí thư chi bộ, Chi bộ Khu phố 3" in page
    assert four.binh.person.full_name not in page


def test_what_people_read_and_when_is_not_there(four: Four, auditor: Seat) -> None:
    drive = make_dissemination(four.cuc)
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    assert record.unit_record("AH-01", auditor).lines == ()


def test_acts_in_another_place_say_so(four: Four, auditor: Seat) -> None:
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    ledger.drain()
    assert [str(each.line.what) for each in record.unit_record("AH-01-03", auditor).lines] == [
        "Ủy quyền cho người khác làm thay"
    ]


def test_older_entries_are_a_page_further_and_each_page_walks_a_bounded_stretch(
    four: Four, auditor: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "MOST", 1)
    hand_out_codes(four.cell.pk, by=four.binh, now=NOW)
    delegate(four.an.pk, grant=GRANT, by=four.binh, now=NOW)
    ledger.drain()
    newest = record.unit_record("AH-01", auditor)
    assert newest.before
    older = record.unit_record("AH-01", auditor, newest.before)
    assert [each.line.seq for each in (*newest.lines, *older.lines)] == [2, 1]
    assert older.before is None
    monkeypatch.setattr(record, "STRETCH", 1)
    assert record.unit_record("AH-01", auditor).before == 2


def test_only_an_auditor_and_only_at_and_below_the_unit(four: Four, auditor: Seat) -> None:
    for seat in (four.an, four.binh, four.cuc):
        with pytest.raises(NotAllowed):
            record.unit_record(seat.organisation.code, seat)
    for code in ("AH", "AH-02"):
        with pytest.raises(Organisation.DoesNotExist):
            record.unit_record(code, auditor)
    assert as_holder(four.binh).get(f"{URL}AH-01-03/").status_code == 403
    assert as_holder(auditor).get(f"{URL}AH/").status_code == 404
    assert as_holder(auditor).get(f"{URL}AH-01/?truoc=abc").status_code == 200
    assert Client().get(f"{URL}AH-01/").status_code == 302


def test_an_auditor_follows_a_drive_that_was_published_below(four: Four) -> None:
    above = make_seat(unit=four.city, role=Seat.Role.AUDITOR)
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    drive, draft = make_dissemination(office), make_dissemination(office, published=False)
    assert set(Dissemination.objects.visible_to(above)) == {drive}
    assert draft not in Dissemination.objects.visible_to(above)
    page = coverage(drive.pk, above, NOW)
    assert page.total.organisation == four.ward
    assert not page.people
    assert drive not in Dissemination.objects.visible_to(make_seat(unit=four.city))


def test_questions_and_signed_sheets_are_not_for_auditors(auditor: Seat) -> None:
    assert not auditor.is_keeper
    assert not auditor.powers
    assert not Question.objects.answerable_by(auditor).exists()
    assert not PaperSheet.objects.visible_to(auditor).exists()


def test_an_auditor_acts_for_nobody(four: Four) -> None:
    auditor = make_seat(unit=four.cell, role=Seat.Role.AUDITOR)
    with pytest.raises(NotAllowed) as refused:
        delegate(auditor.pk, grant=GRANT, by=four.binh, now=NOW)
    assert refused.value.code == "auditor_acts_for_nobody"
