"""When one is told of a thing: never twice in a day, never the same twice, never on a day off, always by its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.notices.rules import kind_for_head, kind_for_reader, told_on
from thongsuot.notices.workdays import is_day_off, is_quiet, next_morning

ONE = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def mornings(first: date, due_on: date, down: set[int]) -> list[tuple[date, str]]:
    """Live through the mornings from `first` on until ten days after the day; on some the machine is down."""
    told: list[tuple[date, str]] = []
    for number in range((due_on - first).days + 11):
        day = first + number * ONE
        kinds = {kind for _day, kind in told}
        kind = "" if number in down else kind_for_reader(day, due_on, kinds, is_day_off)
        told += [(day, kind)] if kind else []
    return told


@given(days, st.integers(0, 40), st.sets(st.integers(0, 40)))
def test_no_message_comes_twice_nor_two_in_a_day_nor_on_a_day_off(due_on: date, before: int, down: set[int]) -> None:
    told = mornings(due_on - before * ONE, due_on, down)
    assert len({kind for _day, kind in told}) == len({day for day, _kind in told}) == len(told)
    assert not any(is_day_off(day) or day > due_on for day, _kind in told)


@given(days, st.integers(0, 40))
def test_the_messages_come_in_order_and_the_last_working_day_is_never_missed(due_on: date, before: int) -> None:
    told = mornings(due_on - before * ONE, due_on, set())
    order = ["new", "week", "near", "due"]
    kinds = [kind for _day, kind in told]
    assert kinds == sorted(kinds, key=order.index)
    if told_on(due_on, 0, is_day_off) >= due_on - before * ONE:
        assert told[-1] == (told_on(due_on, 0, is_day_off), "due")


def test_what_falls_in_tet_is_told_on_the_last_working_day_before_it() -> None:
    assert told_on(date(2027, 2, 8), 0, is_day_off) == date(2027, 2, 3)
    assert told_on(date(2026, 11, 29), 0, is_day_off) == date(2026, 11, 27)


def test_the_head_is_told_once_on_the_first_working_day_after_the_day() -> None:
    friday = date(2026, 11, 27)
    asked = [(friday + step * ONE, kind_for_head(friday + step * ONE, friday, (), is_day_off)) for step in range(4)]
    assert [day for day, kind in asked if kind] == [date(2026, 11, 30)]
    assert kind_for_head(date(2026, 12, 1), friday, {"late"}, is_day_off) == ""


def test_nights_weekends_and_holidays_are_quiet() -> None:
    at = [datetime(2026, 11, *when, tzinfo=HO_CHI_MINH) for when in ((23, 7, 29), (23, 20, 0), (28, 9, 0), (24, 9, 0))]
    assert [is_quiet(moment) for moment in at] == [True] * 4
    assert not is_quiet(datetime(2026, 11, 23, 7, 30, tzinfo=HO_CHI_MINH))


def test_the_next_morning_is_today_before_it_and_tomorrow_from_then_on() -> None:
    early = datetime(2026, 11, 23, 5, 0, tzinfo=HO_CHI_MINH)
    assert next_morning(early) == datetime(2026, 11, 23, 7, 30, tzinfo=HO_CHI_MINH)
    assert next_morning(next_morning(early)) == datetime(2026, 11, 24, 7, 30, tzinfo=HO_CHI_MINH)
