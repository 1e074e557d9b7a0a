"""The page of the installation's status: each part in words, with the next step, and nothing of anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cascade.doors import BACKEND, enter, few_queries, page, text_of
from tests.cascade.told import BOTH
from tests.factories import NOW, Four, make_four, make_person, make_seat
from tests.site.status import SECRET, failed_job, job
from thongsuot.cascade.jobs import remind_every_morning, send_refused_letters
from thongsuot.ledger.jobs import verify_ledger
from thongsuot.ledger.vitals import Vitals
from thongsuot.orgs.models import Seat
from thongsuot.site import backup_notes
from thongsuot.site.checks import CARE, FINE, WRONG
from thongsuot.site.status import signs, work

pytestmark = pytest.mark.django_db(**BOTH)
URL = "/quan-tri/tinh-trang/"
WELL = Vitals(True, True, True, 9, 3.0, 0, 0, 0.0, 50_000, -1.0)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def keeper(settings: Any, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    client = Client()
    client.force_login(make_person("Quản trị", is_administrator=True), backend=BACKEND)
    return client


@pytest.mark.parametrize(
    ("look", "found", "level"),
    [
        (signs.writer, {}, FINE),
        (signs.writer, {"writer_ms": None, "writer": False}, WRONG),
        (signs.writer, {"waiting": 5_000}, CARE),
        (signs.queue, {}, FINE),
        (signs.queue, {"jobs": False}, WRONG),
        (signs.queue, {"queue": 2, "queue_seconds": 3_600.0}, CARE),
        (signs.disk, {}, FINE),
        (signs.disk, {"disk_free_mb": 2_000}, CARE),
        (signs.disk, {"disk_free_mb": 200}, WRONG),
        (signs.clock, {}, FINE),
        (signs.clock, {"clock_ahead_seconds": None}, FINE),
        (signs.clock, {"clock_ahead_seconds": 90.0}, WRONG),
    ],
)
def test_what_is_not_well_says_the_next_step(look: Any, found: dict[str, Any], level: str) -> None:
    sign = look(replace(WELL, **found))
    assert sign.level == level
    assert bool(sign.next_step) == (level != FINE)


def test_a_backup_counts_as_good_once_it_was_read_again(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert signs.backup(NOW).level == WRONG
    backup_notes.made(tmp_path, Path("a.tar.gz"), NOW)
    assert (signs.backup(NOW).level, signs.backup(NOW).command) == (CARE, "thongsuot backup --check a.tar.gz")
    assert not backup_notes.proven(tmp_path, NOW - timedelta(days=1), NOW), "another backup proves nothing of this one"
    assert backup_notes.proven(tmp_path, NOW, NOW)
    assert signs.backup(NOW).level == FINE
    assert signs.backup(NOW + timedelta(days=8)).level == CARE


def test_a_backup_from_before_notes_were_kept_is_seen_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "cu.tar.gz").write_bytes(b"x")
    (tmp_path / "backups" / backup_notes.NOTE).write_text("{")
    note = backup_notes.newest(tmp_path)
    assert note is not None
    assert (note.file, note.proven_at) == ("cu.tar.gz", None)


def test_the_last_verification_is_told_with_what_it_found() -> None:
    assert signs.verification(NOW).level == CARE
    job(verify_ledger, "SUCCESSFUL", NOW, return_value=[])
    assert signs.verification(NOW).level == FINE
    assert signs.verification(NOW + timedelta(days=3)).level == CARE
    job(verify_ledger, "SUCCESSFUL", NOW + timedelta(hours=1), return_value=["Sổ thiếu mục số 7."])
    found = signs.verification(NOW + timedelta(hours=1))
    assert (found.level, "Sổ thiếu mục số 7." in found.found) == (WRONG, True)
    failed_job(NOW + timedelta(hours=2), verify_ledger)
    assert signs.verification(NOW + timedelta(hours=2)).level == WRONG


def test_refused_letters_of_today_are_counted_and_yesterdays_are_not(settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert signs.mail(NOW).level == CARE
    settings.EMAIL_HOST = "mail.example.vn"
    job(remind_every_morning, "SUCCESSFUL", NOW - timedelta(days=1), return_value={"sent": 5, "refused": 5})
    assert signs.mail(NOW).found == "Hôm nay gửi 0 thư."
    job(remind_every_morning, "SUCCESSFUL", NOW, return_value={"told": 9, "sent": 6, "refused": 3})
    assert (signs.mail(NOW).level, signs.mail(NOW).found) == (CARE, "Hôm nay gửi 6 thư. 3 thư bị từ chối.")
    later = NOW + timedelta(minutes=30)
    job(send_refused_letters, "SUCCESSFUL", later, return_value={"sent": 3, "refused": 0})
    assert (signs.mail(later).level, signs.mail(later).found) == (FINE, "Hôm nay gửi 9 thư.")


def test_what_failed_is_listed_until_it_succeeds(four: Four) -> None:
    for hour in (3, 2):
        failed_job(NOW - timedelta(hours=hour))
    failed_job(NOW - timedelta(days=40), number=9)
    failed_job(NOW - timedelta(hours=5), verify_ledger)
    job(verify_ledger, "SUCCESSFUL", NOW - timedelta(hours=4), return_value=[])
    (found,) = work.failed_jobs(NOW)
    assert (str(found.name), found.times, found.error) == ("Đọc một danh sách đơn vị, người", 2, "ValueError")
    assert found.at == NOW - timedelta(hours=2)


def test_the_administrator_sees_all_parts_and_no_word_of_what_a_job_was_about(keeper: Client) -> None:
    now = timezone.now()
    failed_job(now)
    job(remind_every_morning, "READY", now + timedelta(hours=5), finished_at=None)
    with few_queries():
        html = page(keeper, URL)
    words = text_of(html)
    for part in ("Ghi nhật ký", "Việc nền", "Ổ đĩa", "Đồng hồ", "Sao lưu", "Kiểm tra nhật ký", "Máy chủ thư"):
        assert part in words
    assert "Hỏng 1 lần" in words
    assert "Chạy lại" in words
    assert SECRET not in html


def test_an_auditor_sees_it_without_the_button_and_nobody_else_sees_it(four: Four) -> None:
    failed_job(timezone.now())
    auditor = make_seat(unit=four.ward, role=Seat.Role.AUDITOR)
    assert "Chạy lại" not in text_of(page(enter(auditor), URL))
    for seat in (four.an, four.binh, four.cuc):
        page(enter(seat), URL, 403)
        assert URL not in page(enter(seat), "/")
    assert URL in page(enter(auditor), "/")


def test_the_page_speaks_english_too(keeper: Client) -> None:
    keeper.cookies.load({"django_language": "en"})
    words = text_of(page(keeper, URL))
    assert "Record" in words
    assert "Sao lưu" not in words
