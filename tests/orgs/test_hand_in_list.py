"""Handing a list in: kept for reading, one at a time, answered in the language of who asks, and recorded."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook
from pytest_django import Settings

from tests.factories import NOW, make_four, make_person
from tests.orgs.lists import AN, ASTRAY, workbook_of
from thongsuot.kernel.errors import NotAllowed, Refusal
from thongsuot.ledger.models import OutboxRow
from thongsuot.orgs import keeping, working
from thongsuot.orgs.actions.intakes import KEPT, hand_in_list
from thongsuot.orgs.models import Intake, Seat
from thongsuot.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def cuc() -> Seat:
    return make_four().cuc


def hand_in(by: Seat | Person, content: BytesIO | None = None, language: str = "vi") -> Intake:
    return hand_in_list(content or workbook_of(AN), language=language, by=by, now=NOW)


def test_a_list_handed_in_waits_to_be_read(cuc: Seat) -> None:
    intake = hand_in(cuc)
    assert (intake.state, intake.turn, intake.handed_in_by, intake.seat) == ("reading", 1, cuc.person_id, cuc.pk)
    assert keeping.find(intake.token, keeping.LIST) is not None


def test_it_is_recorded_without_a_name(cuc: Seat) -> None:
    intake = hand_in(cuc)
    entry = json.loads(OutboxRow.objects.get().draft)
    assert (entry["event"], entry["subject"], entry["facts"]) == ("orgs.intake.handed_in", intake.ref, {})


def test_a_second_list_is_refused_while_one_is_worked_on(cuc: Seat) -> None:
    hand_in(cuc)
    with pytest.raises(Refusal) as refused:
        hand_in(make_person(is_administrator=True))
    assert refused.value.code == "import_is_running"
    assert Intake.objects.count() == 1
    assert len(list((keeping.folder("").parent).iterdir())) == 1


def test_a_list_whose_worker_died_holds_nobody_up(cuc: Seat) -> None:
    first = hand_in(cuc)
    Intake.objects.filter(pk=first.pk).update(is_begun=True)
    hand_in(cuc)
    assert Intake.objects.get(pk=first.pk).turn is None


def test_a_list_that_is_only_shown_holds_nobody_up(cuc: Seat) -> None:
    working.read_list(hand_in(cuc).pk, now=NOW)
    assert hand_in(make_person(is_administrator=True)).turn == 1


def test_what_is_no_list_is_refused_and_leaves_nothing(cuc: Seat) -> None:
    with pytest.raises(Refusal):
        hand_in(cuc, BytesIO(b"PK\x03\x04 hong"))
    assert not Intake.objects.exists()
    assert not keeping.folder("").exists()


def stamped(words: str) -> BytesIO:
    """Put a stamp above the lines of a sheet, as an office would."""
    book = load_workbook(workbook_of(AN))
    book["Người"].insert_rows(1)
    book["Người"]["C1"] = words
    out = BytesIO()
    book.save(out)
    return out


@pytest.mark.parametrize("content", [stamped("TUYỆT MẬT"), BytesIO("\tMẬT\nan\tAn\n".encode())], ids=["xlsx", "text"])
def test_a_list_that_bears_a_secrecy_stamp_leaves_no_trace(cuc: Seat, content: BytesIO) -> None:
    with pytest.raises(Refusal) as refused:
        hand_in(cuc, content)
    assert refused.value.code == "classified"
    assert not Intake.objects.exists()
    assert not OutboxRow.objects.exists()
    assert not keeping.folder("").exists()


def test_words_about_secrets_in_a_cell_are_no_stamp(cuc: Seat) -> None:
    assert hand_in(cuc, stamped("Danh sách cán bộ làm công tác bảo mật")).turn == 1


def test_nobody_else_may() -> None:
    four = make_four()
    for by in (four.an, four.binh, four.an.person):
        with pytest.raises(NotAllowed):
            hand_in(by)


def test_the_answer_is_in_the_language_of_who_asked(cuc: Seat) -> None:
    intake = hand_in(cuc, workbook_of(ASTRAY), language="en")
    working.read_list(intake.pk, now=NOW)
    with translation.override("en"):
        expected = translation.gettext(
            "Không có đơn vị nào mang mã %(code)s. Sửa mã, hoặc thêm đơn vị vào trang Đơn vị."
        )
    assert keeping.read_json(intake.token, keeping.SHOWN)[0][0] == expected % {"code": "AH-77"}


def test_faults_leave_the_marked_copy_and_not_the_list(cuc: Seat) -> None:
    intake = hand_in(cuc, workbook_of(ASTRAY))
    working.read_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.faults, intake.turn) == ("faulty", 1, None)
    assert keeping.find(intake.token, keeping.LIST) is None
    assert keeping.find(intake.token, keeping.MARKED) is not None


def test_an_empty_list_is_answered_in_a_sentence(cuc: Seat) -> None:
    intake = hand_in(cuc, workbook_of(units=()))
    working.read_list(intake.pk, now=NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.answer[:24]) == ("refused", "Danh sách chưa có dòng n")


def test_reading_twice_reads_once(cuc: Seat) -> None:
    intake = hand_in(cuc)
    working.read_list(intake.pk, now=NOW)
    Intake.objects.filter(pk=intake.pk).update(counts={"left": 9})
    working.read_list(intake.pk, now=NOW)
    assert Intake.objects.get(pk=intake.pk).counts == {"left": 9}


def test_a_list_and_all_that_is_kept_of_it_are_gone_after_its_time(cuc: Seat) -> None:
    shown, faulty = hand_in(cuc), None
    working.read_list(shown.pk, now=NOW)
    faulty = hand_in(cuc, workbook_of(ASTRAY))
    working.read_list(faulty.pk, now=NOW)
    working.clear(NOW + KEPT - timedelta(seconds=1))
    assert keeping.find(shown.token, keeping.CHANGES) is not None
    working.clear(NOW + KEPT)
    assert not keeping.folder(shown.token).exists()
    assert not keeping.folder(faulty.token).exists()
    assert set(Intake.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_folder_without_its_list_is_swept_away(cuc: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = hand_in(cuc)
    keeping.keep("b" * 32, BytesIO(b"ten"))
    monkeypatch.setattr(keeping, "ORPHANED_SECONDS", -1)
    working.clear(NOW)
    assert keeping.folder(intake.token).exists()
    assert not keeping.folder("b" * 32).exists()
