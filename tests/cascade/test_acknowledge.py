"""Acknowledge: one person says "I have read it", for every seat they hold, once, and nobody says it for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.told import (
    BOTH,
    assert_proven,
    counted,
    expect_refusal,
    hash_of,
    owed,
    read,
    told,
    told_in_all,
)
from tests.factories import NOW, Four, make_dissemination, make_expression, make_four, make_post, make_seat
from thongsuot.cascade import permissions
from thongsuot.cascade.actions.counting import count_obliged
from thongsuot.cascade.actions.course import close_dissemination
from thongsuot.cascade.actions.reading import Words, acknowledge, decline, open_text
from thongsuot.cascade.audience import AudienceRule
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.duties import duties_of, duty_of
from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.kernel.errors import NotAllowed
from thongsuot.kernel.ids import new_key
from thongsuot.ledger.models import SeatState
from thongsuot.ledger.router import alias
from thongsuot.orgs.models import Post, Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.reading.acknowledged"


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def drive(four: Four) -> Dissemination:
    return make_dissemination(four.cuc)


def done(drive: Dissemination, seat: Seat, now: datetime = NOW) -> bool:
    return duty_of(seat, drive.pk, hash_of(drive), now).is_done


def test_what_was_not_opened_cannot_be_acknowledged_and_nothing_is_kept(four: Four, drive: Dissemination) -> None:
    with expect_refusal("not_opened"):
        acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=new_key())
    assert not SeatState.objects.exists()


def test_acknowledging_is_recorded_and_the_ledger_verifies(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    duty = acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=new_key())
    assert (duty.is_done, duty.state.answered_at, duty.state.is_late) == (True, NOW, False)
    assert duty == duty_of(four.an, drive.pk, hash_of(drive), NOW)
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject, entry.at) == (four.an.actor(), drive.ref, NOW)
    assert entry.facts == {"expression": hash_of(drive), "seats": [[four.an.pk, four.cell.path]]}
    assert [counted(drive, unit) for unit in (four.city, four.ward, four.cell)] == [(1, 0)] * 3
    assert counted(drive, four.other_ward) == (0, 0)
    assert_proven()


def test_no_name_enters_the_ledger(four: Four, drive: Dissemination) -> None:
    read(drive, four.an)
    (entry,) = told(EVENT)
    words = entry.body.decode()
    assert not any(name in words for name in ("Trần", "Văn An", four.cell.name, four.an.person.username + '"'))


def test_a_second_time_changes_nothing(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    key = new_key()
    first = acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=key)
    before = told_in_all()
    later = NOW + timedelta(days=60)
    for again in (key, new_key()):
        duty = acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=later, key=again)
        assert duty.state == first.state
    assert told_in_all() == before
    assert counted(drive, four.city) == (1, 0)


def test_the_same_key_with_other_content_is_refused(four: Four) -> None:
    drive = make_dissemination(four.cuc, make_expression(), make_expression())
    first, second = (text.expression.sha256 for text in drive.texts.all())
    for sha256 in (first, second):
        open_text(drive.pk, expression=sha256, by=four.an, now=NOW)
    key = new_key()
    acknowledge(drive.pk, expression=first, by=four.an, now=NOW, key=key)
    with expect_refusal("key_reused"):
        acknowledge(drive.pk, expression=second, by=four.an, now=NOW, key=key)
    assert not duty_of(four.an, drive.pk, second, NOW).is_done


def test_two_people_may_send_the_same_key(four: Four, drive: Dissemination) -> None:
    key = new_key()
    for seat in (four.an, four.binh):
        open_text(drive.pk, expression=hash_of(drive), by=seat, now=NOW)
        acknowledge(drive.pk, expression=hash_of(drive), by=seat, now=NOW, key=key)
    assert counted(drive, four.cell) == (2, 0)


def test_a_secretary_sees_the_branch_but_cannot_sign_for_it(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    read(drive, four.binh)
    assert [entry.by.seat for entry in told(EVENT)] == [four.binh.pk]
    assert (done(drive, four.binh), done(drive, four.an)) == (True, False)
    of_an = duty_of(four.an, drive.pk, hash_of(drive), NOW)
    for other in (four.binh, four.cuc):
        with pytest.raises(NotAllowed) as refused:
            permissions.check_own(other, of_an)
        assert (refused.value.code, refused.value.status) == ("not_your_duty", 403)


def test_a_seat_the_rule_does_not_reach_is_told_that_nothing_is_there(four: Four) -> None:
    rule = AudienceRule({"cell": frozenset({"leader"}), "ward": frozenset({"leader"})})
    drive = make_dissemination(four.cuc, rule=rule)
    for seat in (four.an, four.dung, four.cuc):
        with pytest.raises(ObjectDoesNotExist):
            acknowledge(drive.pk, expression=hash_of(drive), by=seat, now=NOW, key=new_key())
    read(drive, four.binh)
    assert counted(drive, four.city) == (1, 0)


def test_a_drive_of_another_branch_looks_like_one_that_does_not_exist(four: Four) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    drive = make_dissemination(office)
    answers = []
    for drive_id, sha256 in ((drive.pk, hash_of(drive)), (drive.pk + 999, hash_of(drive)), (drive.pk, "0" * 64)):
        with pytest.raises(ObjectDoesNotExist) as absent:
            acknowledge(drive_id, expression=sha256, by=four.dung, now=NOW, key=new_key())
        answers.append((type(absent.value), str(absent.value)))
    assert len(set(answers)) == 1


def test_a_text_that_the_drive_does_not_ask_for_cannot_be_acknowledged(four: Four, drive: Dissemination) -> None:
    with pytest.raises(ObjectDoesNotExist):
        acknowledge(drive.pk, expression=make_expression().sha256, by=four.an, now=NOW, key=new_key())


def test_a_draft_reaches_nobody_not_even_its_own_office(four: Four) -> None:
    draft = make_dissemination(four.cuc, published=False)
    for seat in (four.an, four.cuc):
        assert duties_of(seat, NOW) == []
        with pytest.raises(ObjectDoesNotExist):
            acknowledge(draft.pk, expression=hash_of(draft), by=seat, now=NOW, key=new_key())


def test_a_closed_drive_takes_no_more_acknowledgements_but_shows_those_it_has(four: Four, drive: Dissemination) -> None:
    read(drive, four.binh)
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    close_dissemination(drive.pk, by=four.cuc, now=NOW)
    with expect_refusal("dissemination_closed"):
        acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=new_key())
    assert acknowledge(drive.pk, expression=hash_of(drive), by=four.binh, now=NOW, key=new_key()).is_done


LAST_DAY = date(2026, 12, 23)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 12, 23, 23, 59, tzinfo=HO_CHI_MINH), False),
        (datetime(2026, 12, 24, 0, 1, tzinfo=HO_CHI_MINH), True),
        (datetime(2027, 6, 1, 9, 0, tzinfo=HO_CHI_MINH), True),
    ],
)
def test_a_deadline_ends_with_its_day_in_vietnam_and_late_is_accepted_and_marked(
    four: Four, drive: Dissemination, at: datetime, late: bool
) -> None:
    assert duty_of(four.an, drive.pk, hash_of(drive), NOW).due_on == LAST_DAY
    read(drive, four.an, now=at)
    state = duty_of(four.an, drive.pk, hash_of(drive), at).state
    assert (state.answer, state.is_late) == ("acknowledged", late)
    assert counted(drive, four.city) == (1, int(late))
    (entry,) = told(EVENT)
    assert entry.derived == {"late": [four.an.pk] if late else [], "levels": ["cell"]}
    assert "late" not in entry.facts
    assert_proven()


def test_one_act_counts_in_both_seats_of_one_person_and_the_entry_names_both(four: Four, drive: Dissemination) -> None:
    second = make_seat(four.an.person, four.other_ward, make_post("Phó Bí thư", kind=Post.Kind.DEPUTY))
    count_obliged(NOW.date())
    read(drive, four.an)
    (entry,) = told(EVENT)
    assert entry.facts["seats"] == [[four.an.pk, four.cell.path], [second.pk, four.other_ward.path]]
    assert (done(drive, four.an), done(drive, second)) == (True, True)
    assert [counted(drive, unit) for unit in (four.city, four.cell, four.other_ward)] == [(2, 0), (1, 0), (1, 0)]
    assert acknowledge(drive.pk, expression=hash_of(drive), by=second, now=NOW, key=new_key()).is_done
    assert len(told(EVENT)) == 1
    assert_proven()


def test_each_of_two_seats_is_on_time_or_late_by_the_day_of_its_own_unit(four: Four, drive: Dissemination) -> None:
    in_city = make_seat(four.an.person, four.city)
    at = NOW + timedelta(days=5)  # the city was due on the day of publishing, the cell has 25 days left
    read(drive, four.an, now=at)
    states = [duty_of(seat, drive.pk, hash_of(drive), at).state for seat in (four.an, in_city)]
    assert [state.is_late for state in states] == [False, True]
    assert (counted(drive, four.cell), counted(drive, four.city)) == ((1, 0), (2, 1))
    assert_proven()


def test_a_seat_gained_after_the_act_is_not_asked_again_and_counts_nowhere_twice(
    four: Four, drive: Dissemination
) -> None:
    read(drive, four.an)
    second = make_seat(four.an.person, four.ward)
    count_obliged(NOW.date())
    assert duty_of(second, drive.pk, hash_of(drive), NOW).state.is_elsewhere
    read(drive, second)
    assert len(told(EVENT)) == 1
    assert (counted(drive, four.city), counted(drive, four.cell)) == ((1, 0), (1, 0))
    assert (owed(drive)[four.city.name], owed(drive)[four.ward.name]) == ((1, 4), (0, 2))


def test_a_seat_that_begins_after_publishing_owes_it_too(four: Four, drive: Dissemination) -> None:
    starts = NOW + timedelta(days=9)
    late_joiner = make_seat(unit=four.cell, valid_from=starts.date())
    assert duties_of(late_joiner, NOW) == []
    count_obliged(starts.date())
    assert owed(drive)[four.cell.name] == (3, 3)
    read(drive, late_joiner, now=starts)
    assert counted(drive, four.cell) == (1, 0)


def test_a_person_who_left_owes_nothing_and_can_say_nothing_for_the_unit(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    four.an.valid_to = NOW.date()
    four.an.save()
    assert len(duties_of(four.an, NOW)) == 1
    tomorrow = NOW + timedelta(days=1)
    assert duties_of(four.an, tomorrow) == []
    with pytest.raises(ObjectDoesNotExist):
        acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=tomorrow, key=new_key())
    assert told(EVENT) == []


def test_nobody_owes_anything_in_a_unit_that_has_ended(four: Four, drive: Dissemination) -> None:
    four.cell.valid_to = NOW.date() - timedelta(days=1)
    four.cell.save()
    assert duties_of(four.an, NOW) == []


def test_who_declined_may_still_acknowledge_and_counts_once(four: Four, drive: Dissemination) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    decline(drive.pk, words=Words(hash_of(drive), "Tôi chưa rõ Điều 1."), by=four.an, now=NOW, key=new_key())
    assert (counted(drive, four.city, "declined"), counted(drive, four.city)) == ((1, 0), (0, 0))
    duty = acknowledge(drive.pk, expression=hash_of(drive), by=four.an, now=NOW, key=new_key())
    assert duty.is_done
    assert (counted(drive, four.city, "declined"), counted(drive, four.city)) == ((0, 0), (1, 0))
    assert_proven()


def test_each_text_of_a_drive_is_acknowledged_for_itself(four: Four) -> None:
    drive = make_dissemination(four.cuc, make_expression("1-QĐ/TU"), make_expression("2-QĐ/TU"))
    read(drive, four.an)
    first, second = duties_of(four.an, NOW)
    assert (first.is_done, second.is_done) == (True, False)
    assert [(other.name, other.answer) for other in second.others] == [("1-QĐ/TU", "acknowledged")]


def test_acknowledging_takes_few_questions_to_the_database(
    four: Four, drive: Dissemination, django_assert_max_num_queries: object
) -> None:
    open_text(drive.pk, expression=hash_of(drive), by=four.an, now=NOW)
    an = Seat.objects.select_related("organisation", "post", "person").get(pk=four.an.pk)
    sha256 = hash_of(drive)
    of_the_writer = 0 if alias() == "ledger" else 10  # on PostgreSQL the writer asks by the same door
    with django_assert_max_num_queries(3 + of_the_writer):  # type: ignore[operator]
        acknowledge(drive.pk, expression=sha256, by=an, now=NOW, key=new_key())


def test_a_duty_of_somebody_else_is_no_duty_of_mine(four: Four, drive: Dissemination) -> None:
    mine = duty_of(four.an, drive.pk, hash_of(drive), NOW)
    permissions.check_own(four.an, mine)
    with pytest.raises(NotAllowed, match="tự xác nhận"):
        permissions.check_own(four.an, replace(mine, seat=four.binh))
