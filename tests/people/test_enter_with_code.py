"""Entering with a code: exchanged at once for a session, one sentence for every wrong code, and never in a log."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.factories import NOW, make_person, make_seat
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.people import codes, throttle
from thongsuot.people.actions import enter_with_code, issue_entry_code, revoke_entry_code
from thongsuot.people.models import EntryCode, Person
from thongsuot.site.logs import JsonLines, mask

KEY = b"k" * 32


def anybody(person_id: int, unit_id: int | None) -> bool:
    return True


def nobody(person_id: int, unit_id: int | None) -> bool:
    return False


@pytest.fixture(autouse=True)
def fresh_brake() -> None:
    cache.clear()


def enter(text: str, **changes: object) -> Person:
    values = {"address": "10.0.0.1", "may_enter": anybody, "now": NOW, **changes}
    return enter_with_code(text, **values)  # type: ignore[arg-type]


def sentence_for(text: str, **changes: object) -> str:
    with pytest.raises(Refusal) as refused:
        enter(text, **changes)
    assert refused.value.code == "code_not_valid"
    return str(refused.value)


@pytest.mark.slow
@given(key_id=st.integers(0, 255), code_id=st.integers(0, 2**32 - 1))
def test_every_code_reads_back_and_has_six_groups_of_four(key_id: int, code_id: int) -> None:
    named = codes.NamedCode(key_id, code_id)
    text = codes.write(named, KEY)
    assert [len(group) for group in text.split("-")] == [4] * 6
    assert codes.read(text, {key_id: KEY}) == named


@pytest.mark.slow
@given(code_id=st.integers(1, 2**32 - 1), place=st.integers(0, 23), letter=st.sampled_from(codes.CROCKFORD))
def test_no_single_other_letter_opens(code_id: int, place: int, letter: str) -> None:
    plain = codes.write(codes.NamedCode(1, code_id), KEY).replace("-", "")
    changed = plain[:place] + letter + plain[place + 1 :]
    assert changed == plain or codes.read(changed, {1: KEY}) is None


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert codes.read(text, {1: KEY}) is None


def test_case_blanks_and_letters_that_look_alike_do_not_matter() -> None:
    named = codes.NamedCode(1, 17)
    text = codes.write(named, KEY)
    typed = text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert codes.read(typed, {1: KEY}) == named
    assert codes.read(text.replace("1", "I").replace("-", "\u00a0"), {1: KEY}) == named


def test_an_id_that_does_not_fit_is_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="four"):
        codes.write(codes.NamedCode(1, 2**32), KEY)


@pytest.mark.django_db
def test_a_valid_code_lets_its_person_in_and_is_recorded() -> None:
    person = make_person()
    code = issue_entry_code(person.pk, by=None, now=NOW)
    assert enter(code.text) == person
    row = OutboxRow.objects.latest("pk")
    assert "people.person.entered" in row.draft
    assert f'"code":{code.pk}' in row.draft.replace(" ", "")
    assert person.full_name not in row.draft


@pytest.mark.django_db
def test_who_may_enter_is_asked_for_the_unit_of_the_code() -> None:
    by = make_seat()
    code = issue_entry_code(make_person().pk, by=by, now=NOW, unit_id=by.organisation_id)
    asked: list[tuple[int, int | None]] = []
    enter(code.text, may_enter=lambda *of: not asked.append(of))
    assert asked == [(code.person_id, by.organisation_id)]


@pytest.mark.django_db
def test_every_wrong_code_gets_the_same_sentence() -> None:
    person, gone = make_person(), make_person(is_active=True)
    code = issue_entry_code(person.pk, by=None, now=NOW)
    revoked = revoke_entry_code(issue_entry_code(make_person().pk, by=None, now=NOW).pk, by=None, now=NOW)
    inactive = issue_entry_code(gone.pk, by=None, now=NOW)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    forged = codes.write(codes.NamedCode(code.key_id, code.pk), KEY)
    unknown = EntryCode(pk=999_999, key_id=code.key_id).text
    sentences = {
        sentence_for(""),
        sentence_for("xin chào"),
        sentence_for(forged),
        sentence_for(unknown),
        sentence_for(revoked.text),
        sentence_for(inactive.text),
        sentence_for(code.text, now=NOW + timedelta(days=90)),
        sentence_for(code.text, may_enter=nobody),
    }
    assert len(sentences) == 1


@pytest.mark.django_db
def test_a_second_key_signs_and_codes_of_the_first_still_open(settings: Settings) -> None:
    first = dict(settings.ENTRY_KEYS)
    person = make_person()
    old = issue_entry_code(person.pk, by=None, now=NOW).text
    settings.ENTRY_KEYS = {**first, max(first) + 1: KEY}
    assert enter(old) == person
    new = issue_entry_code(make_person().pk, by=None, now=NOW)
    assert new.key_id == max(first) + 1
    assert enter(new.text).pk == new.person_id
    settings.ENTRY_KEYS = {new.key_id: KEY}
    sentence_for(old)


@pytest.mark.django_db
def test_a_code_signed_by_another_key_than_its_row_says_does_not_open(settings: Settings) -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW)
    settings.ENTRY_KEYS = {**settings.ENTRY_KEYS, 9: KEY}
    sentence_for(codes.write(replace(codes.NamedCode(code.key_id, code.pk), key_id=9), KEY))


@pytest.mark.django_db
def test_too_many_failures_brake_one_address_and_no_other() -> None:
    right = issue_entry_code(make_person().pk, by=None, now=NOW).text
    for _try in range(throttle.FAILURES):
        sentence_for("0000")
    with pytest.raises(throttle.TooManyTries) as braked:
        enter("0000")
    assert braked.value.status == 429
    sentence_for("0000", address="10.0.0.2")
    assert enter(right), "one who mistypes sixty times shuts out nobody else of the same hall"


@pytest.mark.django_db
def test_a_code_of_ours_that_ran_out_brakes_nobody() -> None:
    code = issue_entry_code(make_person().pk, by=None, now=NOW - timedelta(days=365)).text
    for _try in range(throttle.FAILURES + 1):
        sentence_for(code)
    sentence_for("0000")


@pytest.mark.django_db
class TestDoors:
    """The link of the QR picture and the page for typing."""

    @pytest.fixture
    def text(self) -> str:
        seat = make_seat(make_person("Trần Văn An"))
        return issue_entry_code(seat.person_id, by=None, now=timezone.now()).text

    def test_the_link_gives_a_session_and_leaves_the_address_bar_at_once(self, text: str) -> None:
        client = Client()
        answer = client.get(f"/vao/{text}/")
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "Trần Văn An" in client.get("/don-vi/").content.decode()

    def test_the_session_gets_a_new_key(self, text: str) -> None:
        client = Client()
        client.session.save()
        before = client.session.session_key
        client.get(f"/vao/{text}/")
        assert client.session.session_key != before

    def test_a_code_typed_by_hand_enters_too(self, text: str) -> None:
        client = Client()
        assert "Nhập mã trên giấy" in client.get("/vao/").content.decode()
        answer = client.post("/vao/", {"code": text.replace("-", " ").lower()})
        assert (answer.status_code, answer["Location"]) == (302, "/")

    def test_a_code_in_the_link_may_carry_blanks(self, text: str) -> None:
        assert Client().get(f"/vao/{quote(text.replace('-', ' '))}/").status_code == 302

    def test_a_wrong_code_is_answered_with_what_to_do(self) -> None:
        answer = Client().get("/vao/0000-0000/")
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Mã này không mở được" in page
        assert 'action="/vao/"' in page
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"

    def test_what_was_typed_is_kept(self) -> None:
        page = Client().post("/vao/", {"code": "0400-0001-SAI"}).content.decode()
        assert 'value="0400-0001-SAI"' in page

    def test_an_empty_field_asks_for_the_code(self) -> None:
        assert "Nhập mã in trên giấy" in Client().post("/vao/", {"code": " "}).content.decode()

    def test_a_braked_address_is_told_to_wait(self, text: str) -> None:
        for _try in range(throttle.FAILURES):
            throttle.count_failure("127.0.0.1")
        answer = Client().get("/vao/0000/")
        assert answer.status_code == 429
        assert "Chờ mười phút" in answer.content.decode()

    def test_who_left_their_last_seat_cannot_enter(self) -> None:
        seat = make_seat(valid_to=date(2026, 1, 31))
        code = issue_entry_code(seat.person_id, by=None, now=timezone.now())
        assert Client().get(f"/vao/{code.text}/").status_code == 409

    def test_who_left_the_unit_of_the_code_cannot_enter_with_a_seat_elsewhere(self) -> None:
        left, keeper = make_seat(valid_to=date(2026, 1, 31)), make_seat()
        make_seat(left.person)
        code = issue_entry_code(left.person_id, by=keeper, now=timezone.now(), unit_id=left.organisation_id)
        assert Client().get(f"/vao/{code.text}/").status_code == 409

    def test_the_code_stands_in_no_log_line(self, text: str, caplog: pytest.LogCaptureFixture) -> None:
        wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
        with caplog.at_level(logging.DEBUG):
            Client().get(f"/vao/{wrong}/")
        assert caplog.records
        for record in caplog.records:
            assert wrong not in JsonLines().format(record)

    @pytest.mark.parametrize("between", [".", " ", "\u2011", "_", "%20"])
    def test_no_way_of_writing_a_code_stands_in_a_log_line(self, text: str, between: str) -> None:
        line = mask(f"Internal Server Error: /vao/{text.replace('-', between)}/")
        assert all(group not in line for group in text.split("-"))
        assert line.startswith("Internal Server Error: /vao/")

    def test_a_link_without_its_last_stroke_is_exchanged_at_once(self, text: str) -> None:
        answer = Client().get(f"/vao/{text}")
        assert (answer.status_code, answer["Location"]) == (302, "/")
