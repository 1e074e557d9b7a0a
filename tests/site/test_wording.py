"""Numbers, days, shares and titles are written in one form everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from thongsuot.site import wording

MONDAY = date(2026, 11, 23)


def show(source: str, **values: object) -> str:
    return Template("{% load house %}" + source).render(Context(values))


def test_thousands_are_parted_by_points_and_decimals_by_a_comma() -> None:
    assert wording.number(18960) == "18.960"
    assert wording.number(1234567.891, 1) == "1.234.567,9"
    assert wording.number(None) == ""


def test_a_heading_says_small_counts_in_words() -> None:
    assert [wording.words(n) for n in (0, 6, 10, 11, 2000)] == ["không", "sáu", "mười", "11", "2.000"]


def test_a_share_shows_both_its_numbers_and_never_divides_by_nothing() -> None:
    assert wording.share(52, 94) == "52\u00a0/\u00a094"
    assert wording.percent(6, 128) == "4,7\u00a0%"
    assert wording.percent(0, 0) == "–"


@pytest.mark.parametrize(
    ("done", "total", "step"), [(0, 94, 0), (1, 20000, 1), (52, 94, 55), (19999, 20000, 99), (94, 94, 100), (3, 0, 0)]
)
def test_a_bar_is_never_empty_while_some_have_done_it_nor_full_while_some_have_not(
    done: int, total: int, step: int
) -> None:
    assert wording.step(done, total) == step


def test_days_are_those_of_ho_chi_minh_city() -> None:
    late_evening_elsewhere = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert wording.day(late_evening_elsewhere) == "23/11/2026"
    assert wording.weekday(late_evening_elsewhere) == "thứ Hai\u00a023/11"
    assert wording.moment(late_evening_elsewhere) == "1:05\u00a023/11/2026"
    assert wording.weekday(date(2026, 11, 29)) == "Chủ nhật\u00a029/11"
    assert (wording.day(None), wording.weekday(None), wording.moment(None)) == ("", "", "")


def test_a_due_day_is_said_with_its_distance_and_its_date() -> None:
    assert wording.due_sentence(date(2026, 11, 26), MONDAY) == "hạn thứ Năm\u00a026/11, còn 3 ngày"
    assert wording.due_words(MONDAY, MONDAY) == "hôm nay"
    assert wording.due_words(date(2026, 11, 21), MONDAY) == "quá hạn 2 ngày"


def test_only_what_is_late_is_red() -> None:
    assert show("{% due on today %}", on=date(2026, 11, 21), today=MONDAY) == (
        '<p class="due is-late"><b>Quá hạn 2 ngày</b> hạn 21/11</p>'
    )
    assert show("{% due on today %}", on=MONDAY, today=MONDAY) == '<p class="due"><b>Hôm nay</b> hạn 23/11</p>'
    assert show("{% due on today %}", on=date(2026, 11, 26), today=MONDAY) == (
        '<p class="due"><b>Thứ Năm\u00a026/11</b> còn 3 ngày</p>'
    )


def test_a_meter_says_its_numbers_and_draws_nothing_for_nobody() -> None:
    assert show("{% meter 52 94 %}") == (
        '<span class="meter" role="img" aria-label="52 trên 94"><i class="p55"></i></span>'
    )
    assert "<i" not in show("{% meter 0 94 %}")


def test_a_state_is_a_mark_with_words_and_the_mark_is_silent() -> None:
    shown = show('{% state "over" %}')
    assert 'class="state is-over"' in shown
    assert 'href="#m-late"' in shown
    assert 'aria-hidden="true"' in shown
    assert shown.endswith("quá hạn, chưa xong</span>")
    assert "&lt;b&gt;" in show("{% state 'late' words %}", words="<b>")


def test_every_state_has_a_drawing_in_the_sprite() -> None:
    from django.template.loader import render_to_string

    from thongsuot.site.templatetags.house import STATES

    sprite = render_to_string("components/_marks.html")
    assert sprite.count("<symbol") == 8
    assert all(f'id="m-{drawing}"' in sprite for drawing, _words in STATES.values())


def test_a_title_keeps_its_compounds_on_one_line() -> None:
    assert wording.unbroken("Quy định về tiếp công dân") == "Quy\u00a0định về tiếp công\u00a0dân"


def test_a_refusal_of_two_sentences_is_a_heading_and_its_next_step() -> None:
    message = "Đợt quán triệt này đã khép lại. Hỏi văn phòng, số 0900 000 142."
    assert wording.first_sentence(message) == "Đợt quán triệt này đã khép lại"
    assert wording.other_sentences(message) == "Hỏi văn phòng, số 0900 000 142."


def test_a_fingerprint_is_written_in_fours() -> None:
    assert wording.fingerprint(bytes.fromhex("7c1e90abff")) == "7c1e\u00a090ab"
    assert wording.fingerprint("7c1e90abff", 4) == "7c1e"
