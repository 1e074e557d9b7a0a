"""The audience: a rule over levels and kinds of post, what it reaches, and whose names its preview may show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_four, make_person, make_post, make_seat, make_unit
from thongsuot.cascade.audience import (
    KINDS,
    LEVELS,
    AudienceRule,
    deadlines_from,
    everybody,
    key_cadres,
    rule_from,
    suggested_deadlines,
)
from thongsuot.cascade.queries.audience import audience_preview, obliged_by_unit, reached_units, roll_up
from thongsuot.orgs.models import Post, Seat

TODAY = NOW.date()
RULES = st.dictionaries(st.sampled_from(LEVELS), st.frozensets(st.sampled_from(KINDS)))


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.mark.slow
@given(RULES)
def test_a_rule_reads_back_from_what_is_stored(kinds: dict[str, frozenset[str]]) -> None:
    rule = AudienceRule(kinds)
    assert rule_from(rule.to_json()).to_json() == rule.to_json()
    assert rule_from(rule.to_json()).levels == rule.levels


def test_levels_come_from_the_highest_down_and_empty_ones_are_free() -> None:
    rule = AudienceRule({"cell": frozenset({"leader"}), "city": frozenset({"staff"}), "ward": frozenset()})
    assert rule.levels == ("city", "cell")
    assert AudienceRule().levels == ()


def test_unknown_levels_and_kinds_are_left_out() -> None:
    rule = rule_from({"district": ["leader"], "ward": ["leader", "emperor"]})
    assert rule.to_json() == {"ward": ["leader"]}


def test_everybody_is_every_kind_at_every_level() -> None:
    assert everybody().to_json() == {level: sorted(KINDS) for level in LEVELS}


def test_days_follow_from_the_day_of_the_city() -> None:
    days = suggested_deadlines(date(2026, 12, 31))
    assert days == {"city": date(2026, 12, 31), "ward": date(2027, 1, 15), "cell": date(2027, 1, 30)}
    assert deadlines_from({level: day.isoformat() for level, day in days.items()}) == days
    assert deadlines_from({"ward": "", "district": "2026-01-01"}) == {}
    assert set(suggested_deadlines(date.max).values()) == {date.max}


@pytest.mark.django_db(**BOTH)
def test_the_filter_over_seats_and_the_question_for_one_seat_agree(four: Four) -> None:
    for rule in (AudienceRule(), everybody(), AudienceRule({"cell": frozenset({"leader"}), "city": frozenset(KINDS)})):
        found = set(Seat.objects.filter(rule.seats_q()))
        everyone = (four.an, four.binh, four.cuc, four.dung)
        assert found == {seat for seat in everyone if rule.reaches(seat.organisation.level, seat.post.kind, seat.pk)}


@pytest.mark.django_db(**BOTH)
def test_own_counts_rolled_up_equal_a_naive_count(four: Four) -> None:
    make_seat(unit=four.ward)
    make_seat(four.an.person, four.other_ward)
    units = reached_units(everybody(), four.city.pk, TODAY)
    totals = roll_up(obliged_by_unit(everybody(), four.city.pk, TODAY), {unit.pk: unit.path for unit in units})
    paths = [seat.organisation.path.split("/") for seat in Seat.objects.select_related("organisation")]
    assert totals == {unit.pk: sum(str(unit.pk) in path for path in paths) for unit in units}


@pytest.mark.django_db(**BOTH)
def test_a_unit_that_ended_is_neither_reached_nor_counted(four: Four) -> None:
    ended = make_unit(parent=four.ward, valid_to=TODAY - timedelta(days=1))
    make_seat(unit=ended)
    assert ended not in reached_units(everybody(), four.city.pk, TODAY)
    assert ended.pk not in obliged_by_unit(everybody(), four.city.pk, TODAY)


@pytest.mark.django_db(**BOTH)
def test_the_preview_counts_the_whole_tree(four: Four) -> None:
    make_seat(four.dung.person, four.ward)
    make_unit(parent=four.other_ward)
    page = audience_preview(everybody(), four.cuc, TODAY)
    assert (page.units, page.wards, page.obliged) == ({"city": 1, "ward": 2, "cell": 2}, 2, 5)
    assert (page.two_seats, page.vacant, page.unreached) == (1, 1, 0)
    ticks = {(reach.level, reach.kind): (reach.seats, reach.is_chosen) for reach in page.reaches}
    assert ticks == {
        ("city", "staff"): (1, True),
        ("ward", "member"): (2, True),
        ("cell", "leader"): (1, True),
        ("cell", "member"): (1, True),
    }


@pytest.mark.django_db(**BOTH)
def test_the_preview_says_how_many_stand_where_nobody_is_asked(four: Four) -> None:
    page = audience_preview(AudienceRule({"cell": frozenset({"leader"})}), four.cuc, TODAY)
    ticks = {(reach.level, reach.kind): (reach.seats, reach.is_chosen) for reach in page.reaches}
    assert (ticks["cell", "leader"], ticks["cell", "member"], page.obliged) == ((1, True), (1, False), 1)


@pytest.mark.django_db(**BOTH)
def test_the_preview_names_the_people_of_the_own_unit_alone(four: Four) -> None:
    page = audience_preview(everybody(), four.cuc, TODAY)
    assert (page.names, page.more_names) == (("Mai Thị Cúc",), 0)
    clerks = make_post("Cán bộ", kind=Post.Kind.STAFF)
    for number in range(7):
        make_seat(make_person(f"Người Thứ {number}"), four.city, clerks)
    page = audience_preview(everybody(), four.cuc, TODAY)
    assert (len(page.names), page.more_names) == (6, 2)
    assert not any(name in str(page) for name in ("Trần Văn An", "Lê Thị Bình", "Hồ Văn Dũng"))


@pytest.mark.django_db(**BOTH)
def test_key_cadres_from_commune_up_are_a_rule_over_posts_and_levels(four: Four) -> None:
    rule = key_cadres("ward")
    chair = make_seat(unit=four.ward, post=make_post("Chủ tịch", kind=Post.Kind.LEADER))
    member, secretary = four.an, four.binh
    reached = set(Seat.objects.filter(rule.seats_q()).values_list("pk", flat=True))
    assert chair.pk in reached
    assert not {member.pk, secretary.pk} & reached
    later = make_seat(unit=four.ward, post=make_post("Phó Chủ tịch", kind=Post.Kind.DEPUTY), valid_from=TODAY)
    assert later.pk in set(Seat.objects.filter(rule.seats_q()).values_list("pk", flat=True))
    assert secretary.pk in set(Seat.objects.filter(key_cadres("cell").seats_q()).values_list("pk", flat=True))
    assert rule_from(rule.to_json()) == rule
