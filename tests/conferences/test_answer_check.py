"""Answer a check: one sheet a delegate, answers kept where they can be erased, errors nobody else's business."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, hidden, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told, told_in_all
from tests.conferences.meeting import TODAY, Meeting, make_meeting
from tests.factories import NOW, make_person, make_seat
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.conferences.queries.figures import result_of
from thongsuot.conferences.queries.pages import check_page, conference_page
from thongsuot.orgs.models import Seat
from thongsuot.proceedings.actions.reporting import issue_report

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    meeting = make_meeting()
    meeting.draw(meeting.ask("Câu một?"), meeting.ask("Câu hai?", kind="multiple"))
    return meeting


def answer(meeting: Meeting, seat: Seat, first: int = 0, second: frozenset[int] = frozenset({0, 1})) -> int:
    items = list(meeting.conference.check_up.items.order_by("position"))
    answers = {items[0].question_id: frozenset({first}), items[1].question_id: second}
    return answer_check(meeting.conference.pk, answers=answers, by=seat, now=NOW)


def test_a_sheet_tells_the_ledger_how_many_were_right_and_never_which(meeting: Meeting) -> None:
    assert answer(meeting, meeting.four.an, first=2) == 1
    (entry,) = told("conferences.check.answered")
    assert entry.facts == {"seats": [[meeting.four.an.pk, meeting.four.cell.path]], "right": 1, "of": 2}
    assert entry.digest
    assert_proven()


def test_a_second_sheet_changes_nothing(meeting: Meeting) -> None:
    answer(meeting, meeting.four.an, first=2)
    before = told_in_all()
    assert answer(meeting, meeting.four.an) == 1
    assert told_in_all() == before
    assert result_of(meeting.conference, meeting.four.an) == 1


def test_half_of_several_right_options_is_not_right(meeting: Meeting) -> None:
    assert answer(meeting, meeting.four.an, second=frozenset({0})) == 1


def test_an_open_question_costs_no_try(meeting: Meeting) -> None:
    with expect_refusal("answers_missing"):
        answer(meeting, meeting.four.an, second=frozenset())


def test_only_delegates_answer_and_not_before_the_day_or_after_the_report(meeting: Meeting) -> None:
    with expect_refusal("not_a_delegate"):
        answer(meeting, meeting.four.cuc)
    with pytest.raises(ObjectDoesNotExist):
        answer(meeting, meeting.four.dung)
    meeting.end()
    issue_report(meeting.conference.pk, by=meeting.four.binh, now=NOW)
    with expect_refusal("conference_reported"):
        answer(meeting, meeting.four.an)
    ahead = make_ahead()
    with expect_refusal("conference_ahead"):
        answer(ahead, ahead.four.an)


def make_ahead() -> Meeting:
    """Make another city whose conference is tomorrow. Codes of units are unique, so the first city moves aside."""
    from thongsuot.orgs.models import Organisation
    from thongsuot.people.models import Person

    for unit in Organisation.objects.all():
        Organisation.objects.filter(pk=unit.pk).update(code=f"CU-{unit.pk}")
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(username=f"cu-{person.pk}")
    ahead = make_meeting((TODAY + timedelta(days=1), "morning"))
    ahead.draw(ahead.ask("Câu một?"), ahead.ask("Câu hai?", kind="multiple"))
    return ahead


def test_question_figures_are_told_from_ten_sheets_on_and_only_in_the_unit_itself(meeting: Meeting) -> None:
    four = meeting.four
    for at in range(9):
        answer(meeting, make_seat(make_person(f"Người {at}"), four.cell), first=2)
    assert not conference_page(meeting.conference.pk, four.binh, NOW).told
    answer(meeting, four.an)
    own, above = (conference_page(meeting.conference.pk, seat, NOW) for seat in (four.binh, four.cuc))
    assert [(each.answered, str(each.share), each.tempting) for each in own.told] == [
        (10, "từ 90 % trở lên", "Để cất"),
        (10, "không quá 10 %", ""),
    ]
    assert (above.told, above.answered) == ((), 10)
    answer(meeting, four.binh)
    assert conference_page(meeting.conference.pk, four.binh, NOW).told == own.told


def test_the_order_is_each_persons_own_and_the_same_at_every_look(meeting: Meeting) -> None:
    def order(seat: Seat) -> list[list[int]]:
        return [[option.place for option in sheet.options] for sheet in check_page(meeting.conference.pk, seat).sheets]

    assert order(meeting.four.an) == order(meeting.four.an)
    others = [make_seat(make_person(f"Người {at}"), meeting.four.cell) for at in range(8)]
    assert len({str(order(seat)) for seat in others}) > 1


def test_a_delegate_takes_the_check_on_a_page_and_reads_the_result(meeting: Meeting) -> None:
    client, address = enter(meeting.four.an), f"/hoi-nghi/{meeting.conference.pk}/kiem-tra/"
    with few_queries():
        before = page(client, address)
    items = list(meeting.conference.check_up.items.order_by("position"))
    sent = {f"answer-{items[0].question_id}": "0", f"answer-{items[1].question_id}": ["0", "1"]}
    sent["key"] = hidden(before, "key", address)
    after = client.post(address, sent, follow=True).content.decode()
    assert heading_of(after) == "Đồng chí trả lời đúng 2 / 2 câu"
    assert "/~art_1/" in after
    assert_absent(enter(meeting.four.dung), address)


def test_the_office_above_sees_counts_and_not_the_questions(meeting: Meeting) -> None:
    refused = page(enter(meeting.four.cuc), f"/hoi-nghi/{meeting.conference.pk}/kiem-tra/", 403)
    assert "không thuộc thành phần triệu tập" in text_of(refused)
