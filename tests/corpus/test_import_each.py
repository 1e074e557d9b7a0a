"""Import several files at once, by page and by command: one that is refused stops no other."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.corpus import papers
from tests.corpus.pages import IMPORT as PAGE
from tests.corpus.pages import kept, reviewed, signed_in, upload
from tests.factories import NOW, Four, make_seat
from tests.shared import installed
from thongsuot.corpus.actions.importing import Incoming, import_each
from thongsuot.corpus.models import Work
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import NotAllowed
from thongsuot.orgs.models import Seat
from thongsuot.site.cli import main

pytestmark = pytest.mark.django_db(databases="__all__")


def test_each_file_has_its_own_outcome_and_its_stream_is_closed() -> None:
    files = [("tot.txt", papers.TEXT.encode()), ("rong.txt", b""), ("moi.txt", papers.NEXT_TEXT.encode())]
    incoming = [Incoming(name, io.BytesIO(content)) for name, content in [*files, files[0]]]
    outcomes = list(import_each(incoming, by=None, now=NOW))
    assert [one.is_new for one in outcomes] == [True, False, True, False]
    assert [one.refusal.code if one.refusal else "" for one in outcomes] == ["", "file_empty", "", ""]
    assert outcomes[3].expression == outcomes[0].expression
    assert all(one.stream.closed for one in incoming)


def test_a_member_is_refused_before_anything_is_read(four: Four) -> None:
    stream = io.BytesIO(papers.TEXT.encode())
    with pytest.raises(NotAllowed):
        list(import_each([Incoming("a.txt", stream)], by=four.an, now=NOW))
    assert stream.tell() == 0


def test_no_file_is_a_mistake_of_the_form_not_of_the_person(four: Four, client: Client) -> None:
    page = signed_in(client, four.cuc).post(PAGE).content.decode()
    assert "Chọn ít nhất một tệp" in page and 'aria-invalid="true"' in page


def test_a_clerk_may_import_by_page_a_member_and_a_stranger_may_not(four: Four, client: Client) -> None:
    clerk = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    assert signed_in(client, clerk).get(PAGE).status_code == 200
    for seat in (four.an, four.dung):
        assert signed_in(client, seat).get(PAGE).status_code == 403
        refused = client.post(PAGE, {"tep": upload(papers.TEXT.encode(), "a.txt")})
        assert refused.status_code == 403 and "văn thư" in refused.content.decode()
    assert not Work.objects.exists()


def test_nobody_imports_unnamed(client: Client) -> None:
    response = client.post(PAGE, {"tep": upload(papers.TEXT.encode(), "a.txt")})
    assert (response.status_code == 302 and "dang-nhap" in response["Location"]) or "login" in response["Location"]
    assert not Work.objects.exists() and not StoredFile.objects.exists()


def test_the_page_says_whose_broken_files_are_kept(four: Four, client: Client) -> None:
    broken = upload(papers.cut_short(papers.docx(papers.TEXT * 20)), "dut.docx")
    address, _page = reviewed(signed_in(client, four.cuc), broken)
    kept(client, address)
    page = client.get(PAGE).content.decode()
    assert "Tệp đã giữ nhưng chưa đọc được" in page and "/van-ban/tep-hong/" in page
    other = make_seat(unit=four.ward, role=Seat.Role.CLERK)
    assert "dut.docx" not in signed_in(client, other).get(PAGE).content.decode()


def run_command(capsys: pytest.CaptureFixture[str], *files: Path) -> tuple[int, str, str]:
    data = os.environ["THONGSUOT_DATA"]
    access = os.environ["THONGSUOT_LEDGER_ACCESS"]
    try:
        status = main(["--data", data, "import", "document", *map(str, files)])
    finally:
        os.environ["THONGSUOT_LEDGER_ACCESS"] = access
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_prints_a_line_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(papers.TEXT, encoding="utf-8")
    status, out, err = run_command(capsys, path, path)
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith(papers.NUMBER) and first.endswith("2 chương, 3 điều")
    assert second == f"{first} · đã có từ trước"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"mat.txt": papers.STAMPED_TEXT, "rong.txt": "", "tot.txt": papers.TEXT}
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [tmp_path / name for name in (*names, "khong-co.txt")]
    status, out, err = run_command(capsys, *files)
    assert status == 1 and len(out.splitlines()) == 1
    assert "tệp thứ 1: Tệp này mang dấu độ mật" in err and "mat.txt" not in err
    assert "rong.txt: Tệp không có nội dung" in err and "khong-co.txt: không mở được" in err


@pytest.mark.slow
def test_four_imports_of_one_file_at_the_same_moment_make_one_of_everything(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data, path = tmp_path / "data", tmp_path / "a.txt"
    path.write_text(papers.TEXT, encoding="utf-8")
    run: Any = [sys.executable, "-m", "thongsuot.site.cli", "--data", str(data)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("THONGSUOT", "DJANGO"))}
    installed(tmp_path_factory, data)
    command = [*run, "import", "document", str(path)]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(4)]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert ended == [(b"", 0)] * 4
    with sqlite3.connect(data / "thongsuot.sqlite3") as database:
        tables = ("corpus_work", "corpus_expression", "corpus_manifestation", "files_storedfile")
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables] == [1, 1, 1, 1]
