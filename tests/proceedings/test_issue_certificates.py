"""Certify who was there: one paper a person, held in the ledger, verified by anybody who is shown it."""

from __future__ import annotations

import hashlib
import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from tests.cascade.doors import assert_absent, enter, page, text_of
from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.conferences.meeting import Meeting, make_meeting
from tests.factories import NOW
from tests.proceedings.sheets import words_of
from thongsuot.ledger.checking import faults_of
from thongsuot.ledger.heads import Sealer
from thongsuot.ledger.tree import leaf_hash, verify_inclusion
from thongsuot.proceedings.actions.certifying import issue_certificates
from thongsuot.proceedings.certificates import commitment_of
from thongsuot.proceedings.models import Certificate
from thongsuot.site.commands.ledger import run

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def meeting() -> Meeting:
    """Let An come and Bình stay away."""
    made = make_meeting()
    made.mark(made.four.an, "present")
    return made


def issue(meeting: Meeting) -> Certificate:
    meeting.end()
    assert issue_certificates(meeting.conference.pk, by=meeting.four.binh, now=NOW) == 1
    return Certificate.objects.get()


def test_nobody_is_certified_before_the_end_nor_by_anybody_else(meeting: Meeting) -> None:
    pk, four = meeting.conference.pk, meeting.four
    with expect_refusal("conference_not_over"):
        issue_certificates(pk, by=four.binh, now=NOW)
    with expect_refusal("keepers_only"):
        issue_certificates(pk, by=four.an, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        issue_certificates(pk, by=four.cuc, now=NOW)
    assert not Certificate.objects.exists()


def test_who_came_gets_one_and_a_second_time_changes_nothing(meeting: Meeting) -> None:
    held, four = issue(meeting), meeting.four
    assert (held.seat_id, held.half_days) == (four.an.pk, [meeting.half_day.item])
    (entry,) = told("proceedings.certificate.issued")
    assert entry.facts == {"commitment": held.commitment}
    assert held.code not in entry.body.decode()
    assert four.an.person.full_name not in entry.body.decode()
    assert issue_certificates(meeting.conference.pk, by=four.binh, now=NOW) == 0
    assert len(told("proceedings.certificate.issued")) == 1
    assert_proven()


def test_presence_corrected_later_withdraws_the_paper_and_restores_it(meeting: Meeting) -> None:
    held, an = issue(meeting), meeting.four.an
    address = f"/xac-nhan/{held.code}/"
    assert "Giấy xác nhận còn giá trị" in page(Client(), address)
    assert f"/hoi-nghi/giay-xac-nhan/{held.pk}/word/" in page(enter(an), "/hoi-nghi/giay-xac-nhan/")
    meeting.mark(an, "absent", now=NOW + timedelta(minutes=1))
    assert "Giấy xác nhận không còn giá trị" in page(Client(), address)
    own = page(enter(an), "/hoi-nghi/giay-xac-nhan/")
    assert ("Không còn giá trị" in own, f"/{held.pk}/word/" in own) == (True, False)
    assert_absent(enter(an), f"/hoi-nghi/giay-xac-nhan/{held.pk}/word/")
    assert issue_certificates(meeting.conference.pk, by=meeting.four.binh, now=NOW) == 0
    meeting.mark(an, "present", now=NOW + timedelta(minutes=2))
    assert "Giấy xác nhận còn giá trị" in page(Client(), address)


def test_a_stranger_who_is_shown_the_paper_learns_no_name_but_may_compare_one(meeting: Meeting) -> None:
    held, name = issue(meeting), meeting.four.an.person.full_name
    client, address = Client(), f"/xac-nhan/{held.code}/"
    answer = client.get(address)
    shown = text_of(answer.content.decode())
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert name not in shown
    for expected in (meeting.conference.title, meeting.conference.organisation.name, "23/11/2026"):
        assert expected in shown, expected
    assert "Đúng tên trên giấy" in client.post(address, {"name": f"  {name.upper()} "}).content.decode()
    assert "Không phải tên trên giấy này" in client.post(address, {"name": "Lê Thị Bình"}).content.decode()


def test_who_tries_codes_or_names_is_braked(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thongsuot.people.throttle.FAILURES", 2)
    address = f"/xac-nhan/{issue(meeting).code}/"
    client = Client(REMOTE_ADDR="203.0.113.9")
    assert client.get("/xac-nhan/aaaa/").status_code == 404
    client.post(address, {"name": "Không phải"})
    assert client.get("/xac-nhan/aaaa/").status_code == 429
    assert client.post(address, {"name": "Không phải"}).status_code == 429
    assert client.get(address).status_code == 200, "a paper shown is still verified"


def test_the_receipt_is_checked_without_this_house(
    meeting: Meeting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = issue(meeting)
    address = f"/xac-nhan/{held.code}/bien-nhan/"
    told("proceedings.certificate.issued")
    assert Client().get(address).status_code == 409, "no head covers it yet"
    Sealer(settings.HEAD_KEYS, tmp_path).seal(NOW, keep=True)
    got = json.loads(Client().get(address).content)
    entry, head = json.loads(got["entry"]), got["head"]
    name = meeting.four.an.person.full_name
    assert entry["facts"]["commitment"] == commitment_of(held.code, got["conference"], name, got["half_days"])
    said = ["thongsuot certificate 1", held.code, got["conference"], name.lower(), got["half_days"]]
    by_hand = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    assert entry["facts"]["commitment"] == by_hand
    leaf = leaf_hash(got["entry"].encode())
    assert leaf.hex() == got["leaf"]
    path = [bytes.fromhex(step) for step in got["path"]]
    assert verify_inclusion(leaf, got["index"], (head["size"], bytes.fromhex(head["root"])), path)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(got["public_key"]))
    key.verify(bytes.fromhex(head["signature"]), got["statement"].encode())
    assert head["root"] in got["statement"]
    assert faults_of(json.dumps(got)) == []
    other = got["entry"].replace(entry["facts"]["commitment"][:8], "00000000")
    assert "Dòng ghi không dẫn tới gốc" in faults_of(json.dumps({**got, "entry": other}))[0]
    assert "Chữ ký" in faults_of(json.dumps({**got, "head": {**head, "at": "2026-01-01T00:00:00.000Z"}}))[0]
    assert faults_of("{}") == ["Tệp này không phải biên nhận của sổ ghi."]
    file = tmp_path / "bien-nhan.json"
    file.write_text(json.dumps(got))
    assert run(Namespace(what="receipt", file=file)) == 0
    assert f"dòng số {entry['seq']}" in capsys.readouterr().out
    assert run(Namespace(what="receipt", file=None)) == 2


def test_the_clerk_makes_and_prints_them_and_the_person_takes_their_own(meeting: Meeting) -> None:
    four, pk = meeting.four, meeting.conference.pk
    meeting.end()
    clerk, address = enter(four.binh), f"/hoi-nghi/{pk}/giay-xac-nhan/"
    assert "Lập giấy cho 1 người chưa có" in page(clerk, address)
    after = clerk.post(address, follow=True).content.decode()
    assert ("Đã lập 1 giấy xác nhận." in after, four.an.person.full_name in after) == (True, True)
    assert clerk.get(f"{address}pdf/").content.startswith(b"%PDF")
    held = Certificate.objects.get()
    own = enter(four.an)
    for expected in ("GIẤY XÁC NHẬN", four.an.person.full_name, "sáng 23/11/2026", held.code):
        assert expected in words_of(own.get(f"/hoi-nghi/giay-xac-nhan/{held.pk}/word/").content), expected
    assert own.get(f"/hoi-nghi/giay-xac-nhan/{held.pk}/pdf/").content.startswith(b"%PDF")
    assert_absent(enter(four.binh), f"/hoi-nghi/giay-xac-nhan/{held.pk}/word/")
    assert_absent(enter(four.cuc), address)
    assert "Chưa có giấy nào" in page(enter(four.binh), "/hoi-nghi/giay-xac-nhan/")
