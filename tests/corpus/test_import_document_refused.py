"""Import a document, the other half of the story: what is stamped, hostile or broken leaves no more than it may."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from django.test import Client

from tests.corpus import papers
from tests.factories import NOW, Four
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.arriving.reception import read_unclassified
from thongsuot.corpus.models import Expression, Work
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Entry, OutboxRow

pytestmark = pytest.mark.django_db(databases="__all__")

SECRET_NAME = "ke-hoach-so-9.docx"
STAMPED = {
    "alone in a line above the title": papers.STAMPED_TEXT.encode(),
    "in small letters": papers.STAMPED_TEXT.replace("TỐI MẬT", "Tuyệt mật").encode(),
    "in decomposed letters": papers.STAMPED_TEXT.replace("TỐI MẬT", "TO\u0302\u0301I MA\u0302\u0323T").encode(),
    "bold in markdown": papers.STAMPED_TEXT.replace("TỐI MẬT", "**MẬT**").encode(),
    "in a Word document": papers.docx(papers.STAMPED_TEXT),
    "in a page header only": papers.docx(header="MẬT"),
    "in a Word document cut short": papers.cut_short(papers.docx(papers.STAMPED_TEXT * 20)),
}


def refusal_of_import(content: bytes, name: str = SECRET_NAME) -> Refusal:
    with pytest.raises(Refusal) as raised:
        import_document(content, name=name, by=None, now=NOW)
    return raised.value


def nothing_is_left(folder: Path) -> bool:
    ledger.drain()
    rows = [model.objects.count() for model in (Work, Expression, StoredFile, OutboxRow, Entry)]
    return not any(rows) and not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", STAMPED.values(), ids=STAMPED.keys())
def test_a_stamped_file_leaves_no_row_no_file_and_no_line(
    content: bytes,
    files_folder: Path,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    refusal = refusal_of_import(content, SECRET_NAME if content.startswith(b"PK") else "ke-hoach-so-9.md")
    assert refusal.code == "classified"
    assert "cơ yếu" in str(refusal) and "ke-hoach" not in str(refusal)
    assert nothing_is_left(files_folder)
    assert not list((tmp_path / "temporary").iterdir())
    assert "ke-hoach" not in caplog.text


def test_a_stamped_upload_leaves_no_temporary_file(
    four: Four, client: Client, files_folder: Path, tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)  # type: ignore[attr-defined]
    client.force_login(four.cuc.person, backend="django.contrib.auth.backends.ModelBackend")
    path = tmp_path / SECRET_NAME
    path.write_bytes(STAMPED["in a Word document"])
    with path.open("rb") as file:
        response = client.post("/van-ban/nhap/", {"tep": file})
    assert response.status_code == 200
    assert "cơ yếu" in response.content.decode() and SECRET_NAME in response.content.decode()
    assert [left.name for left in tmp_path.iterdir() if left.is_file()] == [SECRET_NAME]
    assert nothing_is_left(files_folder)


def test_a_document_about_secrets_is_no_secret_document() -> None:
    expression = import_document(papers.ABOUT_SECRETS.encode(), name="danh-muc.txt", by=None, now=NOW)
    assert "Tối mật" in expression.work.title


HOSTILE = {
    "zip bomb": papers.zip_bomb,
    "entity that reads a file of the machine": papers.with_entity,
    "path out of the folder": papers.with_escape,
    "five thousand layers": papers.nested,
}


@pytest.mark.slow
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_not_kept(make: object, files_folder: Path) -> None:
    content = make()  # type: ignore[operator]
    refusal = refusal_of_import(content)
    assert refusal.code == "unreadable" and "không được giữ lại" in str(refusal)
    assert nothing_is_left(files_folder)
    assert not (files_folder.parent / "outside.txt").exists()


def test_a_document_cut_short_is_kept_and_flagged_and_changes_nothing_else() -> None:
    content = papers.cut_short(papers.docx(papers.TEXT * 20))
    refusal = refusal_of_import(content, "dut-giua-chung.docx")
    assert refusal.code == "unreadable_kept"
    file = StoredFile.objects.get()
    assert str(refusal) == f"{file.flaw} Tệp được giữ lại ở cuối trang Nhập văn bản."
    assert file.flaw and file.name == "dut-giua-chung.docx"
    assert not Work.objects.exists() and not Expression.objects.exists()


def test_a_document_cut_before_its_page_header_could_hide_a_stamp_and_is_not_kept(files_folder: Path) -> None:
    whole = papers.docx(papers.TEXT * 20, header="Trang 1")
    cut = whole[: whole.index(b"word/header1.xml") - 10]
    assert refusal_of_import(cut).code == "unreadable"
    assert nothing_is_left(files_folder)


def test_a_document_with_broken_markup_is_kept_only_where_no_stamp_can_hide(files_folder: Path) -> None:
    broken = papers.body_of(papers.TEXT).replace("</w:body>", "")
    box = "<w:txbxContent><w:p><w:t>MẬT</w:t></w:p></w:txbxContent>"
    for drawn in ('<v:textpath style="x" string="TUYỆT MẬT"/>', box):
        stamped = broken.replace("</w:p>", f"</w:p>{drawn}", 30)
        assert refusal_of_import(papers.zipped({papers.MAIN: stamped})).code == "classified"
    assert nothing_is_left(files_folder)
    assert refusal_of_import(papers.zipped({papers.MAIN: broken})).code == "unreadable_kept"


def test_what_stands_before_the_damage_is_searched_for_a_stamp(files_folder: Path) -> None:
    for text, code in ((papers.STAMPED_TEXT, "classified"), (papers.TEXT, "unreadable_kept")):
        assert refusal_of_import(papers.damaged_inside(text)).code == code
        assert code != "classified" or nothing_is_left(files_folder)


def test_parts_that_are_not_packed_are_searched_too() -> None:
    whole = papers.zipped({papers.TYPES: "<Types/>", papers.MAIN: papers.body_of(papers.STAMPED_TEXT)}, packed=False)
    assert refusal_of_import(papers.cut_short(whole)).code == "classified"


UNREADABLE = {
    "no zip at all": (b"PK\x03\x04 nothing", "a.docx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.png"),
    "a scan": (b"%PDF-1.7 ...", "a.pdf"),
    "zeros under a text's name": (bytes(2_000), "a.txt"),
    "letters of no known table": (b"Quy \xff\xfe\xfd \xc3", "a.txt"),
    "a Word document without a word": (papers.docx(""), "a.docx"),
}


@pytest.mark.parametrize(("content", "name"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_shows_no_text_to_judge_by_is_not_kept(content: bytes, name: str, files_folder: Path) -> None:
    assert refusal_of_import(content, name).code == "unreadable"
    assert nothing_is_left(files_folder)


def test_nothing_and_too_much_are_refused_before_they_are_read(files_folder: Path, settings: object) -> None:
    assert refusal_of_import(b"").code == "file_empty"
    assert refusal_of_import(b"x" * (12 * 1024 * 1024 + 1), "dai.txt").code == "too_long"
    settings.UPLOAD_MAX_BYTES = 1_000  # type: ignore[attr-defined]
    assert refusal_of_import(papers.TEXT.encode() * 2).code == "file_too_big"
    assert nothing_is_left(files_folder)


@pytest.mark.slow
def test_twenty_five_megabytes_of_text_are_refused_with_a_sentence(files_folder: Path) -> None:
    text = (papers.TEXT * 30_000).encode()[: 25 * 1024 * 1024]
    refusal = refusal_of_import(text, "rat-dai.txt")
    assert refusal.code == "too_long" and "2.000 trang" in str(refusal)
    assert refusal_of_import(papers.docx(papers.TEXT * 12_000), "rat-dai.docx").code == "too_long"
    assert nothing_is_left(files_folder)


def test_a_report_is_read_under_the_same_rules() -> None:
    assert read_unclassified(papers.TEXT.encode(), "tin.txt").text == papers.TEXT
    for content, code in (
        (papers.STAMPED_TEXT.encode(), "classified"),
        (papers.cut_short(papers.docx()), "unreadable"),
    ):
        with pytest.raises(Refusal) as refusal:
            read_unclassified(content, "tin.docx" if code == "unreadable" else "tin.txt")
        assert refusal.value.code == code
