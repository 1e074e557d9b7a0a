"""A sign-in is written down once, with what is needed to know it again and nothing finer."""

from __future__ import annotations

import pytest

from tests.cascade.told import BOTH, told
from tests.factories import NOW, make_person
from thongsuot.people.actions import Begun, begin_session
from thongsuot.people.models import OpenSession

pytestmark = pytest.mark.django_db(**BOTH)


def test_one_row_a_sign_in_and_one_line_for_who_came_with_a_password() -> None:
    person = make_person()
    row = begin_session(Begun("k1", "Firefox", "Linux", None), by=person, now=NOW)
    assert (row.browser, row.system, row.seen_on) == ("Firefox", "Linux", NOW.date())
    begin_session(Begun("k2", "Firefox", "Linux", 7), by=person, now=NOW)
    assert [entry.facts for entry in told("people.person.entered")] == [{"by": "password", "session": row.pk}]


def test_rows_of_sessions_that_are_no_more_are_forgotten() -> None:
    person = make_person()
    begin_session(Begun("k1", "", "", None), by=person, now=NOW)
    begin_session(Begun("k2", "", "", None), by=person, now=NOW)
    assert [row.key for row in OpenSession.objects.all()] == ["k2"]


def test_who_signs_in_once_more_in_the_same_session_has_one_row() -> None:
    person = make_person()
    for code in (None, 7):
        begin_session(Begun("k1", "", "", code), by=person, now=NOW)
    assert OpenSession.objects.get().code == 7
