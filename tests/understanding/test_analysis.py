"""What answers say of a question and an article, and what of it may be told above: sums of whole groups of ten."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW, make_person, make_seat
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.conferences.queries.pages import check_page
from thongsuot.understanding.analysis import article_figures, item_figures, percent, told_upward
from thongsuot.understanding.models import QuestionVersion


def question(pk: int, eid: str = "art_5") -> QuestionVersion:
    options = [{"text": "Đúng", "is_right": True}, {"text": "Sai", "is_right": False}]
    return QuestionVersion(pk=pk, kind="single", text=f"Câu {pk}?", options=options, expression_id=1, eid=eid)


def test_a_question_that_those_who_know_answer_wrong_tells_nobody_apart() -> None:
    good, other, odd = question(1), question(2), question(3)
    knowing = [{1: [0], 2: [0], 3: [1]}] * 12
    unknowing = [{1: [1], 2: [1], 3: [0]}] * 12
    first, _second, third = item_figures([good, other, odd], [*knowing, *unknowing])
    assert (first.answered, first.wrong, first.tempting) == (24, 12, "Sai")
    assert third.is_weak
    assert third.discrimination is not None
    assert third.discrimination < 0


def test_few_sheets_say_nothing_about_telling_apart() -> None:
    (only,) = item_figures([question(1)], [{1: [0]}, {1: [1]}])
    assert only.discrimination is None


def test_an_article_adds_up_its_questions_and_is_to_be_briefed_from_thirty_percent() -> None:
    sheets = [{1: [0], 2: [1]}] * 4 + [{1: [1], 2: [0]}] + [{1: [0], 2: [0]}] * 5
    asked = item_figures([question(1), question(2), question(3, "art_6")], [{**each, 3: [0]} for each in sheets])
    five, six = article_figures(asked, {(1, "art_5"): "Điều 5", (1, "art_6"): "Điều 6"})
    assert (five.name, five.answered, five.wrong, five.wrong_percent, five.is_to_brief) == ("Điều 5", 20, 5, 25, False)
    assert (six.name, six.wrong_percent) == ("Điều 6", 0)
    assert percent(41, 100) == 41


@given(st.dictionaries(st.integers(1, 6), st.integers(0, 15), max_size=6))
def test_no_difference_between_levels_tells_of_fewer_than_ten(sizes: dict[int, int]) -> None:
    groups = {unit: [{unit: [0]}] * size for unit, size in sizes.items()}
    levels = [set(some) for size in range(len(groups) + 1) for some in combinations(groups, size)]
    told = [len(told_upward({unit: groups[unit] for unit in some}, 10)) for some in levels]
    for (inner, fewer), (outer, more) in product(zip(levels, told, strict=True), repeat=2):
        assert not inner <= outer or more == fewer or more - fewer >= 10


@pytest.mark.django_db(**BOTH)
def test_the_office_above_reads_which_article_to_talk_over_again_and_only_from_ten_sheets_on() -> None:
    meeting = make_meeting()
    first = meeting.ask()
    meeting.draw(first)
    seats = [meeting.four.an, *(make_seat(make_person(f"Người {at}"), meeting.four.cell) for at in range(8))]
    for seat in seats:
        answer(meeting, first, seat, 1)
    address = f"/hoi-nghi/dot/{meeting.drive.pk}/hieu/"
    client = enter(meeting.four.cuc)
    assert heading_of(page(client, address)) == "Chưa đủ bài làm để nói điều nào khó"
    answer(meeting, first, meeting.four.binh, 0)
    with few_queries():
        shown = page(client, address)
    assert heading_of(shown) == "Điều 1: 90 % trả lời sai, nên trao đổi lại"
    assert "Để xem" in text_of(shown)
    assert "Điều 1: 90 %" in text_of(page(client, f"/hoi-nghi/{meeting.conference.pk}/"))
    page(enter(meeting.four.an), address, 403)


@pytest.mark.django_db(**BOTH)
def test_ones_own_errors_open_their_article_and_are_ones_own() -> None:
    meeting = make_meeting()
    first, second = meeting.ask("Câu một?"), meeting.ask("Câu hai?")
    meeting.draw(first, second)
    answer_check(
        meeting.conference.pk,
        answers={first.pk: frozenset({1}), second.pk: frozenset({0})},
        by=meeting.four.an,
        now=NOW,
    )
    own = check_page(meeting.conference.pk, meeting.four.an)
    assert {sheet.question: sheet.is_wrong for sheet in own.sheets} == {first: True, second: False}
    shown = page(enter(meeting.four.an), f"/hoi-nghi/{meeting.conference.pk}/kiem-tra/")
    assert "Mở đọc lại: Điều 1" in " ".join(text_of(shown).split())
    assert not any(sheet.is_wrong for sheet in check_page(meeting.conference.pk, meeting.four.binh).sheets)


def answer(meeting: Meeting, question: QuestionVersion, seat: object, place: int) -> None:
    answer_check(meeting.conference.pk, answers={question.pk: frozenset({place})}, by=seat, now=NOW)
