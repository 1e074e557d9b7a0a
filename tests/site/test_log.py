"""Log: one object a line, and a canary that somebody typed, is called or holds never sings in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import NOW, make_person, make_seat, make_unit
from thongsuot.people.actions import issue_entry_code
from thongsuot.site.logs import JsonLines

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.site.doors")]
CANARY = "Chim Yến Vàng"
MARKS = ("Chim", "Yến", "Vàng", "chim-yen-vang", "Y\\u1ebfn", "Yáº¿n", "%E1%BA%BFn", "0987654321")


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect every line that the installation would write, down to the smallest, of every library."""
    stream, lines = io.StringIO(), list[str]()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        lines += stream.getvalue().splitlines()


def assert_silent(lines: list[str], *more: str) -> None:
    for line in lines:
        json.loads(line)
        assert not [mark for mark in (*MARKS, *more) if mark in line], line


def test_nothing_that_was_typed_or_is_somebody_stands_in_a_line() -> None:
    unit = make_unit(f"Phường {CANARY}")
    seat = make_seat(make_person(CANARY, username="chim-yen-vang"), unit=unit)
    code = issue_entry_code(seat.person_id, by=None, now=NOW)
    guest, member = Client(raise_request_exception=False), Client(raise_request_exception=False)
    with logged() as lines:
        guest.post("/tai-khoan/dang-nhap/", {"login": "chim-yen-vang", "password": f"{CANARY} 123"})
        guest.get(f"/{CANARY}/khong-co/", {"q": CANARY})
        guest.get("/thu/da-go/chim-yen-vang/", {"words": CANARY})
        guest.post("/thu/da-go/x/", {"words": f"{CANARY} 0987654321"})
        guest.get("/", headers={"host": "chim-yen-vang.example"})
        guest.get(f"/vao/{code.text[:-1]}0/")
        member.get(f"/vao/{code.text}/")
        member.get("/van-ban/", {"q": CANARY})
        member.get("/van-ban/nhap/chim-yen-vang/")
        member.post("/van-ban/nhap/", {"files": SimpleUploadedFile(f"{CANARY}.docx", b"PK\x03\x04 " + CANARY.encode())})
        member.get("/thu/hong/", headers={"user-agent": CANARY, "cookie": f"x={CANARY.encode().hex()}"})
    assert any('"status": 500' in line for line in lines), "nothing failed, so this proved nothing"
    assert any('"status": 404' in line for line in lines)
    assert_silent(lines, code.text, code.text[:-1])


def test_a_failure_says_where_in_the_code_and_through_which_door() -> None:
    with logged() as lines:
        Client(raise_request_exception=False).get("/thu/da-go/ai/", {"words": CANARY})
    (said,) = (json.loads(line) for line in lines if '"exception"' in line)
    assert said["level"] == "ERROR"
    assert (said["logger"], said["status"], said["method"]) == ("django.request", 500, "GET")
    assert said["exception"] == "ValueError"
    assert any("site/doors.py" in frame and frame.endswith(" typed") for frame in said["where"])


def test_our_own_words_keep_their_numbers_and_hide_an_exception_among_them() -> None:
    with logged() as lines:
        log = logging.getLogger("thongsuot.trial")
        log.error("a batch of %d was rolled back: %r", 7, ValueError(CANARY))
        log.error("%s", "Mục số 7 đã bị thay đổi.")
        logging.getLogger("somebody.else").warning("could not read %s", CANARY)
    messages = [json.loads(line)["message"] for line in lines]
    assert messages == ["a batch of 7 was rolled back: ValueError", "Mục số 7 đã bị thay đổi.", "could not read %s"]
