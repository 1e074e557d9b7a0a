"""Receive: a conference report comes in once, with what was read in it; a stamped one leaves no trace."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.cascade.told import BOTH, assert_proven, expect_refusal, told
from tests.factories import NOW, REPORT, Four, make_expression, make_four, make_notice, make_seat
from thongsuot.cascade.actions.notices import Upload, receive_notice
from thongsuot.cascade.models import Finding, Notice
from thongsuot.files.models import StoredFile
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)

EVENT = "cascade.notice.received"
ISSUED = date(2026, 11, 2)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: object) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


def test_a_report_is_kept_with_what_was_read_in_it(four: Four) -> None:
    notice = make_notice(four.cuc)
    assert (notice.organisation, notice.received_by, notice.received_at) == (four.city, four.cuc.pk, NOW)
    assert (notice.organiser, notice.held_on, notice.text) == ("Thành ủy An Hải", date(2026, 11, 10), REPORT)
    work = notice.findings.get(kind=Finding.Kind.WORK)
    assert (work.label, work.decision, work.decided_at) == ("Quy định 12-QĐ/TU", Finding.Decision.OPEN, None)
    assert notice.text[work.start : work.end].startswith("Quy định số 12-QĐ/TU ngày 2-11-2026")
    assert work.values["title"] == "Giữ gìn trật tự trong hội họp"
    positions = list(notice.findings.values_list("position", "start"))
    assert positions == sorted(positions)
    assert [position for position, _start in positions] == list(range(len(positions)))
    (entry,) = told(EVENT)
    assert (entry.by, entry.subject) == (four.cuc.actor(), f"cascade.notice:{notice.pk}")
    assert entry.facts == {"file": notice.file.sha256, "findings": notice.findings.count()}
    assert_proven()


def test_the_day_of_publishing_says_which_year_a_report_means(four: Four) -> None:
    text = REPORT.replace("Ngày 10-11-2026", "Ngày 10-11")
    upload = Upload(text.encode(), "ban-tin.txt", published_on=date(2026, 11, 12))
    assert receive_notice(upload, by=four.cuc, now=NOW).held_on == date(2026, 11, 10)


def test_the_text_of_the_library_that_a_report_means_is_found(four: Four) -> None:
    expression = make_expression("12-QĐ/TU", issued_on=ISSUED)
    make_expression("12-QĐ/TU", issued_on=date(2019, 5, 6))
    assert make_notice(four.cuc).findings.get(kind=Finding.Kind.WORK).expression == expression


def test_of_two_fitting_texts_none_is_chosen(four: Four) -> None:
    for _again in range(2):
        make_expression("12-QĐ/TU", issued_on=ISSUED)
    assert make_notice(four.cuc).findings.get(kind=Finding.Kind.WORK).expression is None


def test_the_same_report_twice_is_one_notice(four: Four) -> None:
    first = make_notice(four.cuc)
    first.findings.update(decision=Finding.Decision.DROPPED, decided_at=NOW, decided_by=four.cuc.pk)
    assert make_notice(four.cuc) == first
    assert set(first.findings.values_list("decision", flat=True)) == {Finding.Decision.DROPPED}
    assert (Notice.objects.count(), StoredFile.objects.count(), len(told(EVENT))) == (1, 1, 1)


def test_two_offices_each_have_their_own_notice_of_one_report(four: Four) -> None:
    office = make_seat(unit=four.ward, role=Seat.Role.OFFICE)
    assert make_notice(four.cuc) != make_notice(office)
    assert (Notice.objects.visible_to(office).count(), StoredFile.objects.count()) == (1, 1)


def test_a_report_without_anything_to_find_is_kept_all_the_same(four: Four) -> None:
    notice = make_notice(four.cuc, text="Trời hôm nay nhiều mây, gió nhẹ.\n")
    assert (notice.title, notice.organiser, notice.findings.count()) == ("", "", 0)


STAMPED = "THÀNH ỦY AN HẢI\n\nTỐI MẬT\n\nBÁO CÁO\nVề một việc không có thật\n\nNội dung soạn để thử.\n"


@pytest.mark.parametrize("name", ["ban-tin.txt", "bao-cao-mat-cua-an-hai.md"])
def test_a_stamped_report_is_refused_and_leaves_no_file_row_or_log_line(
    four: Four, files: Path, name: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    before = rows()
    data = sorted(Path(settings.DATA).rglob("*"))
    with expect_refusal("classified"):
        receive_notice(Upload(STAMPED.encode(), name), by=four.cuc, now=NOW)
    assert rows() == before
    assert (files.exists(), sorted(Path(settings.DATA).rglob("*"))) == (False, data)
    lines = [line for line in caplog.text.splitlines() if "SELECT" not in line]
    assert not any(word in line for line in lines for word in (name, "bao-cao-mat", "TỐI MẬT", "không có thật"))
    assert capfd.readouterr() == ("", "")


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


@pytest.mark.parametrize(("content", "name"), [(b"", "ban-tin.txt"), (b"PK\x03\x04 not a document", "ban-tin.docx")])
def test_what_cannot_be_read_is_refused_and_not_kept(four: Four, files: Path, content: bytes, name: str) -> None:
    with expect_refusal("file_empty" if not content else "unreadable"):
        receive_notice(Upload(content, name), by=four.cuc, now=NOW)
    assert (Notice.objects.count(), StoredFile.objects.count(), files.exists()) == (0, 0, False)


def test_only_an_office_receives_reports(four: Four, files: Path) -> None:
    for seat in (four.an, four.binh, four.dung):
        with expect_refusal("office_only") as refused:
            make_notice(seat)
        assert refused.value.status == 403
    assert (StoredFile.objects.count(), files.exists()) == (0, False)
