"""What answers say of a question and an article, and what of it may be told: never of fewer than ten people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cascade.doors import enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW, make_person, make_seat
from thongsuot.conferences.actions.checking import answer_check
from thongsuot.conferences.queries.pages import check_page
from thongsuot.understanding.analysis import item_figures, percent
from thongsuot.understanding.models import QuestionVersion
from thongsuot.understanding.suppression import LEAST, Share, answers_of, share_of, whole_tens


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


def test_an_article_is_put_together_from_what_is_told_of_its_questions_and_briefed_from_thirty_percent() -> None:
    sheets = [{1: [0], 2: [1]}] * 8 + [{1: [1], 2: [0]}] * 2
    answers = answers_of([question(1), question(2), question(3, "art_6")], [[{**each, 3: [0]} for each in sheets]])
    five, six = answers.articles({(1, "art_5"): "Điều 5", (1, "art_6"): "Điều 6"})
    assert (five.name, five.share, five.is_to_brief) == ("Điều 5", Share(50), True)
    assert (six.name, six.share, six.is_to_brief) == ("Điều 6", Share(10, "low"), False)
    assert percent(41, 100) == 41


def test_an_article_with_a_bound_in_it_is_told_roughly_and_gives_the_bound_no_closer() -> None:
    half = [{1: [0], 2: [0]}] * 5 + [{1: [1], 2: [0]}] * 5
    names = {(1, "art_5"): "Điều 5"}
    versions = [question(1), question(2)]
    (told,) = answers_of(versions, [half]).articles(names)
    (same,) = answers_of(versions, [[*half[:9], {1: [1], 2: [1]}]]).articles(names)
    assert told.share == same.share == Share(28, "about")


def test_questions_drawn_for_few_are_told_together_where_ten_people_answered_them() -> None:
    names, versions = {(1, "art_5"): "Điều 5"}, [question(1), question(2)]
    drawn = [{1: [1]}] * 3 + [{1: [0]}] * 2 + [{2: [0]}] * 5
    answers = answers_of(versions, [drawn])
    assert (answers.told, [each.share for each in answers.articles(names)]) == ((), [Share(30)])
    assert answers_of(versions, [drawn[:9]]).articles(names) == ()


def test_a_wrong_option_is_named_only_where_several_chose_it() -> None:
    two, three = ([{1: [1]}] * wrong + [{1: [0]}] * (10 - wrong) for wrong in (2, 3))
    assert [each.tempting for group in (two, three) for each in answers_of([question(1)], [group]).told] == ["", "Sai"]


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_never_tells_how_everybody_answered(wrong: int, answered: int) -> None:
    share = share_of(min(wrong, answered), answered)
    assert (share is None) == (answered < LEAST)
    if share is not None:
        fitting = [count for count in range(answered + 1) if share_of(count, answered) == share]
        assert len(fitting) > 1 if share.bound else 1 < min(wrong, answered) < answered - 1


@given(st.lists(st.booleans(), max_size=45), st.integers(0, 44))
def test_one_sheet_more_or_one_erased_never_shows_by_itself(wrong: list[bool], at: int) -> None:
    sheets = [{1: [int(each)]} for each in wrong]
    told = whole_tens(sheets)
    assert len(told) == len(sheets) // LEAST * LEAST
    assert len(sheets) % LEAST == 0 or whole_tens(sheets[:-1]) == told
    if at < len(sheets):
        erased = whole_tens([*sheets[:at], None, *sheets[at + 1 :]])
        assert len(told) - len(erased) in (0, LEAST)


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
    assert heading_of(shown) == "Điều 1: từ 90 % trở lên trả lời sai, nên trao đổi lại"
    assert "Để xem" in text_of(shown)
    own, above = (enter(who) for who in (meeting.four.binh, meeting.four.cuc))
    assert "Điều 1: từ 90 % trở lên" in text_of(page(own, f"/hoi-nghi/{meeting.conference.pk}/"))
    assert "Điều 1: từ 90 % trở lên" not in text_of(page(above, f"/hoi-nghi/{meeting.conference.pk}/"))
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
