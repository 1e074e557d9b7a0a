"""The story of old Word files and of files under a wrong name: told by their bytes, read through LibreOffice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import vanban
from tests.vanban.docx_files import Docx, paragraphs
from tests.vanban.papers import DECISION
from vanban.confined import Limits, read_confined
from vanban.loaders import office
from vanban.stamp import find_stamp_in_file

PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in DECISION.split("\n")) + "</body></html>"
HEAD = "From: <a>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
SAVED = f"{HEAD}Content-Transfer-Encoding: 8bit\r\n\r\n{PAGE}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def rtf(text: str, header: str = "") -> bytes:
    """Return a small .rtf; letters beyond ASCII are written by their numbers."""
    head = f"{{\\header {_escaped(header)}\\par}}" if header else ""
    lines = "".join(f"{_escaped(line)}\\par\n" for line in text.split("\n"))
    return f"{{\\rtf1\\ansi\\uc1 {head}{lines}}}".encode("ascii")


def _escaped(words: str) -> str:
    return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in words)


@pytest.fixture
def libreoffice() -> None:
    if office.office_program() is None:
        pytest.skip("LibreOffice is not installed, so no .doc or .rtf was read.")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.rtf", "a.doc"])
def test_rich_text_reads_like_the_same_text_and_leaves_no_folder_behind(libreoffice: None, name: str) -> None:
    document = vanban.read(rtf(DECISION), name=name)
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert [step.node.id for step in document.walk()] == [step.node.id for step in plain.walk()]
    assert (document.source.format, document.number) == ("rtf", plain.number)
    assert folders() == []


@pytest.mark.slow
def test_a_stamp_in_the_page_header_of_rich_text_is_seen(libreoffice: None) -> None:
    assert find_stamp_in_file(rtf(DECISION, "MẬT"), "a.rtf") is not None
    assert find_stamp_in_file(rtf(DECISION, "Trang"), "a.rtf") is None


@pytest.mark.slow
def test_it_is_read_in_confinement_and_what_was_cut_short_leaves_no_folder(libreoffice: None) -> None:
    assert read_confined(rtf(DECISION), "a.rtf").number == "15/QĐ-SGM"
    with pytest.raises(vanban.UnreadableFile) as refused:
        read_confined(rtf(DECISION), "a.rtf", Limits(seconds=0.3))
    assert refused.value.code == "reader_too_slow"
    assert folders() == []


def folders() -> list[Path]:
    """Give what this process, or one that is gone, left behind; another test may be reading beside this one."""
    found = office.folder_of_all().glob("vanban-office-*")
    return [folder for folder in found if not is_in_use(int(folder.name.split("-")[2]))]


def is_in_use(pid: int) -> bool:
    return pid != os.getpid() and Path(f"/proc/{pid}").exists()


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read(rtf(DECISION), name="a.rtf")
    assert refused.value.code == "no_office"
    assert refused.value.message.endswith("lưu lại thành .docx rồi thử lại.")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (Docx(paragraphs(DECISION)).data(), "a.doc", "docx"),
        (Docx(paragraphs(DECISION)).data(), "a.pdf", "docx"),
        (PAGE.encode(), "a.doc", "html"),
        (SAVED.encode(), "a.doc", "html"),
        (SAVED.encode(), "a.mht", "html"),
        (DECISION.encode(), "a.doc", "txt"),
    ],
    ids=["docx as doc", "docx as pdf", "page as doc", "saved page as doc", "saved page", "text as doc"],
)
def test_a_file_is_told_by_its_bytes_before_its_ending(data: bytes, name: str, kind: str) -> None:
    document = vanban.read(data, name=name)
    assert (document.source.format, document.number) == (kind, "15/QĐ-SGM")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "unknown_format"),
        (b"PK\x03\x04 xl/workbook.xml", "unknown_format"),
        (b"\x89PNG\r\n\x1a\n", "unknown_format"),
    ],
)
def test_other_formats_are_refused_with_a_list_of_those_that_are_read(data: bytes, code: str) -> None:
    with pytest.raises(vanban.UnreadableFile) as refused:
        vanban.read(data, name="a.xls")
    assert refused.value.code == code
    assert ".odt" in refused.value.message or code == "encrypted"
