"""Read kept originals again: what today's reader sees better is taken over; words and corrections stay."""

from __future__ import annotations

import os

import pytest

from tests.corpus import papers
from tests.factories import NOW, Four, make_seat
from thongsuot.corpus.actions.correcting import correct_fact
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.actions.rereading import reread
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.corpus.models import Citation, Correction, Expression, FormerAddress, Provision, Work
from thongsuot.files import disk
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import NotAllowed
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry, OutboxRow
from thongsuot.orgs.models import Seat
from thongsuot.site.cli import main

pytestmark = pytest.mark.django_db(databases="__all__")
READ = "về việc giữ lời hẹn với người dân"
CITING = papers.TEXT.replace("Điều lệ Đảng;", "Quy định số 22-QĐ/TW ngày 28 tháng 7 năm 2021;")


def taken_in(text: str = CITING, by: Seat | None = None) -> Expression:
    return import_document(text.encode(), name="a.txt", by=by, now=NOW)


def as_an_older_reader_left_it(expression: Expression) -> None:
    """Hold the wording as a reader would have that saw fewer things and one of them wrongly."""
    expression.provisions.filter(kind="point").delete()
    expression.provisions.filter(kind="article").update(heading="")
    expression.citations.all().delete()
    Expression.objects.filter(pk=expression.pk).update(chapters=0, articles=1, in_force_from=None, facts={})
    expression.work.title, expression.work.issuer = "về việc", ""
    expression.work.save()


def held() -> tuple[list[object], ...]:
    rows = Provision.objects.order_by("position").values_list("position", "eid", "kind", "heading", "start", "end")
    return (
        list(rows),
        list(Citation.objects.values_list("start", "end", "text")),
        list(Work.objects.values("title", "issuer")),
    )


def test_what_today_s_reader_sees_is_taken_over_and_said(four: Four) -> None:
    expression, whole = taken_in(), held()
    as_an_older_reader_left_it(expression)
    done = reread(expression.pk, by=None, now=NOW)
    assert held() == whole
    assert done.state == "updated"
    assert done.changes["articles"] == ("1", "3") and done.changes["title"] == ("về việc", READ)
    assert done.changes["in_force_from"] == ("", "2026-11-01") and done.changes["citations"][0] == "0"
    after = Expression.objects.get()
    assert (after.chapters, after.articles, after.sha256) == (2, 3, expression.sha256)
    assert after.facts["title"] == READ
    ledger.drain()
    assert b'"articles":["1","3"]' in bytes(Entry.objects.get(event="corpus.expression.reread").body)


def test_a_second_time_nothing_changes_and_nothing_is_recorded(four: Four) -> None:
    expression = taken_in()
    OutboxRow.objects.all().delete()
    rows = set(Provision.objects.values_list("pk", flat=True))
    done = reread(expression.pk, by=None, now=NOW)
    assert (done.state, done.changes) == ("same", {})
    assert set(Provision.objects.values_list("pk", flat=True)) == rows and not OutboxRow.objects.exists()


def test_what_was_set_right_stays_and_what_is_no_longer_read_is_not_emptied(four: Four) -> None:
    expression = taken_in()
    values = {"title": "về việc giữ lời", "in_force_from": "2026-12-01", "issuer": ""}
    correct_fact(expression.pk, fixes=Fixes(values), by=four.cuc, now=NOW)
    Expression.objects.update(facts={})
    Work.objects.update(number="118-QĐ/TU")
    assert reread(expression.pk, by=None, now=NOW).changes == {}
    work = Work.objects.get()
    assert (work.title, work.issuer, str(work.in_force_from)) == ("về việc giữ lời", "", "2026-12-01")
    assert Correction.objects.count() == 3


def test_a_number_read_better_moves_the_address_and_the_old_one_leads_on(four: Four) -> None:
    expression = taken_in()
    Work.objects.update(number="113-QĐ/TU", uri="/akn/vn/act/dang-quy-dinh/2026-10-12/113-qd-tu")
    reread(expression.pk, by=None, now=NOW)
    assert Work.objects.get().uri.endswith("/118-qd-tu") and FormerAddress.objects.get().uri.endswith("/113-qd-tu")


