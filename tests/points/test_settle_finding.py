"""Settle a finding: a person looks at what cannot both be so; the machine changes nothing by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, expect_refusal, told, told_in_all
from tests.conferences.hall import pass_of, sitting_of
from tests.factories import NOW
from tests.points.doorway import Doorway, card_of, make_doorway
from thongsuot.conferences.actions.hall import check_in
from thongsuot.kernel.ids import new_key
from thongsuot.points.actions.settling import settle_finding
from thongsuot.points.queries.settling import open_findings

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def doorway() -> Doorway:
    """Give a door that An left without having come in."""
    doorway = make_doorway()
    doorway.note(doorway.passage(doorway.meeting.four.an, "out"))
    return doorway


def keys(doorway: Doorway) -> list[str]:
    left, _lines, _settled = open_findings(doorway.meeting.conference)
    return [each.key for each in left]


def test_a_finding_is_settled_with_a_note_and_its_entries_stay(doorway: Doorway) -> None:
    (key,) = keys(doorway)
    binh, conference = doorway.meeting.four.binh, doorway.meeting.conference
    settle_finding(conference.pk, finding=key, note="Vào cửa sau", by=binh, now=NOW)
    assert keys(doorway) == []
    (entry,) = told("points.finding.settled")
    assert entry.facts == {"finding": key}
    assert "cửa sau" not in entry.body.decode()
    assert len(told("conferences.attendance.marked")) == 1
    with expect_refusal("finding_gone"):
        settle_finding(conference.pk, finding=key, by=binh, now=NOW)


def test_one_more_entry_opens_it_again(doorway: Doorway) -> None:
    (key,) = keys(doorway)
    settle_finding(doorway.meeting.conference.pk, finding=key, by=doorway.meeting.four.binh, now=NOW)
    doorway.note(doorway.passage(doorway.meeting.four.an, "out", NOW + timedelta(minutes=5)))
    assert len(keys(doorway)) == 1
    assert keys(doorway) != [key]


def test_only_a_keeper_of_the_unit_settles(doorway: Doorway) -> None:
    four, conference = doorway.meeting.four, doorway.meeting.conference
    with expect_refusal("keepers_only"):
        settle_finding(conference.pk, finding="x", by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        settle_finding(conference.pk, finding="x", by=four.cuc, now=NOW)


def test_the_page_says_what_is_odd_about_whom_and_takes_the_note(doorway: Doorway) -> None:
    doorway.note(doorway.passage(None, code=card_of(doorway.meeting.four.dung).text))
    client, address = enter(doorway.meeting.four.binh), f"/hoi-nghi/{doorway.meeting.conference.pk}/xem-lai/"
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "Còn 2 chỗ cần người xem"
    assert "Ra mà không thấy vào : Trần Văn An" in text_of(shown).replace("vào:", "vào :")
    assert "9:00 ra, Hội trường A, quét thẻ" in text_of(shown)
    assert "Hồ Văn Dũng" not in shown
    for key in keys(doorway):
        assert client.post(address, {"finding": key}).status_code == 302
    assert heading_of(page(client, address)) == "Không còn chỗ nào cần xem"


def test_one_phone_that_says_i_am_here_for_two_is_listed_and_both_count(doorway: Doorway) -> None:
    meeting, four = doorway.meeting, doorway.meeting.four
    for seat in (four.an, four.binh):
        by, half_day = pass_of(meeting, seat), meeting.half_day.pk
        first = check_in(sitting_of(meeting), half_day=half_day, by=by, now=NOW, key=new_key(), device="mot-dien-thoai")
    found, _lines, _settled = open_findings(meeting.conference)
    (odd,) = (each for each in found if each.kind == "one_phone")
    assert (odd.about, odd.entries[-1]) == ("device:mot-dien-thoai", first.seq)


def test_one_card_on_two_phones_is_one_presence(doorway: Doorway) -> None:
    meeting, key = doorway.meeting, new_key()
    by, half_day, before = pass_of(meeting, meeting.four.an), meeting.half_day.pk, told_in_all()
    said = [
        check_in(sitting_of(meeting), half_day=half_day, by=by, now=NOW, key=key, device=device)
        for device in ("dien-thoai-mot", "dien-thoai-hai")
    ]
    assert said[0] == said[1]
    assert told_in_all() == before + 1
