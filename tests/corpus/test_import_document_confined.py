"""Import a document whose parser misbehaves: it takes nothing with it, and the file is kept where no stamp can hide."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.corpus import papers
from tests.corpus.pages import kept
from tests.factories import NOW, Four
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.arriving import reception
from thongsuot.corpus.models import Expression
from thongsuot.files.models import StoredFile
from thongsuot.kernel.errors import Refusal
from vanban.confined import Limits, Reader, inspect_confined

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.slow]
ROOT = str(Path(__file__).resolve().parent.parent.parent)
TIGHT = Limits(memory=600 * 1024 * 1024, cpu_seconds=1, seconds=5.0)


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Read uploads with a parser that does what the name of the file says."""
    reader, job = Reader(paths=(ROOT,)), "tests.vanban.planted_parsers:misbehave"
    inspect = functools.partial(inspect_confined, limits=TIGHT, reader=reader, job=job)
    monkeypatch.setattr(reception, "inspect_confined", inspect)
    yield reader
    reader.stop()


def refusal_of_import(name: str, content: bytes = b"%PDF-1.7") -> Refusal:
    with pytest.raises(Refusal) as raised:
        import_document(content, name=name, by=None, now=NOW)
    return raised.value


@pytest.mark.parametrize(("deed", "said"), [("eat", "quá nhiều bộ nhớ"), ("loop", "lâu quá"), ("crash", "giữa chừng")])
def test_a_file_whose_parser_dies_after_no_stamp_was_found_is_kept_and_flagged(deed: str, said: str) -> None:
    refusal = refusal_of_import(f"seen-{deed}.pdf")
    assert refusal.code == "unreadable_kept"
    assert said in StoredFile.objects.get().flaw
    assert not Expression.objects.exists()


@pytest.mark.parametrize("deed", ["crash", "eat"])
def test_a_file_whose_parser_dies_before_it_could_look_for_a_stamp_is_not_kept(deed: str) -> None:
    refusal = refusal_of_import(f"{deed}.pdf")
    assert refusal.code == "unreadable" and "không được giữ lại" in str(refusal)
    assert not StoredFile.objects.exists()


def test_an_archive_whose_parser_dies_is_kept_where_the_rescuer_saw_every_place() -> None:
    assert refusal_of_import("crash.docx", papers.docx(papers.STAMPED_TEXT)).code == "classified"
    assert not StoredFile.objects.exists()
    assert refusal_of_import("crash.docx", papers.docx(papers.TEXT)).code == "unreadable_kept"


def test_the_other_uploads_of_one_request_go_on(four: Four, client: Client) -> None:
    client.force_login(four.cuc.person, backend="django.contrib.auth.backends.ModelBackend")
    files = [
        SimpleUploadedFile("crash.pdf", b"%PDF-1.7"),
        SimpleUploadedFile("tot.txt", papers.TEXT.encode()),
        SimpleUploadedFile("seen-kill.pdf", b"%PDF-1.7"),
    ]
    token = "ab" * 16
    page = client.post("/van-ban/nhap/", {"tep": files, "luot": token}).content.decode()
    kept(client, f"/van-ban/nhap/{token}/")
    assert page.count("đã dừng giữa chừng") >= 2
    assert Expression.objects.count() == 1
    assert StoredFile.objects.exclude(flaw="").get().name == "seen-kill.pdf"