def test_a_trial_says_what_would_change_and_changes_nothing(four: Four) -> None:
    expression = taken_in()
    as_an_older_reader_left_it(expression)
    OutboxRow.objects.all().delete()
    before = held()
    assert reread(expression.pk, by=None, now=NOW, is_trial=True).changes["articles"] == ("1", "3")
    assert held() == before and not OutboxRow.objects.exists() and Expression.objects.get().facts == {}


def test_other_words_are_said_and_left(four: Four) -> None:
    expression = taken_in()
    Expression.objects.update(sha256="0" * 64, articles=1)
    done = reread(expression.pk, by=None, now=NOW)
    assert done.state == "left" and done.refusal is not None and done.refusal.code == "text_changed"
    assert Expression.objects.get().articles == 1


def test_an_original_that_is_gone_and_one_that_cannot_be_read_are_said_and_left(four: Four) -> None:
    expression, file = taken_in(), StoredFile.objects.get()
    path = disk.path_of(file.sha256)
    path.write_bytes(b"\x00" * file.size)
    broken = reread(expression.pk, by=None, now=NOW)
    path.unlink()
    gone = reread(expression.pk, by=None, now=NOW)
    assert broken.state == gone.state == "left"
    assert gone.refusal is not None and gone.refusal.code == "file_missing"


def test_a_number_that_would_make_two_works_one_is_left(four: Four) -> None:
    expression = taken_in()
    Work.objects.update(number="113-QĐ/TU", uri="/akn/vn/act/dang-quy-dinh/2026-10-12/113-qd-tu")
    taken_in(papers.NEXT_TEXT)
    done = reread(expression.pk, by=None, now=NOW)
    assert done.refusal is not None and done.refusal.code == "work_exists"
    assert Work.objects.filter(number="113-QĐ/TU").exists()


def test_only_who_may_correct_may_read_again(four: Four) -> None:
    expression = taken_in(by=four.cuc)
    for seat in (four.an, make_seat(unit=four.ward, role=Seat.Role.CLERK)):
        with pytest.raises(NotAllowed):
            reread(expression.pk, by=seat, now=NOW)


def run_command(*arguments: str) -> int:
    access = os.environ["THONGSUOT_LEDGER_ACCESS"]
    try:
        return main(["--data", os.environ["THONGSUOT_DATA"], "reread", *arguments])
    finally:
        os.environ["THONGSUOT_LEDGER_ACCESS"] = access


def test_the_command_reads_one_work_or_all_and_says_a_line_a_wording(
    four: Four, capsys: pytest.CaptureFixture[str]
) -> None:
    expression = taken_in()
    taken_in(papers.TEXT.replace("118", "119"))
    as_an_older_reader_left_it(expression)
    assert run_command("--work", expression.work.uri, "--check") == 0
    trial = capsys.readouterr().out
    assert "điều 1 → 3" in trial and "sẽ đổi 1" in trial
    assert run_command("--all") == 0
    first, second, summary = capsys.readouterr().out.splitlines()
    assert first.startswith("Quy định 118-QĐ/TU: ") and second == "Quy định 119-QĐ/TU: như cũ"
    assert summary == "Đã đọc lại 2 bản: đã đổi 1, để nguyên vì không đọc lại được 0."


def test_the_command_answers_1_when_a_wording_had_to_be_left(four: Four, capsys: pytest.CaptureFixture[str]) -> None:
    taken_in()
    Expression.objects.update(sha256="0" * 64)
    assert run_command("--all") == 1
    assert "Máy nay đọc ra lời khác" in capsys.readouterr().err
    assert run_command("--work", "/akn/vn/act/khong-co") == 1
    assert "Không tìm thấy" in capsys.readouterr().err


def test_addresses_that_lead_nowhere_any_more_are_counted(four: Four) -> None:
    expression = taken_in()
    expression.provisions.filter(eid="art_3").update(eid="art_33")
    assert reread(expression.pk, by=None, now=NOW).changes == {"provisions": ("13", "13 (-1)")}
